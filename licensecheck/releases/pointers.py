"""What a sentence points at that says "the following models", or "the models above": the items of
a list, or a part of its section."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from licensecheck.domain import Clause, Document, Span
from licensecheck.knowledge.phrases import Phrase
from licensecheck.statements.outline import outline

_BELOW = Phrase("scopes/below")
_ABOVE = Phrase("scopes/above")


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
        return Pointed(tuple(one.span for one in items), items=True)
    section = outline(document).section(place.start, len(document.text))
    part = Span(place.end, section.end) if below else Span(section.start, place.start)
    return Pointed((part,), items=False)


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
