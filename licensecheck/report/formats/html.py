"""One HTML file for those who must sign: complete, printable, without scripts and requests."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby, pairwise
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from licensecheck.domain.report import AnyReport, Report
from licensecheck.domain.reported_terms import (
    LeftOver,
    ReportedFinding,
    ReportedLicense,
)
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report import summary
from licensecheck.report.change_words import in_words
from licensecheck.report.document import Block, Line
from licensecheck.report.licence_names import called
from licensecheck.report.lineage import picture
from licensecheck.report.sections import documents
from licensecheck.report.wording import label_says
from licensecheck.text import inert
from licensecheck.text.han import is_chinese

CHANNEL = inert.Channel.MARKUP
# All quotes of a long list are in the text itself; more than this many hide the next statement.
QUOTES = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text in which the same findings and edits hold."""

    text: str
    findings: tuple[ReportedFinding, ...]
    starts: tuple[ReportedFinding, ...]
    """Those of them that begin here."""
    inserted: bool
    """True where the reference licence does not say this."""
    gone: int
    """Words of the reference licence that are missing before it."""
    left: tuple[int, ...] = ()
    """Numbers of the places left that begin here."""
    unclear: bool = False
    """True where it is left for a person to read."""


def render(report: AnyReport, knowledge: Knowledge) -> str:
    """A whole document; quotes stand in for texts that the report does not carry."""
    told = documents(report, knowledge)
    return template("audit.html.jinja", knowledge).render(told=told)


def template(name: str, knowledge: Knowledge) -> Template:
    """One of our templates, which escapes every word that it is given."""
    return _templates(knowledge).get_template(name)


@cache
def _templates(knowledge: Knowledge) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        plain=summary.plain,
        capital=summary.capital,
        visible=visible,
        called=partial(called, facts=knowledge.facts),
        label_says=partial(label_says, knowledge=knowledge),
        chinese=is_chinese,
        word=_word,
        moment=_moment,
    )
    environment.globals.update(
        summary=summary,
        in_words=in_words,
        runs=runs,
        pieces=pieces,
        about=about,
        marked_rules=partial(_marked_rules, knowledge=knowledge),
        lineage_picture=partial(picture, knowledge=knowledge),
        max_quotes=QUOTES,
    )
    return environment


def runs(blocks: Iterable[Block]) -> Iterator[tuple[str, list[Block]]]:
    """The blocks by what they are; lines that follow each other are one list."""
    for is_line, same in groupby(blocks, lambda one: isinstance(one, Line)):
        if is_line:
            yield "lines", [*same]
        else:
            yield from ((type(one).__name__.lower(), [one]) for one in same)


def about(report: summary.Audit) -> summary.Audit:
    """The report without findings on other models than the one that was asked for."""
    return report.chosen if isinstance(report, Report) else report


def _marked_rules(report: summary.Audit, knowledge: Knowledge) -> tuple[str, ...]:
    """Labels that we know of clauses in the texts that are shown, the weightiest first."""
    found = dict.fromkeys(
        one.rule
        for one in report.findings
        if any(quote.line and quote.document in report.texts for quote in one.evidence)
    )
    return tuple(rule for rule in found if rule in knowledge.rules.labels)


def _moment(at: str) -> str:
    """A time in UTC as people write it, to the minute."""
    return at[:16].replace("T", " ")


def _word(rule: str) -> str:
    """The name of a rule as a class of an element: nothing that was fetched ends it."""
    return "".join(char for char in rule if char.isalnum() or char == "-")


Marked = ReportedFinding | int | None
"""What holds in a stretch: a finding, the number of a place left, or None for inserted words."""


def pieces(
    document: ReportedLicense,
    text: str,
    findings: Sequence[ReportedFinding],
    left: Sequence[LeftOver] = (),
) -> Iterator[Piece]:
    """The whole text in order, cut where a finding, a difference or a place left begins or ends.

    `left` are all places left of the report: their numbers count from 1 in this order.
    """
    marks: dict[int, list[tuple[int, Marked]]] = {}
    for start, end, marked in (
        *_quoted(document, findings),
        *_inserted(document),
        *_left(document, left),
    ):
        if start < end <= len(text):
            marks.setdefault(start, []).append((end, marked))
    ends = (end for begun in marks.values() for end, _ in begun)
    gone = _gone(document, len(text))
    here: list[tuple[int, Marked]] = []
    for start, end in pairwise([*sorted({0, len(text), *marks, *ends, *gone}), len(text)]):
        begun = marks.get(start, [])
        here = [one for one in here if one[0] > start] + begun
        yield Piece(
            text=text[start:end],
            findings=_each(one for _, one in here),
            starts=_each(one for _, one in begun),
            inserted=any(one is None for _, one in here),
            gone=gone.get(start, 0),
            left=tuple(one for _, one in begun if isinstance(one, int)),
            unclear=any(isinstance(one, int) for _, one in here),
        )


def _quoted(
    document: ReportedLicense, findings: Iterable[ReportedFinding]
) -> Iterator[tuple[int, int, ReportedFinding]]:
    for finding in findings:
        for quote in finding.evidence:
            if quote.document == document.document and quote.line:
                yield quote.start, quote.end, finding


def _inserted(document: ReportedLicense) -> Iterator[tuple[int, int, None]]:
    for match in document.matches:
        for edit in match.edits:
            yield edit.start, edit.end, None


def _left(document: ReportedLicense, left: Sequence[LeftOver]) -> Iterator[tuple[int, int, int]]:
    for number, one in enumerate(left, start=1):
        if one.subject == document.document:
            yield one.start, one.end, number


def _gone(document: ReportedLicense, length: int) -> dict[int, int]:
    """Number of missing words by the place where they were."""
    found: dict[int, int] = {}
    for match in document.matches:
        for edit in match.edits:
            if edit.removed_words and edit.start <= length:
                found[edit.start] = found.get(edit.start, 0) + edit.removed_words
    return found


def _each(marked: Iterable[Marked]) -> tuple[ReportedFinding, ...]:
    found = (one for one in marked if isinstance(one, ReportedFinding))
    return tuple({one.id: one for one in found}.values())


def visible(text: str) -> str:
    """The text with lines and tabs; other control and direction characters become visible."""
    return inert.visible(text.replace("\r\n", "\n"))
