"""How open, in numbers: an interval, with its parts. No verdict and no level depends on it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
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
# at, so it counts half; what is only spoken of counts nothing until shown. What nothing speaks of
# counts as absent.
_STATES: Mapping[State, tuple[float, float]] = {
    State.PRESENT: (1, 1),
    State.LINKED: (0.5, 1),
    State.CLAIMED: (0, 1),
    State.UNKNOWN: (0, 1),
    State.NOT_FOUND: (0, 0),
    State.ABSENT: (0, 0),
}
# Of documents the address is what one needs, and a section of the card is all that there is.
_DOCUMENTS: Mapping[State, tuple[float, float]] = {
    **_STATES,
    State.LINKED: (1, 1),
    State.CLAIMED: (0.5, 0.5),
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
# What was found in all that was read, where more is left to read: every licence gives the right; or
# nothing speaks of a gate before weights that one can have.
_SO_FAR = (0.5, 1)


Answer = Status | State | Rating | Gating
"""What a part of a score is counted by."""


@dataclass(frozen=True, slots=True)
class Points:
    """What one part of a profile comes to."""

    part: Part
    answer: Answer
    share: tuple[float, float]
    """Of the part's weight, with unknown counted as unmet, and as met."""
    so_far: bool = False
    """True where it is unknown, and all that was read speaks for it."""

    @property
    def open(self) -> float:
        """Points between unknown counted as unmet, and as met."""
        return self.part.weight * (self.share[1] - self.share[0])


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


@dataclass(frozen=True, slots=True)
class _Counted:
    """What the parts of a profile are counted from."""

    statuses: Mapping[str, Status]
    given: Collection[str]
    parts: Mapping[str, Component]
    downloadable: bool | None
    licences: Rating
    gating: Gating


def score(
    profile: Profile,
    verdicts: Sequence[Verdict],
    components: Sequence[Component],
    metadata: HubMetadata,
    facts: Facts,
    given: Collection[str] = (),
    downloadable: bool | None = None,
) -> Tally:
    """The score of a model by a profile.

    `given` are criteria whose rights all licences that are known give, though more is left to read.
    Weights count in full where anybody may download them, and nothing where nobody may.
    """
    counted = _Counted(
        {f"{v.framework}/{v.criterion}": v.status for v in verdicts},
        given,
        {part.name: part for part in components},
        downloadable,
        _licences(components, facts),
        metadata.gating,
    )
    return Tally(profile.profile, tuple(_points(part, counted) for part in profile.parts))


def _licences(components: Sequence[Component], facts: Facts) -> Rating:
    """That of every licence that is known to be some part's."""
    names = {name for part in components for name in part.license.licenses}
    known = [facts.find(name) for name in sorted(names)]
    return rating(one for one in known if one)


def _points(part: Part, counted: _Counted) -> Points:
    if part.criterion:
        status = counted.statuses.get(part.criterion, Status.UNKNOWN)
        if status is Status.UNKNOWN and part.criterion in counted.given:
            return Points(part, status, _SO_FAR, so_far=True)
        return Points(part, status, _STATUSES[status])
    if part.component:
        return _of_component(part, counted)
    if part.licences:
        return Points(part, counted.licences, _RATINGS[counted.licences])
    if counted.gating is Gating.UNKNOWN and counted.downloadable:
        return Points(part, counted.gating, _SO_FAR, so_far=True)
    return Points(part, counted.gating, _GATES[counted.gating])


def _of_component(part: Part, counted: _Counted) -> Points:
    found = counted.parts.get(part.component, Component(part.component, "", State.UNKNOWN))
    state = found.state
    if state is State.LINKED and found.checked:  # what somebody looked at counts as if it were here
        state = State.PRESENT
    if found.name == "weights" and counted.downloadable is not None:
        return Points(part, state, (1, 1) if counted.downloadable else (0, 0))
    shares = _DOCUMENTS if found.type == "documentation" else _STATES
    return Points(part, state, shares[state])
