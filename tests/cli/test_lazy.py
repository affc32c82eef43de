"""What needs no unknown prose read loads nothing that reads it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

READERS = ("spacy", "onnxruntime", "tokenizers")
OF_PROSE = tuple(
    f"licensecheck.{name}"
    for name in ("text.segment", "terms.prose", "terms.pages", "classify.matcher", "lineage.told")
)
"""Of our own modules those that cost most."""
LOADED = """
import sys
from licensecheck.cli import app
app(sys.argv[2:], standalone_mode=False)
print([name for name in sys.argv[1].split(",") if name in sys.modules], file=sys.stderr)
"""


def loaded(names: tuple[str, ...], *command: str) -> str:
    """The modules among `names` that a command loads."""
    run = [sys.executable, "-c", LOADED, ",".join(names), *command]
    done = subprocess.run(run, cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stderr.strip().splitlines()[-1]


def test_a_licence_by_its_id_loads_no_reader() -> None:
    assert loaded((*READERS, *OF_PROSE, "numpy", "httpx2"), "license", "MIT") == "[]"


def test_a_model_from_the_catalogue_loads_no_reader() -> None:
    command = ("audit", "meta-llama/Llama-3.1-8B-Instruct", "--offline")
    assert loaded((*READERS, *OF_PROSE, "numpy", "huggingface_hub", "httpx2"), *command) == "[]"


@pytest.mark.parametrize("repository", ["openai+whisper", "xai-org+grok-1"])
def test_a_licence_word_for_word_loads_no_reader(real: Path, repository: str) -> None:
    text = next((real / "repos" / repository).glob("LICENSE*"))
    assert loaded((*READERS, "numpy.ma"), "license", str(text)) == "[]"


def test_words_of_its_own_are_read(tmp_path: Path) -> None:
    text = tmp_path / "LICENSE"
    text.write_text("You may use the model for research. You must not sell it to anyone.")
    assert loaded(READERS, "license", str(text)) == str(list(READERS))


def test_reading_loads_no_command_line_of_spacy_and_what_it_brings(tmp_path: Path) -> None:
    text = tmp_path / "LICENSE"
    text.write_text("You may use the model for research. You must not sell it to anyone.")
    assert loaded(("spacy.cli", "weasel", "requests", "jinja2"), "license", str(text)) == "[]"
