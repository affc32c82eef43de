"""Answers that are no report on a model: one document each, as plain text, as Markdown or as JSON.

As text a line stays a line, however long, because people look for it in logs. Only words beside an
answer, which stands in a column of its own, are broken.
"""

from collections.abc import Iterator
from textwrap import fill

from licensecheck.report.document import Block, Document, Kind, Line, Section, Table, Verbatim
from licensecheck.report.formats import markdown
from licensecheck.text.inert import Channel, Inert, inert

_RULE = "=" * 80
_WIDTH = 100


def show(told: Document, data: str, form: str) -> Inert:
    """The document as text or as `markdown`; as `json` the data of which it tells."""
    if form == "json":
        return inert(data, Channel.JSON)
    return inert(markdown.page(told)) if form == "markdown" else text(told)


def text(told: Document) -> Inert:
    """What is brief of it, without colours: for a screen, a log or a file."""
    head = [": ".join(filter(None, (told.name.words, told.verdict.words)))]
    said = (said for section in told.every for said in _section(section))
    return inert("\n".join([*filter(None, head), *said]))


def _section(section: Section) -> Iterator[str]:
    if section.title:
        yield from ("", _RULE, section.title)
    for block in section.brief:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Line():
            yield block.words
        case Table():
            yield from _rows(block)
        case Verbatim():
            yield from ("", block.words)


def _rows(table: Table) -> Iterator[str]:
    """The cells of a row beside each other; an answer before them as wide as the longest."""
    answers = [row[0].words for row in table.rows if _is_answer(row[0])]
    width = max(map(len, answers), default=0) + 2
    for first, *others in table.rows:
        if _is_answer(first):
            yield _beside(first.words.ljust(width), _joined(others))
            yield from (_beside(" " * width, one.words) for cell in others for one in cell.below)
        else:
            yield _joined([first, *others])


def _is_answer(cell: Line) -> bool:
    return any(one.kind is Kind.ANSWER for one in cell.spans)


def _joined(cells: list[Line]) -> str:
    return "  ".join(cell.words for cell in cells if cell.spans)


def _beside(answer: str, words: str) -> str:
    return fill(
        words,
        _WIDTH,
        initial_indent=answer,
        subsequent_indent=" " * len(answer),
        break_long_words=False,
        break_on_hyphens=False,
    )
