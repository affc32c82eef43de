"""YAML that does not parse: what parses of it, and which lines do not.

A mistake costs its own line. What stands below a line goes with it by its indentation, as people
read it; blocks that parse are kept whole, and of a line that does not its key is kept, so that what
stands below it still has one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from licensecheck.scan.bounds import spend
from licensecheck.scan.places import MalformedError, Tree, read_yaml

MAX_LEVELS = 60
"""Blocks within blocks; a block that is deeper is taken for lines that do not parse."""
_COST = 8
"""Characters that are parsed in one step."""
_HEAD = re.compile(
    r"""[ \t]*(?:-[ \t]+)*(?:[\w./-]{1,100}|"[^"\n]{1,100}"|'[^'\n]{1,100}'):(?=\s|$)"""
)
_ALIAS = re.compile(r"""(?<=[:\-,\[])([ \t]+)\*[\w.-]+(?=[ \t]*(?:[,\]}#\n]|$))""", re.MULTILINE)
_ANCHOR = re.compile(r"(?<=[:\-,\[])([ \t]+)&[\w.-]+(?=\s)")

Span = tuple[int, int]
"""The first line, from 0, and the one behind the last."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What a text of YAML with mistakes comes to."""

    trees: tuple[Tree, ...]
    lost: tuple[Span, ...]
    """Lines that were taken out, those that follow each other together."""


@dataclass(slots=True)
class _Text:
    lines: list[str]
    parts: list[Span] = field(default_factory=list)
    lost: list[Span] = field(default_factory=list)

    def mend(self, span: Span, depth: int = 0) -> None:
        """Take out the lines of a block that keep it from being read."""
        if _trees(self.lines[span[0] : span[1]], span[0] + 1) is not None:
            self.parts.append(span)
            return
        blocks = _blocks(self.lines, span) if depth < MAX_LEVELS else []
        for one in blocks:
            self.mend(one, depth + 1)
        if not blocks:
            self._lose(span)

    def _lose(self, span: Span) -> None:
        first, end = span
        head = _HEAD.match(self.lines[first])
        kept = [head[0]] if head else [""]
        self.lines[first:end] = [*kept, *[""] * (end - first - 1)]
        if self.lost and self.lost[-1][1] == first:
            first = self.lost.pop()[0]
        self.lost.append((first, end))


def mended(text: str) -> Mended:
    """What a text says that is YAML but for some lines."""
    plain = _ANCHOR.sub(r"\1", _ALIAS.sub(r"\1~", text))
    work = _Text(plain.split("\n"))
    work.mend((0, len(work.lines)))
    trees = _trees(work.lines, 1)
    if trees is None:  # each by itself: what stands around them is lost with what is wrong
        parts = (_trees(work.lines[at:end], at + 1) or () for at, end in work.parts)
        trees = [tree for part in parts for tree in part]
    return Mended(tuple(trees), tuple(work.lost))


def _trees(lines: Sequence[str], first: int) -> list[Tree] | None:
    """The documents in some lines, of which the first has this number; None where it is no YAML."""
    text = "\n".join(lines)
    spend(len(text) // _COST)
    try:
        return list(read_yaml(text, first))
    except MalformedError:
        return None


def _blocks(lines: Sequence[str], span: Span) -> list[Span]:
    """The blocks that a block is made of; none of a line that stands alone."""
    first, end = span
    starts = list(_starts(lines, span))
    if len(starts) < 2:
        at = starts[0] if starts else first
        behind = _end_of_line(lines, at, end)
        if behind == end:
            return []
        starts = [at, behind]
    return list(zip(starts, [*starts[1:], end], strict=True))


def _starts(lines: Sequence[str], span: Span) -> Iterator[int]:
    """The lines that stand no deeper than those before them; the rows of a list stand below their
    key, also where they are not indented."""
    top: int | None = None
    is_row = True
    at, end = span
    while at < end:
        line = lines[at]
        indent = len(line) - len(line.lstrip())
        counts = bool(line.strip()) and not line.lstrip().startswith("#")
        row = line.lstrip().startswith("- ")
        if counts and (top is None or indent < top or (indent == top and (is_row or not row))):
            top, is_row = indent, row
            yield at
        at = _end_of_line(lines, at, end) if counts else at + 1


def _end_of_line(lines: Sequence[str], at: int, end: int) -> int:
    """The line behind one that goes on until its brackets are closed; if they never are, or a key
    stands further out before, it has ended where it ends."""
    if not (depth := _depth(lines[at])) or depth < 0:
        return at + 1
    margin = len(lines[at]) - len(lines[at].lstrip())
    for after in range(at + 1, min(end, at + _MOST_LINES)):
        line = lines[after]
        head = _HEAD.match(line)
        if head and len(line) - len(line.lstrip()) <= margin:
            return at + 1
        depth += _depth(line)
        if depth <= 0:
            return after + 1
    return at + 1


_MOST_LINES = 200
_APART = re.compile(r"""\$\{[^{}\n]{0,200}\}|"(?:[^"\\]|\\.)*+"|'[^']*+'|(?<!\S)#.*""")


@lru_cache(1_024)  # lines behind one that opens something are looked at once for each such line
def _depth(line: str) -> int:
    """Brackets that a line opens and does not close."""
    plain = _APART.sub("", line)
    return sum(map(plain.count, "[{")) - sum(map(plain.count, "]}"))
