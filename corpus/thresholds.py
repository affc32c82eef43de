"""Where a probability makes a label certain, and where it is worth a person's look.

Chosen on dev, label by label. Most labels have few positives there, so each label's counts are
mixed with those of all labels of its kind, as if it had seen `PRIOR` positives more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

PRIOR = 10.0
GRID = np.round(np.arange(0.05, 0.995, 0.01), 2)
CERTAIN = 0.5
"""Beta of the F-measure that the upper threshold of a restriction is best for: a false alarm weighs
four times a miss, since what lies between the thresholds is still shown to a person."""
BALANCED = 1.0
"""Beta for labels that nothing fails by."""
WORTH_A_LOOK = 2.0
"""Beta for the lower threshold: who is shown a clause for nothing loses a minute, who is not shown
a restriction may lose more. By 1.0, 13 of 438 closed licences were called open on their clauses."""
VETO = 0.02
"""Lower threshold of claims. Rules say what a claim is; the model, which is weak there, denies only
what it is sure of: on real cards of dev precision rises from .91 to .95, recall falls by .02."""
BANDED = frozenset({"restrictions", "claims"})

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Counts:
    """Right, false and missed at each threshold of the grid."""

    right: Numbers
    false: Numbers
    missed: Numbers

    def with_prior(self, pool: "Counts") -> "Counts":
        """Mixed with the pool's rates, weighing as much as PRIOR positives."""
        scale = PRIOR / np.maximum(1.0, pool.right + pool.missed)
        return Counts(
            self.right + scale * pool.right,
            self.false + scale * pool.false,
            self.missed + scale * pool.missed,
        )

    def best(self, beta: float) -> int:
        """Index of the threshold with the highest F-measure; the lowest of equals."""
        weight = beta * beta
        found = (1 + weight) * self.right
        return int(np.argmax(found / np.maximum(1e-9, found + self.false + weight * self.missed)))


def count(scores: Numbers, wanted: Numbers, counted: Numbers) -> Counts:
    """Counts of one label over clauses: scores, truth, and where it is not arguable."""
    use = counted.astype(bool)
    said = scores[use][:, None] >= GRID[None, :]
    truth = wanted[use].astype(bool)[:, None]
    return Counts(
        (said & truth).sum(0).astype(float),
        (said & ~truth).sum(0).astype(float),
        (~said & truth).sum(0).astype(float),
    )


def choose(
    scores: Numbers,
    wanted: Numbers,
    counted: Numbers,
    names: Sequence[str],
    kinds: Mapping[str, frozenset[str]],
) -> Mapping[str, dict[str, float]]:
    """By label: lower and upper threshold, and the counts on dev at the upper one.

    Restrictions and claims have a band between the two; for the others they are one.
    """
    found = {n: count(scores[:, i], wanted[:, i], counted[:, i]) for i, n in enumerate(names)}
    kind_of = {name: kind for kind, group in kinds.items() for name in group}
    chosen = {}
    for name, counts in found.items():
        kind = kind_of[name]
        mixed = counts.with_prior(_sum([found[n] for n in names if kind_of[n] == kind]))
        upper = mixed.best(CERTAIN if kind in BANDED else BALANCED)
        lower = min(upper, mixed.best(WORTH_A_LOOK)) if kind in BANDED else upper
        chosen[name] = {
            "lower": VETO if kind == "claims" else float(GRID[lower]),
            "upper": float(GRID[upper]),
            "dev_right": counts.right[upper],
            "dev_false": counts.false[upper],
            "dev_missed": counts.missed[upper],
        }
    return chosen


def _sum(many: Sequence[Counts]) -> Counts:
    return Counts(
        np.sum([c.right for c in many], 0),
        np.sum([c.false for c in many], 0),
        np.sum([c.missed for c in many], 0),
    )
