"""Sections of the one licence that a report speaks of, without its name on every line."""

from collections.abc import Iterable, Iterator

from licensecheck.domain.reported_rights import ReportedRight
from licensecheck.domain.reported_terms import Quote
from licensecheck.report.summary import Audit


def abridged(report: Audit) -> Audit:
    """The report with `section 2` for `Llama 3.1 Community License Agreement, 2`, where all the
    sections that it names are of one licence."""
    names = {name for quote in _quotes(report) for name in _names(quote.clause)}
    if len(names) != 1:
        return report
    return report.model_copy(
        update={
            "findings": tuple(
                one.model_copy(update={"evidence": _short(one.evidence)}) for one in report.findings
            ),
            "rights": tuple(map(_right, report.rights)),
        }
    )


def _right(one: ReportedRight) -> ReportedRight:
    asked = one.leave and one.leave.model_copy(update={"evidence": _short(one.leave.evidence)})
    return one.model_copy(update={"evidence": _short(one.evidence), "leave": asked})


def _quotes(report: Audit) -> Iterator[Quote]:
    for finding in report.findings:
        yield from finding.evidence


def _names(clause: str) -> Iterator[str]:
    return (part.partition(", ")[0] for part in clause.split("; ") if part)


def _short(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    return tuple(one.model_copy(update={"clause": _section(one.clause)}) for one in quotes)


def _section(clause: str) -> str:
    section = clause.partition(", ")[2]
    return f"section {section}" if section else clause
