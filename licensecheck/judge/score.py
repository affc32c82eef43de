"""How open, in numbers: an interval, with its parts. No verdict and no level depends on it."""

from collections.abc import Mapping, Sequence

from licensecheck.domain import Component, Gating, HubMetadata, State, Status, Verdict
from licensecheck.domain.reported_model import Score, ScorePart
from licensecheck.judge.ratings import Rating, rating
from licensecheck.knowledge.facts import Facts
from licensecheck.knowledge.profiles import Part, Profile

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


def score(
    profile: Profile,
    verdicts: Sequence[Verdict],
    components: Sequence[Component],
    metadata: HubMetadata,
    facts: Facts,
) -> Score:
    """The score of a model by a profile; its value never exceeds its ceiling, both 0 to 100."""
    statuses = {f"{v.framework}/{v.criterion}": v.status for v in verdicts}
    states = {part.name: _seen(part) for part in components}
    licences = _licences(components, facts)
    parts = tuple(
        _part(part, statuses, states, licences, metadata.gating) for part in profile.parts
    )
    return Score(
        value=round(sum(part.value for part in parts), 1),
        ceiling=round(sum(part.ceiling for part in parts), 1),
        profile=profile.profile,
        parts=parts,
    )


def _seen(part: Component) -> State:
    """What somebody looked at elsewhere counts as if it were here."""
    return State.PRESENT if part.state is State.LINKED and part.checked else part.state


def _licences(components: Sequence[Component], facts: Facts) -> Rating:
    """That of every licence that is known to be some part's."""
    names = {name for part in components for name in part.license.licenses}
    known = [facts.find(name) for name in sorted(names)]
    return rating(one for one in known if one)


def _part(
    part: Part,
    statuses: Mapping[str, Status],
    states: Mapping[str, State],
    licences: Rating,
    gating: Gating,
) -> ScorePart:
    if part.criterion:
        status = statuses.get(part.criterion, Status.UNKNOWN)
        (low, high), reason = _STATUSES[status], f"{part.criterion} {status}"
    elif part.component:
        state = states.get(part.component, State.UNKNOWN)
        (low, high), reason = _STATES[state], f"{part.component} {state}"
    elif part.licences:
        (low, high), reason = _RATINGS[licences], f"licences of all parts: {licences}"
    else:
        (low, high), reason = _GATES[gating], f"gate: {gating}"
    return ScorePart(
        name=part.name,
        weight=part.weight,
        value=part.weight * low,
        ceiling=part.weight * high,
        reason=reason,
    )
