"""One Word document for the legal file: summary, clauses with quotes, checklist, signature."""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from licensecheck.distribution import pip_install
from licensecheck.domain.report import AnyReport, CheckReport
from licensecheck.domain.reported_terms import Quote
from licensecheck.errors import SettingsError
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.document import Block, Document, Kind, Line, Section, Span, Table
from licensecheck.report.sections import documents
from licensecheck.report.summary import (
    NO_ADVICE,
    plain,
    spoken,
    where_of,
)
from licensecheck.text.han import is_chinese
from licensecheck.text.inert import inert

try:
    import docx
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt
except ImportError as missing:
    raise SettingsError(
        "the format docx needs python-docx", remedy=pip_install("word")
    ) from missing

if TYPE_CHECKING:
    from docx.document import Document as Paper
    from docx.table import Table as Grid
    from docx.table import _Cell as Cell
    from docx.table import _Row as Row

BINARY = True
PLACES = 3
"""Quotes of one statement; the HTML report has all."""
_OPEN = "\N{BALLOT BOX} "
_DATE = (1980, 1, 1, 0, 0, 0)
"""Of every file in the archive: the same report gives the same bytes."""


def render(report: AnyReport, knowledge: Knowledge) -> bytes:
    """A whole document; of a check a list of its models, then each model on pages of its own."""
    paper = docx.Document()
    told = documents(report, knowledge)
    _set_up(paper, told[0].title)
    for at, one in enumerate(told):
        if at:
            paper.add_page_break()  # type: ignore[no-untyped-call]
        _audit(paper, one, signed=not isinstance(report, CheckReport) or at > 0)
    return _saved(paper)


def _set_up(paper: "Paper", title: str) -> None:
    section, style = paper.sections[0], paper.styles["Normal"]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.8)
    style.font.size = Pt(10)
    paper.core_properties.title = f"licensecheck: {_clean(title)}"[:255]
    paper.core_properties.author = "licensecheck"
    paper.core_properties.comments = NO_ADVICE


def _audit(paper: "Paper", told: Document, *, signed: bool) -> None:
    """What whoever decides wants to know first; below it what that rests on."""
    paper.add_heading(_clean(told.title), 0)
    _table(paper, ("Summary", ""), _summary(told), (3.4, 13.6))
    for section in told.every:
        _section(paper, section, 1)
    if signed:
        _signature(paper)
    paper.add_paragraph(NO_ADVICE)


def _summary(told: Document) -> Iterator[Sequence[str]]:
    """What is brief of each section, in a row under its title."""
    yield "How open", f"{told.meaning or told.verdict.words}{told.origin}"
    for section in told.every:
        for one in (section, *section.parts):
            if one.brief:
                yield one.title or "In short", "\n".join(_lines(one.brief))
    yield "Made by", told.made_by


def _section(paper: "Paper", section: Section, depth: int) -> None:
    """What is full of it, under its heading."""
    if section.is_told:
        paper.add_heading(_clean(section.called), depth)
    for is_line, blocks in groupby(section.full, lambda one: isinstance(one, Line)):
        if is_line:
            _said(paper, [one for one in blocks if isinstance(one, Line)])
            continue
        for one in blocks:
            if isinstance(one, Table):
                _rows(paper, one)
    for part in section.parts:
        _section(paper, part, depth + 1)


def _said(paper: "Paper", lines: Sequence[Line]) -> None:
    """Lines with their quotes beside them; without any as a list."""
    if any(one.quotes for one in lines):
        rows = (("\n".join(_lines([one])), _quoted(one.quotes)) for one in lines)
        _table(paper, ("What is said", "Words, with their place"), rows, (6, 11))
        return
    for words in _lines(lines):
        paper.add_paragraph(_clean(words), "List Bullet")


def _rows(paper: "Paper", table: Table) -> None:
    rows = (tuple(map(_cell, row)) for row in table.rows[: table.most])
    paper.add_paragraph(_clean(table.caption)).paragraph_format.keep_with_next = True
    width = 17 / len(table.heads)
    _table(paper, table.heads, rows, (width,) * len(table.heads))
    if (left := len(table.rows) - table.most) > 0:
        paper.add_paragraph(f"and {left:,} more, which the JSON report lists")


def _cell(one: Line) -> str:
    return "\n".join(filter(None, (*_lines([one]), _quoted(one.quotes))))


def _lines(blocks: Iterable[Block], lead: str = "") -> Iterator[str]:
    """The words of lines, and of what belongs below them."""
    for one in blocks:
        if isinstance(one, Line):
            words = "".join(map(_words, one.spans)).strip()
            yield f"{lead}{_OPEN if one.tick else ''}{words}"
            yield from _lines(one.below, f"{lead}– ")


def _words(span: Span) -> str:
    return f"“{span.words}”" if span.kind is Kind.QUOTE else span.words


def _quoted(quotes: Sequence[Quote]) -> str:
    """The words, each with its place behind it, and how many more there are."""
    shown = [f"{_quote(one)}({where_of(one)}{_tongue(one)})" for one in quotes[:PLACES]]
    more = [f"and {len(quotes) - PLACES} more"] if len(quotes) > PLACES else []
    return "\n".join([*shown, *more])


def _quote(quote: Quote) -> str:
    """The words as a page shows them where markup hides them; else as they are written."""
    words = spoken(quote.quote) if "](" in quote.quote else plain(quote.quote)
    return f"“{words}” "


def _tongue(quote: Quote) -> str:
    """In which language words are, if not in that of the document."""
    return ", in Chinese" if is_chinese(quote.quote) else ""


def _signature(paper: "Paper") -> None:
    paper.add_heading("Decision", 1)
    for words in ("may be used", "may be used with the duties above", "may not be used"):
        paper.add_paragraph(f"{_OPEN}{words}")
    rows = [(f"{name}\n", "") for name in ("Remarks", "Name", "Function", "Date", "Signature")]
    _table(paper, ("", ""), rows, (4.2, 12.8))


def _table(
    paper: "Paper", heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]
) -> None:
    """A table whose first row is repeated on each page where it has words."""
    table = paper.add_table(rows=0, cols=len(heads), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    if any(heads):
        _row(table, heads, widths, bold=True)
        _shade(table.rows[0])
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in rows:
        _row(table, row, widths, bold=not any(heads))
    paper.add_paragraph()


def _shade(row: "Row") -> None:
    """A grey ground, which tells the names of columns from what stands below them."""
    for cell in row.cells:
        ground = OxmlElement("w:shd")
        for key, value in (("val", "clear"), ("color", "auto"), ("fill", "E7EBEF")):
            ground.set(qn(f"w:{key}"), value)
        cell._tc.get_or_add_tcPr().append(ground)


def _row(table: "Grid", words: Sequence[str], widths: Sequence[float], *, bold: bool) -> None:
    for cell, text, width in zip(_cells(table), words, widths, strict=True):
        cell.width = Cm(width)
        cell.text = "\n".join(map(_clean, text.split("\n")))
        for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
            run.font.size, run.bold = Pt(9), bold


def _cells(table: "Grid") -> Sequence["Cell"]:
    row: Row = table.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return row.cells


def _clean(text: str) -> str:
    """One line of what was fetched: nothing in it steers who shows it."""
    return inert(plain(text))


def _saved(paper: "Paper") -> bytes:
    made, out = BytesIO(), BytesIO()
    paper.save(made)
    with ZipFile(made) as files, ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name in files.namelist():
            archive.writestr(ZipInfo(name, _DATE), files.read(name), ZIP_DEFLATED)
    return out.getvalue()
