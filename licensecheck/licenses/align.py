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

from licensecheck.licenses.index import SHINGLE, Ids, pack

_MAX_RUNS = 256
"""Runs chained, the longest ones; the alignment of a licence that is one has a few dozen."""
_MAX_CELLS = 12_000
"""Pairs of words compared in one gap; ten times as many in all gaps together."""
_INSERTED_COST = 0.25
_REMOVED_COST = 0.1
_MOST_COST = 50.0
"""Cost of a gap in words: bridged if more than this follows it, so that the far copy of a licence
is not taken for the rest of the near one, but a page put into the middle is."""


@dataclass(frozen=True, slots=True)
class Block:
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


def align(text: Ids, ref: Ids) -> list[Block]:
    """What text and reference have in common, in order; empty if no shingle is."""
    if len(text) == len(ref) and bool((text == ref).all()):
        return [Block(0, 0, len(text))]
    chain = _chain(_runs(text, ref))
    if not chain:
        return []
    budget = 10 * _MAX_CELLS
    blocks: list[Block] = []
    first, last = chain[0], chain[-1]
    outer = min(first.ref, first.text, 100)
    head = Gap(first.text - outer, first.text, first.ref - outer, first.ref)
    after = (last.text + last.size, last.ref + last.size)
    outer = min(len(ref) - after[1], len(text) - after[0], 100)
    tail = Gap(after[0], after[0] + outer, after[1], after[1] + outer)
    for gap, block in zip([head, *gaps(chain)], chain, strict=True):
        found, budget = _fill(text, ref, gap, budget)
        blocks += [*found, block]
    found, budget = _fill(text, ref, tail, budget)
    return _trim(_joined([*blocks, *found]))


def gaps(blocks: list[Block]) -> list[Gap]:
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
    if len(runs) > _MAX_RUNS:
        runs = runs[np.sort(np.argsort(-sizes, kind="stable")[:_MAX_RUNS])]
    return runs


def _chain(runs: NDArray[np.int64]) -> list[Block]:
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
    chain: list[Block] = []
    i = int(np.argmax(best))
    while i >= 0:
        chain.append(Block(int(starts_t[i]), int(starts_r[i]), int(sizes[i])))
        i = int(before[i])
    return _disjoint(chain[::-1])


def _disjoint(chain: list[Block]) -> list[Block]:
    """Without overlaps: the later of two runs gives way."""
    result: list[Block] = []
    for block in chain:
        cut = 0
        if result:
            last = result[-1]
            cut = max(0, last.text + last.size - block.text, last.ref + last.size - block.ref)
        if cut < block.size:
            result.append(Block(block.text + cut, block.ref + cut, block.size - cut))
    return result


def _fill(text: Ids, ref: Ids, gap: Gap, budget: int) -> tuple[list[Block], int]:
    """Common words inside a gap, and what is left of the budget."""
    mine = text[gap.text_start : gap.text_end].tolist()
    theirs = ref[gap.ref_start : gap.ref_end].tolist()
    cells = len(mine) * len(theirs)
    if not cells or cells > min(_MAX_CELLS, budget):
        return [], budget
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    return [
        Block(gap.text_start + a, gap.ref_start + b, size)
        for a, b, size in matcher.get_matching_blocks()
        if size
    ], budget - cells


def _joined(blocks: list[Block]) -> list[Block]:
    """Blocks that continue each other made one."""
    result: list[Block] = []
    for block in blocks:
        last = result[-1] if result else None
        if last and (last.text + last.size, last.ref + last.size) == (block.text, block.ref):
            result[-1] = Block(last.text, last.ref, last.size + block.size)
        else:
            result.append(block)
    return result


def _trim(blocks: list[Block]) -> list[Block]:
    """Without outer blocks that are smaller than the foreign words between them and the rest."""
    while len(blocks) > 1 and blocks[0].size < blocks[1].text - blocks[0].text - blocks[0].size:
        blocks = blocks[1:]
    while len(blocks) > 1 and (
        blocks[-1].size < blocks[-1].text - blocks[-2].text - blocks[-2].size
    ):
        blocks = blocks[:-1]
    return blocks
