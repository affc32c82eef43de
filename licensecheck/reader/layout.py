"""The lines of a page, each with where it stands: heads, headings, code, tables, fields."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from licensecheck.domain import Document, DocumentKind, Span
from licensecheck.text.html_tables import html_rows
from licensecheck.text.tables import Row, plain, rows

MOST_LINES = 12_000
"""Lines of a page that are read; the longest page among 494 real ones has 8,700."""
LONGEST_LINE = 6_000
"""Characters of a line that are read: longer ones are data, such as pictures in base64."""
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_HEADING = re.compile(r"[ \t>]{0,4}(#{1,6})[ \t]+(.{1,300}?)[ \t#]*$")
_HTML_HEADING = re.compile(r"<h([1-6])\b[^<>]{0,300}>(.{0,300}?)(?:</h\1|$)", re.I)
_UNDERLINE = re.compile(r"[ \t]{0,3}(=|-)\1{2,}[ \t]*$")
_FIELD = re.compile(r"([A-Za-z][\w-]{0,40})[ \t]*:")
_RULE = re.compile(r"[ \t]*---[ \t]*$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    span: Span
    head: str
    """What its column is called."""
    row: str
    """What the first cell of its row says."""
    column: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page that is not empty."""

    span: Span
    number: int
    kind: str
    """text, heading, code, field (of front matter) or row."""
    headings: tuple[str, ...] = ()
    """Those that it stands under, the outermost first; a heading stands under itself too."""
    field: str = ""
    """The key of front matter whose value it is."""
    cells: tuple[Cell, ...] = ()


def lines(text: str) -> tuple[Line, ...]:
    """The lines of a page, in their order."""
    found = tuple(_headed(text, _kinds(text)))
    return tuple(_with_cells(text, found))


def _spans(text: str) -> Iterator[Span]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield Span(start, min(end, start + LONGEST_LINE))
        start = end + 1


def _kinds(text: str) -> Iterator[Line]:
    """The lines, told apart by fences, the head of the page and marks of headings."""
    fence, head, key = "", text.lstrip().startswith("---"), ""
    opened = False
    for number, span in enumerate(_spans(text), 1):
        if number > MOST_LINES:
            return
        words = text[span.start : span.end]
        mark = _FENCE.match(words)
        if head:
            closes, opened = opened and bool(_RULE.match(words)), opened or bool(words.strip())
            head = not closes
            key = found[1] if (found := _FIELD.match(words)) else key
            if words.strip(" \t-"):
                yield Line(span, number, "field", field=key)
        elif mark:
            fence = ("" if mark[1].startswith(fence) else fence) if fence else mark[1]
        elif words.strip():
            yield Line(span, number, "code" if fence else "text")


def _headed(text: str, found: Iterator[Line]) -> Iterator[Line]:
    """The lines with their headings; one that is underlined is a heading."""
    path: list[tuple[int, str]] = []
    held = list(found)
    for at, line in enumerate(held):
        following = held[at + 1] if at + 1 < len(held) else None
        level, title = _heading(text, line, following)
        if level:
            path = [*(one for one in path if one[0] < level), (level, title)]
        kind = "heading" if level else line.kind
        yield replace(line, kind=kind, headings=tuple(title for _, title in path))


def _heading(text: str, line: Line, following: Line | None) -> tuple[int, str]:
    words = text[line.span.start : line.span.end]
    if line.kind != "text":
        return 0, ""
    if found := _HEADING.match(words):
        return len(found[1]), plain(found[2])
    if found := _HTML_HEADING.search(words):
        return int(found[1]), plain(found[2])
    below = text[following.span.start : following.span.end] if following else ""
    near = following is not None and following.number == line.number + 1 and "|" not in words
    if near and (mark := _UNDERLINE.match(below)) and len(words) < 120:
        return (1 if mark[1] == "=" else 2), plain(words)
    return 0, ""


def _with_cells(text: str, found: Sequence[Line]) -> Iterator[Line]:
    document = Document("page", text, DocumentKind.CARD)
    cells = [*_cells(document, rows(document)), *_cells(document, html_rows(document))]
    cells.sort(key=lambda cell: cell.span.start)
    at = 0
    for line in found:
        while at < len(cells) and cells[at].span.start < line.span.start:
            at += 1
        inside = list[Cell]()
        while at < len(cells) and cells[at].span.start < line.span.end:
            inside.append(cells[at])
            at += 1
        if inside and line.kind in ("text", "code"):
            yield replace(line, kind="row", cells=tuple(inside))
        else:
            yield line


def _cells(document: Document, found: Iterator[Row]) -> Iterator[Cell]:
    for row in found:
        first = plain(document.quote(row.cells[0][1])) if row.cells else ""
        for column, (head, span) in enumerate(row.cells):
            yield Cell(span, head[:60], first[:60], column)
