"""One Word document for the legal file: summary, clauses with quotes, checklist, signature."""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from licensecheck.distribution import pip_install
from licensecheck.domain.report import AnyReport, CheckReport
from licensecheck.domain.reported_terms import Quote, ReportedFinding
from licensecheck.errors import SettingsError
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.answers import AnswerGroup, grouped, joined
from licensecheck.report.each_model import ANSWER_COLUMNS, by_model
from licensecheck.report.first_page import first_page
from licensecheck.report.summary import (
    MODEL_COLUMNS,
    NO_ADVICE,
    Audit,
    SummaryLine,
    audits,
    binding_texts,
    by_framework,
    capital,
    decisions,
    duties,
    framework_name,
    identity,
    model_rows,
    more_models,
    plain,
    reasons,
    spoken,
    statements,
    title,
    washed,
    where_of,
    whole,
)
from licensecheck.report.wording import follows, without_ids
from licensecheck.text.han import is_chinese
from licensecheck.text.inert import inert

try:
    from docx import Document
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt
except ImportError as missing:
    raise SettingsError(
        "the format docx needs python-docx", remedy=pip_install("word")
    ) from missing

if TYPE_CHECKING:
    from docx.document import Document as Paper
    from docx.table import Table
    from docx.table import _Cell as Cell
    from docx.table import _Row as Row

BINARY = True
PLACES = 3
"""Quotes of one statement; the HTML report has all."""
WORDS_AND_PLACE = "Words, with their place"
_OPEN = "\N{BALLOT BOX} "
_DATE = (1980, 1, 1, 0, 0, 0)
"""Of every file in the archive: the same report gives the same bytes."""


def render(report: AnyReport, knowledge: Knowledge) -> bytes:
    """A whole document; of a check a list of its models, then each model on pages of its own."""
    paper = Document()
    _set_up(paper, report)
    if isinstance(report, CheckReport):
        paper.add_heading("Models that are used here", 0)
        _checked(paper, report)
    for at, audit in enumerate(audits(report)):
        if at or isinstance(report, CheckReport):
            paper.add_page_break()  # type: ignore[no-untyped-call]
        _audit(paper, audit, knowledge)
    return _saved(paper)


def _set_up(paper: "Paper", report: AnyReport) -> None:
    section, style = paper.sections[0], paper.styles["Normal"]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.8)
    style.font.size = Pt(10)
    named = "check" if isinstance(report, CheckReport) else _clean(title(report))
    paper.core_properties.title = f"licensecheck: {named}"[:255]
    paper.core_properties.author = "licensecheck"
    paper.core_properties.comments = NO_ADVICE


def _audit(paper: "Paper", report: Audit, knowledge: Knowledge) -> None:
    """What whoever decides wants to know first; below it what that rests on."""
    paper.add_heading(_clean(title(report)), 0)
    _summary(paper, report, knowledge)
    _rights(paper, report, knowledge)
    _duties(paper, report)
    _models(paper, report, knowledge)
    _washing(paper, report)
    _clauses(paper, report)
    _legal(paper, report, knowledge)
    _frameworks(paper, report, knowledge)
    _signature(paper)
    paper.add_paragraph(NO_ADVICE)


def _summary(paper: "Paper", report: Audit, knowledge: Knowledge) -> None:
    _table(paper, ("Summary", ""), first_page(report, knowledge), (4.2, 12.8))
    if against := reasons(report):
        paper.add_heading("What weighs most", 1)
        for one in against:
            where = where_of(one.evidence[0]) if one.evidence else ""
            words = f"{capital(without_ids(one.message))} ({where})"
            paper.add_paragraph(_clean(words), "List Number")


def _rights(paper: "Paper", report: Audit, knowledge: Knowledge) -> None:
    if report.rights:
        paper.add_heading("May we …?", 1)
        rows = [
            (capital(group.heading), joined(group.names), "\n".join(_why(group)))
            for group in grouped(report.rights, knowledge)
        ]
        _table(paper, ("Answer", "May we …", "Why, and what must hold"), rows, (2.5, 6, 8.5))


def _models(paper: "Paper", report: Audit, knowledge: Knowledge) -> None:
    """What is known of each of several models, and what may be done with it."""
    if rows := model_rows(report, knowledge.facts):
        paper.add_heading("Models that are released here", 1)
        _table(paper, MODEL_COLUMNS, rows, (4, 3, 4, 2.5, 3.5))
        _table(paper, ANSWER_COLUMNS, by_model(report, knowledge), (3, 3.5, 3.5, 3.5, 3.5))
        if more := more_models(report):
            paper.add_paragraph(more)


def _why(group: AnswerGroup) -> Iterator[str]:
    """The reason of the first; then what must hold, once for all that share it."""
    yield capital(without_ids(group.rights[0].reason))
    yield from map(capital, filter(None, (group.asked, *group.further)))
    for shared in group.conditions:
        yield f"{group.who(shared.names)}{group.lead} {'; '.join(shared.texts)}"


