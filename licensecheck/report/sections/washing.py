"""Claims of openness that what was read contradicts."""

from collections.abc import Iterator

from licensecheck.domain import Confidence
from licensecheck.domain.report import Report
from licensecheck.domain.reported_terms import Quote, ReportedFinding
from licensecheck.report.document import (
    Line,
    Section,
    Span,
    Tone,
    beside,
    faint,
    line,
    more,
    quoted,
    strong,
    table,
)
from licensecheck.report.places import place
from licensecheck.report.sections.view import View
from licensecheck.report.summary import capital, contrasted, short, washed
from licensecheck.report.wording import in_short

_SHOWN = 1
"""Claims that are not so, the gravest first, in the brief form; and quotes of each."""
_QUOTES, _CLAIM = 2, 56
"""Quotes of one of them there, and characters of a quote."""
_TITLES = {"none": (Tone.PLAIN, "CLAIMS"), "low": (Tone.OPEN, "GAPS")}
_HEADS = ("What is claimed and is not so", "What is claimed", "What was found")


def washing(view: View) -> Iterator[Section]:
    """Contradicted claims are bad; gaps that contradict nothing are gaps."""
    report = view.short
    if not isinstance(report, Report) or not view.audit:
        return
    found = [one for one in washed(report) if one.confidence is Confidence.CERTAIN]
    level, every = report.washing.level, washed(view.audit)
    tone, title = _TITLES.get(level, (Tone.BAD, f"OPEN-WASHING {level}"))
    rows = [_row(one, view.audit) for one in every]
    claims = view.audit.claims
    said = (line(f"claim of openness: {one.kind}", quotes=[one.evidence]) for one in claims)
    brief = (_claim(one, tone) for one in found[:_SHOWN])
    left = more(len(found) - _SHOWN, "washing", tone)
    yield Section(
        "washing",
        title,
        (*brief, *left) if level != "none" else (),
        (*table(_HEADS, rows), *said),
        f"Open-washing: {level}",
        tone,
    )


def _claim(one: ReportedFinding, tone: Tone) -> Line:
    """Its sentence without ids and without what would mend it; below it both sides."""
    quotes = (_quoted(quote) for quote in one.evidence[:_QUOTES])
    return line(Span(f"{capital(in_short(one.message))}.", tone), below=quotes)


def _quoted(quote: Quote) -> Line:
    if quote.clause and not quote.line:
        return line(faint(quote.clause))
    clause = f" → {quote.clause}" if quote.clause else ""
    where, *said = beside(place(quote))[1:], faint(" "), quoted(short(quote.quote, _CLAIM))
    return line(*where, *said, faint(clause))


def _row(one: ReportedFinding, report: Report) -> tuple[Line, ...]:
    """The finding with what could be sent to the publisher, the claim, and what was found."""
    claimed, against = contrasted(one, report)
    letter = [line(strong("To the publisher: "), f"{capital(one.letter)}.")] if one.letter else []
    said = line(
        strong(f"{capital(one.message)}."), faint(f" [{one.rule}]"), below=letter, ids=[one.id]
    )
    nothing = "" if against else "Nothing that bears it out."
    return said, line(quotes=claimed), line(nothing, quotes=against)
