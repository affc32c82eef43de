"""Word by word alignment of a text with a reference.

Runs of words that both have, found by shingles that the reference has once, are chained in order;
what lies between two runs is compared word by word if it is short. Work is bounded whatever the
text: at most `_MAX_RUNS` runs are chained and `_MAX_CELLS` pairs of words compared.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from licensecheck.knowledge.index import SHINGLE, Ids, pack

_MAX_RUNS = 256
"""Runs chained, the longest ones; the alignment of a licence that is one has a few dozen."""
_MAX_CELLS = 12_000
"""Pairs of words compared in one gap; ten times as many in all gaps together."""
_LEAST_CHAINED = 0.2
"""Share of the reference in runs without which the gaps are not looked into."""
_SLACK = 16
"""Words of text looked at beyond twice the missing ones at the ends of a reference."""
_INSERTED_COST = 0.25
_REMOVED_COST = 0.1
_MOST_COST = 50.0
"""Cost of a gap in words: bridged if more than this follows it, so that the far copy of a licence
is not taken for the rest of the near one, but a page put into the middle is."""


@dataclass(frozen=True, slots=True)
class AlignedBlock:
    """`size` words that are the same in the text from `text` on and the reference from `ref` on."""

    text: int
    ref: int
    size: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Words `text` of the text that stand for words `ref` of the reference; half-open."""

    text_start: int
    text_end: int
    ref_start: int
    ref_end: int

    @property
    def inserted(self) -> int:
        """Number of words of the text."""
        return self.text_end - self.text_start

    @property
    def removed(self) -> int:
        """Number of words of the reference."""
        return self.ref_end - self.ref_start


def align(text: Ids, ref: Ids) -> list[AlignedBlock]:
    """What text and reference have in common, in order; empty if that is little."""
    if 0 < len(text) == len(ref) and bool((text == ref).all()):
        return [AlignedBlock(0, 0, len(text))]
    chain = _chain(_runs(text, ref))
    if not chain or sum(block.size for block in chain) < _LEAST_CHAINED * len(ref):
        return []
    fill = _Fill(text, ref)
    chain[0] = _backwards(text, ref, chain[0])
    first, last = chain[0], chain[-1]
    # At the ends it is open how much of the text belongs to what is missing of the reference.
    before = max(0, first.text - 2 * first.ref - _SLACK)
    end_text, end_ref = last.text + last.size, last.ref + last.size
    after = min(len(text), end_text + 2 * (len(ref) - end_ref) + _SLACK)
    blocks = fill.gap(Gap(before, first.text, 0, first.ref))
    for gap, block in zip([*gaps(chain), None], chain, strict=True):
        blocks.append(block)
        if gap:
            blocks += fill.gap(gap)
    blocks += fill.gap(Gap(end_text, after, end_ref, len(ref)))
    return _trim(_joined(blocks))


def gaps(blocks: list[AlignedBlock]) -> list[Gap]:
    """What lies between neighbouring blocks."""
    return [Gap(a.text + a.size, b.text, a.ref + a.size, b.ref) for a, b in pairwise(blocks)]


def _runs(text: Ids, ref: Ids) -> NDArray[np.int64]:
    """Runs of common shingles: rows of (text start, reference start, words)."""
    mine, theirs = pack(text), pack(ref)
    order = np.argsort(theirs, kind="stable")
    ranked = theirs[order]
    once = np.ones(len(ranked), dtype=bool)
    same = ranked[1:] == ranked[:-1]
    once[1:] &= ~same
    once[:-1] &= ~same
    ranked, order = ranked[once], order[once]
    if not len(ranked) or not len(mine):
        return np.empty((0, 3), dtype=np.int64)
    found = np.minimum(np.searchsorted(ranked, mine), len(ranked) - 1)
    at_text = np.flatnonzero(ranked[found] == mine)
    at_ref = order[found[at_text]]
    if not len(at_text):
        return np.empty((0, 3), dtype=np.int64)
    starts = np.flatnonzero(np.r_[True, (np.diff(at_text) != 1) | (np.diff(at_ref) != 1)])
    sizes = np.diff(np.r_[starts, len(at_text)]) + SHINGLE - 1
    runs = np.stack([at_text[starts], at_ref[starts], sizes], axis=1)
    return _longest(_extended(text, ref, _longest(runs, 2 * _MAX_RUNS)), _MAX_RUNS)