def _washing(paper: "Paper", report: Audit) -> None:
    """What is claimed and is not so, with what the publisher could be sent."""
    if found := washed(report):
        paper.add_heading("Open-washing", 1)
        rows = [(_with_letter(one), _quoted(one.evidence)) for one in found]
        _table(paper, ("What is claimed and is not so", WORDS_AND_PLACE), rows, (8, 9))


def _clauses(paper: "Paper", report: Audit) -> None:
    paper.add_heading("What the terms say", 1)
    rows = [
        (_sentence(head, line), _quoted(line.quotes))
        for head, lines in statements(report).items()
        for line in lines
    ]
    _table(paper, ("Clause", WORDS_AND_PLACE), rows, (5, 12))


def _sentence(head: str, line: SummaryLine) -> str:
    """What a clause says under its title, as one sentence where the title begins it."""
    return f"{head} {line.words}" if head.startswith("You ") else f"{head}: {line.words}"


def _with_letter(one: ReportedFinding) -> str:
    """What a finding says, and what the publisher could be sent."""
    told = capital(without_ids(one.message))
    return f"{told}.\nTo the publisher: {capital(one.letter)}." if one.letter else f"{told}."


def _quoted(quotes: Sequence[Quote]) -> str:
    """The words, each with its place behind it, and how many more there are."""
    shown = [f"“{_words(one)}” ({where_of(one)}{_tongue(one)})" for one in quotes[:PLACES]]
    more = [f"and {len(quotes) - PLACES} more"] if len(quotes) > PLACES else []
    return "\n".join([*shown, *more])


def _words(quote: Quote) -> str:
    """The words as a page shows them where markup hides them; else as they are written."""
    return spoken(quote.quote) if "](" in quote.quote else plain(quote.quote)


def _tongue(quote: Quote) -> str:
    """In which language words are, if not in that of the document."""
    return ", in Chinese" if is_chinese(quote.quote) else ""


def _legal(paper: "Paper", report: Audit, knowledge: Knowledge) -> None:
    if not report.licenses:
        return
    texts = binding_texts(report)
    if texts:
        paper.add_heading("Licence texts", 1)
        told = [(one.document, identity(one, knowledge.facts), one.sha256) for one in texts]
        _table(paper, ("Text", "Licence", "SHA-256"), told, (4.5, 5, 7.5))
    paper.add_heading("Legal part", 1)
    rows = []
    for topic in knowledge.legal:
        found = [one for one in report.legal if one.topic == topic.topic]
        rows += [
            (topic.title, one.value or "see the clause", _quoted(one.evidence)) for one in found
        ] or [(topic.title, "not said", "")]
    _table(paper, ("Question", "Named", WORDS_AND_PLACE), rows, (3, 3.5, 10.5))


def _duties(paper: "Paper", report: Audit) -> None:
    paper.add_heading("Checklist of duties", 1)
    rows = [(f"{_OPEN}{duty.text}", _places(duty.evidence), "") for duty in duties(report)]
    _table(paper, ("Duty", "Place", "Done by, on"), rows, (8, 5.5, 3.5))


def _places(quotes: Sequence[Quote]) -> str:
    every = list(dict.fromkeys(map(where_of, quotes)))
    more = [f"and {len(every) - PLACES} more"] if len(every) > PLACES else []
    return "\n".join([*every[:PLACES], *more])


def _frameworks(paper: "Paper", report: Audit, knowledge: Knowledge) -> None:
    rows = [
        (
            framework_name(name, knowledge),
            whole(verdicts).replace("_", " ").lower(),
            follows(name, whole(verdicts), knowledge),
        )
        for name, verdicts in by_framework(report.verdicts).items()
    ]
    paper.add_heading("Frameworks", 1)
    _table(paper, ("Framework", "Status", "What follows"), rows, (4, 2.5, 10.5))


def _signature(paper: "Paper") -> None:
    paper.add_heading("Decision", 1)
    for words in ("may be used", "may be used with the duties above", "may not be used"):
        paper.add_paragraph(f"{_OPEN}{words}")
    rows = [(f"{name}\n", "") for name in ("Remarks", "Name", "Function", "Date", "Signature")]
    _table(paper, ("", ""), rows, (4.2, 12.8))


def _checked(paper: "Paper", report: CheckReport) -> None:
    rows = [
        (
            model.ref,
            model.answer.replace("-", " "),
            str(model.level or "not read"),
            "; ".join(one.reason for one in decisions(model)),
        )
        for model in report.models
    ]
    _table(paper, ("Model", "Answer", "Level", "Why"), rows, (5, 2.5, 3, 6.5))
    for problem in report.problems:
        paper.add_paragraph(_clean(f"{problem.subject}: {problem.message}"), "List Bullet")


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


def _row(table: "Table", words: Sequence[str], widths: Sequence[float], *, bold: bool) -> None:
    for cell, text, width in zip(_cells(table), words, widths, strict=True):
        cell.width = Cm(width)
        cell.text = "\n".join(map(_clean, text.split("\n")))
        for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
            run.font.size, run.bold = Pt(9), bold


def _cells(table: "Table") -> Sequence["Cell"]:
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
