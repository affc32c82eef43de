"""Names that the text of cards gives: accounts of the publisher, its other models, its bases."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from licensecheck.domain import Card
from licensecheck.knowledge.phrases import Phrase
from licensecheck.statements.spelling import Spelling
from licensecheck.text.letters import letters
from licensecheck.text.model_pages import MODEL_PAGE

MOST = 400_000
"""Characters of a card that are read: no real one is longer, and every pattern is linear."""
# Conversions of a model lie in accounts of others.
_CONVERTED = Phrase("lineage/conversion")
_FROM = Phrase("lineage/base-named")


def account(cards: Sequence[Card], own: Collection[str]) -> set[str]:
    """The account of a hub, as letters, that most pages with an own name lie in; converted models
    do not count. `own` are letters."""
    found = Counter(
        letters(owner)
        for owner, name in _pages(cards)
        if not _CONVERTED.search(name)
        and any(len(one) > 3 and letters(name).startswith(one) for one in own)
    )
    most = found.most_common(1)
    return {owner for owner, count in most if count * 2 > found.total()}


def published(cards: Sequence[Card], owners: Collection[str]) -> list[str]:
    """Names of the models that lie in accounts of the publisher."""
    return [name for owner, name in _pages(cards) if letters(owner) in owners]


def releases(cards: Sequence[Card], own: Spelling | None, siblings: int) -> int:
    """How many models the cards name as the publisher's: names with a size or a version of their
    own, and others in its accounts."""
    found = {
        letters(name.tail)
        for card in cards
        for name in (own.finditer(card.document.text[:MOST]) if own else ())
        if any(map(str.isdigit, name.tail))
    }
    return len(found) + siblings


def bases_named(cards: Sequence[Card]) -> frozenset[str]:
    """First words, in lower case, of what the text says the work was made from."""
    return frozenset(
        found[1].casefold()
        for card in cards
        for found in _FROM.finditer(card.document.text[:MOST])
        if not found[1].islower()
    )


def _pages(cards: Sequence[Card]) -> Iterator[tuple[str, str]]:
    for card in cards:
        for found in MODEL_PAGE.finditer(card.document.text[:MOST]):
            yield found["owner"], found["name"]
