"""How far two readers of the same clauses agree."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from corpus import dataset, labels


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader found in a clause."""

    labels: frozenset[str]
    arguable: frozenset[str]


def read_twice() -> Iterator[tuple[Reading, Reading]]:
    """Both readings of each clause that has two, real ones and those in own words."""
    for clause in labels.labelled():
        if clause.second:
            yield Reading(clause.labels, clause.arguable), Reading(*clause.second)
    yield from (
        (Reading(*first), Reading(*second)) for first, second in dataset.written_read_twice()
    )


def kappas() -> dict[str, dict[str, float | None]]:
    """Cohen's kappa of the two readings by restriction, arguable ones left out.

    None where a label occurs in neither.
    """
    twice = list(read_twice())
    found = {}
    for name in sorted(dataset.restrictions()):
        pairs = [
            (name in first.labels, name in second.labels)
            for first, second in twice
            if name not in first.arguable | second.arguable
        ]
        first, second = np.array(pairs).T
        agree, chance = (first == second).mean(), _chance(first.mean(), second.mean())
        found[name] = {
            "both": int((first & second).sum()),
            "first_only": int((first & ~second).sum()),
            "second_only": int((~first & second).sum()),
            "kappa": round(float((agree - chance) / (1 - chance)), 2) if chance < 1 else None,
        }
    return found


def _chance(first: float, second: float) -> float:
    return first * second + (1 - first) * (1 - second)
