"""The sections of a report for people; `document` puts them in order.

A new section is one function from a `View` to a `Section`, and a place in this order.
"""

from licensecheck.domain.report import AnyReport, CheckReport, Report
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.document import Document, Kind, Section, Span
from licensecheck.report.licence_names import license_name
from licensecheck.report.places import CONFORMANCE, LEVELS, name
from licensecheck.report.sections.answer import answer
from licensecheck.report.sections.checked import checked
from licensecheck.report.sections.law import law
from licensecheck.report.sections.left import left, notes, read
from licensecheck.report.sections.licences import licences
from licensecheck.report.sections.models import bases, data, models, needs, weights
from licensecheck.report.sections.rights import rights
from licensecheck.report.sections.standing import criteria, following, parts, provenance, score
from licensecheck.report.sections.terms import gate, terms
from licensecheck.report.sections.view import View
from licensecheck.report.sections.washing import washing
from licensecheck.report.summary import Audit, audits, title


def documents(report: AnyReport, knowledge: Knowledge) -> tuple[Document, ...]:
    """All that the report says to people; of a check what it says of all models, then of each."""
    first = (checked(report),) if isinstance(report, CheckReport) else ()
    return (*first, *(document(one, knowledge) for one in audits(report)))


def document(report: Audit, knowledge: Knowledge) -> Document:
    """What is said of one model or text."""
    view = View.of(report, knowledge)
    verdict, meaning = _verdict(report)
    return Document(
        title=title(report),
        name=Span(_name(view), kind=Kind.NAME),
        origin=_origin(report),
        verdict=verdict,
        meaning=meaning,
        head=(answer(view), left(view), notes(view), *washing(view)),
        sections=tuple(_sections(view)),
        made_by=f"licensecheck {report.tool.version}, rules {report.tool.rules_version}",
    )


def _sections(view: View) -> tuple[Section, ...]:
    return (
        *models(view),
        licences(view),
        weights(view),
        bases(view),
        needs(view),
        rights(view),
        terms(view),
        gate(view),
        law(view),
        data(view),
        criteria(view),
        parts(view),
        score(view),
        read(view),
        provenance(view),
        following(view),
    )


def _verdict(report: Audit) -> tuple[Span, str]:
    if isinstance(report, Report):
        level = Span(str(report.level), LEVELS[report.level], Kind.ANSWER)
        return level, f"{report.level}: {report.level.meaning}"
    words, tone = CONFORMANCE[report.osd.conformant]
    return Span(words, tone, Kind.ANSWER), ""


def _name(view: View) -> str:
    """The address; of a folder its name, because the path is what was typed."""
    report = view.report
    if isinstance(report, Report):
        return name(report.ref) if report.ref.startswith("/") else report.called
    return name(license_name(report.document, view.facts))


def _origin(report: Audit) -> str:
    if not isinstance(report, Report):
        return ""
    revision = f" @ {report.revision[:12]}" if report.revision else ""
    return f"{revision} ({report.origin})"
