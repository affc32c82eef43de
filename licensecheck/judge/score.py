"""How open, in numbers: an interval, with its parts. No verdict and no level depends on it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from licensecheck.domain import Component, Gating, HubMetadata, State, Status, Verdict
from licensecheck.knowledge.facts import Facts, LicenseFacts
from licensecheck.knowledge.profiles import Part, Profile

_TRADE = "noncommercial-only"
_BY_SIZE = "scale-threshold"


class Rating(StrEnum):
    """How open the licences of all parts are together, in the words of the European index.

    The index says open where every licence is, closed where none is, and partial for a mixture, and
    where the licence is free for everybody outside trade. Terms that sort users by their size, or
    that ban uses, are closed to it.
    """

    OPEN = "open"
    PARTIAL = "partial"
    CLOSED = "closed"
    UNKNOWN = "unknown"


def rating(licenses: Iterable[LicenseFacts | None]) -> Rating:
    """The rating of the licences of all parts; None is a part without a licence."""
    given = list(licenses)
    if not any(given) or any(one and one.conformant is None for one in given):
        return Rating.UNKNOWN
    answers = {bool(one and one.conformant) for one in given}
    if answers == {True}:
        return Rating.OPEN
    free_outside_trade = any(one and _is_free_outside_trade(one) for one in given)
    return Rating.PARTIAL if True in answers or free_outside_trade else Rating.CLOSED


def _is_free_outside_trade(known: LicenseFacts) -> bool:
    return _TRADE in known.labels and _BY_SIZE not in known.labels


# Share of the points with unknown counted as unmet, and as met. What is only linked was not looked
# at, so it counts half; what is only spoken of counts nothing until shown.
_STATES: Mapping[State, tuple[float, float]] = {
    State.PRESENT: (1, 1),
    State.LINKED: (0.5, 1),
    State.CLAIMED: (0, 1),
    State.UNKNOWN: (0, 1),
    State.ABSENT: (0, 0),
}
_STATUSES: Mapping[Status, tuple[float, float]] = {
    Status.MET: (1, 1),
    Status.UNKNOWN: (0, 1),
    Status.NOT_APPLICABLE: (0, 1),
    Status.NOT_MET: (0, 0),
}
_RATINGS: Mapping[Rating, tuple[float, float]] = {
    Rating.OPEN: (1, 1),
    Rating.PARTIAL: (0.5, 0.5),
    Rating.CLOSED: (0, 0),
    Rating.UNKNOWN: (0, 1),
}
_GATES: Mapping[Gating, tuple[float, float]] = {
    Gating.NONE: (1, 1),
    Gating.AUTOMATIC: (0.5, 0.5),
    Gating.MANUAL: (0, 0),
    Gating.UNKNOWN: (0, 1),
}


Answer = Status | State | Rating | Gating
"""What a part of a score is counted by."""


@dataclass(frozen=True, slots=True)
class Points:
    """What one part of a profile comes to."""

    part: Part
    answer: Answer
    share: tuple[float, float]
    """Of the part's weight, with unknown counted as unmet, and as met."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A score: all parts of a profile, counted."""

    profile: str
    points: tuple[Points, ...]

    @property
    def value(self) -> float:
        """Points with unknown counted as unmet, 0 to 100."""
        return round(sum(one.part.weight * one.share[0] for one in self.points), 1)

    @property
    def ceiling(self) -> float:
        """Points with unknown counted as met, 0 to 100; never less than the value."""
        return round(sum(one.part.weight * one.share[1] for one in self.points), 1)


def score(
    profile: Profile,
    verdicts: Sequence[Verdict],
    components: Sequence[Component],
    metadata: HubMetadata,
    facts: Facts,
) -> Tally:
    """The score of a model by a profile."""
    statuses = {f"{v.framework}/{v.criterion}": v.status for v in verdicts}
    states = {part.name: _seen(part) for part in components}
    licences = _licences(components, facts)
    points = (_points(part, statuses, states, licences, metadata.gating) for part in profile.parts)
    return Tally(profile.profile, tuple(points))


def _seen(part: Component) -> State:
    """What somebody looked at elsewhere counts as if it were here."""
    return State.PRESENT if part.state is State.LINKED and part.checked else part.state


def _licences(components: Sequence[Component], facts: Facts) -> Rating:
    """That of every licence that is known to be some part's."""
    names = {name for part in components for name in part.license.licenses}
    known = [facts.find(name) for name in sorted(names)]
    return rating(one for one in known if one)


def _points(
    part: Part,
    statuses: Mapping[str, Status],
    states: Mapping[str, State],
    licences: Rating,
    gating: Gating,
) -> Points:
    if part.criterion:
        status = statuses.get(part.criterion, Status.UNKNOWN)
        return Points(part, status, _STATUSES[status])
    if part.component:
        state = states.get(part.component, State.UNKNOWN)
        return Points(part, state, _STATES[state])
    if part.licences:
        return Points(part, licences, _RATINGS[licences])
    return Points(part, gating, _GATES[gating])
