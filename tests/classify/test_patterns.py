"""The pattern language, as CONTRIBUTING.md describes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.classify.finder import PatternSet
from licensecheck.classify.matcher import number
from licensecheck.classify.patterns import PatternError
from licensecheck.classify.tokens import plain, tokens
from licensecheck.domain import Span

VOCABULARY = {"deny": ("may|shall not", "cannot"), "nested": ("<deny> use",)}


def found(line: str, text: str) -> str | None:
    patterns = PatternSet(VOCABULARY, str.split)
    pattern = patterns.compile(line)
    words = text.lower().split()
    place = patterns.find(pattern, patterns.read(words, [word.isdigit() for word in words]))
    return " ".join(words[place[0] : place[1]]) if place else None


@pytest.mark.parametrize(
    ("line", "text", "expected"),
    [
        ("may not", "you may not sell", "may not"),
        ("may not", "you may or may never sell", None),
        ("commerc*", "for Commercial use", "commercial"),
        ("sell|rent it", "you rent it", "rent it"),
        ("not be? sold", "it may not be sold", "not be sold"),
        ("not be? sold", "not sold", "not sold"),
        ("not .. sold", "not a b c d sold", "not a b c d sold"),
        ("not .. sold", "not a b c d e sold", None),
        ("not ..1 be? sold", "not ever be sold", "not ever be sold"),
        ("not ..1 be? sold", "not ever sold", "not ever sold"),
        ("# users", "above 500 users", "500 users"),
        ("!not use", "do use it", "do use"),
        ("!not use", "not use it", None),
        ("<deny> ..1 sell", "you cannot ever sell", "cannot ever sell"),
        ("<deny> ..1 sell", "you shall not sell", "shall not sell"),
        ("^ you", "you may", "you"),
        ("^ you", "if you may", None),
    ],
)
def test_a_line_means_what_its_documentation_says(
    line: str, text: str, expected: str | None
) -> None:
    assert found(line, text) == expected


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("^", "no words"),
        ("<lacking>", "not in the vocabulary"),
        ("<nested>", "cannot use another list"),
        ("a? b?", "every word may be missing"),
        ("a b? c? d? e? f? g? h?", "at most 6"),
        ("a | b", "stands alone"),
        ("a||b", "empty alternative"),
        ("<deny>|a", "is no alternative"),
    ],
)
def test_a_line_that_means_nothing_is_refused_with_the_reason(line: str, complaint: str) -> None:
    with pytest.raises(PatternError, match=complaint.replace("|", r"\|")):
        PatternSet(VOCABULARY, str.split).compile(line)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("700 million monthly active users", "700000000"),
        ("US$ 1,000,000", "1000000"),
        ("20M", "20000000"),
        ("1.5 billion", "1500000000"),
        ("ten employees", "10"),
        ("many", ""),
    ],
)
def test_numbers_are_read_as_people_write_them(words: str, value: str) -> None:
    assert number(words) == value


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 300))
def test_plain_text_keeps_the_way_back(text: str, first: int, second: int) -> None:
    start, end = sorted((min(first, len(text)), min(second, len(text))))
    line = plain(text, Span(start, end))
    assert len(line.offsets) == len(line.text) + 1
    for at, char in enumerate(line.text):
        if char.isalnum():
            assert text[line.offsets[at]] == char


def test_plain_text_leaves_one_space_where_markup_was() -> None:
    assert plain("You may *NOT*\n  **sell** it").text == "You may NOT sell it"


def test_tokens_stand_where_they_are_said_to_and_long_runs_are_cut() -> None:
    text = f"You may not {'(' * 500}sell{')' * 500} it."
    found = tokens(text)
    assert all(text[at : at + len(word)] == word for word, at in found)
    assert [word for word, _ in found if word.isalpha()] == ["You", "may", "not", "sell", "it"]
    assert tokens("") == []
