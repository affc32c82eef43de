"""Blocks of a text: paragraphs, list items and headings, before sentences are told apart."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from licensecheck.text.lines import Line, lines
from licensecheck.text.numbering import Mark, mark

# A line is broken on purpose where its successor's first word would have fitted well before the
# paragraph's margin; above the unwrapped width every line is a paragraph.
FILL = 0.8
_MOST_MARKS = 4
UNWRAPPED = 200

_FIRST_WORD = re.compile(r"\S{1,40}")
_FIRST_LETTER = re.compile(r"[^\w\n]{0,5}(\w)")
_PAUSE = re.compile(r"(?:[.;:,!?…。；：！？]|\b(?:and|or|and/or))[\"'”’»)\]*_]*$")
_HAN = re.compile(r"[《“\u4e00-\u9fff]")
# Two columns each; a line may be wrapped in front of any of them.
_WIDE = re.compile(r"[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]")
_GOES_ON = frozenset("，。、；：！？）》」』”")
"""What no line begins with that is not wrapped."""
_CJK_STOP = re.compile(r"(?<=[。！？；])(?=[^\s”」』）])")
_INLINE = re.compile(
    r"(?<=[\s:;,—–])(?:\((?:[a-zA-Z]|[ivxl]{2,5}|\d{1,2})\)|(?:[a-z]|[ivx]{2,4}|\d{1,2})\))(?=\s)"
)
_JOINS = re.compile(r"(?:[;,.]\s*(?:(?:and|or|and/or|then)\s*,?\s*)?|\s(?:and|or|and/or)\s+)$")
_SEMICOLON = re.compile(r";\s*(?:(?:and|or|and/or)\s*,?\s*)?$")
_LEADS = re.compile(r"[:—–]\s*$")
_OPEN_LEADS = re.compile(
    r"\b(?:not|to|may|shall|must|will|that|for|by|without|only|you)\s*,?\s*$", re.I
)
_IF = re.compile(r"(?:^|[.;]\s+)(?:if|when|where|unless|in the event)\b[^.;]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text without a structural break; `start` is behind its enumerators."""

    start: int
    end: int
    indent: int
    gap: bool
    marks: tuple[Mark, ...] = ()
    heading: bool = False
    """Markup says so."""
    inline: bool = False
    """Part of a list inside a paragraph."""
    alone: bool = False
    """A break that the margin does not explain ends it."""


def blocks(text: str) -> Iterator[Block]:
    """All blocks in order; enumerators that stand alone belong to the block after them."""
    pending: tuple[Mark, ...] = ()
    for paragraph in _paragraphs(lines(text)):
        for block in _split(text, paragraph):
            marks = (*pending, *block.marks)
            whole, pending = replace(block, marks=marks) if pending else block, ()
            empty = not any(map(str.isalnum, text[block.start : block.end]))
            if empty and len(marks) < _MOST_MARKS:
                pending = marks
            elif empty:
                yield from _numbers_alone(marks)
            else:
                yield from _items(text, whole)
    yield from _numbers_alone(pending)


def _numbers_alone(marks: tuple[Mark, ...]) -> Iterator[Block]:
    """Enumerators that nothing follows are text."""
    return (Block(found.start, found.end, 0, gap=True) for found in marks if found.written)


