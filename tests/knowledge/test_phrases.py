"""Phrases fit their examples and none of their near misses, and code asks for every one."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

import licensecheck
from licensecheck.errors import RuleFileError, SettingsError
from licensecheck.knowledge.files import rule_folder
from licensecheck.knowledge.phrases import Phrase, PhraseWords, load_phrases

FILES = [path.stem for path in sorted(rule_folder("phrases").glob("*.yaml"))]
ALL = [
    pytest.param(words, id=f"{file}/{name}")
    for file in FILES
    for name, words in load_phrases(file).items()
]


@pytest.mark.parametrize("words", ALL)
def test_every_pattern_of_a_phrase_is_read_by_itself(words: PhraseWords) -> None:
    """A lawyer adds a line without looking at the others."""
    for line in words.words:
        re.compile(line)


def asked_for() -> Iterator[str]:
    for found in pkgutil.walk_packages(licensecheck.__path__, "licensecheck."):
        if found.name.endswith("__main__"):
            continue
        with suppress(SettingsError):  # of an extra that is not installed
            values = vars(importlib.import_module(found.name)).values()
            yield from (value.name for value in values if isinstance(value, Phrase))


def test_every_phrase_is_asked_for_and_every_one_that_is_asked_for_is_there() -> None:
    known = {f"{file}/{name}" for file in FILES for name in load_phrases(file)}
    assert set(asked_for()) == known


def test_a_phrase_is_read_when_it_is_first_asked() -> None:
    phrase = Phrase("limits/no-such-phrase")
    with pytest.raises(KeyError):
        phrase.search("text")


@pytest.mark.parametrize(
    ("line", "message"),
    [("words: ['(']", "no regular expression"), ("words: []", "at least 1 item")],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, line: str, message: str) -> None:
    text = f"phrases:\n  a:\n    meaning: x\n    {line}\n    examples: [x]\n    near_misses: [y]\n"
    (tmp_path / "zebra.yaml").write_text(text)
    with pytest.raises(RuleFileError, match=message) as caught:
        load_phrases("zebra", tmp_path)
    assert caught.value.line == 4
