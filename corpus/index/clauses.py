"""Ranges of labelled clauses in the reference texts.

A clause was labelled in one licence and stands word for word in others: every occurrence gets the
labels. `boilerplate` and clauses shorter than a shingle are left out: they name nothing.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.index.sources import Text
from licensecheck.knowledge.index import DISCLAIMER, SHINGLE, Ids, pack

_SILENT = frozenset({"boilerplate"})
_COMMON = frozenset({"warranty-disclaimer", "liability-limitation"})
_FEWEST_SHINGLES = 5
"""In a row, so eight words: fewer are found in any prose about software."""


@dataclass(frozen=True, slots=True, order=True)
class Range:
    """Words `start` to `end` of the whole index carry `label`."""

    start: int
    end: int
    label: str


def labelled(path: Path, texts: list[Text]) -> list[tuple[str, frozenset[str]]]:
    """Text and labels of each clause in clauses.jsonl that lies in one of our texts."""
    bodies = {text.source: text.body for text in texts}
    found = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        says = frozenset(row["labels"]) - _SILENT - frozenset(row["arguable"])
        if row["source"] in bodies and says:
            found.append((bodies[row["source"]][row["start"] : row["end"]], says))
    return found


class Clauses:
    """Finds labelled clauses in sequences of words."""

    def __init__(self, clauses: list[tuple[Ids, frozenset[str]]]) -> None:
        self._by_head: dict[int, list[tuple[Ids, frozenset[str]]]] = defaultdict(list)
        for ids, labels in clauses:
            if len(ids) >= SHINGLE:
                self._by_head[int(pack(ids[:SHINGLE])[0])].append((ids, labels))
        self._heads = np.array(sorted(self._by_head), dtype=np.uint64)

    def ranges(self, ids: Ids, base: int) -> Iterator[Range]:
        """Every labelled clause in one reference whose first word has the number `base`."""
        heads = pack(ids)
        for place in np.flatnonzero(np.isin(heads, self._heads)):
            for clause, labels in self._by_head[int(heads[place])]:
                end = int(place) + len(clause)
                if np.array_equal(ids[place:end], clause):
                    yield from (Range(base + int(place), base + end, label) for label in labels)


def disclaimers(
    sequences: list[Ids], clauses: list[tuple[Ids, frozenset[str]]]
) -> Iterator[NDArray[np.uint8]]:
    """For every sequence the flag DISCLAIMER on its words, and a byte more for its end.

    A disclaimer seldom stands word for word in two licences, for it names who disclaims; its runs
    of words do.
    """
    known = [pack(ids) for ids, labels in clauses if labels <= _COMMON]
    shingles = np.unique(np.concatenate([np.empty(0, dtype=np.uint64), *known]))
    for ids in sequences:
        result = np.zeros(len(ids) + 1, dtype=np.uint8)
        inside = np.flatnonzero(np.isin(pack(ids), shingles))
        for run in np.split(inside, np.flatnonzero(np.diff(inside) != 1) + 1):
            if len(run) >= _FEWEST_SHINGLES:
                result[run[0] : run[-1] + SHINGLE] = DISCLAIMER
        yield result
