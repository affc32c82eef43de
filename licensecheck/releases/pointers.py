"""What a sentence points at that says "the following models", or "the models above": the items of
a list, or a part of its section."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from licensecheck.domain import Clause, Document, Span
from licensecheck.knowledge.phrases import Phrase
from licensecheck.statements.outline import outline

_BELOW = Phrase("scopes/below")
_ABOVE = Phrase("scopes/above")
_ANCHOR = re.compile(r"\]\(#([^()\s]{1,200})\)")
_NO_SLUG = re.compile(r"[^\w\s-]")


@dataclass(frozen=True, slots=True)
class Pointed:
    """Where the models stand that are meant."""

    parts: tuple[Span, ...]
    items: bool
    """True for items of a list, each of which means something."""


def pointed(document: Document, place: Span, sentence: str) -> Pointed | None:
    """What a sentence at a place points at; None where it points nowhere."""
    below = _BELOW.search(sentence)
    if not (below or _ABOVE.search(sentence)):
        return None
    leads = _clauses(document, place)[:1] if below else ()
    if items := [item for lead in leads for item in _items(document).get(lead.span, ())]:
        return Pointed(tuple(_meant(document, one) for one in items), items=True)
    section = outline(document).section(place.start, len(document.text))
    part = Span(place.end, section.end) if below else Span(section.start, place.start)
    return Pointed((part,), items=False)


def _meant(document: Document, item: Clause) -> Span:
    """The words of an item, or the section that it links to on its page."""
    anchor = _ANCHOR.search(document.quote(item.span))
    return _sections(document).get(anchor[1].casefold(), item.span) if anchor else item.span


def _clauses(document: Document, place: Span | None = None) -> Sequence[Clause]:
    from licensecheck.text.segment import segment  # reads prose

    return segment(document, place)


@lru_cache(maxsize=4)
def _items(document: Document) -> Mapping[Span, Sequence[Clause]]:
    """Items of lists by their lead-ins."""
    found: dict[Span, list[Clause]] = {}
    for clause in _clauses(document):
        if clause.stem:
            found.setdefault(clause.stem, []).append(clause)
    return found


@lru_cache(maxsize=4)
def _sections(document: Document) -> Mapping[str, Span]:
    """Sections by the anchors that pages give to their headings."""
    around, end = outline(document), len(document.text)
    return {
        _slug(path[-1]): around.section(start, end)
        for start, path in zip(around.starts, around.paths, strict=True)
    }


def _slug(heading: str) -> str:
    return _NO_SLUG.sub("", heading.strip().casefold()).replace(" ", "-")
