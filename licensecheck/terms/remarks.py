"""Bans that a line says in pictures, which may have no words at all."""

from collections.abc import Iterator

from licensecheck.domain import Card, Span
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.text.fences import unfenced


def signs(card: Card, knowledge: Knowledge) -> Iterator[Span]:
    """The lines of a card that ban in pictures."""
    for start, end in unfenced(card.document.text, card.body.start):
        if knowledge.remarks.signs_ban(card.document.text[start:end]):
            yield Span(start, end)
