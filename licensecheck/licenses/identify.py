"""Which known licences a text is, and how exactly."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from licensecheck.licenses.align import Block, align
from licensecheck.licenses.edits import LONGEST_MINOR, Comparison, Reading
from licensecheck.licenses.index import OPTIONAL, Hits, Index, default_index
from licensecheck.licenses.wording import restricts, says_nothing
from licensecheck.text.normalize import words
from licensecheck.types.document import Span
from licensecheck.types.license import (
    Edit,
    EditKind,
    Identification,
    Match,
    MatchKind,
)

MAX_CHARACTERS = 1_000_000
"""What follows is not compared but goes on as unmatched; the longest known text has 100,000."""
MAX_MATCHES = 48
"""Licences found in one text; collections of notices beyond that are not taken apart."""
_WINDOW = 20_000
"""Words looked at together; more than the longest known text has."""
_FEWEST_WORDS = 20
_LEAST_COVERAGE = 0.55
"""Share of the reference without which a text is not called its alteration."""
_LEAST_DENSITY = 0.6
"""Share of the matched stretch of text that must be the reference's words."""
_MOSTLY = 0.8
_LEAST_SHARE = 0.4
_LEAST_NEAREST = 0.3
"""Share of a reference's shingles that makes it worth naming as the nearest."""
_CANDIDATES = 6


@dataclass(frozen=True, slots=True)
class _Found:
    """A reference aligned with words of the text; `start` and `end` count words."""

    comparison: Comparison
    start: int
    end: int
    coverage: float
    score: float
    whole: bool
    """Nothing is missing, nothing was put in."""

    def is_in(self, stretch: int) -> bool:
        """True where `stretch` words hold the licence, altered or not, and no mere likeness.

        A short licence is half warranty disclaimer, which many texts have: less of it counts only
        where it is a good part of what was looked at.
        """
        matched = sum(block.size for block in self.comparison.blocks)
        return (
            matched >= _FEWEST_WORDS
            and self.coverage >= _LEAST_COVERAGE
            and matched >= _LEAST_DENSITY * (self.end - self.start)
            and (self.coverage >= _MOSTLY or matched >= _LEAST_SHARE * stretch)
        )


def identify(text: str, index: Index | None = None) -> Identification:
    """Which known licences `text` is, in the order of the text, and what was changed in each.

    Takes at most about a second whatever the text; see MAX_CHARACTERS and MAX_MATCHES.
    """
    index = index or default_index()
    found = words(text[:MAX_CHARACTERS])
    reading = Reading(text, found, index.ids(found.hashes))
    hits = index.hits(reading.ids)
    matched = sorted(_peel(reading, index, hits), key=lambda one: one.start)
    matches, unmatched = _report(reading, matched)
    if len(text) > MAX_CHARACTERS:
        unmatched.append(Span(MAX_CHARACTERS, len(text)))
    nearest = "" if matches else _nearest(index, hits)
    return Identification(tuple(matches), nearest, tuple(sorted(unmatched)))


