"""Rows and items of a card that are about other models, which it compares with its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from licensecheck.domain import Card, Clause, Span
from licensecheck.knowledge.phrases import Phrase
from licensecheck.text.disguise import seen
from licensecheck.text.fences import unfenced
from licensecheck.text.segment import segment
from licensecheck.text.spans import Spans
from licensecheck.text.titles import title

# What a card calls its own model beside others: all else in that list is somebody else's.
_OWN = Phrase("subjects/ours-in-a-table")
_COMPARED = Phrase("subjects/compared")
_UNLIKE = "unlike "
_MARKS = " \t*_>-"
_TERMS = (Phrase("licences/word"), Phrase("limits/may-forbid"), Phrase("limits/may-limit"))
_ITEM = re.compile(r"\s{0,8}[-*+]\s+([^:\n]{2,60}):\s")
_NAME = re.compile(r"[A-Z0-9/]")
# A row with such a word is about a part of the work or a use of it.
_PART = Phrase("subjects/part-in-a-table")
_TOKEN = re.compile(r"[^\W_]{3,}")
_LONGEST = 6
"""Words of the name of a model."""


@dataclass(frozen=True, slots=True)
class _ComparedRow:
    span: Span
    name: str


def others(card: Card) -> tuple[Span, ...]:
    """The lines of tables and lists that name another model than the card's, where the card marks a
    line beside them as its own, and the sentences that set it off from others."""
    own = {word.casefold() for word in _TOKEN.findall(title(card))}
    contrasts = (
        one.span for one in segment(card.document, card.body) if _contrasts(card, one, own)
    )
    rows = (
        row.span
        for rows in _lists(card)
        if any(_OWN.search(row.name) for row in rows)
        for row in rows
        if _is_other(row.name, own)
    )
    return (*rows, *contrasts)


def _contrasts(card: Card, clause: Clause, own: set[str]) -> bool:
    """True for a sentence that tells what holds for others, from whom it sets the card's model off,
    and nothing of terms of that one: "Unlike Okapi, which must not be sold, Zebra is free"."""
    text = card.document.quote(clause.span)
    begun = _COMPARED.match(text)
    if begun is None or not text.lstrip(_MARKS).casefold().startswith(_UNLIKE):
        return False
    mine = (one for one in _TOKEN.finditer(text, begun.end()) if one[0].casefold() in own)
    at = next((one.start() for one in mine), None)
    return at is not None and not any(terms.search(text, at) for terms in _TERMS)


def own_clauses(clauses: Sequence[Clause], theirs: Sequence[Span]) -> Sequence[Clause]:
    """The clauses of a card but those in such lines."""
    lines = Spans(theirs)
    return tuple(one for one in clauses if not lines.overlap(one.span))


def _is_other(name: str, own: set[str]) -> bool:
    words = {word.casefold() for word in _TOKEN.findall(name)}
    named = _NAME.search(name) and len(name.split()) <= _LONGEST
    return bool(named) and not (_OWN.search(name) or _PART.search(name) or words & own)


def _lists(card: Card) -> Iterator[Sequence[_ComparedRow]]:
    """The tables and lists of a card, each as the lines that stand without another between them."""
    rows, end = list[_ComparedRow](), card.body.start
    text = card.document.text
    for start, stop in unfenced(text, card.body.start):
        row = _row(text[start:stop], Span(start, stop))
        if rows and (row is None or text[end:start].count("\n") > 1):
            yield rows
            rows = []
        rows += [row] if row else []
        end = stop
    if rows:
        yield rows


def _row(line: str, span: Span) -> _ComparedRow | None:
    if "|" in line:
        return _ComparedRow(span, seen(line.strip().strip("|").split("|")[0]))
    item = _ITEM.match(line)
    return _ComparedRow(span, seen(item[1])) if item else None
