"""Where a probability makes a label certain, and where it is worth a person's look.

Chosen on dev, label by label. Most labels have few positives there, so each label's counts are
mixed with those of all labels of its kind, as if it had seen `PRIOR` positives more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

PRIOR = 10.0
GRID = np.round(np.arange(0.05, 0.96, 0.01), 2)
CERTAIN = 0.95
"""Precision above the upper threshold of a restriction: a wrong "not open" is a false alarm."""
WORTH_A_LOOK = 0.7
"""Precision above the lower one: each costs a person a minute and the licence a clear answer."""
LOWEST = 0.15

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

    @property
    def precision(self) -> Numbers:
        """1 where nothing was said."""
        return self.right / np.maximum(1e-9, self.right + self.false)

    @property
    def f1(self) -> Numbers:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / np.maximum(1e-9, 2 * self.right + self.false + self.missed)


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
    restrictions: frozenset[str],
) -> Mapping[str, dict[str, float]]:
    """By label: lower and upper threshold, and the counts on dev at the upper one.

    Restrictions: upper is the first threshold with a precision of CERTAIN, lower the first with
    WORTH_A_LOOK. Others: both lie where F1 is best, since nothing fails by them alone.
    """
    found = {n: count(scores[:, i], wanted[:, i], counted[:, i]) for i, n in enumerate(names)}
    chosen = {}
    for name, counts in found.items():
        alike = [found[n] for n in names if (n in restrictions) == (name in restrictions)]
        mixed = counts.with_prior(_sum(alike))
        if name in restrictions:
            upper = _first(mixed.precision, CERTAIN)
            lower = min(upper, max(_first(mixed.precision, WORTH_A_LOOK), _at(LOWEST)))
        else:
            upper = lower = int(np.argmax(mixed.f1))
        chosen[name] = {
            "lower": float(GRID[lower]),
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


def _first(precision: Numbers, wanted: float) -> int:
    """Index from which on the precision stays as wanted."""
    below = np.flatnonzero(precision < wanted)
    return int(min(len(GRID) - 1, below[-1] + 1)) if len(below) else 0


def _at(threshold: float) -> int:
    return int(np.searchsorted(GRID, threshold))
