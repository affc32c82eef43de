"""The network that reads all places of a page together."""

from dataclasses import replace

import numpy as np
import pytest

from licensecheck.reader.network import Inputs, Network
from licensecheck.reader.words import BUCKETS

HIDDEN, OUTPUTS = 4, 5


def network(seed: int = 1, heat: float = 1.0) -> Network:
    draw = np.random.default_rng(seed)

    def numbers(*shape: int) -> np.ndarray:
        return (draw.normal(size=shape) / 3).astype(np.float32)

    weights = {
        "mean": np.zeros(2, np.float32),
        "spread": np.ones(2, np.float32),
        "bag": numbers(BUCKETS, 3),
        "f": numbers(2, HIDDEN),
        "f.bias": numbers(HIDDEN),
        "t": numbers(3, HIDDEN),
        "t.bias": numbers(HIDDEN),
        "a": numbers(6 * HIDDEN, HIDDEN),
        "a.bias": numbers(HIDDEN),
        "o": numbers(HIDDEN, OUTPUTS),
        "o.bias": numbers(OUTPUTS),
    }
    answers = {"role": ("own", "base", "not"), "sure": ("no", "yes")}
    return Network(("a", "b"), weights, answers, {"role": heat, "sure": 1.0})


def inputs(groups: list[int], lines: list[int]) -> Inputs:
    size = len(groups)
    features = np.arange(2 * size, dtype=np.float32).reshape(size, 2) / 10
    words = [(at, at + 7) for at in range(size)]
    return Inputs(features, words, np.array(groups), np.array(lines))


def test_each_question_has_probabilities() -> None:
    found = network().read(inputs([0, 1, 0], [0, 0, 1]))
    assert {name: rows.shape for name, rows in found.items()} == {"role": (3, 3), "sure": (3, 2)}
    assert all(rows.sum(1) == pytest.approx(1, abs=1e-5) for rows in found.values())


def test_places_with_one_name_are_read_together() -> None:
    alone = network().read(inputs([0, 1, 2], [0, 1, 2]))["role"]
    together = network().read(inputs([0, 1, 0], [0, 1, 2]))["role"]
    assert not np.allclose(alone[0], together[0])
    assert not np.allclose(alone[2], together[2])


def test_a_place_is_read_beside_its_neighbour_on_the_line() -> None:
    apart = network().read(inputs([0, 1], [0, 1]))["role"]
    beside = network().read(inputs([0, 1], [0, 0]))["role"]
    assert not np.allclose(apart, beside)


def test_heat_makes_answers_less_sure_and_no_other() -> None:
    cold, warm = network(), replace(network(), heat={"role": 3.0, "sure": 1.0})
    given = inputs([0, 1, 2], [0, 1, 2])
    one, other = cold.read(given)["role"], warm.read(given)["role"]
    assert (one.argmax(1) == other.argmax(1)).all()
    assert (other.max(1) < one.max(1)).all()


def test_a_page_without_places_has_no_answers() -> None:
    assert network().read(inputs([], []))["role"].shape == (0, 3)


def test_a_feature_that_a_network_does_not_know_is_left_out() -> None:
    assert network().vectors([{"b": 2.0, "new": 9.0}]).tolist() == [[0.0, 2.0]]
