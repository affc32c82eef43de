"""Block quotes of what another model's card says."""

import re
from collections.abc import Iterator

from licensecheck.domain import Card, Span
from licensecheck.statements.marks import SIZED
from licensecheck.statements.spelling import Spelling

# The line above a block quote, and the quote: "The card of Okapi-7B says:", "> This model …".
_QUOTED = re.compile(
    r"^[ \t]{0,3}(?P<lead>[^\s>][^\n]*)\n(?:[ \t]*\n)*(?P<block>(?:[ \t]{0,3}>[^\n]*\n?)+)", re.M
)


def quoted_of_others(card: Card, own: Spelling | None) -> Iterator[Span]:
    """The block quotes that a line leads to which names another model and none of the publisher's.

    What stands there gives nothing, and what it forbids is for a person to read: it may be said of
    this model all the same.
    """
    if own is not None:
        for quote in _QUOTED.finditer(card.document.text, card.body.start):
            if SIZED.search(quote["lead"]) and not own.search(quote["lead"]):
                yield Span(*quote.span("block"))
