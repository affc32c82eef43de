"""Rows of tables in HTML, each cell with what its column is called."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from licensecheck.domain import Document, Span
from licensecheck.text.tables import MOST_COLUMNS, Row, plain

_TAG = re.compile(r"<(?P<end>/?)(?P<name>table|tr|t[dh])\b(?P<more>[^<>]{0,300})>", re.I)
_REACH = re.compile(r"\b(row|col)span\s*=\s*[\"']?(\d{1,2})\b", re.I)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell, and how many rows and columns it reaches over."""

    span: Span
    rows: int
    columns: int


def html_rows(document: Document) -> Iterator[Row]:
    """The rows below the first one of each table, where they have a cell for each of its columns;
    one that is higher than its row stands in each row beside it."""
    heads: tuple[Span, ...] = ()
    held: dict[int, tuple[Span, int]] = {}
    for line in _lines(document.text):
        if not line:
            heads, held = (), {}
            continue
        cells = tuple(_placed(line, held))
        if not heads:
            heads = cells
        elif len(cells) == len(heads) and not set(cells) & set(heads):
            named = zip((plain(document.quote(head)) for head in heads), cells, strict=True)
            yield Row(Span(line[0].span.start, line[-1].span.end), tuple(named), heads)


def _lines(text: str) -> Iterator[list[_Cell]]:
    """The cells of each row; none where a table begins."""
    cells = list[_Cell]()
    opened: re.Match[str] | None = None
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        if opened:
            reach = {kind.lower(): int(n) for kind, n in _REACH.findall(opened["more"])}
            place = Span(opened.end(), tag.start())
            cells.append(_Cell(place, reach.get("row", 1), min(reach.get("col", 1), MOST_COLUMNS)))
            opened = None
        if name == "table" and not tag["end"]:
            yield []
        if name in ("td", "th") and not tag["end"]:
            opened = tag
        elif name in ("tr", "table") and cells:
            yield cells[:MOST_COLUMNS]
            cells = []


def _placed(line: Sequence[_Cell], held: dict[int, tuple[Span, int]]) -> Iterator[Span]:
    """The cells of all columns; `held` has those of rows above that reach down to this one."""
    column, own = 0, iter(line)
    while column < MOST_COLUMNS:
        if column in held:
            place, below = held.pop(column)
            cell = _Cell(place, below, 1)
        elif (following := next(own, None)) is not None:
            cell = following
        else:
            return
        for _ in range(cell.columns):
            if cell.rows > 1:
                held[column] = (cell.span, cell.rows - 1)
            yield cell.span
            column += 1
