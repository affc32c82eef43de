"""Finds the known licences in a text: candidates by shingles, the best by alignment."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from licensecheck.licenses.align import Block, align, gaps
from licensecheck.licenses.edits import Comparison
from licensecheck.licenses.index import NUMBER, OPTIONAL, Hits, Index
from licensecheck.licenses.reading import Reading

_WINDOWS = (8_000, 20_000)
"""Words looked at together: enough for most licences, and more than the longest known text has."""
_WORK = 1_000_000
"""Words of text held against references before the search stops: about a second."""
_FEWEST_WORDS = 20
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
_LEAST_NEAREST = 0.3
"""Share of a reference that makes it worth naming as the nearest."""
_EXTRACT_WORDS = 100
_EXTRACT_SHARE = 0.95
"""A text of so many words that is in this share one reference's is an extract of it, down to
_LEAST_NEAREST of the reference: one language of a licence in two, for instance."""
_TORN = 0.05
_COMMON = frozenset({"warranty-disclaimer", "liability-limitation"})
_CANDIDATES = 6


@dataclass(frozen=True, slots=True)
class Found:
    """A reference aligned with the words `start` to `end` of a text."""

    comparison: Comparison
    start: int
    end: int
    coverage: float
    """Share of the reference's words, less those that may be missing, that are there in order."""
    score: float
    whole: bool
    """Nothing is missing, nothing was put in."""
    torn: bool
    """Much is missing inside: two licences in a row may look like one that has parts of both."""

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
            return self.coverage >= _LEAST_NEAREST
        return (
            matched >= _FEWEST_WORDS
            and telling >= min(_FEWEST_WORDS, 0.6 * of)
            and self.coverage >= _LEAST_COVERAGE
            and matched >= _LEAST_DENSITY * (self.end - self.start)
            and (self.coverage >= _MOSTLY or matched >= _LEAST_SHARE * stretch)
        )

    def _telling_words(self) -> tuple[int, int]:
        """Matched words and all words of the reference, without disclaimers that hundreds share."""
        comparison = self.comparison
        telling = ~comparison.index.labelled(comparison.number, _COMMON)
        blocks = comparison.blocks
        found = sum(int(telling[block.ref : block.ref + block.size].sum()) for block in blocks)
        return found, int(telling.sum())

    def better_than(self, other: "Found | None") -> bool:
        """True where this explains more; of equals, the better known licence."""
        if other is None or (self.whole and other.torn and self._is_within(other)):
            return True
        if other.whole and self.torn and other._is_within(self):
            return False
        ranks = self.comparison.index.arrays["ranks"]
        mine, theirs = int(ranks[self.comparison.number]), int(ranks[other.comparison.number])
        return (self.score, -mine) > (other.score, -theirs)

    def _is_within(self, other: "Found") -> bool:
        return other.start <= self.start and self.end <= other.end


@dataclass(slots=True)
class Search:
    """One text searched for licences of an index."""

    reading: Reading
    index: Index
    hits: Hits
    work: int = field(default=_WORK, init=False)

    def found(self) -> Iterator[Found]:
        """The best match of each stretch, then what is left before and after it."""
        todo = [(0, len(self.reading.ids))]
        while todo and self.work > 0:
            start, end = todo.pop()
            best = self._best(start, end)
            if best:
                yield best
                todo += [(best.end, end), (start, best.start)]
            elif end - start > _WINDOWS[-1]:
                todo.append((start + _WINDOWS[-1] // 2, end))

    def nearest(self) -> str:
        """The reference that shares most with the text, if it is a good part of it, or empty."""
        likely, share = self._likely(0, len(self.reading.ids))
        best = int(np.argmax(likely - 0.5 * (self.index.sizes() - likely)))
        return self.index.keys[best] if share[best] >= _LEAST_NEAREST else ""

    def _best(self, start: int, end: int) -> Found | None:
        """The reference that explains most at the beginning of a stretch."""
        best = None
        for size in _WINDOWS:
            stop = min(end, start + size)
            best = self._best_in(start, stop)
            # A match that runs into the end of the window may go on behind it.
            if stop == end or (best and best.end < stop - _FEWEST_WORDS):
                break
        if best and not best.whole and 2 * (best.end - best.start) < stop - start:
            # Among many licences the likeliest one of this place may have been no candidate.
            near = self._best_in(max(start, best.start - 64), min(stop, best.end + 64))
            return near or best
        return best

    def _best_in(self, start: int, end: int) -> Found | None:
        if end - start < _FEWEST_WORDS:
            return None
        best: Found | None = None
        rivals: NDArray[np.int64] | None = None
        for number in self._candidates(start, end):
            if rivals is not None and not rivals[number]:
                continue
            one = self._compare(number, start, end)
            if one and one.is_in(end - start) and one.better_than(best):
                best = one
                # What is all there can only lose to a reference that has something outside.
                rivals = self._outside(start, end, one) if one.whole else None
        return best

    def _likely(self, start: int, end: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """How many words and what share of each reference a stretch probably holds."""
        low, high = np.searchsorted(self.hits.places, [start, end - 3])
        counts = self.index.count(np.unique(self.hits.shingles[low:high]))
        share = counts / self.index.arrays["stored"]
        return share * self.index.sizes(), share

    def _candidates(self, start: int, end: int) -> list[int]:
        """Numbers of the references worth an alignment, best first."""
        likely, _ = self._likely(start, end)
        score = likely - 0.5 * np.maximum(self.index.required() - likely, 0)
        order = [*_top(score, _CANDIDATES), *_top(likely, _CANDIDATES - 2)]
        return [number for number in dict.fromkeys(order) if likely[number] >= _FEWEST_WORDS / 2]

    def _outside(self, start: int, end: int, one: Found) -> NDArray[np.int64]:
        """How many shingles each reference has in a stretch before and after a match."""
        edges = np.array([start, one.start - 3, one.end, end - 3])
        a, b, c, d = np.searchsorted(self.hits.places, edges)
        return self.index.count(np.unique(np.r_[self.hits.shingles[a:b], self.hits.shingles[c:d]]))

    def _compare(self, number: int, start: int, end: int) -> Found | None:
        self.work -= end - start
        ref = self.index.reference(number)
        blocks = [
            Block(block.text + start, block.ref, block.size)
            for block in align(self.reading.ids[start:end], ref.ids)
        ]
        if not blocks:
            return None
        required = (ref.flags[:-1] & OPTIONAL) == 0
        present = np.zeros(len(required), dtype=bool)
        for block in blocks:
            present[block.ref : block.ref + block.size] = True
        comparison = Comparison(self.reading, self.index, number, ref.ids, ref.flags, blocks)
        return _found(comparison, required, present)


def _found(
    comparison: Comparison, required: NDArray[np.bool_], present: NDArray[np.bool_]
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
    lost = 0.5 * missing
    last = blocks[-1].text + blocks[-1].size
    if len(reading.words) - last <= 1 and not reading.stops(len(reading.words)):
        # A text that breaks off says little about which licence it is by what it lacks.
        lost -= 0.4 * cut
    unused = int((counted & ~required & ~present).sum())
    score = matched + 0.8 * named - lost - 0.5 * foreign - 0.02 * unused
    coverage = matched / (matched + missing) if matched else 0.0
    whole = missing + foreign == 0
    return Found(comparison, blocks[0].text, last, coverage, score, whole, torn)


def _top(score: NDArray[np.float64], count: int) -> list[int]:
    count = min(count, len(score))
    best = np.argpartition(-score, count - 1)[:count]
    return [int(i) for i in best[np.argsort(-score[best], kind="stable")]]
