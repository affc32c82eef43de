"""The examples of rules/remarks.yaml are what the file does with them."""

import pytest

from licensecheck.knowledge.remarks import load_remarks

REMARKS = load_remarks()


@pytest.mark.parametrize("sentence", REMARKS.examples.leaves)
def test_a_remark_that_may_bind_is_left_for_a_person(sentence: str) -> None:
    assert REMARKS.leaves(sentence, named=False)


@pytest.mark.parametrize("sentence", REMARKS.examples.harmless)
def test_a_harmless_remark_leaves_nothing(sentence: str) -> None:
    assert not REMARKS.leaves(sentence, named=False)
    assert not REMARKS.leaves(sentence, named=True)


def test_the_name_of_a_known_licence_accounts_for_a_sentence_that_adds_nothing() -> None:
    assert not REMARKS.leaves("The weights are released under the MIT License.", named=True)
    assert REMARKS.leaves("Since June a research licence replaces the MIT License.", named=True)


@pytest.mark.parametrize("sentence", REMARKS.examples.narrows)
def test_a_known_licence_that_is_given_to_some_alone_is_left_for_a_person(sentence: str) -> None:
    assert REMARKS.leaves(sentence, named=True)


@pytest.mark.parametrize("sentence", REMARKS.examples.open)
def test_a_known_licence_that_is_given_to_all_leaves_nothing(sentence: str) -> None:
    assert not REMARKS.leaves(sentence, named=True)


@pytest.mark.parametrize("line", REMARKS.examples.signed)
def test_a_line_bans_in_pictures(line: str) -> None:
    assert REMARKS.signs_ban(line)


@pytest.mark.parametrize("line", REMARKS.examples.unsigned)
def test_pictures_without_a_ban_are_none(line: str) -> None:
    assert not REMARKS.signs_ban(line)