def _longest(runs: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """The longest runs, still in the order of the text."""
    if len(runs) <= count:
        return runs
    return runs[np.sort(np.argsort(-runs[:, 2], kind="stable")[:count])]


def _extended(text: Ids, ref: Ids, runs: NDArray[np.int64]) -> NDArray[np.int64]:
    """Runs made as long as they go: a shingle that the reference has twice had ended them."""
    starts, shifts = runs[:, 0], runs[:, 0] - runs[:, 1]
    within = np.zeros(len(runs), dtype=bool)
    for i in range(len(runs)):
        if not within[i]:
            at_text, at_ref, size = (int(x) for x in runs[i])
            size += _common(text[at_text + size :], ref[at_ref + size :])
            runs[i, 2] = size
            within[i + 1 :] |= (shifts[i + 1 :] == shifts[i]) & (starts[i + 1 :] < at_text + size)
    return runs[~within]


def _backwards(text: Ids, ref: Ids, first: AlignedBlock) -> AlignedBlock:
    """The first block with the same words before it: of a title that stands twice, the nearer."""
    more = _common(text[: first.text][::-1], ref[: first.ref][::-1])
    return AlignedBlock(first.text - more, first.ref - more, first.size + more)


def _common(one: Ids, other: Ids) -> int:
    """Number of equal words at the start of both."""
    length, step = min(len(one), len(other)), 64
    done = 0
    while done < length:
        end = min(length, done + step)
        same = one[done:end] == other[done:end]
        if not same.all():
            return done + int(np.argmin(same))
        done, step = end, 4 * step
    return length


def _chain(runs: NDArray[np.int64]) -> list[AlignedBlock]:
    """The runs in ascending order of both that have the most words for the least cost of gaps."""
    if not len(runs):
        return []
    starts_t, starts_r, sizes = runs.T
    ends_t, ends_r = starts_t + sizes, starts_r + sizes
    best = sizes.astype(np.float64)
    before = np.full(len(runs), -1)
    for i in range(1, len(runs)):
        gap_t, gap_r = starts_t[i] - ends_t[:i], starts_r[i] - ends_r[:i]
        overlap = np.maximum(np.maximum(-gap_t, -gap_r), 0)
        cost = np.minimum(np.maximum(gap_t, 0) * _INSERTED_COST, _MOST_COST)
        cost += np.minimum(np.maximum(gap_r, 0) * _REMOVED_COST, _MOST_COST)
        gain = best[:i] + sizes[i] - overlap - cost
        gain[(starts_r[:i] >= starts_r[i]) | (overlap >= sizes[i])] = -1
        j = int(np.argmax(gain))
        if gain[j] > best[i]:
            best[i], before[i] = gain[j], j
    chain: list[AlignedBlock] = []
    i = int(np.argmax(best))
    while i >= 0:
        chain.append(AlignedBlock(int(starts_t[i]), int(starts_r[i]), int(sizes[i])))
        i = int(before[i])
    return _disjoint(chain[::-1])


def _disjoint(chain: list[AlignedBlock]) -> list[AlignedBlock]:
    """Without overlaps: the later of two runs gives way."""
    result: list[AlignedBlock] = []
    for block in chain:
        cut = 0
        if result:
            last = result[-1]
            cut = max(0, last.text + last.size - block.text, last.ref + last.size - block.ref)
        if cut < block.size:
            result.append(AlignedBlock(block.text + cut, block.ref + cut, block.size - cut))
    return result


@dataclass(slots=True)
class _Fill:
    """Finds common words in gaps, for a bounded price."""

    text: Ids
    ref: Ids
    budget: int = 10 * _MAX_CELLS

    def gap(self, gap: Gap, depth: int = 3) -> list[AlignedBlock]:
        """Blocks inside a gap: equal ends first, then a comparison of every pair of words."""
        mine = self.text[gap.text_start : gap.text_end]
        theirs = self.ref[gap.ref_start : gap.ref_end]
        head = _common(mine, theirs)
        tail = _common(mine[head:][::-1], theirs[head:][::-1])
        inner = Gap(
            gap.text_start + head,
            gap.text_end - tail,
            gap.ref_start + head,
            gap.ref_end - tail,
        )
        blocks = [AlignedBlock(gap.text_start, gap.ref_start, head)] if head else []
        if inner.inserted and inner.removed:
            blocks += self._inner(inner, depth)
        if tail:
            blocks.append(AlignedBlock(inner.text_end, inner.ref_end, tail))
        return blocks

    def _inner(self, gap: Gap, depth: int) -> list[AlignedBlock]:
        mine = self.text[gap.text_start : gap.text_end]
        theirs = self.ref[gap.ref_start : gap.ref_end]
        if gap.inserted * gap.removed > min(_MAX_CELLS, self.budget):
            return self._by_runs(gap, mine, theirs, depth) if depth else []
        self.budget -= gap.inserted * gap.removed
        matcher = SequenceMatcher(None, mine.tolist(), theirs.tolist(), autojunk=False)
        return [
            AlignedBlock(gap.text_start + a, gap.ref_start + b, size)
            for a, b, size in matcher.get_matching_blocks()
            if size
        ]

    def _by_runs(self, gap: Gap, mine: Ids, theirs: Ids, depth: int) -> list[AlignedBlock]:
        """A large gap by shingles that this part of the reference has once."""
        chain = [
            AlignedBlock(gap.text_start + block.text, gap.ref_start + block.ref, block.size)
            for block in _chain(_runs(mine, theirs))
        ]
        if not chain:
            return []
        first = chain[0]
        end = AlignedBlock(gap.text_end, gap.ref_end, 0)
        blocks = self.gap(Gap(gap.text_start, first.text, gap.ref_start, first.ref), depth - 1)
        for block, following in zip(gaps([*chain, end]), chain, strict=True):
            blocks += [following, *self.gap(block, depth - 1)]
        return blocks


def _joined(blocks: list[AlignedBlock]) -> list[AlignedBlock]:
    """Blocks that continue each other made one."""
    result: list[AlignedBlock] = []
    for block in blocks:
        last = result[-1] if result else None
        if last and (last.text + last.size, last.ref + last.size) == (block.text, block.ref):
            result[-1] = AlignedBlock(last.text, last.ref, last.size + block.size)
        else:
            result.append(block)
    return result


def _trim(blocks: list[AlignedBlock]) -> list[AlignedBlock]:
    """Without outer blocks that are smaller than the foreign words between them and the rest."""
    while len(blocks) > 1 and blocks[0].size < blocks[1].text - blocks[0].text - blocks[0].size:
        blocks = blocks[1:]
    while len(blocks) > 1 and (
        blocks[-1].size < blocks[-1].text - blocks[-2].text - blocks[-2].size
    ):
        blocks = blocks[:-1]
    return blocks
