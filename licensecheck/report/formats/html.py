"""One HTML file for those who must sign: complete, printable, without scripts and requests."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from licensecheck.domain.report import AnyReport, CheckReport
from licensecheck.domain.reported_model import Lineage
from licensecheck.domain.reported_terms import (
    LeftOver,
    ReportedFinding,
    ReportedLicense,
    TextCoverage,
)
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report import summary
from licensecheck.report.answers import by_reason, grouped, how_to_ask, joined, names
from licensecheck.report.change_words import in_words
from licensecheck.report.data import NOT_OF_THE_WEIGHTS, data_lines
from licensecheck.report.each_model import ANSWER_COLUMNS, by_model, commercial
from licensecheck.report.first_answer import first_answer
from licensecheck.report.gate import TITLE as GATE
from licensecheck.report.gate import gate_lines
from licensecheck.report.licence_names import called, license_name
from licensecheck.report.lineage import Picture, picture, travels
from licensecheck.report.made_from import made_from
from licensecheck.report.wording import (
    follows,
    interval,
    label_says,
    narrowed,
    narrowed_briefly,
    relation_words,
    without_ids,
)
from licensecheck.text import inert
from licensecheck.text.han import is_chinese

CHANNEL = inert.Channel.MARKUP
MODELS = 8
"""Models that the page for whoever decides lists."""
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
    name = "check" if isinstance(report, CheckReport) else "audit"
    return template(f"{name}.html.jinja", knowledge).render(report=report)


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
        where=summary.where_of,
        capital=summary.capital,
        visible=visible,
        called=partial(called, facts=knowledge.facts),
        license_name=partial(license_name, facts=knowledge.facts),
        label_says=partial(label_says, knowledge=knowledge),
        without_ids=without_ids,
        chinese=is_chinese,
        word=_word,
        moment=_moment,
    )
    environment.globals.update(
        summary=summary,
        identity=partial(summary.identity, facts=knowledge.facts),
        model_rows=partial(summary.model_rows, facts=knowledge.facts),
        answers=partial(grouped, knowledge=knowledge, by_cause=False),
        right_names=names,
        by_model=partial(by_model, knowledge=knowledge),
        answer_columns=ANSWER_COLUMNS,
        commercial=commercial,
        how_to_ask=how_to_ask,
        by_reason=partial(by_reason, knowledge=knowledge),
        in_words=in_words,
        made_from=partial(made_from, facts=knowledge.facts),
        gate_lines=partial(gate_lines, knowledge=knowledge),
        gate_title=GATE,
        first_answer=partial(first_answer, knowledge=knowledge),
        joined=joined,
        framework_name=partial(summary.framework_name, knowledge=knowledge),
        pieces=pieces,
        bars=bars,
        topics=lambda: knowledge.legal,
        follows=partial(follows, knowledge=knowledge),
        marked_rules=partial(_marked_rules, knowledge=knowledge),
        lineage_picture=partial(_picture, knowledge=knowledge),
        travels=partial(travels, knowledge=knowledge),
        data_lines=partial(data_lines, knowledge=knowledge),
        not_of_the_weights=NOT_OF_THE_WEIGHTS,
        relation_words=relation_words,
        interval=interval,
        narrowed=narrowed,
        narrowed_briefly=narrowed_briefly,
        max_quotes=QUOTES,
        most_models=MODELS,
    )
    return environment


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a text's coverage, in percent of the text."""

    name: str
    start: float
    width: float


def bars(text: TextCoverage) -> Iterator[Bar]:
    """The accounts of a text beside each other."""
    start = 0.0
    accounts = ("known", text.known), ("understood", text.understood)
    for name, characters in (*accounts, ("not-terms", text.not_terms), ("left", text.left)):
        width = 100 * characters / max(text.characters, 1)
        yield Bar(name, round(start, 2), round(width, 2))
        start += width


def _picture(lineage: Lineage, knowledge: Knowledge) -> Picture | None:
    """No picture of a model that was made from nothing that we know."""
    return picture(lineage, knowledge) if lineage.edges else None


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
