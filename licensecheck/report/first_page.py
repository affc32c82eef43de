"""The summary of a report as rows of a name and words: what whoever decides reads first."""

from collections.abc import Iterator

from licensecheck.domain.report import Report
from licensecheck.domain.reported_terms import LeftOver
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.each_model import several
from licensecheck.report.first_answer import AnswerLine, first_answer
from licensecheck.report.gate import TITLE as GATE
from licensecheck.report.gate import gate_lines
from licensecheck.report.made_from import made_from
from licensecheck.report.summary import (
    FIRST_TEXTS,
    Audit,
    accounted,
    binding_texts,
    capital,
    failed,
    followed,
    headline,
    identity,
    notes,
    origin,
    place,
    reason,
    short,
    spoken,
    where_of,
)

LEFT = 5
"""Places that a person must read; JSON and HTML have all."""
WORDS = 160
"""Characters of the words that stand there."""
NO_REVISION = "none: this is no commit of a hub"

Row = tuple[str, str]


def first_page(report: Audit, knowledge: Knowledge) -> tuple[Row, ...]:
    """How open it is, whether a business may use it, what is left to read, and what was read; lines
    of a row are told apart by line breaks."""
    return (
        *_verdict(report),
        *_commercial(report, knowledge),
        *_bases(report, knowledge),
        *_gate(report, knowledge),
        *_unread(report),
        *_what(report),
        *_texts(report, knowledge),
        ("Made by", f"licensecheck {report.tool.version}, rules {report.tool.rules_version}"),
    )


def _bases(report: Audit, knowledge: Knowledge) -> Iterator[Row]:
    found = list(made_from(report, knowledge.facts)) if isinstance(report, Report) else []
    lines = (
        f"{one.name}{f' ({place(one.place)})' if one.place else ''}: {one.terms}" for one in found
    )
    if found:
        yield "Made from", "\n".join(lines)


def _gate(report: Audit, knowledge: Knowledge) -> Iterator[Row]:
    found = list(gate_lines(report, knowledge)) if isinstance(report, Report) else []
    if found:
        yield GATE, "\n".join(f"{says}{f' ({place(at)})' if at else ''}" for says, at in found)


def _verdict(report: Audit) -> Iterator[Row]:
    """How open it is and why; what the level means to who never saw it."""
    if not isinstance(report, Report):
        yield "Verdict", headline(report)
        return
    yield "How open", f"{report.level}: {report.level.meaning}"
    not_met = ", ".join(f"{one.criterion} {one.name}" for one in failed(report))
    if (why := reason(report)) != report.level.meaning:
        yield "Why", f"{why}{f'; not met: {not_met}' if not_met else ''}"
    yield "Open-washing", report.washing.level


def _commercial(report: Audit, knowledge: Knowledge) -> Iterator[Row]:
    """The first answer with the words that it rests on."""
    if first := first_answer(report, knowledge):
        lead = "please read first " if first.read_first else ""
        where = f" ({lead}{where_of(first.place)})" if first.place else ""
        unread = " (see what is left to read)" if first.unread else ""
        yield "Commercial use", "\n".join([first.says + where + unread, *map(_said, first.below)])


def _said(line: AnswerLine) -> str:
    where = f" ({where_of(line.quote)})" if line.says and line.quote else ""
    words = f"“{line.words}”" if line.words else ""
    return ": ".join(filter(None, (f"{line.says}{where}", words)))


def _unread(report: Audit) -> Iterator[Row]:
    """What a person still has to read, with its words; then what happened while it was read."""
    yield "What was read", capital(accounted(report.ledger))
    left = report.ledger.left
    lines = [_left(one) for one in left[:LEFT]]
    lines += [f"and {len(left) - LEFT} more places"] if len(left) > LEFT else []
    if lines:
        yield "Left to read", "\n".join(lines)
    if found := notes(report):
        yield "Notes", "\n".join(f"{one.subject}: {one.message}" for one in found)


def _left(one: LeftOver) -> str:
    if one.quote and (one.line or one.page):
        return f"{place(one)}: “{short(spoken(one.quote), WORDS)}”"
    return one.reason


def _what(report: Audit) -> Iterator[Row]:
    if isinstance(report, Report):
        yield "Model", f"{report.called}, {report.model}" if several(report) else report.called
        yield "Revision", report.revision or NO_REVISION
        yield "Read from", f"{origin(report)} {report.fetched_at or ''}"
        if pages := followed(report):
            yield "Weights at", "\n".join(pages)


def _texts(report: Audit, knowledge: Knowledge) -> Iterator[Row]:
    texts = binding_texts(report)
    for text in texts[:FIRST_TEXTS]:
        yield text.document, f"{identity(text, knowledge.facts)}; SHA-256 {text.sha256[:16]}…"
    if len(texts) > FIRST_TEXTS:
        yield "Further texts", f"{len(texts) - FIRST_TEXTS} more, in the table below"
