"""Lists of words have their examples and not their near misses, and code asks for every one."""

import re

import pytest

from licensecheck.knowledge.word_lists import WordList, listed, load_word_lists
from tests.conftest import ROOT

LISTS = load_word_lists()


@pytest.mark.parametrize("words", LISTS.values(), ids=list(LISTS))
def test_words_are_single_and_in_lower_case(words: WordList) -> None:
    assert all(re.fullmatch(r"[a-z]+\d*", word) for word in words.all)


def test_several_lists_are_taken_together() -> None:
    assert listed("light", "title") == LISTS["light"].all | LISTS["title"].all


def test_every_list_is_asked_for() -> None:
    code = [path.read_text("utf-8") for path in (ROOT / "licensecheck" / "identify").glob("*.py")]
    assert [name for name in LISTS if not any(f'"{name}"' in text for text in code)] == []
