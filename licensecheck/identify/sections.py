"""Where a cited section stands in a text: "2.b, Attachment A", as licence facts cite."""

import re
from collections.abc import Iterator

from licensecheck.domain import Span

_STEP = re.compile(r"第\S+?部分|附件\s*\w|\d+|[^\W\d_]+(?:\s+[^\W\d_]+)*(?:\s+[A-Z]\b)?")
_WHOLE_NUMBER = re.compile(r"\d+(?:\.\d+)+")
_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_BEFORE = r"^[^\w\n(]*(?:section\s+|article\s+|clause\s+|§\s*|第)?"


def places(text: str, cited: str) -> Iterator[Span]:
    """The spans of the sections that a reference names, as narrow as they can be found.

    Numbered paragraphs (¶3) are not looked for: copies of a text differ in their first ones.
    """
    for part in cited.split(", "):
        span = None if part.startswith("¶") else _section(text, part.strip())
        if span:
            yield span


def _section(text: str, part: str) -> Span | None:
    found, rest = None, part
    if whole := _WHOLE_NUMBER.match(part):
        outer = _within(text, Span(0, len(text)), whole[0].partition(".")[0])
        found = _within(text, outer or Span(0, len(text)), whole[0])
        rest = part[whole.end() :] if found else part
    for step in _STEP.findall(rest):
        narrower = _within(text, found or Span(0, len(text)), step)
        if narrower is None:
            break
        found = narrower
    return found


def _within(text: str, span: Span, step: str) -> Span | None:
    """From the line that the step begins to the one that its next sibling begins."""
    begin = _line(step).search(text, span.start, span.end)
    if begin is None:
        return None
    following = _sibling(step).search(text, begin.end(), span.end)
    return Span(begin.start(), following.start() if following else span.end)


def _line(step: str) -> re.Pattern[str]:
    """What begins a line that is numbered or headed so; a single letter may stand inside one."""
    if (len(step) == 1 and step.isalpha()) or re.fullmatch(r"[ivx]+", step):
        return re.compile(rf"{_BEFORE}\(?{step}[.)]|\({step}\)", re.M)
    return re.compile(rf"{_BEFORE}\(?{re.escape(step)}(?![\w])(?!\.\d)", re.M | re.I)


def _sibling(step: str) -> re.Pattern[str]:
    """What begins the line after a section: the next number or letter, or a name of its kind."""
    *before, last = re.split(r"(?<=\.)", step)
    if last.isdecimal():
        return _line("".join(before) + str(int(last) + 1))
    if last in _NUMERALS[:-1]:
        return _line(_NUMERALS[_NUMERALS.index(last) + 1])
    if len(last) == 1 and last.isalpha():
        return _line(chr(ord(last) + 1))
    if last.startswith("第"):
        return re.compile(r"^\W*第\S+?部分", re.M)
    return re.compile(rf"^\W*{re.escape(last[:2])}\w*\s*\w\b", re.M | re.I)