def _paragraphs(found: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines between gaps."""
    group: list[Line] = []
    for line in found:
        if line.gap and group:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _split(text: str, group: list[Line]) -> Iterator[Block]:
    if len(group) == 1:  # most paragraphs of a card
        yield _block(text, group[0], None, alone=True)
        return
    margins = _margins(text, group)
    current: Block | None = None
    for before, line in zip([None, *group], group, strict=False):
        width = margins[before is not None and _is_wide(text, before)]
        hard = before is not None and _hard(text, before, line, width)
        if current and before and not hard and not _starts(text, current, before, line, width):
            current = replace(current, end=line.end)
            continue
        if current:
            yield replace(current, alone=True) if hard else current
        current = _block(text, line, current)
    if current:
        yield replace(current, alone=True)


def _hard(text: str, before: Line, line: Line, width: int) -> bool:
    """Whether the break between two lines means something."""
    if before.heading or line.heading or before.row or line.row or line.item:
        return True
    if text[line.start] in _GOES_ON:
        return False
    if text[before.end - 1] in "：；" and _WIDE.match(text, line.start):
        return True
    letter = _FIRST_LETTER.match(text, line.start)
    capital = not (letter and letter[1].islower())
    return capital and (width > UNWRAPPED or _fits(text, before, line, width))


def _fits(text: str, before: Line, line: Line, width: int) -> bool:
    """Whether the line's first word would have fitted on the line before, with room to spare."""
    word = _FIRST_WORD.match(text, line.start)
    length = word.end() - word.start() if word else 0
    if _WIDE.match(text, line.start):
        length = 2
    return _columns(text, before) + 1 + length <= FILL * width


def _margins(text: str, group: Sequence[Line]) -> Mapping[bool, int]:
    """How far lines reach, in wide letters and in others: in a page of both they differ."""
    reach = {True: 0, False: 0}
    for line in group:
        wide = _is_wide(text, line)
        reach[wide] = max(reach[wide], _columns(text, line))
    return reach


def _is_wide(text: str, line: Line) -> bool:
    return 2 * _wide(text, line) > line.end - line.start


def _wide(text: str, line: Line) -> int:
    words = text[line.start : line.end]
    return 0 if words.isascii() else len(_WIDE.findall(words))


def _columns(text: str, line: Line) -> int:
    """How far a line reaches on the page."""
    return line.indent + line.end - line.start + _wide(text, line)


def _starts(text: str, current: Block, before: Line, line: Line, width: int) -> bool:
    """Whether a line that may only be wrapped begins a list item."""
    found = mark(text, line.start, line.end)
    if not found:
        return False
    if text[line.start] in "•●▪◦‣":
        return True
    paused = bool(_PAUSE.search(text, max(before.start, before.end - 40), before.end))
    if paused and _HAN.match(text, found.end):
        return True  # in Chinese no line is wrapped behind a stop
    sibling = any(_same_list(own, found) for own in current.marks)
    if sibling or found.bullet:
        return sibling or paused
    broken = paused or _fits(text, before, line, width)
    return broken and (found.first or bool(current.marks))


def _same_list(before: Mark, after: Mark) -> bool:
    return _follows(before, after) or (before.bullet and before.readings == after.readings)


def _block(text: str, line: Line, before: Block | None, *, alone: bool = False) -> Block:
    marks: list[Mark] = []
    at = line.start
    while len(marks) < _MOST_MARKS and (found := mark(text, at, line.end)):
        if not marks and before is None and not line.gap and not found.first:
            break
        marks.append(found)
        at = min(found.end, line.end)
    if line.item and not marks:
        marks = [Mark("", (("bullet <li>", 0),), at, at)]
    return Block(
        at, line.end, line.indent, line.gap, tuple(marks), heading=line.heading, alone=alone
    )


def _items(text: str, block: Block) -> Iterator[Block]:
    """The block, or its lead-in and the items of a list that stands inside it."""
    cuts = _cuts(text, block) if not block.heading else []
    stops = [m.start() for m in _CJK_STOP.finditer(text, block.start, block.end)]
    if not cuts and not stops:
        yield block  # most blocks
        return
    bounds = sorted({block.start, *cuts, *stops, block.end})
    for start, end in itertools.pairwise(bounds):
        if start in cuts and (found := mark(text, start, end)):
            yield replace(block, start=found.end, end=end, marks=(found,), inline=True, alone=False)
        else:
            marks = block.marks if start == block.start else ()
            yield replace(block, start=start, end=end, marks=marks, inline=start != block.start)


def _cuts(text: str, block: Block) -> list[int]:
    """Where the items of inline lists begin; lists inside of items too."""
    runs: list[list[tuple[int, Mark]]] = []
    for candidate in _INLINE.finditer(text, block.start, block.end):
        found = mark(text, candidate.start(), block.end)
        if not found:
            continue
        open_runs = [run for run in runs[-4:] if _follows(run[-1][1], found)]
        if open_runs:
            open_runs[-1].append((candidate.start(), found))
        elif found.first:
            runs.append([(candidate.start(), found)])
    return sorted(at for run in runs if _is_list(text, block.start, run) for at, _ in run)


def _follows(before: Mark, after: Mark) -> bool:
    return any((style, place + 1) in after.readings for style, place in before.readings)


def _is_list(text: str, start: int, run: list[tuple[int, Mark]]) -> bool:
    """Whether enumerators head items, and are not mere references ("clauses (a) and (b)")."""
    if len(run) < 2:
        return False
    first = run[0][0]
    lead = text[max(start, first - 300) : first]
    pairs = list(itertools.pairwise(run))
    items = [text[mark_.end : following] for (_, mark_), (following, _) in pairs]
    if _IF.search(lead) or sum(len(item.split()) for item in items) < 3 * len(items):
        return False
    if _LEADS.search(lead):
        return all(_JOINS.search(item[-40:]) for item in items)
    return bool(_OPEN_LEADS.search(lead)) and all(_SEMICOLON.search(item[-40:]) for item in items)
