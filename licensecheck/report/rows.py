"""The rows of a table of findings: one for each answer about rights, one for each place."""

from collections.abc import Iterator

from licensecheck.domain.report import AnyReport
from licensecheck.domain.reported_rights import ReportedRight
from licensecheck.domain.reported_terms import Quote, ReportedFinding
from licensecheck.report.summary import Audit, audits, subject

COLUMNS = (
    "subject",
    "kind",
    "rule",
    "answer",
    "severity",
    "confidence",
    "part",
    "says",
    "document",
    "line",
    "page",
    "quote",
    "section",
)
NUMBERS = ("line", "page")
"""Those that hold a number, or nothing."""


def rows(report: AnyReport) -> Iterator[tuple[str, ...]]:
    """The cells under `COLUMNS`, as text."""
    for audit in audits(report):
        yield from _rows(audit)


def _rows(report: Audit) -> Iterator[tuple[str, ...]]:
    name = subject(report)
    for right in report.rights:
        yield (name, *_right(right))
    for finding in report.findings:
        for quote in finding.evidence:
            yield (name, *_finding(finding), *_place(quote))


def _right(one: ReportedRight) -> tuple[str, ...]:
    asked = "; ".join(condition.text for condition in one.conditions)
    says = f"{one.question}: {one.reason}" + (f"; if you {asked}" if asked else "")
    place = _place(one.evidence[0]) if one.evidence else ("",) * 5
    return ("right", one.right, one.answer, "", "", "", says, *place)


def _finding(one: ReportedFinding) -> tuple[str, ...]:
    return (one.kind, one.rule, "", one.severity, one.confidence, one.part, one.message)


def _place(quote: Quote) -> tuple[str, ...]:
    line, page = (str(one) if one else "" for one in (quote.line, quote.page))
    return quote.document, line, page, quote.quote, quote.clause
