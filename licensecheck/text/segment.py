"""The clauses of a document: each sentence, list item and heading, with what it hangs on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from licensecheck.domain import Clause, ClauseKind, Document, Span
from licensecheck.text.blocks import Block, blocks
from licensecheck.text.numbering import Mark, mark
from licensecheck.text.sentences import sentences
from licensecheck.text.spans import inside
from licensecheck.text.titles import IMPRINT, SAYS, is_title

CONTEXT = 140  # characters; what the classifier was trained with
MAX_DEPTH = 24  # of lists in lists ("- (a)" is two); deeper ones are read as if at this depth

_TRIM = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\ufeff*_|~`"
_LEAD_IN = re.compile(
    r"(?:[:—–：]|\b(?:following|below)\b[^.:]{0,80}[.:]?)[\"'”’)*_\s]*$", re.IGNORECASE
)
_FINISHED = re.compile(r"[.;!?,。；！？，][\"'”’»)\]*_\s]*$")
_AGREE = re.compile(r"\bagrees?d? as follows", re.IGNORECASE)
_TAIL = re.compile(r"(?:[;,]|\b(?:and|or))[\s*_]*$")
_SECTIONS = ("sec", "art", "par", "cha", "cla")  # styles of numbering that are no lists


@dataclass(slots=True)
class _List:
    """An open list or numbered section."""

    style: str
    place: int
    indent: int
    stems: tuple[Span, ...]
    heading: Span | None = None
    interrupted: bool = False
    """A paragraph that is no part of it came after its last item."""


@dataclass(slots=True)
class _Outline:
    """Where in the document's structure the reader stands."""

    heading: Span | None = None
    lists: list[_List] = field(default_factory=list)


def segment(document: Document, part: Span | None = None) -> tuple[Clause, ...]:
    """All clauses in text order; with `part`, those that overlap it.

    Spans do not overlap, have no space at their ends and no blank line inside. With the numbers
    they hold every letter and digit, but for HTML tags and ticked boxes. Time is linear.
    """
    clauses = _whole(document.text)
    return tuple(inside(clauses, part)) if part else clauses


def context(document: Document, clause: Clause) -> str:
    """What a clause is read with: its heading and lead-ins, the last 140 characters of them."""
    around = [clause.heading, *clause.outer, clause.stem]
    words = " ".join(document.quote(span)[-CONTEXT:] for span in around if span).split()
    return " ".join(words)[-CONTEXT:].strip()


@lru_cache(maxsize=4)
def _whole(text: str) -> tuple[Clause, ...]:
    """Kept for a while: several readers ask for parts of the same card in turn."""
    return tuple(_walk(text))


def _walk(text: str) -> Iterator[Clause]:
    found = list(blocks(text))
    spans = sentences(text, [Span(block.start, block.end) for block in found])
    outline, before = _Outline(), None
    for block, parts in zip(found, spans, strict=True):
        trimmed = [span for part in parts if (span := _trim(text, part))]
        for clause in _clauses(text, block, trimmed, outline, before):
            yield clause
            before = clause


def _trim(text: str, span: Span) -> Span | None:
    quote = text[span.start : span.end]
    start = span.start + len(quote) - len(quote.lstrip(_TRIM))
    end = span.end - len(quote) + len(quote.rstrip(_TRIM))
    return Span(start, end) if start < end else None


def _clauses(
    text: str, block: Block, spans: list[Span], outline: _Outline, before: Clause | None
) -> Iterator[Clause]:
    """The clauses of one block, in the state that the blocks before left."""
    if not spans:
        return
    openings = block.marks or _implicit(text, block, before, outline)
    if not openings and not block.inline:
        _interrupt(outline, block)
    for opening in openings:
        _enter(text, outline, opening, block, before)
        before = None
    inner = outline.lists[-1] if outline.lists else None
    stems = inner.stems if inner and openings else ()
    title = is_title(text, block, spans, stems)
    if title:
        _head(outline, block, spans[0])
    heading = _heading(outline)
    number = " ".join(opening.written for opening in block.marks if opening.written)
    for index, whole in enumerate(spans):
        own = stems if index == 0 else ()
        found = mark(text, whole.start, whole.end) if index else None
        span = _trim(text, Span(found.end, whole.end)) if found else None
        if index:
            number = found.written if found and span else ""
        span = span or whole
        kind = ClauseKind.SENTENCE
        if index == 0 and title and not SAYS.search(text, span.start, span.end):
            kind = ClauseKind.HEADING
        elif own or (index == 0 and any(opening.bullet for opening in block.marks)):
            kind = ClauseKind.ITEM
        yield Clause(
            span=span,
            kind=kind,
            heading=heading if heading != span else None,
            stem=own[-1] if own else None,
            number=number,
            outer=own[:-1],
        )


