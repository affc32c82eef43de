"""Sentences that speak of terms are told by their words, and by what the clause model says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.classify.model import ClauseModel
from licensecheck.classify.speaks import SIZE, features, load, log_odds

DETECTOR = load()
TERMS = (
    "Zoos that charge an entrance fee have to buy a licence first.",
    "You may not sell the weights or rent them out.",
    "Only members of the herd are allowed to use the checkpoint.",
    "We can withdraw your permission at any time.",
)
FACTS = (
    "Zebra has 24 layers and a hidden size of 512.",
    "Training took three days on four GPUs.",
    "pip install zebra",
    "The tokenizer splits words into pieces of two letters.",
)


@pytest.fixture(scope="module")
def model() -> ClauseModel:
    return ClauseModel.load("cpu")


def speaks(sentence: str, model: ClauseModel) -> bool:
    (row,) = model.probabilities([("", sentence)]).tolist()
    likely = dict(zip(model.labels, row, strict=True))
    return DETECTOR.suspects(sentence) and DETECTOR.speaks(sentence, likely)


@pytest.mark.parametrize("sentence", TERMS)
def test_a_sentence_speaks_of_terms_in_whatever_words(sentence: str, model: ClauseModel) -> None:
    assert speaks(sentence, model)


@pytest.mark.parametrize("sentence", FACTS)
def test_facts_about_a_model_do_not(sentence: str, model: ClauseModel) -> None:
    assert not speaks(sentence, model)


@given(st.text())
def test_any_text_has_features_and_a_finite_sum(text: str) -> None:
    assert all(0 <= one < SIZE for one in features(text))
    assert abs(DETECTOR.words(text)) < 1_000


@given(st.floats(0, 1))
def test_log_odds_are_finite_and_in_order(probability: float) -> None:
    assert log_odds(probability / 2) <= log_odds(probability)
    assert abs(log_odds(probability)) <= 8
