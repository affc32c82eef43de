"""Weights of words, learnt from sentences that bind and from others."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

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

    def write(self, folder: Path, name: str, **kept: float) -> None:
        """Write the weights, in a byte each, and beside them what else is `kept`."""
        scale = float(np.abs(self.weights).max()) / 127
        weights = np.round(self.weights / scale).astype(np.int8)
        (folder / f"{name}.bin").write_bytes(weights.tobytes())
        told = {"scale": scale, "bias": self.bias, **kept}
        (folder / f"{name}.json").write_text(json.dumps(told) + "\n", "ascii")


def places(text: str, features_of: Callable[[str], set[int]] = features) -> Feature:
    """The features of a sentence, in order."""
    return np.array(sorted(features_of(text)), np.int64)


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
