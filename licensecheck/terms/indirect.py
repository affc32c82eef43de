"""Texts of terms that are no licence themselves: they say which licences hold for what."""

from collections.abc import Collection
from dataclasses import replace

from licensecheck.domain import Card, Document, DocumentKind, Reading, Span
from licensecheck.domain.gate import Gate
from licensecheck.identify.mentions import mentions
from licensecheck.knowledge.facts import Facts
from licensecheck.text.gate import PROMPT

_GRANTS = "grant-"
LONGEST = 1_500
"""Characters; a longer text that nobody knows is a licence of its own, or lists other people's."""


def is_licence(reading: Reading) -> bool:
    """True for a text that is a known licence, or gives rights under a title of its own; words
    about a licence that stands elsewhere do not."""
    gives = any(one.certain and one.label.startswith(_GRANTS) for one in reading.labels)
    return bool(reading.licenses) or gives


def as_page(text: Document) -> Card:
    """A text that is no licence, as a card that is all gate."""
    whole = Span(0, len(text.text))
    page = replace(text, kind=DocumentKind.CARD)
    gate = Gate(pieces=(whole,))
    return Card(page, Span(whole.end, whole.end), gate=gate, places={PROMPT: whole})


def states_licences(reading: Reading, facts: Facts, restrictions: Collection[str]) -> bool:
    """True for a short text that names licences, gives no rights and has no clause with one of the
    labels `restrictions`: "The code is under MIT. The files in weights/ are under CC BY-NC"."""
    text = reading.document.text
    limits = any(one.label in restrictions for one in reading.labels)
    short = len(text) <= LONGEST and not limits and not is_licence(reading)
    return short and any(mentions(text, facts))
