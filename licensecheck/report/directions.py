"""Whether a change is for the worse: in each answer that a report gives."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from licensecheck.domain import Answer, Level, Status
from licensecheck.domain.right import RightAnswer

# Each from the best.
_LEVELS = (*(level for level in Level if level is not Level.UNKNOWN), Level.UNKNOWN)
_WASHING = ("none", "low", "medium", "high")
_STATUSES = {
    Status.MET: 0,
    Status.NOT_APPLICABLE: 0,
    Status.UNKNOWN: 1,
    Status.NOT_MET: 2,
}

Word = TypeVar("Word", bound=str)


class Direction(StrEnum):
    """What a change means for the user."""

    WORSE = "worse"
    BETTER = "better"
    OTHER = "other"
    """Different; whether it matters only a person can say."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference."""

    direction: Direction
    what: str
    before: str
    """Empty where it was not there."""
    after: str
    """Empty where it is not there any more."""
    model: str = ""
    """Which of several models; empty for a comparison of two audits."""


def moved(what: str, old: Word, new: Word, rank: Callable[[Word], int]) -> Iterator[Change]:
    """A change along an order from the best."""
    if old != new:
        difference = rank(new) - rank(old)
        direction = (
            Direction.WORSE
            if difference > 0
            else Direction.BETTER
            if difference < 0
            else Direction.OTHER
        )
        yield Change(direction, what, str(old), str(new))


def differs(what: str, old: str, new: str) -> Iterator[Change]:
    """A change of which only a person can say whether it matters."""
    if old != new:
        yield Change(Direction.OTHER, what, old, new)


def levels(old: str, new: str) -> Iterator[Change]:
    """Of the level of openness. Unknown is worse than any; what a level out of unknown means, its
    reasons say."""
    if old == Level.UNKNOWN:
        yield from differs("answer", old, new)
    else:
        yield from moved("answer", old, new, [str(one) for one in _LEVELS].index)


def rights(what: str, old: str, new: str) -> Iterator[Change]:
    """Of the answer to a question about rights."""
    yield from moved(what, old, new, [str(one) for one in RightAnswer].index)


def criteria(name: str, old: str, new: str) -> Iterator[Change]:
    """Of the answer to a criterion; what is not known any more is no gain, even where it was not
    met before."""
    unsettled = new == Status.UNKNOWN and old == Status.NOT_MET
    yield from moved(name, old, new, lambda one: 0 if unsettled else _STATUSES[Status(one)])


def washing(old: str, new: str) -> Iterator[Change]:
    """Of the level of open-washing."""
    yield from moved("open-washing", old, new, _WASHING.index)


def policies(old: str, new: str) -> Iterator[Change]:
    """Of what a policy answers."""
    yield from moved("answer of the policy", old, new, [str(one) for one in Answer].index)


def scores(old: tuple[float, float], new: tuple[float, float]) -> Iterator[Change]:
    """Of a score and how high it may be."""
    words = [f"{value:.0f}-{ceiling:.0f}" for value, ceiling in (old, new)]
    if words[0] == words[1]:
        return
    falls = new[0] < old[0] or new[1] < old[1]
    rises = new[0] > old[0] or new[1] > old[1]
    direction = {(True, False): Direction.WORSE, (False, True): Direction.BETTER}
    yield Change(direction.get((falls, rises), Direction.OTHER), "score", *words)
