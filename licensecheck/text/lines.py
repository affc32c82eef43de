"""The lines of a text without their markup: indentation, quote marks, HTML, underlines."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

# Tags that separate blocks; others stay inside their sentence. Bounded: "<p <p <p" is linear.
_TAG = r"</?(?:p|br|hr|div|li|ul|ol|dl|dt|dd|h[1-6]|tr|td|th|table|tbody|thead|pre|center|section)"
_BREAK = re.compile(rf"\r\n|[\n\r\v\f\x85\u2028\u2029]|{_TAG}\b[^<>\n]{{0,300}}>", re.IGNORECASE)
_PREFIX = re.compile(r"(?:[^\S\n]|\u200b|\ufeff)*(?:>[^\S\n]*)*(?:(?:\|)[^\S\n]*)?")
_HEADING = re.compile(r"#{1,6}(?=\s|\*)\s*")
_UNDERLINE = re.compile(r"[=~-]{3,}")
_COMMENT = re.compile(r"[^\S\n]*(#+|//+|;+|%+)(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Line:
    """What one line says; never blank."""

    start: int
    end: int
    indent: int
    """Characters before it, quote marks and tags included."""
    gap: bool
    """A blank line, a ruler or a closed block stands before it."""
    heading: bool
    """Markup says so."""
    item: bool
    """HTML says that it is a list item."""
    row: bool
    """A row of a table."""


@lru_cache(maxsize=4)
def lines(text: str) -> tuple[Line, ...]:
    """Every line with a letter or digit in it, in order; kept for a while, as several ask."""
    found: list[Line] = []
    gap, tag = True, ""
    comment = _comment(text)
    for start, end, separator in _pieces(text):
        line = _line(text, start, end, gap, tag, comment)
        if line and line.heading and not gap and found[-1].heading and not tag:
            line = replace(line, heading=False)  # a second `#` line: a comment, no heading
        if line:
            found.append(line)
        elif _underlines(text, start, end, found, gap):
            found[-1] = replace(found[-1], heading=True)
        soft = separator.startswith("<") and separator[:3].lower() in ("<br", "<td", "<th", "</t")
        blank = not line and not separator.startswith("<")
        gap = (gap and not line) or blank or (separator.startswith("<") and not soft)
        gap = gap or separator == "\f"
        tag = separator.lower() if separator.startswith("<") else ("" if line else tag)
    return tuple(found)


def line_start(text: str, at: int) -> int:
    """Where the line begins that a place stands in: after the line feed before it."""
    starts = _starts(text)
    return starts[bisect_right(starts, at) - 1]


@lru_cache(maxsize=4)
def _starts(text: str) -> Sequence[int]:
    """Kept for a while: to look back from each clause of one long line is quadratic."""
    return (0, *(feed.end() for feed in re.finditer("\n", text)))


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and the separator after it."""
    at = 0
    for separator in _BREAK.finditer(text):
        yield at, separator.start(), separator[0]
        at = separator.end()
    yield at, len(text), ""


def _comment(text: str) -> bool:
    """True where nearly every line is a comment of a program, so that `#` is no heading."""
    head = [line for line in text[:20_000].splitlines() if line.strip()]
    return len(head) > 2 and sum(bool(_COMMENT.match(line)) for line in head) > 0.8 * len(head)


def _line(text: str, start: int, end: int, gap: bool, tag: str, comment: bool) -> Line | None:
    content = text[start:end].rstrip()
    if not any(map(str.isalnum, content)):
        return None
    prefix = _COMMENT.match(content) if comment else None
    at = prefix.end() if prefix else 0
    prefix = _PREFIX.match(content, at)
    at = prefix.end() if prefix else at
    row = (at > 0 and content[at - 1 : at].strip() == "|") or content.endswith("|")
    hashes = _HEADING.match(content, at)
    at = hashes.end() if hashes else at
    content = content.rstrip("|#* \t") if row or hashes else content
    heading = bool(hashes) or bool(re.match(r"<h[1-6]", tag))
    stop = start + max(len(content), at)
    return Line(start + at, stop, at, gap, heading, tag.startswith("<li"), row)


def _underlines(text: str, start: int, end: int, found: list[Line], gap: bool) -> bool:
    """A ruler directly under a short paragraph of one line makes it a heading."""
    if gap or not found or not found[-1].gap or found[-1].row:
        return False
    ruler = text[start:end].strip()
    return bool(_UNDERLINE.fullmatch(ruler)) and found[-1].end - found[-1].start <= 100
