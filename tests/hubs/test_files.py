"""Which files are read, as what, and which part of a model they speak of."""

from pathlib import Path

import pytest

from licensecheck.domain import DocumentKind
from licensecheck.hubs.files import FileRole, component, document_kind, file_role
from licensecheck.hubs.wanted import (
    CODE_BYTES,
    FIELDS_BYTES,
    MAX_BESIDE,
    MAX_CODE,
    MAX_DOCUMENTS,
    OTHER_BYTES,
    wanted,
)


@pytest.mark.parametrize(
    ("path", "kind", "part"),
    [
        ("README.md", "card", "model"),
        ("README", "card", "model"),
        ("MODEL_CARD.md", "card", "model"),
        ("docs/model_card.md", "card", "model"),
        ("Stable_Diffusion_v1_Model_Card.md", "card", "model"),
        ("projects/OPT/data_card.md", "card", "data"),
        ("LICENSE", "license", "model"),
        ("licence.txt", "license", "model"),
        ("COPYING", "license", "model"),
        ("UNLICENSE", "license", "model"),
        ("LICENSE-SDXL1.0", "license", "model"),
        ("LICENSE.audiocraft", "license", "model"),
        ("LICENSE.weights", "license", "weights"),
        ("MODEL_LICENSE", "license", "weights"),
        ("LICENSE-MODEL", "license", "weights"),
        ("INDEX_MODEL_LICENSE", "license", "weights"),
        ("LICENSE-CODE", "license", "code"),
        ("DATA_LICENSE", "license", "data"),
        ("model_licenses/LICENCE-SD-Turbo", "license", "weights"),
        ("LICENSES/Apache-2.0.txt", "license", "model"),
        ("MIT_License.md", "license", "model"),
        ("Skywork Community License.pdf", "license", "model"),
        ("TERMS_OF_USE.md", "license", "model"),
        ("EULA.txt", "license", "model"),
        ("WEIGHTS_TERMS.md", "license", "weights"),
        ("model-terms.txt", "license", "weights"),
        ("zebra/models/LICENSE", "license", "model"),
        ("DATA_AND_MODELS_LICENSE", "license", "model"),
        ("Dataset Terms.pdf", "license", "data"),
        ("conditions_of_use.md", "license", "model"),
        ("OpenRAIL-M.md", "license", "model"),
        ("Baichuan2模型社区许可协议.pdf", "license", "model"),
        ("USE_POLICY.md", "use-policy", "model"),
        ("USAGE_POLICY", "use-policy", "model"),
        ("acceptable_use_policy.txt", "use-policy", "model"),
        ("Prohibited_Uses.md", "use-policy", "model"),
        ("AI_ETHICS.md", "use-policy", "model"),
        ("NOTICE", "notice", "model"),
        ("Notice.txt", "notice", "model"),
        ("ThirdPartyNotices.txt", "notice", "model"),
        ("third_party/zlib/LICENSE", "notice", "model"),
        ("config.json", "config", "model"),
        ("adapter_config.json", "config", "model"),
        ("ADDENDUM.pdf", "use-policy", "model"),
        ("ライセンス.txt", "license", "model"),
        ("weights/LIZENZ.txt", "license", "weights"),
        ("LICENSE.zip", "license", "model"),
        ("weights/LICENSE.png", "license", "weights"),
        ("LICENSE.json", "license", "model"),
        ("license.py", "prose", "model"),
        ("NOTES.md", "prose", "model"),
        ("CHANGELOG.md", "prose", "model"),
        ("weights/README.md", "prose", "weights"),
        ("zh/README.md", "prose", "model"),
        ("docs/zh/README.md", "prose", "model"),
        ("info/about.txt", "prose", "model"),
        ("search_terms/a.md", "prose", "model"),
        (".github/LICENSE.md", "license", "model"),
        (".legal/TERMS", "license", "model"),
        ("model.safetensors.index.json", "metadata", "model"),
        ("model_info.json", "metadata", "model"),
        ("tokenizer_config.json", "metadata", "model"),
        ("package.json", "metadata", "code"),
        ("pyproject.toml", "metadata", "code"),
        ("setup.py", "metadata", "code"),
        ("CITATION.cff", "metadata", "code"),
        ("LІCENSE", "license", "model"),  # its second letter is Cyrillic
        ("legal/weights.md", "license", "weights"),
        ("PKG-INFO", "prose", "model"),
        ("Modelfile", "prose", "model"),
        ("Dockerfile", "metadata", "code"),
    ],
)
def test_documents(path: str, kind: str, part: str) -> None:
    found = document_kind(path)
    assert found == kind
    assert found is not None
    assert component(path, found) == part


@pytest.mark.parametrize(
    "path",
    ["model.safetensors", "licence.safetensors", "check_license.sh", ".cache/LICENSE",
     "sub/config.json", "assets/license.png", "tokenizer.json", "Responsible-Use-Guide.pdf",
     "model_terms.py", "src/license.py", "train.csv", "agreement.csv", "requirements.txt",
     "a/b/c/d/e/README.md", "package-lock.json", "vocab.txt", ".hidden.md",
     "license-plate-detector.zip", "model.bin.index.json", "Makefile", "docs/AUTHORS"],
)  # fmt: skip
def test_what_is_not_read(path: str) -> None:
    assert document_kind(path) is None


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("model-00001-of-00002.safetensors", FileRole.WEIGHTS),
        ("pytorch_model.bin", FileRole.WEIGHTS),
        ("llama-q4.gguf", FileRole.WEIGHTS),
        ("original/consolidated.00.pth", FileRole.WEIGHTS),
        ("model.onnx", FileRole.WEIGHTS),
        ("training_args.bin", FileRole.OTHER),
        ("optimizer.pt", FileRole.OTHER),
        ("zebra/zebra.pth.tar", FileRole.WEIGHTS),
        ("zebra.ckpt.gz", FileRole.WEIGHTS),
        ("zebra.tar.gz", FileRole.DATA),
        ("tokenizer.model", FileRole.TOKENIZER),
        ("vocab.bin", FileRole.TOKENIZER),
        ("modeling_llama.py", FileRole.CODE),
        ("data/train.parquet", FileRole.DATA),
        ("config.json", FileRole.CONFIG),
        ("LICENSE", FileRole.DOCUMENT),
        ("docs/usage.md", FileRole.DOCUMENT),
        ("logo.png", FileRole.OTHER),
    ],
)
def test_roles(path: str, role: FileRole) -> None:
    assert file_role(path) is role


