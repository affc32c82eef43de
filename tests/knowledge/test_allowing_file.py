"""The examples of rules/allowing.yaml are what the file does with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.knowledge.allowing import load_allowing

ALLOWING = load_allowing()
LIMITS = ["until May", "for students", "but not here", "nur privat", "на год", "学术研究", "%"]


@pytest.mark.parametrize("sentence", ALLOWING.examples.allows)
def test_a_sentence_that_allows_takes_nothing_away(sentence: str) -> None:
    assert ALLOWING.takes_nothing(sentence)


@pytest.mark.parametrize("sentence", ALLOWING.examples.leaves)
def test_a_sentence_that_may_limit_is_not_taken_for_one(sentence: str) -> None:
    assert not ALLOWING.takes_nothing(sentence)


@given(st.sampled_from(ALLOWING.examples.allows), st.sampled_from(LIMITS))
def test_a_word_that_nobody_listed_leaves_the_sentence_to_a_person(said: str, limit: str) -> None:
    assert not ALLOWING.takes_nothing(f"{said.rstrip('.。！')} {limit}")


@pytest.mark.parametrize(("question", "answer"), ALLOWING.examples.denies)
def test_an_answer_denies_an_obstacle(question: str, answer: str) -> None:
    assert ALLOWING.denied(question, answer)


@pytest.mark.parametrize(("question", "answer"), ALLOWING.examples.answers)
def test_an_answer_that_refuses_denies_none(question: str, answer: str) -> None:
    assert not ALLOWING.denied(question, answer)


@pytest.mark.parametrize(("said", "behind"), ALLOWING.examples.unlike)
def test_what_the_next_sentence_says_of_this_model_sets_it_apart(said: str, behind: str) -> None:
    assert ALLOWING.elsewhere(said, behind)


@pytest.mark.parametrize(("said", "behind"), ALLOWING.examples.alike)
def test_nothing_else_sets_a_model_apart(said: str, behind: str) -> None:
    assert not ALLOWING.elsewhere(said, behind)


@given(st.lists(st.sampled_from(["no", "use", "terms", "commercial", "or", "the", ",", "fee"])))
def test_words_in_any_order_are_read_at_once(words: list[str]) -> None:
    ALLOWING.takes_nothing(" ".join(words * 20))
