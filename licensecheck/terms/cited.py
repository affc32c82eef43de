"""What a card says in others' words or of others' terms: block quotes of another model's card, and
requests to agree to the licence of a model that is fetched."""

import re
from collections.abc import Iterator

from licensecheck.domain import Card, Span
from licensecheck.knowledge.phrases import Phrase
from licensecheck.statements.marks import SIZED
from licensecheck.statements.spelling import Spelling

_AGREED = Phrase("licences/agreed-with-others")
# The line above a block quote, and the quote: "The card of Okapi-7B says:", "> This model …".
_QUOTED = re.compile(
    r"^[ \t]{0,3}(?P<lead>[^\s>][^\n]*)\n(?:[ \t]*\n)*(?P<block>(?:[ \t]{0,3}>[^\n]*\n?)+)", re.M
)


def asks_for_others(text: str, own: Spelling | None) -> bool:
    """True for a sentence that asks to agree to the licence of a model that it names, and has no
    name of the publisher's own: that licence is of what is fetched."""
    return bool(_AGREED.search(text)) and not (own and own.search(text))


def quoted_of_others(card: Card, own: Spelling | None) -> Iterator[Span]:
    """The block quotes that a line leads to which names another model and none of the publisher's.

    What stands there gives nothing, and what it forbids is for a person to read: it may be said of
    this model all the same.
    """
    if own is not None:
        for quote in _QUOTED.finditer(card.document.text, card.body.start):
            if SIZED.search(quote["lead"]) and not own.search(quote["lead"]):
                yield Span(*quote.span("block"))
