"""One word for the whole model."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from licensecheck.domain import Basis, Gating, HubMetadata, Level, Status, Verdict

_ELEMENTS = ("parameters", "code", "data-information")


class Access(Enum):
    """Why nobody may simply download the weights."""

    BY_APPROVAL = auto()
    """The licensor approves each person first."""
    NONE = auto()
    """They cannot be downloaded."""


@dataclass(frozen=True, slots=True)
class NoWeights:
    """None were found or linked."""

    failed: tuple[str, ...]
    """Criteria of the OSD that the terms fail."""
    small: str = ""
    """The path of a file that is called as weights are and is too small for them."""


@dataclass(frozen=True, slots=True)
class TermsFail:
    """The terms fail the OSD."""

    failed: tuple[str, ...]
    """The criteria."""
    ancestors: tuple[str, ...]
    """The models that it was made from and whose terms alone fail; none where its own fail too."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """A criterion of the OSD could not be decided."""

    first: Verdict | None
    """The first verdict of any framework that is open; None where nothing was read."""


@dataclass(frozen=True, slots=True)
class TermsMeet:
    """The terms meet the OSD."""

    missing: tuple[tuple[str, Status], ...]
    """What the OSAID asks for besides and is not shown to be there."""


LevelReason = Access | NoWeights | TermsFail | Undecided | TermsMeet


def level(
    verdicts: Sequence[Verdict], downloadable: bool | None, metadata: HubMetadata, small: str = ""
) -> tuple[Level, LevelReason]:
    """The openness level and the reason for it, from the OSD and OSAID verdicts; `small` is the
    path of a file that is called as weights are and is too small for them."""
    osd = _statuses(verdicts, "osd")
    failed = tuple(name for name, status in osd.items() if status is Status.NOT_MET)
    if metadata.gating is Gating.MANUAL:
        return Level.CLOSED, Access.BY_APPROVAL
    if downloadable is False:
        return Level.CLOSED, Access.NONE
    if downloadable is None:
        return Level.UNKNOWN, NoWeights(failed, small)
    if failed:
        return Level.RESTRICTED_WEIGHTS, TermsFail(failed, _whence(verdicts))
    return _unrestricted(verdicts, osd)


def _unrestricted(verdicts: Sequence[Verdict], osd: dict[str, Status]) -> tuple[Level, LevelReason]:
    """The weights are there and no criterion failed."""
    if not osd or Status.UNKNOWN in osd.values():
        unknown = [one for one in verdicts if one.status is Status.UNKNOWN]
        # What may restrict says more than that a place is left.
        first = next((one for one in unknown if one.findings), next(iter(unknown), None))
        return Level.UNKNOWN, Undecided(first)
    osaid = _statuses(verdicts, "osaid")
    there = ((name, osaid.get(name, Status.UNKNOWN)) for name in _ELEMENTS)
    missing = tuple((name, status) for name, status in there if status is not Status.MET)
    return Level.OPEN_WEIGHTS if missing else Level.OPEN_SOURCE_AI, TermsMeet(missing)


def _whence(verdicts: Sequence[Verdict]) -> tuple[str, ...]:
    """The ancestors that the failing terms come from, where the model's own would not fail."""
    failed = [v for v in verdicts if v.framework == "osd" and v.status is Status.NOT_MET]
    places = [finding.evidence[0] for verdict in failed for finding in verdict.findings]
    if any(place.basis is not Basis.ANCESTOR for place in places):
        return ()
    return tuple(dict.fromkeys(place.source for place in places))


def _statuses(verdicts: Sequence[Verdict], framework: str) -> dict[str, Status]:
    return {v.criterion: v.status for v in verdicts if v.framework == framework}
