"""Weights of words, learnt from sentences that bind and from others."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from licensecheck.classify.words import SIZE, features

Vector = npt.NDArray[np.float64]
Feature = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class LearntWords:
    """Weights of words, and the bias."""

    weights: Vector
    bias: float

    def __call__(self, places: Feature) -> float:
        return self.bias + float(self.weights[places].sum()) / (len(places) ** 0.5 + 1e-9)


def places(text: str) -> Feature:
    """The features of a sentence, in order."""
    return np.array(sorted(features(text)), np.int64)


def learn_words(yes: Sequence[Feature], no: Sequence[Feature], epochs: int = 4) -> LearntWords:
    """Logistic regression by Adagrad, of the means of the weights of a sentence."""
    rows = [*yes, *no]
    wanted = np.r_[np.ones(len(yes)), np.zeros(len(no))]
    weights, seen, bias, seen_bias = np.zeros(SIZE), np.full(SIZE, 1e-2), 0.0, 1.0
    draw = np.random.default_rng(0)
    for _ in range(epochs):
        for at in draw.permutation(len(rows)):
            row = rows[at]
            size = len(row) ** 0.5 + 1e-9
            odds = np.clip(bias + weights[row].sum() / size, -30, 30)
            slope = 1 / (1 + np.exp(-odds)) - wanted[at]
            seen[row] += (slope / size) ** 2
            weights[row] -= 0.3 * slope / size / np.sqrt(seen[row])
            seen_bias += slope**2
            bias -= 0.3 * slope / np.sqrt(seen_bias)
    return LearntWords(weights, float(bias))
