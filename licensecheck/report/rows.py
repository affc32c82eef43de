"""The rows of a table of findings: one for each answer about rights, one for each place; and of
several models one for each, with its answers. `part` names the model there."""

from collections.abc import Iterator

from licensecheck.domain.report import AnyReport
from licensecheck.domain.reported_model import ReportedModel
from licensecheck.domain.reported_rights import ReportedRight
from licensecheck.domain.reported_terms import Quote, ReportedFinding
from licensecheck.report.answers import asked, explained
from licensecheck.report.each_model import several
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
    for one in several(report):
        yield (name, *_model(one))
        for right in one.rights:
            yield (name, *_right(right, one.name))
    for finding in report.findings:
        for quote in finding.evidence:
            yield (name, *_finding(finding), *_place(quote))


def _model(one: ReportedModel) -> tuple[str, ...]:
    says = f"{one.reason}; weights {one.weights.state}"
    made = ", ".join(base.name for base in one.bases)
    says += f"; made from {made}" if made else ""
    licence = str(one.license.expression)
    place = _place(one.license.evidence[0]) if one.license.evidence else ("",) * 5
    return ("model", licence, one.level, "", "", one.name, says, *place)


def _right(one: ReportedRight, model: str = "") -> tuple[str, ...]:
    terms = "; ".join(condition.text for condition in one.conditions)
    says = f"{asked(one)}: {explained(one)}" + (f"; if you {terms}" if terms else "")
    place = _place(one.evidence[0]) if one.evidence else ("",) * 5
    return ("right", one.right, one.answer, "", "", model, says, *place)


def _finding(one: ReportedFinding) -> tuple[str, ...]:
    return (one.kind, one.rule, "", one.severity, one.confidence, one.part, one.message)


def _place(quote: Quote) -> tuple[str, ...]:
    line, page = (str(one) if one else "" for one in (quote.line, quote.page))
    return quote.document, line, page, quote.quote, quote.clause
