"""How much one audit may do: work that is counted, and a clock as the last net."""

import math
import time
from dataclasses import dataclass

MOST_PIECES = 75_000
"""Word pieces, about, that the classifier reads in one audit: 270,000 characters of English. All
texts and cards of a real repository, of 105, have 235,000 at most, and the classifier reads neither
those that are known licences nor most of a card."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """When an audit must have ended, as a time of `time.monotonic`; by default never."""

    end: float = math.inf

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        """The deadline that many seconds from now."""
        return cls(time.monotonic() + seconds)

    @property
    def left(self) -> float:
        """Seconds until then, negative behind it."""
        return self.end - time.monotonic()

    @property
    def over(self) -> bool:
        """True from then on."""
        return self.left <= 0


@dataclass(slots=True)
class Effort:
    """What is left of an audit's means.

    Counted work ends at the same place on every machine; the deadline is for what nobody foresaw.
    """

    deadline: Deadline = Deadline()
    pieces: int = MOST_PIECES
    """Word pieces that the classifier may still read; negative once it was asked for more."""

    def take(self, pieces: int) -> bool:
        """True where so many word pieces may be read; they are then used up, and else all are."""
        self.pieces = self.pieces - pieces if pieces <= self.pieces else -1
        return self.pieces >= 0
