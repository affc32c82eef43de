"""What a report says about the terms, as conditions of a policy ask for it.

Every answer is True, False or None: None where the report, or what we said of ourselves, does not
settle it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from licensecheck.engine.facts import LicenseFacts, load_facts
from licensecheck.policy.names import fitting
from licensecheck.policy.schema import Us, When
from licensecheck.policy.territories import WORLDWIDE, countries
from licensecheck.types import Confidence, Level, Status
from licensecheck.types.report import Report, ReportedReference
from licensecheck.types.reported_terms import ReportedFinding

_WASHING = ("none", "low", "medium", "high")
_KINDS = {
    "monthly_active_users": ("users", 1),
    "daily_active_users": ("users", 1),
    "users": ("users", 1),
    "employees": ("employees", 1),
    "annual_revenue_usd": ("revenue", 1),
    "monthly_revenue_usd": ("revenue", 12),
}
_UNITS = {
    "users": re.compile(r"\b(?:users?|mau|dau|visits?|visitors?)\b", re.I),
    "revenue": re.compile(r"revenue|turnover|funding|[$€]|\b(?:usd|eur|dollars?|euros?)\b", re.I),
    "employees": re.compile(r"\b(?:employees|people|staff|persons?)\b", re.I),
}
_NUMBER = re.compile(r"\d[\d,]*")
_NAMES = {
    "EU": ("european union", "eu", "europe"),
    "EEA": ("european economic area", "eea"),
    "GB": ("united kingdom", "uk"),
    "KR": ("south korea", "korea"),
    "US": ("united states", "usa"),
    "CN": ("mainland china", "china"),
    "JP": ("japan",),
    "RU": ("russia",),
    "IN": ("india",),
    "IR": ("iran",),
}

_GRANTS = {
    # Who may change or pass on a work may use it: some licences name only those acts.
    "use": ("grant-use", "grant-modify", "grant-distribute"),
    "modify": ("grant-modify",),
    "share": ("grant-distribute",),
}

Answered = bool | None


def holds(when: When, us: Us, report: Report, references: Iterable[ReportedReference]) -> Answered:
    """Whether a condition holds: False where one part does not, else None where one is open."""
    answers = set(_parts(when, us, report, references))
    return False if False in answers else None if None in answers else True


def _parts(
    when: When, us: Us, report: Report, references: Iterable[ReportedReference]
) -> Iterator[Answered]:
    if when.levels:
        yield _level(when.levels, report)
    if when.labels:
        yield has_label(report, when.labels)
    if when.without:
        found = has_label(report, when.without)
        yield None if found is None else not found
    if when.licenses:
        yield bool(fitting(licenses(report), when.licenses))
    for name, statuses in when.criteria.items():
        yield _criterion(name, statuses, report)
    if when.washing:
        yield _WASHING.index(report.washing.level) >= _WASHING.index(when.washing)
    for fact, wanted in when.us.items():
        ours = getattr(us, fact)
        yield (
            None
            if ours is None
            else ours in wanted
            if isinstance(wanted, tuple)
            else ours == wanted
        )
    if when.above:
        yield _above(when.above, us, report)
    if when.excluded is not None:
        yield _same(_excluded(us, report), when.excluded)
    if when.unpinned is not None:
        yield any(not one.pinned for one in references) == when.unpinned


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


def findings(report: Report, labels: tuple[str, ...]) -> tuple[ReportedFinding, ...]:
    """The findings of some labels."""
    return tuple(one for one in report.findings if one.rule in labels)


def has_label(report: Report, labels: tuple[str, ...]) -> Answered:
    """True where a clause certainly does one of these; None where one may."""
    found = findings(report, labels)
    if any(one.confidence is Confidence.CERTAIN for one in found):
        return True
    return None if found else False


def licenses(report: Report) -> tuple[str, ...]:
    """Ids of all licences that were found or are declared."""
    texts = [match.license for one in report.licenses for match in one.matches]
    said = [word.strip("()") for one in report.declared for word in one.expression.split()]
    words = dict.fromkeys([*texts, *said])
    return tuple(one for one in words if one and one not in ("AND", "OR", "WITH"))


def _known(report: Report) -> Iterator[LicenseFacts]:
    yield from filter(None, map(load_facts().find, licenses(report)))


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


def thresholds(report: Report) -> dict[str, int] | None:
    """The lowest number of each kind (users, revenue, employees) above which the terms change; None
    where a threshold is there whose number or unit is not known."""
    lowest: dict[str, int] = {}
    for kind, number in _numbers(report):
        lowest[kind] = min(number, lowest.get(kind, number))
    return lowest if lowest or not findings(report, ("scale-threshold",)) else None


def _numbers(report: Report) -> Iterator[tuple[str, int]]:
    known = [
        one.labels["scale-threshold"] for one in _known(report) if "scale-threshold" in one.labels
    ]
    facts: list[dict[str, Any]] = [one.values() for one in known]
    for values in facts:
        yield from (
            (_KINDS[name][0], int(value) * _KINDS[name][1])
            for name, value in values.items()
            if name in _KINDS
        )
    if not any(facts):
        for finding in findings(report, ("scale-threshold",)):
            yield from _said(finding)


def _said(finding: ReportedFinding) -> Iterator[tuple[str, int]]:
    """The number of a sentence, in the unit that its clause names."""
    said = _NUMBER.search(finding.message)
    quoted = " ".join(one.quote for one in finding.evidence)
    kinds = [kind for kind, unit in _UNITS.items() if unit.search(quoted)]
    if said and len(kinds) == 1:
        yield kinds[0], int(said[0].replace(",", ""))


def _above(kinds: tuple[str, ...], us: Us, report: Report) -> Answered:
    limits = thresholds(report)
    if limits is None:
        return None
    answers = set()
    for kind, limit in limits.items():
        ours = getattr(us, kind)
        answers.add(None if ours is None else ours > limit)
    asked = [kind for kind in limits if kind in kinds]
    if not asked:
        return False
    return True if True in answers else None if None in answers else False


# --- Territories ------------------------------------------------------------------------


def _excluded(us: Us, report: Report) -> Answered:
    """Whether the terms exclude a place of ours."""
    if not (found := has_label(report, ("geographic-restriction",))):
        return found
    names = " ".join(_territories(report)).casefold()
    places = {code for code, words in _NAMES.items() if _mentions(names, words)}
    if not us.territories or not places:
        return None
    ours = countries(us.territories)
    return WORLDWIDE in ours or bool(countries(places) & ours)


def _territories(report: Report) -> Iterator[str]:
    known = [one.labels.get("geographic-restriction") for one in _known(report)]
    listed = [name for fact in known if fact for name in fact.territories]
    yield from listed
    if not listed:
        for one in findings(report, ("geographic-restriction",)):
            yield from (quote.quote for quote in one.evidence)


def _mentions(text: str, words: tuple[str, ...]) -> bool:
    return any(re.search(rf"\b{re.escape(word)}\b", text) for word in words)
