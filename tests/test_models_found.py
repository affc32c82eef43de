"""Models of a report are compared with those that readers found, by their names."""

import pytest

from corpus.models_found import Found, judge, level_of, matched

BASE = {
    "name": "Zebra (7B, 13B)",
    "aliases": ["zebra-7b", "zebra-13b"],
    "level": "open-weights",
    "defensible": ["unknown"],
}
CHAT = {"name": "Zebra-Chat", "aliases": [], "level": "restricted-weights", "defensible": []}


def test_a_model_belongs_to_the_entry_that_shares_its_names() -> None:
    base, chat = Found(("zebra-7b",), "open-weights"), Found(("Zebra Chat",), "restricted-weights")
    found = matched([BASE, CHAT], [chat, base])
    assert [ours for _, ours in found.entries] == [(base,), (chat,)]
    assert (found.apart, found.missing, found.false) == (2, (), ())


def test_one_model_for_two_entries_finds_both_and_tells_them_not_apart() -> None:
    found = matched([BASE, CHAT], [Found(("zebra-7b", "zebra-13b", "zebra-chat"), "open-weights")])
    assert (found.apart, found.missing) == (1, ())


def test_a_model_of_another_name_is_false_and_the_entry_is_missing() -> None:
    okapi = Found(("okapi-1",), "open-weights")
    found = matched([BASE], [okapi])
    assert (found.false, found.missing) == ((okapi,), ("Zebra (7B, 13B)",))


def test_the_worst_level_of_the_models_of_an_entry_counts() -> None:
    both = [Found(("zebra-7b",), "open-weights"), Found(("zebra-13b",), "restricted-weights")]
    assert level_of(BASE, both, both) == "wrong restricted-weights"
    assert level_of(BASE, [], [Found(("okapi",), "unknown")] * 2) == "not found"
    assert level_of(BASE, [], [Found(("okapi",), "unknown")]) == "defensible"


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("open-weights", "right"),
        ("unknown", "defensible"),
        ("open-source-ai", "wrong open"),
        ("closed", "wrong closed"),
    ],
)
def test_levels_are_compared_with_those_of_the_readers(said: str, word: str) -> None:
    assert judge(BASE, said) == word
    assert judge(CHAT, "unknown") == "needless unknown"
