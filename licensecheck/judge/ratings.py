"""How open the licences of a model's parts are together, in the three words of the European index.

The index rates all that is given, not the weights alone: it says open where every licence is,
closed where none is, and partial for a mixture. It also says partial where the licence is free for
everybody outside trade; terms that sort users by their size, or that ban uses, are closed to it.
"""

from collections.abc import Iterable
from enum import StrEnum

from licensecheck.knowledge.facts import LicenseFacts

_TRADE = "noncommercial-only"
_BY_SIZE = "scale-threshold"


class Rating(StrEnum):
    """An answer of the index, or that none can be given."""

    OPEN = "open"
    PARTIAL = "partial"
    CLOSED = "closed"
    UNKNOWN = "unknown"


def rating(licenses: Iterable[LicenseFacts | None]) -> Rating:
    """The rating of the licences of all parts; None is a part without a licence."""
    given = list(licenses)
    if not any(given) or any(one and one.conformant is None for one in given):
        return Rating.UNKNOWN
    answers = {bool(one and one.conformant) for one in given}
    if answers == {True}:
        return Rating.OPEN
    free_outside_trade = any(one and _is_free_outside_trade(one) for one in given)
    return Rating.PARTIAL if True in answers or free_outside_trade else Rating.CLOSED


def _is_free_outside_trade(known: LicenseFacts) -> bool:
    return _TRADE in known.labels and _BY_SIZE not in known.labels
