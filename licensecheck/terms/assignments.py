"""Short forms that give each part of a work its licence: `Weights: X · Code: Y`, a column or a row
for each part. Which part a name stands for is told by where it stands, so any name counts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from licensecheck.domain import Document, Span
from licensecheck.knowledge.phrases import Phrase
from licensecheck.terms.subject import parts_named
from licensecheck.text.fences import unfenced
from licensecheck.text.html_tables import html_rows
from licensecheck.text.tables import Row, plain, rows

_LICENCE = Phrase("licences/anywhere")
_OF = Phrase("subjects/belongs-to")
# "Unlike weights", "whose weights": of somebody else.
_OF_OTHERS = re.compile(r"\W*(?:un)?like\b|\W*(?:whose|their|his|her)\b", re.I)
_LINK = re.compile(r"\[[^\[\]\n]{1,200}\]\([^()\s]{1,500}\)")
_PIECE = re.compile(r"[^,;|·•，；、()（）\n]+")
_JOINED = re.compile(r"[.!?。]\s+(?=\S)|\s(?:and|while|whereas|but)\s")
# Between a part and its licence: a colon, a dash, a verb, or nothing behind a single word.
_GIVEN = re.compile(
    r"\s*(?:[:：=→]|\s[-–—]\s|\b(?:is|are)\b(?:\s+\w+ed)?(?:\s+under)?|\bunder\b)"
    r"\s*(?:(?:the|our|an?)\b)?\s*",
    re.I,
)
_LABEL = re.compile(r"^(?:\W|and\b|while\b|whereas\b|the\b|our\b|its\b)*", re.I)
_MARKS = re.compile(r"[*_`~]+")
_ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d{1,2}[.)])[ \t]")
_LINKED = re.compile(r"\[(?P<called>[^\[\]\n]{1,200})\]\((?P<address>[^()\s]{1,500})\)\s*")
_A_MODEL = frozenset({"model", "models", "模型"})
"""Heads over the names of models, too: beside these a licence has to be spoken of."""
_FOLLOWING = 200
"""Characters behind a joint in which the words of a label stand."""
_LONGEST_LABEL, _LONGEST_NAME = 5, 10
"""Words."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A part of the work with what stands beside it where a licence may."""

    part: str
    name: str
    """As it is shown, without marks and addresses."""
    address: str
    """Where the name links to; empty where it does not."""
    span: Span
    titled: bool = False
    """True where a licence is spoken of: by the name, or by the head of the column."""
    sure: bool = True
    """True where the label names a part, and not what may be a model's name."""


def assignments(document: Document, start: int) -> Iterator[Sequence[Assignment]]:
    """The parts with what is given to each, those together that stand in one form, from an offset
    of the page on."""
    yield from _in_lines(document.text, start)
    yield from _in_rows(document, start)


def _in_lines(text: str, start: int) -> Iterator[list[Assignment]]:
    """Pieces of one line, or of a list whose items stand below each other."""
    for group in _groups(text, start):
        found = [one for line in group for one in _of_line(text, line)]
        if found:
            yield found


def _groups(text: str, start: int) -> Iterator[list[Span]]:
    """The items of each list together, every other line alone."""
    group, end = list[Span](), start
    for place in unfenced(text, start):
        line = Span(*place)
        item = _ITEM.match(text, line.start, line.end) is not None
        if group and not (item and text.count("\n", end, line.start) <= 1):
            yield group
            group = []
        group.append(line)
        end = line.end
        if not item:
            yield group
            group = []
    if group:
        yield group


def _of_line(text: str, line: Span) -> Iterator[Assignment]:
    said = text[line.start : line.end]
    if said.count("|") > 2:  # a row of a table
        return
    for piece in _PIECE.finditer(_LINK.sub(lambda link: "_" * len(link[0]), said)):
        at = piece.start()
        for stop in _ends(piece):
            yield from _of_piece(said[at:stop], line.start + at)
            at = stop


def _ends(piece: re.Match[str]) -> Iterator[int]:
    """Where the clauses of a piece end: before words that join one with a part of its own."""
    # Looked for once behind each end, or a line of a thousand joints takes a second.
    given = _GIVEN.search(piece.string, *piece.span())
    for cut in _JOINED.finditer(piece.string, *piece.span()):
        following = piece.string[cut.end() : min(piece.end(), cut.end() + _FOLLOWING)]
        label = " ".join(following.split()[: _LONGEST_LABEL - 1])
        if given and given.end() <= cut.start() and parts_named(label):
            given = _GIVEN.search(piece.string, cut.start(), piece.end())
            yield cut.start()
    yield piece.end()


def _of_piece(said: str, at: int) -> Iterator[Assignment]:
    """The part that words begin with, and the name that they end with."""
    words = _LABEL.sub("", _MARKS.sub("", said), count=1)
    given = _GIVEN.search(words)
    label, value = words[: given.start()] if given else "", words[given.end() :] if given else ""
    if not given and " " in words:
        label, value = words.split(" ", 1)
    yield from _assigned(label, value, Span(at, at + len(said)))


def _part(label: str) -> str:
    """The one part that a short label names; empty where it names several, or says more: "weights
    released", "whose weights"."""
    words = label.split()
    if not words or len(words) > _LONGEST_LABEL or _OF_OTHERS.match(label):
        return ""
    ends = parts_named(words[-1]) or _OF.search(label) or _LICENCE.search(words[-1])
    named = set(parts_named(label)) if ends else set[str]()
    return named.pop() if len(named) == 1 else ""


def _assigned(label: str, value: str, span: Span, *, titled: bool = False) -> Iterator[Assignment]:
    part = _part(label)
    linked = _LINKED.match(value.strip())
    name = plain(linked["called"] if linked else value).strip(" .:\"“”'")
    if part and name and len(name.split()) <= _LONGEST_NAME:
        sure = label.rsplit(maxsplit=1)[-1].strip(" :").casefold() not in _A_MODEL
        titled = titled or bool(_LICENCE.search(name))
        yield Assignment(part, name, linked["address"] if linked else "", span, titled, sure)


def _in_rows(document: Document, start: int) -> Iterator[list[Assignment]]:
    """Columns for parts, of each row; rows for parts, of each table with a column of licences."""
    every = (row for row in chain(rows(document), html_rows(document)) if row.span.start >= start)
    for _, group in groupby(every, key=lambda row: row.heads):
        table = list(group)
        yield from filter(None, (list(_of_columns(document, row)) for row in table))
        if found := [one for row in table for one in _of_row(document, row)]:
            yield found


def _of_columns(document: Document, row: Row) -> Iterator[Assignment]:
    for head, cell in row.cells:
        titled = _LICENCE.search(head) is not None
        yield from _assigned(head, document.quote(cell), cell, titled=titled)


def _of_row(document: Document, row: Row) -> Iterator[Assignment]:
    label = plain(document.quote(row.cells[0][1])) if row.cells else ""
    for head, cell in row.cells[1:]:
        if _LICENCE.search(head):
            yield from _assigned(label, document.quote(cell), cell, titled=True)