def _chosen(*paths: str) -> list[str]:
    return [f.path for f in wanted((p, None) for p in paths)[0]]


def _kinds(*paths: str) -> dict[str, str]:
    return {f.path: f.kind for f in wanted((p, None) for p in paths)[0]}


def test_a_translated_readme_is_the_card_only_where_there_is_no_other() -> None:
    assert _kinds("README_zh.md", "README.md", "README_en.md") == {
        "README.md": "card", "README_en.md": "card", "README_zh.md": "prose",
    }  # fmt: skip
    assert _kinds("README_zh-CN.md") == {"README_zh-CN.md": "card"}


def test_prose_beside_weights_is_looked_through() -> None:
    chosen = _chosen("a/b/c/d/e/notes.md", "a/b/c/d/e/model.safetensors", "a/b/c/d/f/notes.md")
    assert chosen == ["a/b/c/d/e/notes.md"]


def test_other_texts_near_the_top_are_looked_through_where_there_is_room() -> None:
    chosen = _chosen("install.log", "a/files.tsv", "a/b/c/d/e/f.csv", ".about", ".gitignore")
    assert chosen == [".about", "a/files.tsv", "install.log"]
    assert wanted([("install.log", OTHER_BYTES + 1)]) == ((), ())
    logs = [(f"log{at:03}.log", 9) for at in range(3 * MAX_BESIDE)]
    chosen, left_out = wanted([*logs, ("notes.md", 9)])
    assert (len(chosen), left_out) == (MAX_BESIDE, ())
    assert "notes.md" in {one.path for one in chosen}


def test_programs_near_the_top_are_looked_through_the_first_of_them() -> None:
    near = ["modeling_zebra.py", "src/zebra/run.py"]
    assert _chosen(*near, "a/b/c/run.py", "third_party/run.py") == near
    assert wanted([("run.py", CODE_BYTES + 1)]) == ((), ())
    programs = [(f"run{at:02}.py", 9) for at in range(2 * MAX_CODE)]
    chosen, left_out = wanted([*programs, ("z/notes.md", 9)])
    assert (len(chosen), left_out) == (MAX_CODE + 1, ())


def test_fields_beside_weights_are_read_where_there_is_room_for_them() -> None:
    assert _kinds("unet/config.json", "unet/model.safetensors", "vae/config.json") == {
        "unet/config.json": "metadata",
        "vae/config.json": "prose",
    }
    steps = [f"step{i:02}/{name}" for i in range(30) for name in ("config.json", "model.bin")]
    chosen, left_out = wanted((path, None) for path in ("notes.md", *steps))
    assert (len(chosen), chosen[0].path, left_out) == (MAX_BESIDE, "notes.md", ())


@pytest.mark.parametrize("path", ["words.txt", "words.json"])
def test_a_long_list_is_no_prose_and_has_no_fields(path: str) -> None:
    assert [f.path for f in wanted([(path, FIELDS_BYTES)])[0]] == [path]
    assert wanted([(path, FIELDS_BYTES + 1)]) == ((), ())


def test_of_too_much_prose_that_at_the_top_is_named_and_no_text_of_terms_gives_way() -> None:
    notes = [(f"notes{i:02}.md", None) for i in range(MAX_BESIDE + 1)]
    chosen, left_out = wanted([*notes, ("zh/README.md", None), ("LICENSE", 5)])
    assert len(chosen) == MAX_BESIDE + 1
    assert "LICENSE" in [f.path for f in chosen]
    assert [f.path for f in left_out] == [notes[-1][0]]


def test_of_too_many_documents_the_vendored_and_deep_are_left_out_and_named() -> None:
    deep = [(f"a/b{i:03}/LICENSE", None) for i in range(MAX_DOCUMENTS)]
    chosen, left_out = wanted([("third_party/x/LICENSE", None), *deep, ("LICENSE", 5)])
    assert "LICENSE" in [f.path for f in chosen]
    assert len(chosen) == MAX_DOCUMENTS
    assert [f.path for f in left_out] == [deep[-1][0], "third_party/x/LICENSE"]
    assert all(f.kind is not DocumentKind.CARD for f in left_out)


def test_real_repositories_lose_no_licence_file(real: Path) -> None:
    """Every file that people called licence, policy, notice or card is read."""
    folders = sorted((real / "repos").iterdir())
    assert len(folders) > 100
    not_read = [
        path
        for folder in folders
        for file in folder.rglob("*")
        if file.is_file()
        and file.name != "meta.json"
        and document_kind(path := file.relative_to(folder).as_posix()) is None
    ]
    assert not not_read


def test_fields_in_the_root_come_before_prose_below_it() -> None:
    notes = [(f"tour/notes{at:02}.md", 9) for at in range(2 * MAX_BESIDE)]
    chosen, left_out = wanted([("README.md", 9), ("pyproject.toml", 9), *notes])
    assert "pyproject.toml" in {one.path for one in chosen}
    assert left_out == ()
