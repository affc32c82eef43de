"""What open-washing rules find: which words and facts contradict each other."""

from dataclasses import dataclass
from enum import StrEnum

from licensecheck.domain.expression import Expression


class Promise(StrEnum):
    """What a claim of openness promises."""

    OSD = "osd"
    """Terms that meet the Open Source Definition."""
    WEIGHTS = "weights"
    """Weights that anybody may download."""
    COMMERCIAL = "commercial"
    """Commercial use without further permission."""


class Clash(StrEnum):
    """How terms of the base and of the derivative collide."""

    FORBIDDEN = "forbidden"
    """The base allows no derivative to be offered."""
    DROPPED = "dropped"
    """The base asks for a term that the derivative's terms lack."""
    ADDED = "added"
    """The base lets nobody add a restriction that the derivative's terms have."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One term that stands in the way of a derivative."""

    clash: Clash
    label: str


Shown = str | Expression | tuple[str, ...] | tuple[Conflict, ...]
"""A name or words as they are written, licences, several of one kind, terms in the way."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """What contradicts what: the values that the sentence of its rule names."""

    values: tuple[tuple[str, Shown], ...]
    """By the slot that each fills."""

    @classmethod
    def of(cls, **values: Shown) -> "Mismatch":
        """One mismatch, from its values by slot."""
        return cls(tuple(values.items()))
