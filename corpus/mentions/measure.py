"""How well names are read, label by label: one that was not found counts as not a name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.mentions.examples import ROLES, Example
from corpus.mentions.labels import MODEL, Label, LabelledPage
from licensecheck.reader.meanings import INSIDE
from licensecheck.reader.page import key_of

Answers = Sequence[Mapping[str, npt.NDArray[np.float32]]]
"""By page and question the probabilities of each place."""
GROUPS: Mapping[str, tuple[str, ...]] = {
    "own": ("own", "variant"),
    "base": ("base",),
    "part, needs": ("part", "needs"),
    "teacher": ("teacher",),
    "data": ("data",),
    "rest": ("compared", "tool", "derived", "other", "not"),
}
_GROUP = {role: name for name, roles in GROUPS.items() for role in roles}


@dataclass(frozen=True, slots=True)
class Pair:
    """What was wanted for a label, and what was said."""

    wanted: str
    said: str
    probability: float = 1.0


def f1(pairs: Sequence[Pair], answer: str) -> float:
    """Of one answer."""
    both = sum(one.wanted == answer == one.said for one in pairs)
    either = sum((one.wanted == answer) + (one.said == answer) for one in pairs)
    return 2 * both / either if either else 0.0


def macro(pairs: Sequence[Pair], answers: Sequence[str]) -> float:
    """The mean F1 of answers that somebody wanted."""
    asked = [answer for answer in answers if any(one.wanted == answer for one in pairs)]
    return sum(f1(pairs, answer) for answer in asked) / max(1, len(asked))


def grouped(pairs: Sequence[Pair]) -> list[Pair]:
    """Roles by their group."""
    return [Pair(_GROUP[one.wanted], _GROUP[one.said], one.probability) for one in pairs]


def said_of(example: Example, likely: npt.NDArray[np.float32], label: Label) -> int | None:
    """The place of a page that shares most signs with a label."""
    best, found = 0, None
    for at, (start, end) in enumerate(example.spans):
        if (shared := min(end, label.end) - max(start, label.start)) > best:
            best, found = shared, at
    return found if len(likely) else None


def role_pairs(
    page: LabelledPage, example: Example, likely: Mapping[str, npt.NDArray[np.float32]]
) -> Iterator[Pair]:
    """Each labelled name with the role that was said."""
    rows = likely["role"]
    for label in page.labels:
        if label.kind == MODEL:
            at = said_of(example, rows, label)
            best = int(rows[at].argmax()) if at is not None else ROLES.index("not")
            yield Pair(label.label, ROLES[best], float(rows[at].max()) if at is not None else 0.0)


def found(page: LabelledPage, example: Example) -> Iterator[bool]:
    """For each label of a name whether its place, or another of its name, is read."""
    for label in page.labels:
        if label.kind == MODEL and label.label != "not":
            there = any(start < label.end and label.start < end for start, end in example.spans)
            yield there or key_of(page.text[label.start : label.end]) in example.keys


def inside(
    page: LabelledPage, example: Example, likely: Sequence[float], least: float
) -> tuple[set[str], set[str]]:
    """The names labelled as base, part or need, and those read so with at least a probability."""
    wanted = {key_of(page.text[one.start : one.end]) for one in page.labels if one.label in INSIDE}
    return wanted, {key for key, p in zip(example.keys, likely, strict=True) if p >= least}


def bases(
    page: LabelledPage,
    example: Example,
    likely: Mapping[str, npt.NDArray[np.float32]],
    least: float,
) -> tuple[set[str], set[str]]:
    """The names labelled as bases, and those read as bases with at least a probability."""
    wanted = {key_of(page.text[one.start : one.end]) for one in page.labels if one.label == "base"}
    rows = likely["role"]
    said = {
        key
        for key, row in zip(example.keys, rows, strict=True)
        if row[ROLES.index("base")] >= least
    }
    return wanted, said


def calibration(pairs: Sequence[Pair]) -> float:
    """The expected error of the probabilities, in ten bands."""
    bands = np.array([min(9, int(one.probability * 10)) for one in pairs])
    right = np.array([one.wanted == one.said for one in pairs], float)
    sure = np.array([one.probability for one in pairs])
    return float(
        sum(
            abs(right[bands == band].mean() - sure[bands == band].mean()) * (bands == band).mean()
            for band in set(bands.tolist())
        )
    )
