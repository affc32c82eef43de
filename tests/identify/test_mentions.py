"""A sentence names the licences that it names, however their names are spelt."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.identify.mentions import mentions
from licensecheck.knowledge.facts import load_facts

FACTS = load_facts()
NAMES = sorted(
    {
        name
        for one in FACTS.licenses.values()
        for name in (one.id, one.name, *one.aliases, *one.variants)
        if "/" not in name
    }
)
_NUMBER = re.compile(r"(.+?)(?<! v) (\d.*)", re.I)
NUMBERED = [found.groups() for found in map(_NUMBER.fullmatch, NAMES) if found]


@given(st.sampled_from(NAMES), st.sampled_from((" ", "  ", "\n")))
def test_a_name_may_begin_with_its_first_words(name: str, gap: str) -> None:
    words = name.split()
    assert all(FACTS.begins(gap.join(words[:end])) for end in range(len(words) + 1))


@given(st.sampled_from(NUMBERED), st.sampled_from(("v", "V", "v.", "ver. ", "v ")))
def test_a_v_before_the_number_is_part_of_no_name(name: tuple[str, str], v: str) -> None:
    words, number = name
    assert FACTS.begins(f"{words} {v.rstrip()}")
    assert FACTS.begins(f"{words} {v}{number}")


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("It is under the MIT License.", ["MIT"]),
        ("under the Apache License, Version 2.0", ["Apache-2.0"]),
        ("The Gemma license and CC BY-NC 4.0 apply.", ["gemma", "CC-BY-NC-4.0"]),
        ("Licensed under CC BY 4.0; the code under BSD 3 Clause", ["CC-BY-4.0", "BSD-3-Clause"]),
        ("It was trained at MIT in 2024.", []),
        ("The the the license version agreement the.", []),
        # Which licence of a family is meant stands within or right behind its name.
        (
            "under the Creative Commons [Attribution](https://creativecommons.org/licenses/by/4.0/)"
            " license",
            ["CC-BY-4.0"],
        ),
        ("under the Creative Commons license (CC BY 4.0)", ["CC-BY-4.0"]),
        ("Creative Commons Attribution 4.0 (NC)", ["cc-by-nc-family"]),
        ("Creative Commons Attribution, NC-SA", ["cc-by-nc-sa-family"]),
        ("CC BY 4.0 (by-nd)", ["cc-by-nd-family"]),
        ("CC BY 4.0, see the notice", ["CC-BY-4.0"]),
        ("CC BY 4.0; the data have a Creative Commons license", ["CC-BY-4.0", "cc-family"]),
        ("under a Creative Commons license (MIT)", ["cc-family", "MIT"]),
        # People give a new version the address of an old one.
        ("the [Llama 3.2 License](https://ai.meta.com/llama/license/)", ["llama-3.2"]),
        ("the [licence](https://ai.meta.com/llama/license/)", ["llama-2"]),
        ("the [MIT License](https://ai.meta.com/llama/license/)", ["llama-2"]),
    ],
)
def test_the_longest_names_win(text: str, ids: Sequence[str]) -> None:
    found = [one.id for one in mentions(text, FACTS)]
    assert len(found) == len(ids)
    assert all(wanted in one for wanted, one in zip(ids, found, strict=True))
