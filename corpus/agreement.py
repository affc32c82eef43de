"""How far two readers of the same clauses agree."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

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
        pairs = _pairs(name, twice)
        counted, agreed = Counter(pairs), kappa(pairs)
        found[name] = {
            "both": counted[True, True],
            "first_only": counted[True, False],
            "second_only": counted[False, True],
            "kappa": None if agreed is None else round(agreed, 2),
        }
    return found


def blind(name: str) -> tuple[int, float, float]:
    """How many clauses of licences that only measure two people read, and the kappa of all their
    decisions on restrictions: without what either calls arguable, and with that as not said."""
    twice = [
        (Reading(clause.labels, clause.arguable), Reading(*clause.second))
        for clause in labels.labelled(name)
        if clause.second
    ]
    firm = [(Reading(a.labels, frozenset()), Reading(b.labels, frozenset())) for a, b in twice]
    agreed = (
        kappa([pair for label in dataset.restrictions() for pair in _pairs(label, readings)]) or 0.0
        for readings in (twice, firm)
    )
    return len(twice), next(agreed), next(agreed)


def statement_kappas() -> dict[str, tuple[int, float]]:
    """For each field of a statement, how many further sentences two people read, and their kappa;
    what a sentence speaks of counts where both found that it says something."""
    twice = statement_labels.read_twice()
    read = {
        field: [(a[field], b[field]) for a, b in twice if field in a and field in b]
        for field in FIELDS
    }
    return {
        field: (len(pairs), round(agreed, 2))
        for field, pairs in read.items()
        if (agreed := kappa(pairs)) is not None
    }


def _pairs(label: str, twice: Sequence[tuple[Reading, Reading]]) -> list[tuple[bool, bool]]:
    return [
        (label in first.labels, label in second.labels)
        for first, second in twice
        if label not in first.arguable | second.arguable
    ]


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's kappa of two readers who gave each thing one of several labels; None where both gave
    everything the same one, or read nothing."""
    if len(set(chain.from_iterable(pairs))) < 2:
        return None
    first, second = map(Counter, zip(*pairs, strict=True))
    agree = sum(a == b for a, b in pairs) / len(pairs)
    chance = sum(first[one] * second[one] for one in first) / len(pairs) ** 2
    return (agree - chance) / (1 - chance)
