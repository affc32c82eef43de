"""Words of a text, with their places in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.text.normalize import words


def word_hash(word: str) -> int:
    return int(words(word).hashes[0])


def found(text: str) -> list[str]:
    one = words(text)
    return [text[start:end] for start, end in zip(one.starts, one.ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="empty"),
        pytest.param("¿?—…\n\t\0", [], id="no-words"),
        pytest.param('The "Work" (v2.1)', ["The", "Work", "v2", "1"], id="punctuation"),
        pytest.param("licensor's non-free", ["licensor", "s", "non", "free"], id="inside-words"),
        pytest.param("snake_case", ["snake", "case"], id="underscore"),
        pytest.param("许可 v1条", ["许", "可", "v1", "条"], id="chinese-word-by-character"),
        pytest.param("Lizenzgebühr für Łódź", ["Lizenzgebühr", "für", "Łódź"], id="letters"),
    ],
)
def test_words_are_runs_of_letters_and_digits(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("other", ["LICENSE", "License", "ｌｉｃｅｎｓｅ"])
def test_case_and_width_do_not_count(other: str) -> None:
    assert word_hash("license") == word_hash(other)


def test_ligatures_are_the_letters_that_they_join() -> None:
    assert found("modi\ufb01ed o\ufb03ce") == ["modi\ufb01ed", "o\ufb03ce"]
    assert [word_hash(one) for one in ("modified", "office")] == list(
        words("modi\ufb01ed o\ufb03ce").hashes
    )


def test_a_numeral_of_one_sign_is_a_word_like_its_letters() -> None:
    assert found("Section\u2163 Grazing") == ["Section", "\u2163", "Grazing"]
    assert list(words("section iv grazing").hashes) == list(words("Section\u2163 Grazing").hashes)


def test_words_of_the_same_letters_in_another_order_differ() -> None:
    assert word_hash("not") != word_hash("ton")


@given(st.text())
def test_places_are_in_order_and_cover_every_letter(text: str) -> None:
    one = words(text)
    edges = [edge for pair in zip(one.starts, one.ends, strict=True) for edge in pair]
    assert edges == sorted(edges)
    assert all(start < end for start, end in zip(one.starts, one.ends, strict=True))
    inside = {i for a, b in zip(one.starts, one.ends, strict=True) for i in range(a, b)}
    assert all(i in inside for i, char in enumerate(text) if char.isalnum())


@given(st.text(), st.text())
def test_a_word_has_the_same_hash_wherever_it_stands(before: str, after: str) -> None:
    one = words(f"{before} warranty {after}")
    at = list(one.starts).index(len(before) + 1)
    assert one.hashes[at] == word_hash("warranty")
