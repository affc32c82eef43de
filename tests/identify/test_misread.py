"""Words of a licence that a scanner read wrongly are told; names and figures are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.identify.misread import is_misread
from licensecheck.knowledge.knowledge import installed

WORDS = ("commercial", "forbidden", "only", "license", "permission", "modify", "without", "model")
ALIKE = {"m": "rn", "l": "1", "i": "1", "o": "0", "s": "5", "w": "vv"}


@given(st.sampled_from(WORDS), st.data())
def test_a_word_with_one_letter_misread_is_told(word: str, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from([n for n, char in enumerate(word) if char in ALIKE]))
    line = f"it is {word[:at]}{ALIKE[word[at]]}{word[at + 1 :]} that is meant"
    assert is_misread(line, installed().index)


@pytest.mark.parametrize(
    "line",
    [
        "You may use the modern version of the government's model, which is internal.",
        "Corning Inc. and Bernard Arnold may be cornered.",
        "Qwen1.5-7B, Llama2, mp3, i18n, H100, GPT4o and v1.0 are names.",
        "Run it for 10 s on 5 machines, or 1,000 of them!",
        "| a | b1 | l0 |",
        "See https://example.org/0nly/l1cense and write to 0nly@example.org.",
        "Is it allowed? Yes! Is it |x| or |y|?",
    ],
)
def test_names_figures_and_addresses_are_left(line: str) -> None:
    assert not is_misread(line, installed().index)
