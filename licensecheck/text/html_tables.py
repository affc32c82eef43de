"""Rows of tables in HTML, each cell with what its column is called."""

import re
from collections.abc import Iterator

from licensecheck.domain import Document, Span
from licensecheck.text.tables import MOST_COLUMNS, Row, plain

_TAG = re.compile(r"<(?P<end>/?)(?P<name>table|tr|t[dh])\b(?P<more>[^<>]{0,300})>", re.I)
_WIDE = re.compile(r"\bcolspan\s*=\s*[\"']?(\d{1,2})\b", re.I)

_Cells = list[Span]


def html_rows(document: Document) -> Iterator[Row]:
    """The rows below the first one of each table, where they have a cell for each of its columns;
    others stand beside a cell that is higher than they are, and nothing tells their columns."""
    heads: tuple[tuple[str, Span], ...] = ()
    for cells in _lines(document.text):
        if not cells:
            heads = ()
        elif not heads:
            heads = tuple((plain(document.quote(cell)), cell) for cell in cells)
        elif len(cells) == len(heads):
            named = tuple((head, cell) for (head, _), cell in zip(heads, cells, strict=True))
            row = Span(cells[0].start, cells[-1].end)
            yield Row(row, named, tuple(place for _, place in heads))


def _lines(text: str) -> Iterator[_Cells]:
    """The cells of each row, a wide one for each of its columns; none where a table begins."""
    cells: _Cells = []
    open_ = wide = 0
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        if open_:
            cells += [Span(open_, tag.start())] * wide
            open_ = 0
        if name == "table" and not tag["end"]:
            yield []
        if name in ("td", "th") and not tag["end"]:
            open_, found = tag.end(), _WIDE.search(tag["more"])
            wide = min(int(found[1]) if found else 1, MOST_COLUMNS)
        elif name in ("tr", "table") and cells:
            yield cells[:MOST_COLUMNS]
            cells = []
