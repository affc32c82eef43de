"""Texts of terms that a card puts the weights under by a link, whatever these terms are called."""

import re
from collections.abc import Collection, Iterator, Sequence

from licensecheck.domain import Card
from licensecheck.knowledge.phrases import Phrase
from licensecheck.statements.spelling import Spelling
from licensecheck.terms.subject import part_under

_LINK = re.compile(r"\[[^\[\]\n]{1,120}\]\(<?(?:\./)?([^\s()<>#?]{1,200})")
_UNDER = Phrase("licences/under")
_NEAR = 60
"""Characters before a link in which a sentence says that something is under it."""


def are_put_under(cards: Sequence[Card], paths: Collection[str], own: Spelling | None) -> bool:
    """True for "code and weights are under the terms of the [Zebra License](LICENSE.md)"."""
    return any(
        part_under(before, after, own) == "weights"
        for card in cards
        for before, after in _links(card, paths)
    )


def _links(card: Card, paths: Collection[str]) -> Iterator[tuple[str, str]]:
    """What a sentence says before and behind a link to one of the texts."""
    if not any(path in card.document.text for path in paths):
        return
    from licensecheck.text.segment import segment  # reads prose

    for clause in segment(card.document, card.body):
        said = card.document.quote(clause.span)
        for link in _LINK.finditer(said):
            before = said[: link.start()]
            if link[1] in paths and _UNDER.search(before[-_NEAR:]):
                yield before, said[link.end() + 1 :]
