"""spaCy's words without its commands."""

import json
import subprocess
import sys

import spacy
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.classify.english import tokenizer
from tests.conftest import ROOT

PIPELINE = spacy.blank("en")
TOKENIZER = tokenizer()
LATER = """
import licensecheck.classify.english, sys
assert not {"spacy.cli", "weasel", "requests", "jinja2"} & sys.modules.keys()
import spacy
assert spacy.info(silent=True)["spacy_version"] == spacy.__version__
from spacy.cli import download
assert download.__module__ == "spacy.cli.download"
"""


def words(text: str) -> list[tuple[str, int]]:
    return [(token.text, token.idx) for token in TOKENIZER(text)]


def words_of_pipeline(text: str) -> list[tuple[str, int]]:
    return [(token.text, token.idx) for token in PIPELINE(text)]


@given(st.text(max_size=200) | st.text("aI'’n.t-$5/:@w()[]\"%m k", max_size=80))
def test_all_text_is_cut_as_a_blank_pipeline_cuts_it(text: str) -> None:
    assert words(text) == words_of_pipeline(text)


def test_clauses_are_cut_as_a_blank_pipeline_cuts_them() -> None:
    rows = (ROOT / "corpus" / "written.jsonl").read_text("utf-8").splitlines()
    clauses = [json.loads(row)["text"] for row in rows[::40]]
    assert list(map(words, clauses)) == list(map(words_of_pipeline, clauses))


def test_commands_are_loaded_for_whoever_asks_for_them() -> None:
    subprocess.run([sys.executable, "-W", "ignore", "-c", LATER], cwd=ROOT, check=True)