def _heading(outline: _Outline) -> Span | None:
    inner = (item.heading for item in reversed(outline.lists) if item.heading)
    return next(inner, outline.heading)


def _head(outline: _Outline, block: Block, span: Span) -> None:
    """Make a title the heading of what follows: of its number's section, or of everything."""
    if block.marks and not block.heading and outline.lists:
        outline.lists[-1].heading = span
    else:
        outline.lists.clear()
        outline.heading = span


def _interrupt(outline: _Outline, block: Block) -> None:
    """A paragraph that stands no deeper than a list does not belong to it."""
    for item in outline.lists:
        item.interrupted = item.interrupted or (block.gap and block.indent <= item.indent)


def _enter(text: str, outline: _Outline, found: Mark, block: Block, before: Clause | None) -> None:
    """Move to the list that an enumerator belongs to, opening it where it is new."""
    lists, indent = outline.lists, block.indent
    at, (style, place) = _place(lists, found, indent, block.inline)
    leads = before is not None and style not in _SECTIONS and _leads_in(text, before)
    if at is None:
        while (
            found.bullet and lists and lists[-1].style[:6] == "bullet" and lists[-1].indent > indent
        ):
            lists.pop()  # a bullet further left closes what is right of it
        at = min(len(lists), MAX_DEPTH)
        stems = _outer(lists[:at])
    else:
        stems = lists[at].stems
        own_item = before is not None and before.stem == (stems[-1] if stems else None)
        item_before = before is not None and before.kind is ClauseKind.ITEM and own_item
        again = place <= 1 and (lists[at].interrupted or not item_before)
        leads = leads and again
        stems = _outer(lists[:at]) if again and (leads or lists[at].interrupted) else stems
    del lists[at:]
    lists.append(_List(style, place, indent, (*stems, before.span) if leads and before else stems))


def _outer(lists: list[_List]) -> tuple[Span, ...]:
    """Lead-ins that govern a list opened inside the innermost of these."""
    return lists[-1].stems if lists and not lists[-1].interrupted else ()


def _place(
    lists: list[_List], found: Mark, indent: int, inline: bool
) -> tuple[int | None, tuple[str, int]]:
    """Index of the open list that a mark continues, None for a new one; and how it is read."""
    for at in range(len(lists) - 1, -1, -1):
        open_ = lists[at]
        for style, place in found.readings:
            if style != open_.style:
                continue
            nested = not inline and indent > open_.indent + 1 and place <= 1
            if place == open_.place + 1 or (not nested and (place <= 1 or not place)):
                return at, (style, place)
    starts = [reading for reading in found.readings if reading[1] <= 1]
    reading = starts[0] if starts else found.readings[0]
    same = [at for at, open_ in enumerate(lists) if open_.style == reading[0]]
    if same and not starts:
        return same[-1], reading
    return None, reading


def _implicit(
    text: str, block: Block, before: Clause | None, outline: _Outline
) -> tuple[Mark, ...]:
    """A mark for an item without one: on the lines after a lead-in, or where ";" goes on."""
    unmarked = Mark("", (("implicit", 0),), block.start, block.start)
    inside = bool(outline.lists) and outline.lists[-1].style == "implicit"
    if before is None or block.inline:
        return ()
    goes_on = bool(
        _TAIL.search(text, max(before.span.start, before.span.end - 20), before.span.end)
    )
    if inside and (goes_on or not block.gap):
        return (unmarked,)
    begins = (
        text[block.start].islower()
        or not block.gap
        or bool(_TAIL.search(text, max(block.start, block.end - 20), block.end))
    )
    leads = before.kind is not ClauseKind.HEADING and text[before.span.end - 1] in ":："
    return (unmarked,) if begins and leads and _leads_in(text, before) else ()


def _leads_in(text: str, clause: Clause) -> bool:
    """Whether a list after this clause hangs on it."""
    quote = text[max(clause.span.start, clause.span.end - 200) : clause.span.end]
    if _AGREE.search(quote):
        return False
    if _LEAD_IN.search(quote):
        return True
    if clause.kind is ClauseKind.HEADING or _FINISHED.search(quote) or IMPRINT.search(quote):
        return False
    return clause.kind is ClauseKind.ITEM or len(quote.split()) > 6