def _peel(reading: Reading, index: Index, hits: Hits) -> Iterator[_Found]:
    """The best match first, then what is left before and after it."""
    todo = [(0, len(reading.ids))]
    budget = MAX_MATCHES
    while todo and budget:
        start, end = todo.pop()
        best = _best(reading, index, hits, start, min(end, start + _WINDOW))
        if best:
            budget -= 1
            yield best
            todo += [(best.end, end), (start, best.start)]
        elif end - start > _WINDOW:
            todo.append((start + _WINDOW // 2, end))


def _best(reading: Reading, index: Index, hits: Hits, start: int, end: int) -> _Found | None:
    """The reference that explains most of the words `start` to `end`."""
    if end - start < _FEWEST_WORDS:
        return None
    best: _Found | None = None
    rivals: NDArray[np.int64] | None = None
    for number in _candidates(index, hits, start, end):
        if rivals is not None and not rivals[number]:
            continue
        found = _compare(reading, index, number, start, end)
        if found and found.is_in(end - start) and (best is None or _better(index, found, best)):
            best = found
            # Only a reference with something outside can be better than one that is all there.
            rivals = _elsewhere(index, hits, (start, end), found) if found.whole else None
    return best


def _elsewhere(
    index: Index, hits: Hits, stretch: tuple[int, int], one: _Found
) -> NDArray[np.int64]:
    """How many shingles each reference has in a stretch before and after one that was found."""
    inner = np.array([stretch[0], one.start - 3, one.end, stretch[1] - 3])
    a, b, c, d = np.searchsorted(hits.places, inner)
    return index.count(np.unique(np.r_[hits.shingles[a:b], hits.shingles[c:d]]))


def _better(index: Index, one: _Found, other: _Found) -> bool:
    ranks = index.arrays["ranks"]
    mine, theirs = int(ranks[one.comparison.number]), int(ranks[other.comparison.number])
    return (one.score, -mine) > (other.score, -theirs)


def _candidates(index: Index, hits: Hits, start: int, end: int) -> list[int]:
    """Numbers of the references most likely to be in a stretch of the text, best first."""
    low, high = np.searchsorted(hits.places, [start, end - 3])
    counts = index.count(np.unique(hits.shingles[low:high]))
    sizes = index.sizes()
    share = counts / index.arrays["stored"]
    likely = sizes * share
    score = likely - 0.5 * (sizes - likely)
    order = [*_top(score, _CANDIDATES), *_top(likely, _CANDIDATES - 2)]
    return [number for number in dict.fromkeys(order) if likely[number] >= _FEWEST_WORDS / 2]


def _top(score: NDArray[np.float64], count: int) -> list[int]:
    count = min(count, len(score))
    best = np.argpartition(-score, count - 1)[:count]
    return [int(i) for i in best[np.argsort(-score[best], kind="stable")]]


def _compare(reading: Reading, index: Index, number: int, start: int, end: int) -> _Found | None:
    reference = index.reference(number)
    local = align(reading.ids[start:end], reference.ids)
    if not local:
        return None
    blocks = [Block(block.text + start, block.ref, block.size) for block in local]
    required = (reference.flags[:-1] & OPTIONAL) == 0
    present = np.zeros(len(required), dtype=bool)
    for block in blocks:
        present[block.ref : block.ref + block.size] = True
    missing = int((required & ~present).sum())
    # What a text cut short lacks says little about which licence it is.
    last_ref = blocks[-1].ref + blocks[-1].size
    cut = int(required[last_ref:].sum())
    optional = int((~required & ~present).sum())
    matched = int(present.sum())
    first, last = blocks[0].text, blocks[-1].text + blocks[-1].size
    inserted = last - first - matched
    comparison = Comparison(reading, index, number, reference.ids, reference.flags, blocks)
    score = matched - 0.5 * (missing - cut) - 0.1 * cut - 0.02 * optional - 0.5 * inserted
    return _Found(
        comparison, first, last, matched / (matched + missing), score, not missing + inserted
    )


def _nearest(index: Index, hits: Hits) -> str:
    """The reference that shares most with the text, if it is a good part of it."""
    counts = index.count(np.unique(hits.shingles))
    share = counts / index.arrays["stored"]
    best = int(np.argmax(share * index.sizes() - 0.5 * (1 - share) * index.sizes()))
    return index.keys[best] if share[best] >= _LEAST_NEAREST else ""


def _report(reading: Reading, matched: list[_Found]) -> tuple[list[Match], list[Span]]:
    """The matches with their edits, and what goes on to clause analysis.

    What stands before the first and after the last licence was added to it. What stands between
    two introduces the second, as in collections of notices, unless it has a word with weight:
    then it was added to the first.
    """
    edges = [0, *(edge for one in matched for edge in (one.start, one.end)), len(reading.words)]
    outside = [
        reading.span(start, end) if _telling(reading, start, end) else None
        for start, end in zip(edges[::2], edges[1::2], strict=True)
    ]
    last = len(matched) - 1
    matches = []
    for number, one in enumerate(matched):
        ends = number == last or restricts(reading.quote(one.end, edges[2 * number + 3]))
        added = [outside[0] if number == 0 else None, outside[number + 1] if ends else None]
        matches.append(_match(reading, one, [span for span in added if span]))
    unmatched = [span for span in outside if span]
    unmatched += [edit.span for match in matches for edit in match.edits if edit.span]
    return matches, list(dict.fromkeys(unmatched))


def _match(reading: Reading, one: _Found, added: list[Span]) -> Match:
    groups = one.comparison.groups()
    edits = [one.comparison.edit(group) for group in groups]
    edits += [Edit(EditKind.INSERTED, span) for span in added]
    kind = MatchKind.ALTERED if added else one.comparison.kind(groups)
    key = one.comparison.index.keys[one.comparison.number]
    ordered = tuple(sorted(edits, key=lambda edit: edit.span))
    return Match(key, kind, reading.span(one.start, one.end), round(one.coverage, 4), ordered)


def _telling(reading: Reading, start: int, end: int) -> bool:
    """True for words that are more than titles, copyright lines and a few without weight."""
    if start == end or says_nothing(reading.around(start, end)):
        return False
    few = end - start <= LONGEST_MINOR and not reading.is_sentence(start, end)
    return not few or reading.has_weight(start, end)
