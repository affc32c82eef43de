"""Sentences that stand in several files: what is understood in one of them is in all."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from licensecheck.domain import Declaration, DocumentKind, Reading
from licensecheck.text.disguise import seen
from licensecheck.text.spans import Spans

_MARKS = re.compile(r"[\W_]+")
_TEXTS = (DocumentKind.LICENSE, DocumentKind.NOTICE, DocumentKind.USE_POLICY)
_FEWEST = 5
"""Words of a sentence that says the same wherever it stands; "License: MIT" has another subject in
another folder."""


def without_repeated(readings: Sequence[Reading], declared: Iterable[Declaration]) -> list[Reading]:
    """The readings without the places of prose whose words are those of a sentence that another
    page restricts with for certain, or declares a licence with and leaves no doubt; without those
    of which nothing is left."""
    said = frozenset((*_restricting(readings), *_declaring(declared, readings))) - {""}
    return [left for one in readings if (left := _without(one, said))]


def _restricting(readings: Iterable[Reading]) -> Iterator[str]:
    for one in readings:
        if one.document.kind.is_page:
            certain = (label.clause.span for label in one.labels if label.certain)
            yield from (_plain(one.document.quote(span)) for span in certain)


def _declaring(declared: Iterable[Declaration], readings: Iterable[Reading]) -> Iterator[str]:
    left = {one.document: Spans(one.unclear) for one in readings}
    nothing = Spans(())
    for one in declared:
        known = not one.doubt and one.conforms is not None
        if known and one.document and one.span:
            if left.get(one.document, nothing).overlap(one.span):
                continue
            yield _plain(one.document.quote(one.span))


def _plain(words: str) -> str:
    """The words alone; nothing for too few of them."""
    found = _MARKS.sub(" ", seen(words)).casefold().strip()
    return found if found.count(" ") >= _FEWEST - 1 else ""


def _without(reading: Reading, said: frozenset[str]) -> Reading | None:
    if not said or reading.document.kind in _TEXTS:
        return reading
    quote = reading.document.quote
    unclear = tuple(span for span in reading.unclear if _plain(quote(span)) not in said)
    if unclear == reading.unclear:
        return reading
    return replace(reading, unclear=unclear) if unclear or reading.labels else None
