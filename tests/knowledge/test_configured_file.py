"""The examples of rules/configured.yaml are what the file does with them."""

import pytest

from licensecheck.domain import Document, DocumentKind, FileEntry, ModelRef, Origin, Snapshot
from licensecheck.knowledge.configured import load_configured
from licensecheck.lineage.configured import configured

EXAMPLES = load_configured().examples
CASES = [
    *((text, ["part"]) for text in EXAMPLES.parts),
    *((text, ["base"]) for text in EXAMPLES.bases),
    *((text, ["model"]) for text in EXAMPLES.models),
    *((text, []) for text in EXAMPLES.near_misses),
]


def uses(path: str, text: str, weights: str = "model.safetensors") -> list[str]:
    """What a file of settings beside weights tells."""
    document = Document(path, text, DocumentKind.METADATA)
    files = tuple(FileEntry(one, 1) for one in (weights, path))
    ref = ModelRef("local", "zebra", None)
    snapshot = Snapshot(ref, None, Origin.FOLDER, None, documents=(document,), files=files)
    return [str(use) for use, address, *_ in configured(snapshot, lambda _: True) if address]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_keys_tell_what_a_model_is_for(text: str, wanted: list[str]) -> None:
    assert uses("config.yaml", text) == wanted


@pytest.mark.parametrize(
    ("path", "text", "wanted"),
    [
        ("config.toml", '[model.text_encoder]\npath = "zoo/okapi-3b"', ["part"]),
        ("zebra.gin", "Zebra.text_encoder = 'zoo/okapi-3b'", ["part"]),
        ("settings.ini", "[model]\nvae = zoo/okapi-3b", ["part"]),
        ("two.yaml", "vae: zoo/okapi-3b\n---\nllm: zoo/kudu-3b", ["part", "part"]),
        ("tabs.json", '{\n\t"vae": "zoo/okapi-3b"\n}', ["part"]),
        ("vae/config.json", '{"_name_or_path": "zoo/okapi-3b"}', ["part"]),
        ("conf/llm/big.yaml", "path: zoo/okapi-3b", ["part"]),
        ("conf/train.yaml", "model_name_or_path: zoo/okapi-3b", []),
        ("tests/config.yaml", "vae: zoo/okapi-3b", []),
        ("third_party/okapi/config.yaml", "vae: zoo/okapi-3b", []),
        ("eval_results.json", '{"llm": "zoo/okapi-3b"}', []),
        ("broken.json", '{"vae": "zoo/okapi-3b"', ["part"]),
    ],
)
def test_the_file_tells_too(path: str, text: str, wanted: list[str]) -> None:
    assert uses(path, text) == wanted


def test_what_is_in_the_repository_is_not_of_others() -> None:
    assert uses("config.yaml", "vae: parts/vae-2", weights="parts/vae-2/model.safetensors") == []


def test_a_huge_file_of_settings_is_passed_over() -> None:
    assert uses("config.yaml", "vae: zoo/okapi-3b\n" + "#" * 600_000) == []
