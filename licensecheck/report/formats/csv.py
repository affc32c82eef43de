"""Rows for a spreadsheet: one for each answer about rights, and one for each place of a finding."""

import csv
from collections.abc import Iterator
from io import StringIO

from licensecheck.domain.report import AnyReport
from licensecheck.domain.reported_rights import ReportedRight
from licensecheck.domain.reported_terms import Quote, ReportedFinding
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.summary import Audit, audits, plain, subject

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
_FORMULA = ("=", "+", "-", "@")
"""What a spreadsheet takes for the beginning of a formula."""


def render(report: AnyReport, knowledge: Knowledge) -> str:
    """Comma-separated values with a line of titles; no cell is a formula."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for audit in audits(report):
        for row in _rows(audit):
            writer.writerow(map(_cell, row))
    return out.getvalue().rstrip("\n")


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


def _cell(text: str) -> str:
    """One line; what a spreadsheet would run is text for it."""
    words = plain(text)
    return f"'{words}" if words.startswith(_FORMULA) else words
