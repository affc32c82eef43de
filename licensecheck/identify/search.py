"""Finds the known licences in a text: candidates by shingles, the best by alignment."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from licensecheck.identify.align import AlignedBlock, align
from licensecheck.identify.edits import TextComparison
from licensecheck.identify.found import FEWEST_WORDS, LEAST_NEAREST, Found, measured
from licensecheck.identify.reading import IdentifiedText
from licensecheck.knowledge.index import OPTIONAL, Hits, Index, distinct

_WINDOWS = (8_000, 20_000)
"""Words looked at together: enough for most licences, and more than the longest known text has."""
_WORK = 1_000_000
"""Words of text held against references before the search stops: about a second."""
_CANDIDATES = 6
_NEARLY = 0.9
"""Share of a reference's shingles without which it cannot fit a text as well as one that fits
without a difference."""


@dataclass(slots=True)
class Search:
    """One text searched for licences of an index."""

    reading: IdentifiedText
    index: Index
    hits: Hits
    called: Collection[str] = ()
    """Keys of the licences that the title of the text names."""
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
        return self.index.keys[best] if share[best] >= LEAST_NEAREST else ""

    def _best(self, start: int, end: int) -> Found | None:
        """The reference that explains most at the beginning of a stretch."""
        best = None
        for size in _WINDOWS:
            stop = min(end, start + size)
            best = self._best_in(start, stop)
            # A match that runs into the end of the window may go on behind it.
            if stop == end or (best and best.end < stop - FEWEST_WORDS):
                break
        if best and not best.whole and 2 * (best.end - best.start) < stop - start:
            # Among many licences the likeliest one of this place may have been no candidate.
            near = self._best_in(max(start, best.start - 64), min(stop, best.end + 64))
            return near or best
        return best

    def _best_in(self, start: int, end: int) -> Found | None:
        if end - start < FEWEST_WORDS:
            return None
        best: Found | None = None
        compared: list[Found] = []
        rivals: NDArray[np.bool_] | None = None
        for number in self._candidates(start, end):
            if rivals is not None and not rivals[number]:
                continue
            one = self._compare(number, start, end)
            if one and one.is_in(end - start):
                compared.append(one)
                if one.better_than(best):
                    best = one
                    rivals = self._rivals(start, end, one) if one.whole else None
        best = best and self._titled(best, compared)
        return best and best.with_alternatives(compared)

    def _titled(self, best: Found, compared: Sequence[Found]) -> Found:
        """Of licences of one family that differ in a few sentences, the one that the title names;
        a text that is all there is what it is, whatever it is called."""
        named = [one for one in compared if one.key in self.called and one.is_nearly(best)]
        return best if best.whole or not named else max(named, key=lambda one: one.fit)

    def _likely(self, start: int, end: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """How many words and what share of each reference a stretch probably holds."""
        low, high = np.searchsorted(self.hits.places, [start, end - 3])
        counts = self.index.count(distinct(self.hits.shingles[low:high]))
        share = counts / self.index.arrays["stored"]
        return share * self.index.sizes(), share

    def _candidates(self, start: int, end: int) -> list[int]:
        """Numbers of the references worth an alignment, best first."""
        likely, _ = self._likely(start, end)
        score = likely - 0.5 * np.maximum(self.index.required() - likely, 0)
        order = [*_top(score, _CANDIDATES), *_top(likely, _CANDIDATES - 2)]
        return [number for number in dict.fromkeys(order) if likely[number] >= FEWEST_WORDS / 2]

    def _rivals(self, start: int, end: int, one: Found) -> NDArray[np.bool_]:
        """Which references may explain a stretch as well as one that is all there.

        Either they have something before or after it or, if it is not exact, nearly all of them is
        inside.
        """
        edges = np.array([start, one.start - 3, one.end, end - 3])
        a, b, c, d = np.searchsorted(self.hits.places, edges)
        outside = self.index.count(
            distinct(np.r_[self.hits.shingles[a:b], self.hits.shingles[c:d]])
        )
        if one.is_exact():
            return outside > 0
        return (outside > 0) | (self._likely(one.start, one.end)[1] >= _NEARLY)

    def _compare(self, number: int, start: int, end: int) -> Found | None:
        self.work -= end - start
        ref = self.index.reference(number)
        blocks = [
            AlignedBlock(block.text + start, block.ref, block.size)
            for block in align(self.reading.ids[start:end], ref.ids)
        ]
        if not blocks:
            return None
        required = (ref.flags[:-1] & OPTIONAL) == 0
        present = np.zeros(len(required), dtype=bool)
        for block in blocks:
            present[block.ref : block.ref + block.size] = True
        comparison = TextComparison(self.reading, self.index, number, ref.ids, ref.flags, blocks)
        return measured(comparison, required, present)


def _top(score: NDArray[np.float64], count: int) -> list[int]:
    count = min(count, len(score))
    best = np.argpartition(-score, count - 1)[:count]
    return [int(i) for i in best[np.argsort(-score[best], kind="stable")]]
