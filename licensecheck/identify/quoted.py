"""Words that a text has from an open licence, as notices in files of code do."""

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from licensecheck.domain.document import Span
from licensecheck.knowledge.index import Hits, Ids, distinct
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.rules import Effect
from licensecheck.text.normalize import words

FEWEST = 20
"""Words in a row that nobody writes by chance; the notice of Apache-2.0 has 86, of GPL-3.0 82."""
_AROUND = 100
"""Words on either side of a place that are looked at."""
_LONGEST = 300
"""Words of a place; a longer one is no sentence of a notice."""
_CANDIDATES = 4
"""References that are compared, those with most of the words first."""


def quoted(text: str, places: Sequence[Span], knowledge: Knowledge) -> Iterator[Span]:
    """Those of the places whose words a licence that meets the OSD has so, none of them changed, in
    a row of at least `FEWEST`, and in no clause that restricts."""
    if not places:
        return
    index, violating = knowledge.index, knowledge.rules.with_effect(Effect.VIOLATES)
    found = words(text)
    ids = index.ids(found.hashes)
    hits = index.hits(ids)
    for place in places:
        first = int(np.searchsorted(found.starts, place.start))
        last = int(np.searchsorted(found.ends, place.end, side="right"))
        for number in _likely(first, last, hits, knowledge):
            at = _row(ids, first, last, index.reference(number).ids)
            if at is not None:
                if violating.isdisjoint(index.labels_of(number, at, at + last - first)):
                    yield place
                break


@cache
def _open(knowledge: Knowledge) -> NDArray[np.bool_]:
    """Which references meet the OSD."""
    return np.array([knowledge.facts.conformant(key) is True for key in knowledge.index.keys])


def _likely(first: int, last: int, hits: Hits, knowledge: Knowledge) -> Iterator[int]:
    """The open references that share most with what stands around a place."""
    low, high = np.searchsorted(hits.places, [first - _AROUND, last + _AROUND])
    counts = knowledge.index.count(distinct(hits.shingles[low:high])) * _open(knowledge)
    best = np.argsort(-counts, kind="stable")[:_CANDIDATES]
    yield from (int(number) for number in best if counts[number])


def _row(ids: Ids, first: int, last: int, reference: Ids) -> int | None:
    """The word of a reference at which the words of a place stand, in a row that is long enough."""
    said = ids[first:last]
    if not 0 < len(said) <= min(len(reference), _LONGEST):
        return None
    same = sliding_window_view(reference, len(said)) == said
    for at in map(int, np.flatnonzero(same.all(axis=1))):
        before = _same(ids[:first][::-1], reference[:at][::-1])
        after = _same(ids[last:], reference[at + len(said) :])
        if before + len(said) + after >= FEWEST:
            return at
    return None


def _same(one: Ids, other: Ids) -> int:
    """Words with which both begin, at most as many as are asked for."""
    size = min(len(one), len(other), FEWEST)
    differ = np.flatnonzero(one[:size] != other[:size])
    return int(differ[0]) if len(differ) else size
