"""The parts that a model consists of."""

from dataclasses import dataclass
from enum import StrEnum

from licensecheck.domain.evidence import Evidence
from licensecheck.domain.expression import NO_LICENSE, Expression

ELSEWHERE = ("base", "data")
"""Parts whose terms are their own business: what the model was made from."""
BESIDE = ("code", "data")
"""Parts the terms of which say nothing about those of the weights."""


class State(StrEnum):
    """How much is known of a part."""

    PRESENT = "present"
    """Its files are here."""
    LINKED = "linked"
    """The card gives an address of it, which was not followed."""
    CLAIMED = "claimed"
    """The card speaks of it."""
    NOT_FOUND = "not-found"
    """It was looked for in all that is here and in what that links to as its own: nothing speaks of
    it."""
    ABSENT = "absent"
    """It is not there: all was read and nothing could lead to it, or somebody looked."""
    UNKNOWN = "unknown"
    """Nothing tells: not all could be looked at."""


@dataclass(frozen=True, slots=True)
class Component:
    """One part: weights, training code, data, …"""

    name: str
    type: str
    """code, data, parameters or documentation."""
    state: State
    evidence: tuple[Evidence, ...] = ()
    """The quote that shows it; empty for what is present as a file. A fact of the catalogue names
    `catalogue` as its document and the page where it was read in its quote."""
    files: tuple[str, ...] = ()
    """A few of its files."""
    license: Expression = NO_LICENSE
    """The licence that it is under; none where that is not known."""
    checked: bool = False
    """True where somebody looked at the place that is linked: a dated fact of the catalogue."""
