"""What stands around a place, with names replaced by marks: a reader learns the sentence."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from licensecheck.reader.candidates import Candidate
from licensecheck.reader.page import Page, key_of

TARGET, OWN, OTHER, LINK = "targetname", "ownname", "othername", "link"
LEFT, RIGHT = 220, 160
"""Characters of a line before and behind a place that are read."""
_TAG = re.compile(
    r"</?(?!t[dhr]\b)[a-z!][^<>\n]{0,400}>|!?\[(?=\[)|[*`#>]{1,6}|(?<!\w)_{1,3}|_{1,3}(?!\w)|&nbsp;",
    re.I,
)
_CELL = re.compile(r"</?t[dhr]\b[^<>\n]{0,300}>", re.I)
_ADDRESS = re.compile(r"https?://[^\s)\]>\"'<]{1,600}|www\.[^\s)\]>\"'<]{1,300}")
_BLANK = re.compile(r"[\s|]*\|[\s|]*|\s+")


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around one place."""

    left: str
    right: str
    before: str
    """The line before."""
    headings: str
    head: str
    """What the column is called."""
    row: str
    """What the first cell of the row says."""


def around(page: Page, place: Candidate) -> Around:
    """The words around a place, in marks and plain words."""
    line = page.lines[place.line]
    start, end = line.span.start, line.span.end
    cell = next((one for one in line.cells if one.span.overlaps(place.span)), None)
    return Around(
        _plain(page, max(start, place.span.start - LEFT), place.span.start, place),
        _plain(page, place.span.end, min(end, place.span.end + RIGHT), place),
        _before(page, place),
        " > ".join(line.headings[-2:]) or line.field,
        (cell.head if cell else line.field),
        (cell.row if cell else ""),
    )


def _before(page: Page, place: Candidate) -> str:
    if not place.line:
        return ""
    span = page.lines[place.line - 1].span
    return _plain(page, max(span.start, span.end - 120), span.end, place)


def _plain(page: Page, start: int, end: int, place: Candidate) -> str:
    """A stretch of the page, names as marks, without addresses and markup."""
    out, at = list[str](), start
    for one in _within(page, start, end):
        if one.span.start >= at:
            out += [page.text[at : one.span.start], f" {mark(page, one, place)} "]
            at = one.span.end
    return cleaned("".join([*out, page.text[at:end]]))


def cleaned(text: str) -> str:
    """Words without addresses and markup."""
    words = _ADDRESS.sub(f" {LINK} ", _CELL.sub(" | ", text))
    return _BLANK.sub(lambda found: " | " if "|" in found[0] else " ", _TAG.sub("", words)).strip()


def _within(page: Page, start: int, end: int) -> Iterator[Candidate]:
    names: Sequence[Candidate] = page.names
    at = bisect_left(names, start, key=lambda one: one.span.start)
    while at < len(names) and names[at].span.end <= end:
        yield names[at]
        at += 1


def mark(page: Page, one: Candidate, place: Candidate) -> str:
    """The mark of a name near a place."""
    if key_of(one.words) == key_of(place.words):
        return TARGET
    return OWN if page.begins_as_own(one.words) else OTHER
