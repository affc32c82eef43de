"""What a model needs to run, and has to be got beside it, has its terms in every answer."""

import json
from pathlib import Path

import pytest

from tests.answers.conftest import APACHE, DECLARED, Audit, accused, commercial
from tests.cli.conftest import Run, run  # noqa: F401 - a fixture

LICENSE = {"LICENSE": APACHE}
LLAMA, FLUX = "meta-llama/Llama-3.1-8B-Instruct", "black-forest-labs/FLUX.1-dev"
OPEN = "google-t5/t5-base"
PROGRAM = """
ENCODER = "{model}"
text_encoder = EncoderModel.from_pretrained(ENCODER)
tokenizer = AutoTokenizer.from_pretrained("zoo/zebra")
"""


def link(model: str) -> str:
    return f"[{model.rpartition('/')[2]}](https://huggingface.co/{model})"


PAGES = {
    "uses": "It uses {link} as its text encoder, which is downloaded separately.",
    "needs": "To run it you need {link} as the text encoder.",
    "item": "Get these first:\n\n- {link} (text encoder)\n- some patience",
    "label": "- Text encoder: {link}",
    "example": "```python\nencoder = EncoderModel.from_pretrained('{model}')\n"
    "pipe = Zebra.from_pretrained('zoo/zebra', text_encoder=encoder)\n```",
}
"""Pages that say so."""
FILES = {
    "a program": {"inference.py": PROGRAM},
    "a setting": {"config.json": '{"model_type": "zebra", "text_encoder": "{model}"}'},
}


def page(said: str, model: str) -> str:
    return DECLARED + said.replace("{link}", link(model)).replace("{model}", model) + "\n"


def files(here: dict[str, str], model: str) -> dict[str, str]:
    return {name: text.replace("{model}", model) for name, text in here.items()} | LICENSE


@pytest.mark.parametrize("said", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize(("model", "answer"), [(LLAMA, "yes-if"), (FLUX, "no"), (OPEN, "yes")])
def test_a_page_that_says_what_is_needed(audit: Audit, said: str, model: str, answer: str) -> None:
    report = audit(page(said, model), LICENSE)
    assert commercial(report) == answer
    assert accused(report) == set()
    assert [(one.name, one.relation) for one in report.models[0].bases] == [(model, "part")]


@pytest.mark.parametrize("here", FILES.values(), ids=FILES)
@pytest.mark.parametrize(("model", "answer"), [(LLAMA, "yes-if"), (FLUX, "no"), (OPEN, "yes")])
def test_a_file_that_loads_it(audit: Audit, here: dict[str, str], model: str, answer: str) -> None:
    report = audit(DECLARED, files(here, model))
    assert commercial(report) == answer
    assert accused(report) == set()


def test_the_weights_themselves_stay_what_they_are(audit: Audit) -> None:
    assert audit(page(PAGES["uses"], LLAMA), LICENSE).level == "open-weights"


@pytest.mark.parametrize(
    "said",
    [
        f"It outperforms {link(LLAMA)} on all tests.",
        f"Compared to {link(LLAMA)} as the text encoder, ours is small.",
        f"We rated its pictures with {link(LLAMA)}.",
        "```python\ntokenizer = AutoTokenizer.from_pretrained('meta-llama/Llama-3.1-8B')\n```",
        "```python\nencoder = EncoderModel.from_pretrained('zoo/zebra-text-encoder')\n"
        "pipe = Zebra.from_pretrained('zoo/zebra', text_encoder=encoder)\n```",
    ],
)
def test_a_rival_a_tool_and_an_own_part_are_not_needed(audit: Audit, said: str) -> None:
    assert commercial(audit(f"{DECLARED}{said}\n", LICENSE)) == "yes"


def test_the_screen_says_so_before_any_yes(
    run: Run,  # noqa: F811
    tmp_path: Path,
) -> None:
    folder = tmp_path / "zebra"
    folder.mkdir()
    (folder / "README.md").write_text(page(PAGES["uses"], LLAMA))
    (folder / "LICENSE").write_text(APACHE)
    (folder / "model.safetensors").write_bytes(bytes(20_000))
    said = " ".join(run("audit", str(folder), "--offline").stdout.split())
    needs = said.index(f"it needs {LLAMA} (Llama 3.1 Community License Agreement)")
    assert needs < said.index("commercial use: yes, if")
    bases = json.loads(run("audit", str(folder), "--offline", "--format", "json").stdout)["models"]
    assert bases[0]["bases"][0]["relation"] == "part"
