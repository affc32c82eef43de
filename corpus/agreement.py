"""How far two readers of the same clauses agree."""

import numpy as np

from corpus import dataset, labels


def kappas() -> dict[str, dict[str, float | None]]:
    """Cohen's kappa of the two readings by restriction, arguable ones left out.

    None where a label occurs in neither.
    """
    twice = [clause for clause in labels.labelled() if clause.second]
    found = {}
    for name in sorted(dataset.restrictions()):
        pairs = [(name in c.labels, name in c.second[0]) for c in twice if not _argued(c, name)]  # type: ignore[index]  # not None
        first, second = np.array(pairs).T
        agree, chance = (first == second).mean(), _chance(first.mean(), second.mean())
        found[name] = {
            "both": int((first & second).sum()),
            "first_only": int((first & ~second).sum()),
            "second_only": int((~first & second).sum()),
            "kappa": round(float((agree - chance) / (1 - chance)), 2) if chance < 1 else None,
        }
    return found


def _argued(clause: labels.Labelled, name: str) -> bool:
    return name in clause.arguable or name in clause.second[1]  # type: ignore[index]  # not None


def _chance(first: float, second: float) -> float:
    return first * second + (1 - first) * (1 - second)
