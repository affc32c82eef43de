"""How far two readers of the same clauses agree."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from corpus import dataset, labels, statement_labels
from licensecheck.statements.heads import FIELDS


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


def statement_kappas() -> dict[str, tuple[int, float]]:
    """For each field of a statement, how many further sentences two people read, and their kappa;
    what a sentence speaks of counts where both found that it says something."""
    twice = statement_labels.read_twice()
    return {
        field: (len(pairs), round(kappa(pairs), 2))
        for field in FIELDS
        if (pairs := [(a[field], b[field]) for a, b in twice if field in a and field in b])
    }


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa of two readers who gave each thing one of several labels."""
    first, second = map(Counter, zip(*pairs, strict=True))
    agree = sum(a == b for a, b in pairs) / len(pairs)
    chance = sum(first[one] * second[one] for one in first) / len(pairs) ** 2
    return (agree - chance) / (1 - chance)


def _chance(first: float, second: float) -> float:
    return first * second + (1 - first) * (1 - second)
