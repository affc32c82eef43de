"""A small network that reads all places of a page together.

Each place has numbers of its own: features, and a sum over the words around it. It is then read
beside the mean and the most of all places in its group (those with one name), the mean of the page,
and its neighbours on the line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]
WEIGHT = 3.0
"""What the words of a place count together: the more there are, the less each."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The places of a page as numbers."""

    features: Array
    """[places, features]"""
    words: Sequence[Sequence[int]]
    groups: Places
    """The group of each place, counted from 0."""
    lines: Places


@dataclass(frozen=True, slots=True)
class Network:
    """Weights as they were trained, by `corpus.mentions train`."""

    names: tuple[str, ...]
    """Of the features, in their order."""
    weights: Mapping[str, Array]
    answers: Mapping[str, tuple[str, ...]]
    """By question, in the order of the outputs; the questions in theirs."""
    heat: Mapping[str, float]
    """By question: outputs are divided by it, so that they are probabilities that hold."""

    def read(self, given: Inputs) -> Mapping[str, Array]:
        """By question the probability of each answer: [places, answers]."""
        if not len(given.features):
            return {
                name: np.zeros((0, len(each)), np.float32) for name, each in self.answers.items()
            }
        w = self.weights
        held = np.clip((given.features - w["mean"]) / w["spread"], -5, 5)
        words = np.stack([self._sum(one) for one in given.words])
        hidden = np.maximum(held @ w["f"] + w["f.bias"] + words @ w["t"] + w["t.bias"], 0)
        joined = np.hstack(
            [hidden, *_together(hidden, given.groups), *_beside(hidden, given.lines)]
        )
        last = np.maximum(joined @ w["a"] + w["a.bias"], 0) @ w["o"] + w["o.bias"]
        return self._answers(last)

    def vectors(self, found: Sequence[Mapping[str, float]]) -> Array:
        """Features by name as rows of numbers."""
        rows = [[one.get(name, 0.0) for name in self.names] for one in found]
        return np.array(rows, np.float32).reshape(len(found), len(self.names))

    def _sum(self, words: Sequence[int]) -> Array:
        total = self.weights["bag"][list(words)].astype(np.float32).sum(0)
        return np.asarray(total * (WEIGHT / np.sqrt(max(1, len(words)))), np.float32)

    def _answers(self, last: Array) -> Mapping[str, Array]:
        found, at = dict[str, Array](), 0
        for name, each in self.answers.items():
            found[name] = _softmax(last[:, at : at + len(each)] / self.heat[name])
            at += len(each)
        return found


def _together(hidden: Array, groups: Places) -> tuple[Array, Array, Array]:
    """Mean and most of the group, and the mean of the page."""
    size = int(groups.max()) + 1
    total = np.zeros((size, hidden.shape[1]), np.float32)
    most = np.full((size, hidden.shape[1]), -1e3, np.float32)
    np.add.at(total, groups, hidden)
    np.maximum.at(most, groups, hidden)
    mean = (total / np.bincount(groups, minlength=size)[:, None]).astype(np.float32)
    page = np.broadcast_to(hidden.mean(0), hidden.shape)
    return mean[groups], most[groups], np.asarray(page, np.float32)


def _beside(hidden: Array, lines: Places) -> tuple[Array, Array]:
    """The neighbours on the same line, zeros where there is none."""
    same = (lines[1:] == lines[:-1])[:, None]
    nothing = np.zeros((1, hidden.shape[1]), np.float32)
    return (
        np.vstack([nothing, hidden[:-1] * same]).astype(np.float32),
        np.vstack([hidden[1:] * same, nothing]).astype(np.float32),
    )


def _softmax(scores: Array) -> Array:
    raised = np.exp(scores - scores.max(1, keepdims=True))
    return np.asarray(raised / raised.sum(1, keepdims=True), np.float32)
