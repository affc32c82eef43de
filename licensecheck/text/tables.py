"""Rows of tables in Markdown, each cell with what its column is called."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from licensecheck.domain import Document, Span
from licensecheck.text.lines import line_start

_RULE = re.compile(r"^[ \t>]{0,20}+\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-*+:?[ \t]*+)*+\r?$", re.M)
_TAG = re.compile(r"<[^<>\n]{0,500}>|!\[[^\]\n]{0,300}\]\([^)\n]{0,500}\)")
_LINK = re.compile(r"\[([^\]\n]{0,300})\]\([^)\n]{0,500}\)")
_MARKS = re.compile(r"[*`\\]+|&nbsp;|^[\s_]+|[\s_]+$")
BASE_HEAD = re.compile(
    r"(?:base|parent|backbone|initial\w*|original|teacher|starting)"
    r"(?:[- ](?:models?|llms?|lms?|from|checkpoints?|weights))?"
    r"|(?:fine-?tuned|initiali[sz]ed|distilled|derived|made) from|(?:基座|底座)(?:模型)?",
    re.I,
)
"""Heads of columns that say what models were made from."""
MOST_COLUMNS = 40
"""Cells of a row that are read."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the heads of a table."""

    span: Span
    cells: tuple[tuple[str, Span], ...]
    """The head of each column in plain words, and where the cell stands."""
    heads: tuple[Span, ...] = ()
    """Where the head of each column stands."""


def rows(document: Document) -> Iterator[Row]:
    """The rows of all tables of a page, in their order."""
    text, at = document.text, 0
    for rule in _RULE.finditer(text):
        # A line of dashes within a table is one of its rows.
        if "|" not in rule[0] or not rule.start() or rule.start() < at:
            continue
        start = line_start(text, rule.start() - 1)
        places = tuple(_cells(text, start, rule.start() - 1))
        heads = [plain(document.quote(place)) for place in places]
        at = rule.end() + 1
        while at < len(text):
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            cells = list(_cells(text, at, end))
            if "|" not in text[at:end] or not cells:
                break
            named = tuple(zip(heads, cells, strict=False))
            yield Row(Span(at, end), named, places)
            at = end + 1


def plain(cell: str) -> str:
    """What a cell shows: without tags, pictures, addresses and marks."""
    return _MARKS.sub("", _LINK.sub(r"\1", _TAG.sub(" ", cell)).strip()).strip()


def _cells(text: str, start: int, end: int) -> Iterator[Span]:
    """Cells of one line, empty ones included; an outer bar opens none."""
    line = text[start:end]
    inner = line.strip(" \t>")
    offset = start + line.find(inner) if inner else start
    body = inner.removeprefix("|")
    offset += len(inner) - len(body)
    body = body.removesuffix("|")
    at = offset
    for cell in re.split(r"(?<!\\)\|", body)[:MOST_COLUMNS]:
        yield Span(at, at + len(cell))
        at += len(cell) + 1
