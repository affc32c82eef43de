"""A reference aligned with a stretch of a text: how much is there, and which match is truer."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from licensecheck.identify.align import gaps
from licensecheck.identify.edits import TextComparison
from licensecheck.knowledge.index import DISCLAIMER, NUMBER

FEWEST_WORDS = 20
_LEAST_COVERAGE = 0.55
"""Share of the reference without which a text is not called its alteration."""
_LEAST_DENSITY = 0.6
"""Share of the matched stretch of text that must be the reference's words."""
_MOSTLY = 0.8
_LEAST_SHARE = 0.4
"""With a coverage below _MOSTLY the match must be this share of what was looked at: a short licence
is half warranty disclaimer, which many texts have."""
_MOST_HEAD = 0.25
"""Share of the reference that may be missing at its start then: grants come first, disclaimers of
which many texts have the words come last."""
LEAST_NEAREST = 0.3
"""Share of a reference that makes it worth naming as the nearest."""
_EXTRACT_WORDS = 100
_EXTRACT_SHARE = 0.95
"""A text of so many words that is in this share one reference's is an extract of it, down to
LEAST_NEAREST of the reference: one language of a licence in two, for instance."""
_TORN = 0.05
_AS_WELL = 0.5
"""Words by which the fit of two references may differ and the text still tell neither from the
other: names in their places count a little less than those of the reference."""
_MOST_LOST = 0.9
"""What the missing end counts where a text breaks off: less than one word that is there. On the
texts for tuning, cut after four fifths, 4 of 1181 are then named wrongly, else 11."""


@dataclass(frozen=True, slots=True)
class Found:
    """A reference aligned with the words `start` to `end` of a text."""

    comparison: TextComparison
    start: int
    end: int
    coverage: float
    """Share of the reference's words, less those that may be missing, that are there in order."""
    fit: float
    """Words that are there, less half of those that came or went, the missing end left out."""
    cut: int
    """Required words that are missing at the end of the reference."""
    score: float
    """The fit, less a part of what is cut."""
    whole: bool
    """Nothing is missing, nothing was put in."""
    torn: bool
    """Much is missing inside: two licences in a row may look like one that has parts of both."""
    alternatives: tuple[str, ...] = ()
    """Other licences that fit as well, the better known first."""

    @property
    def key(self) -> str:
        """What the licence is called."""
        return self.comparison.index.keys[self.comparison.number]

    def is_in(self, stretch: int) -> bool:
        """True where `stretch` words hold the licence, altered or not, and no mere likeness."""
        matched = sum(block.size for block in self.comparison.blocks)
        telling, of = self._telling_words()
        headless = self.comparison.blocks[0].ref > _MOST_HEAD * len(self.comparison.ref)
        if self.coverage < _MOSTLY and headless:
            return False
        if telling >= _EXTRACT_WORDS and matched >= _EXTRACT_SHARE * stretch:
            return self.coverage >= LEAST_NEAREST
        return (
            matched >= FEWEST_WORDS
            and telling >= min(FEWEST_WORDS, 0.6 * of)
            and self.coverage >= _LEAST_COVERAGE
            and matched >= _LEAST_DENSITY * (self.end - self.start)
            and (self.coverage >= _MOSTLY or matched >= _LEAST_SHARE * stretch)
        )

    def _telling_words(self) -> tuple[int, int]:
        """Matched words and all words of the reference, without disclaimers that hundreds share."""
        telling = (self.comparison.flags[:-1] & DISCLAIMER) == 0
        blocks = self.comparison.blocks
        found = sum(int(telling[block.ref : block.ref + block.size].sum()) for block in blocks)
        return found, int(telling.sum())

    def better_than(self, other: "Found | None") -> bool:
        """True where this explains more; of equals, the better known licence."""
        if other is None or self._is_truer(other):
            return True
        return not other._is_truer(self) and self._worth() > other._worth()

    def with_alternatives(self, compared: list["Found"]) -> "Found":
        """This match with the names of those that the text cannot be told from."""
        same = sorted((one for one in compared if one._fits_like(self)), key=Found._rank)
        return replace(self, alternatives=tuple(dict.fromkeys(one.key for one in same)))

    def _fits_like(self, other: "Found") -> bool:
        """True for another licence, whole or without its end, with as many of its words there."""
        whole = self.whole and other.whole and self.score >= other.score
        cut = self.cut and other.cut and self.fit >= other.fit - _AS_WELL
        return bool(self.key != other.key and (whole or cut))

    def _worth(self) -> tuple[float, int, int]:
        return self.score, -self._rank(), -self.cut

    def _rank(self) -> int:
        return int(self.comparison.index.arrays["ranks"][self.comparison.number])

    def is_nearly(self, other: "Found") -> bool:
        """True where this explains most of what another match does."""
        return self.fit >= _MOSTLY * other.fit

    def is_exact(self) -> bool:
        """True where the match is the reference word by word, title and numbering included."""
        blocks = self.comparison.blocks
        return len(blocks) == 1 and blocks[0].size == len(self.comparison.ref)

    def _is_truer(self, other: "Found") -> bool:
        """True for an exact match of the same stretch, for a whole match within a torn one, within
        one with differences of the same licence, or within one that has no more but names.

        Some licences are known in two texts, with and without a heading.
        """
        if (self.start, self.end) == (other.start, other.end) and self.is_exact():
            return not other.is_exact()
        within = other.start <= self.start and self.end <= other.end
        same = self.key == other.key and self.is_nearly(other)
        if not (self.whole and not other.whole and within):
            return False
        return other.torn or same or self._is_all_of(other)

    def _is_all_of(self, other: "Found") -> bool:
        """True where titles and lines of copyright are all that another match has beside this."""
        says_nothing = self.comparison.reading.says_nothing
        beside = ((other.start, self.start), (self.end, other.end))
        return all(start == end or says_nothing(start, end) for start, end in beside)


def measured(
    comparison: TextComparison, required: NDArray[np.bool_], present: NDArray[np.bool_]
) -> Found:
    """The match that the blocks of a comparison make, with its score.

    The score counts words, numbering apart: those that are there, less half of those that came or
    went. A name where a name belongs counts nearly like the one in the reference.
    """
    blocks, reading = comparison.blocks, comparison.reading
    counted = (comparison.flags[:-1] & NUMBER) == 0
    matched, missing = int((present & counted).sum()), int((required & ~present).sum())
    between = gaps(blocks)
    named = sum(gap.inserted for gap in between if comparison.is_filled_in(gap))
    foreign = sum(comparison.foreign_words(gap) for gap in between)
    cut = int(required[blocks[-1].ref + blocks[-1].size :].sum())
    torn = missing - cut > _TORN * matched
    last = blocks[-1].text + blocks[-1].size
    # A text that breaks off says little about which licence it is by what it lacks.
    breaks = len(reading.words) - last <= 1 and not reading.stops(len(reading.words))
    lost = min(0.1 * cut, _MOST_LOST) if breaks else 0.5 * cut
    unused = int((counted & ~required & ~present).sum())
    fit = matched + 0.8 * named - 0.5 * (missing - cut + foreign)
    score = fit - lost - 0.02 * unused
    coverage = matched / (matched + missing) if matched else 0.0
    whole = missing + foreign == 0
    return Found(comparison, blocks[0].text, last, coverage, fit, cut, score, whole, torn)
