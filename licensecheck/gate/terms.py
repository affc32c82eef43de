"""What a report says about the terms, as conditions of a policy ask for it.

Every answer is True, False or None: None where the report, or what we said of ourselves, does not
settle it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from licensecheck.domain import Confidence, Gating, Level, Status
from licensecheck.domain.report import Report, ReportedReference
from licensecheck.domain.reported_terms import (
    ReportedFinding,
    ReportedTerritories,
    ReportedThreshold,
)
from licensecheck.domain.right import RightAnswer
from licensecheck.domain.values import Period, Unit
from licensecheck.gate.names import fitting
from licensecheck.gate.schema import Purpose, Us, When
from licensecheck.gate.territories import WORLDWIDE, countries

_WASHING = ("none", "low", "medium", "high")
_GRANTS = {
    # Who may change or pass on a work may use it: some licences name only those acts.
    "use": ("grant-use", "grant-modify", "grant-distribute"),
    "modify": ("grant-modify",),
    "share": ("grant-distribute",),
}

Answered = bool | None


@dataclass(frozen=True, slots=True)
class Case:
    """What a condition is asked about."""

    us: Us
    report: Report
    licenses: tuple[str, ...]
    """Ids of all licences that come with the model."""
    references: Sequence[ReportedReference] = ()


def holds(when: When, case: Case) -> Answered:
    """Whether a condition holds: False where one part does not, else None where one is open."""
    answers = set(_parts(when, case))
    return False if False in answers else None if None in answers else True


def _parts(when: When, case: Case) -> Iterator[Answered]:
    us, report = case.us, case.report
    if when.levels:
        yield _level(when.levels, report)
    if when.labels:
        yield has_label(report, when.labels)
    if when.without:
        found = has_label(report, when.without)
        yield None if found is None else not found
    if when.licenses:
        yield bool(fitting(case.licenses, when.licenses))
    yield from (_criterion(name, wanted, report) for name, wanted in when.criteria.items())
    yield from (_right(name, wanted, report) for name, wanted in when.rights.items())
    if when.washing:
        yield _WASHING.index(report.washing.level) >= _WASHING.index(when.washing)
    for fact, wanted in when.us.items():
        yield is_ours(fact, wanted, us)
    if when.above:
        yield _above(when.above, us, report)
    if when.excluded is not None:
        yield _same(_excluded(us, report), when.excluded)
    if when.unpinned is not None:
        yield any(not one.pinned for one in case.references) == when.unpinned
    if when.gated is not None:
        yield _same(_gated(report), when.gated)
    if when.any_of:
        yield _one_of({holds(one, case) for one in when.any_of})
    for one in when.all_of:
        yield holds(one, case)


def is_ours(fact: str, wanted: bool | tuple[Purpose, ...], us: Us) -> Answered:
    """Whether what we say of ourselves is what a condition wants."""
    ours = getattr(us, fact)
    return None if ours is None else ours in (wanted if isinstance(wanted, tuple) else (wanted,))


def _gated(report: Report) -> Answered:
    """Whether something stands before the files; where nobody can have them, nothing does."""
    if report.level is Level.CLOSED:
        return report.gating is Gating.MANUAL
    return None if report.gating is Gating.UNKNOWN else report.gating is not Gating.NONE


def _one_of(answers: set[Answered]) -> Answered:
    return True if True in answers else None if None in answers else False


def _same(answer: Answered, wanted: bool) -> Answered:
    return None if answer is None else answer == wanted


def _level(levels: tuple[Level, ...], report: Report) -> Answered:
    if report.level is Level.UNKNOWN and Level.UNKNOWN not in levels:
        return None
    return report.level in levels


def _criterion(name: str, statuses: tuple[Status, ...], report: Report) -> Answered:
    found = {f"{v.framework}:{v.criterion}": v.status for v in report.verdicts}.get(name)
    if found is None or (found is Status.UNKNOWN and found not in statuses):
        return None
    return found in statuses


def _right(name: str, wanted: tuple[RightAnswer, ...], report: Report) -> Answered:
    """Open where a person must read, unless the condition asks for that."""
    found = next((one.answer for one in report.rights if one.right == name), None)
    if found in wanted:
        return True
    return None if found in (None, RightAnswer.PLEASE_READ) else False


def findings(report: Report, labels: tuple[str, ...]) -> tuple[ReportedFinding, ...]:
    """The findings of some labels."""
    return tuple(one for one in report.findings if one.rule in labels)


def has_label(report: Report, labels: tuple[str, ...]) -> Answered:
    """True where a clause certainly does one of these; None where one may."""
    found = findings(report, labels)
    if any(one.confidence is Confidence.CERTAIN for one in found):
        return True
    return None if found else False


# --- Rights -----------------------------------------------------------------------------


def unknown_rights(us: Us, report: Report) -> Iterator[str]:
    """Why nobody can say that the terms give a right which we need: one sentence for each.

    We always need the right to use, the others where we said that we modify or redistribute. A
    clause against a right (commercial use only) is left to the rules; it gives none by itself.
    """
    needed = {"use": True, "modify": us.modifies, "share": us.redistributes}
    for verdict in report.verdicts:
        if verdict.framework == "osaid" and needed.get(verdict.criterion):
            given = has_label(report, _GRANTS[verdict.criterion])
            if verdict.status is not Status.MET and not given:
                yield f"no clause was found that gives the right to {verdict.criterion}"
            elif verdict.status is Status.UNKNOWN and not verdict.findings:
                yield f"not known whether we may {verdict.criterion} it: {verdict.reason}"


# --- Thresholds -------------------------------------------------------------------------


def thresholds(report: Report) -> dict[str, float] | None:
    """The lowest number of each kind (users, revenue in US dollars a year, employees) above which
    the terms change; None where a threshold is there and no number of a known kind."""
    lowest: dict[str, float] = {}
    found = findings(report, ("scale-threshold",))
    for value in (one for finding in found for one in finding.values):
        if isinstance(value, ReportedThreshold) and (counted := _counted(value)):
            kind, number = counted
            lowest[kind] = min(number, lowest.get(kind, number))
    return lowest if lowest or not found else None


def _counted(limit: ReportedThreshold) -> tuple[str, float] | None:
    """Kind and number as we count ours; None where they are not known, or in another currency."""
    if limit.number is None or limit.unit is None or limit.currency not in ("", "USD"):
        return None
    monthly = limit.unit is Unit.REVENUE and limit.period is Period.MONTH
    return limit.unit, limit.number * (12 if monthly else 1)


def _above(kinds: tuple[str, ...], us: Us, report: Report) -> Answered:
    limits = thresholds(report)
    if limits is None:
        return None
    asked = {kind: limit for kind, limit in limits.items() if kind in kinds}
    ours = {kind: getattr(us, kind) for kind in asked}
    answers = {None if ours[kind] is None else ours[kind] > limit for kind, limit in asked.items()}
    return _one_of(answers) if asked else False


# --- Territories ------------------------------------------------------------------------


def _excluded(us: Us, report: Report) -> Answered:
    """Whether the terms exclude a place of ours."""
    if not (found := has_label(report, ("geographic-restriction",))):
        return found
    restrictions = findings(report, ("geographic-restriction",))
    named = [value for one in restrictions for value in one.values]
    places = {code for one in named if isinstance(one, ReportedTerritories) for code in one.places}
    if not us.territories or not places:
        return None
    ours = countries(us.territories)
    return WORLDWIDE in ours or bool(countries(places) & ours)
