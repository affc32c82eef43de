"""One word for the whole model."""

from collections.abc import Sequence

from licensecheck.domain import Basis, Gating, HubMetadata, Level, Status, Verdict

_ELEMENTS = ("parameters", "code", "data-information")


def level(
    verdicts: Sequence[Verdict], downloadable: bool | None, metadata: HubMetadata
) -> tuple[Level, str]:
    """The openness level and the reason for it, from the OSD and OSAID verdicts."""
    osd = _statuses(verdicts, "osd")
    fails = [f"OSD {name}" for name, status in osd.items() if status is Status.NOT_MET]
    if metadata.gating is Gating.MANUAL:
        return Level.CLOSED, "the licensor approves each person before the weights may be had"
    if downloadable is False:
        return Level.CLOSED, "the weights cannot be downloaded"
    if downloadable is None:
        terms = f"the terms fail {', '.join(fails)}; " if fails else ""
        return Level.UNKNOWN, f"{terms}no weights were found or linked"
    if fails:
        return Level.RESTRICTED_WEIGHTS, f"the terms fail {', '.join(fails)}{_whence(verdicts)}"
    return _unrestricted(verdicts, osd)


def _unrestricted(verdicts: Sequence[Verdict], osd: dict[str, Status]) -> tuple[Level, str]:
    """The weights are there and no criterion failed."""
    if not osd or Status.UNKNOWN in osd.values():
        reason = next((v.reason for v in verdicts if v.status is Status.UNKNOWN), "nothing read")
        return Level.UNKNOWN, reason
    osaid = _statuses(verdicts, "osaid")
    missing = [name for name in _ELEMENTS if osaid.get(name) is not Status.MET]
    if missing:
        shown = ", ".join(f"{name} {osaid.get(name, Status.UNKNOWN)}" for name in missing)
        return Level.OPEN_WEIGHTS, f"the terms meet the OSD; OSAID: {shown}"
    return Level.OPEN_SOURCE_AI, "terms, code and data information meet the OSAID"


def _whence(verdicts: Sequence[Verdict]) -> str:
    """From which ancestors the failing terms come, where the model's own would not fail."""
    failed = [v for v in verdicts if v.framework == "osd" and v.status is Status.NOT_MET]
    places = [finding.evidence[0] for verdict in failed for finding in verdict.findings]
    if not places or any(place.basis is not Basis.ANCESTOR for place in places):
        return ""
    names = dict.fromkeys(place.source for place in places)
    return f", by the terms of {', '.join(names)}, which it was made from"


def _statuses(verdicts: Sequence[Verdict], framework: str) -> dict[str, Status]:
    return {v.criterion: v.status for v in verdicts if v.framework == framework}
