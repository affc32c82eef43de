"""Where names stand, in any spelling of their joints, with what is attached to them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.statements.spelling import NamePlace, spelling
from licensecheck.text.letters import letters


def found(names: list[str], text: str) -> list[tuple[str, str]]:
    spelt = spelling(names)
    return [(one.words, one.tail) for one in spelt.finditer(text)] if spelt else []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Zebra-2 and zebra 2 and ZEBRA2", [("Zebra-2", ""), ("zebra 2", ""), ("ZEBRA2", "")]),
        ("zebra2-13B-chat", [("zebra2-13B-chat", "-13B-chat")]),
        ("the tzebra2 of others", []),
        ("我们的Zebra-2模型", [("Zebra-2", "")]),
    ],
)
def test_a_name_is_found_with_what_is_attached(text: str, places: list[tuple[str, str]]) -> None:
    assert found(["Zebra-2"], text) == places


def test_names_without_letters_are_none() -> None:
    assert spelling(["-", "…"]) is None


def test_places_are_replaced() -> None:
    spelt = spelling(["Zebra"])
    assert spelt
    assert spelt.sub(lambda one: f"<{one.tail}>", "a Zebra-7b, no okapi") == ("a <-7b>, no okapi")


TAIL = r"[^\W_\u3040-\u9fff]"
SIZE = r"(?i:[-_ ]?\d{1,4}(?:\.\d{1,4})?(?:x\d{1,4})?[bm]\b)"
PARTS = st.sampled_from(["a", "b", "A", "c", "-", "_", " ", ".", "2", "7b", "斑马", "ab", "é", "ß"])


@given(
    st.lists(st.sampled_from(["ab", "abc", "b-1", "ba", "斑马", "ß"]), min_size=1, max_size=3),
    st.lists(PARTS, max_size=14).map("".join),
)
def test_they_are_those_of_one_pattern(names: list[str], text: str) -> None:
    """It would take .003 s to compile for each model."""
    spelt = "|".join(r"[-_ .]?".join(map(re.escape, letters(name))) for name in names)
    whole = rf"(?<!{TAIL})(?i:{spelt})(?P<tail>{SIZE}?(?:[-_.+]?(?:{TAIL}[.+_-]*)+)?)"
    places = [
        NamePlace(one[0], one["tail"], one.start(), one.start("tail"), one.end())
        for one in re.finditer(whole, text)
    ]
    found = spelling(names)
    assert found
    assert list(found.finditer(text)) == places
