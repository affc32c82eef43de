"""The examples of rules/dependent.yaml are what the file does with them."""

import pytest

from licensecheck.knowledge.dependent import load_dependent

DEPENDENT = load_dependent()


@pytest.mark.parametrize("sentence", DEPENDENT.examples.dependent)
def test_a_sentence_with_a_condition_may_depend_on_it(sentence: str) -> None:
    assert DEPENDENT.may_depend(sentence)
    assert DEPENDENT.may_depend(sentence.upper())


@pytest.mark.parametrize("sentence", DEPENDENT.examples.free)
def test_a_sentence_without_one_says_what_it_says(sentence: str) -> None:
    assert not DEPENDENT.may_depend(sentence)
