"""The index of known licence texts: one file of arrays, mapped into memory.

It holds no text: each reference is the sequence of its words as numbers of a vocabulary of word
hashes, with a byte of flags for every word, the ranges of its labelled clauses, the places of the
labels that are known of it, and a table from shingles of four words to the references that have
them. `corpus/index/build.py` makes the file.

Layout: 8 bytes magic, 8 bytes little-endian length of a JSON header, the header, then the arrays
that the header describes (name, dtype, number, offset from the end of the header).
"""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from licensecheck.errors import UsageError
from licensecheck.knowledge.files import data_folder
from licensecheck.text.normalize import Hashes, words

MAGIC: Final = b"LCINDEX1"
SHINGLE: Final = 4
"""Words in a shingle; four numbers of 16 bits fill one of 64."""
UNSEEN: Final = 0xFFFF
"""Number of every word that stands in no reference."""
SENTENCE: Final = 1
"""Flag: the word begins a sentence or an item of a list."""
OPTIONAL: Final = 2
"""Flag: the word may be missing (title, copyright line, enumerator, appendix, placeholder)."""
SLOT: Final = 4
"""Flag: names and the like may stand before this word."""
NUMBER: Final = 8
"""Flag: the word numbers a section or item; it says nothing about which licence a text is."""
ADDRESS: Final = 16
"""Flag: the word is part of a web or mail address."""
DISCLAIMER: Final = 32
"""Flag: the word is part of a disclaimer of warranty or liability, of which hundreds are alike."""
NAME, PLAIN, FIGURE = 0, 1, 2
"""What a word of the vocabulary is: a name, a word usually written small, or one with digits."""

_MOST_KEPT = 1 << 15
"""Words whose answer is kept; a licence has some 800."""
_Number = TypeVar("_Number", bound=np.integer[Any])
Ids = NDArray[np.uint16]
Shingles = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class ReferenceText:
    """One known text."""

    ids: Ids
    flags: NDArray[np.uint8]
    """One byte for each word and one more for the end."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Where a text has shingles of references: two arrays of the same length."""

    places: NDArray[np.int64]
    """Number of the shingle's first word in the text, ascending."""
    shingles: NDArray[np.int64]
    """Number of the shingle in the index."""


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """All known texts; references are numbered from 0."""

    keys: tuple[str, ...]
    """What each reference is called: SPDX id or `LicenseRef-…`."""
    labels: tuple[str, ...]
    sources: dict[str, str]
    """What the index was built from: names and sha256 sums."""
    arrays: dict[str, NDArray[Any]]
    """The arrays of the file, by name."""
    _shingles: Hashes = field(init=False, repr=False, compare=False)
    _posting_ends: NDArray[np.int64] = field(init=False, repr=False, compare=False)

    _required: NDArray[np.int64] = field(init=False, repr=False, compare=False)
    _standing: dict[str, bool] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        """Sum up the steps and counts that the file has instead of numbers and places."""
        optional = np.flatnonzero(self.arrays["flags"] & OPTIONAL)  # few of all words
        before = np.searchsorted(optional, self.arrays["offsets"])
        object.__setattr__(self, "_required", self.sizes() - np.diff(before))
        steps, counts = self.arrays["shingle_steps"], self.arrays["posting_counts"]
        object.__setattr__(self, "_shingles", np.cumsum(steps, dtype=np.uint32))
        object.__setattr__(self, "_posting_ends", np.cumsum(counts, dtype=np.int64))

    def __len__(self) -> int:
        """Number of references."""
        return len(self.keys)

    def reference(self, number: int) -> ReferenceText:
        """The words of one reference."""
        start, end = self.arrays["offsets"][number : number + 2].astype(np.int64)
        # Every reference is followed by one filler word, which carries the flags of its end.
        return ReferenceText(self.arrays["ids"][start : end - 1], self.arrays["flags"][start:end])

    def sizes(self) -> NDArray[np.int64]:
        """Number of words of every reference."""
        offsets: NDArray[np.int64] = self.arrays["offsets"].astype(np.int64)
        return offsets[1:] - offsets[:-1] - 1

    def required(self) -> NDArray[np.int64]:
        """Number of words of every reference that may not be missing."""
        return self._required

    def ids(self, hashes: Hashes) -> Ids:
        """Numbers of words in the vocabulary; spellings of the same word share one."""
        vocabulary = self.arrays["vocabulary"]
        found = np.minimum(np.searchsorted(vocabulary, hashes), len(vocabulary) - 1)
        known = vocabulary[found] == hashes
        return np.where(known, self.arrays["vocabulary_ids"][found], np.uint16(UNSEEN))

    def stand(self, said: Collection[str]) -> int:
        """How many of some words stand in references, each with all its parts; answers are kept."""
        kept = self._standing
        if len(kept) > _MOST_KEPT:
            kept.clear()
        if new := [word for word in dict.fromkeys(said) if word not in kept]:
            kept.update(zip(new, self._stand(new), strict=True))
        return sum(map(kept.__getitem__, said))

    def _stand(self, said: Sequence[str]) -> Iterator[bool]:
        """Whether each word stands in a reference: all at once, one alone takes 50 µs."""
        found = words("\n".join(said))
        unseen = found.starts[self.ids(found.hashes) == UNSEEN]
        ends = np.cumsum([len(word) + 1 for word in said])
        missing = np.bincount(np.searchsorted(ends, unseen, side="right"), minlength=len(said))
        return map(bool, missing == 0)

    def hits(self, ids: Ids) -> Hits:
        """Every place where `ids` has a shingle of some reference."""
        table = self._shingles
        wanted = shingle_hashes(pack(ids))
        found = np.minimum(np.searchsorted(table, wanted), len(table) - 1)
        places = np.flatnonzero(table[found] == wanted)
        return Hits(places, found[places])

    def count(self, shingles: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many of some shingles (by number) each reference has."""
        counts = self.arrays["posting_counts"][shingles].astype(np.int64)
        starts = self._posting_ends[shingles] - counts
        within = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        postings = self.arrays["postings"][np.repeat(starts, counts) + within]
        return np.bincount(postings, minlength=len(self))

    def labels_of(self, number: int, start: int, end: int) -> tuple[str, ...]:
        """Labels of the clauses of a reference that its words `start` to `end` belong to."""
        base = int(self.arrays["offsets"][number])
        starts, ends = self.arrays["clause_starts"], self.arrays["clause_ends"]
        low, high = np.searchsorted(starts, [base, base + end])
        touched = ends[low:high] > base + start
        found = distinct(self.arrays["clause_labels"][low:high][touched])
        return tuple(self.labels[int(label)] for label in found)

    def places_of(self, number: int) -> Iterator[tuple[str, int, int]]:
        """Labels known of a reference, each with the words `start` to `end` that say it."""
        base, behind = map(int, self.arrays["offsets"][number : number + 2])
        low, high = np.searchsorted(self.arrays["place_starts"], [base, behind])
        for at in range(int(low), int(high)):
            start, end = self.arrays["place_starts"][at], self.arrays["place_ends"][at]
            label = self.labels[int(self.arrays["place_labels"][at])]
            yield label, int(start) - base, int(end) - base


def distinct(numbers: NDArray[_Number]) -> NDArray[_Number]:
    """Some numbers in order, each once. `np.unique` would load masked arrays, which takes 28 ms."""
    ordered = np.sort(numbers)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def pack(ids: Ids) -> Shingles:
    """Each four words in a row as one exact number; one with an unseen word matches nothing."""
    if len(ids) < SHINGLE:
        return np.empty(0, dtype=np.uint64)
    wide = ids.astype(np.uint64)
    packed: Shingles = wide[:-3] << np.uint64(48) | wide[1:-2] << np.uint64(32)
    packed |= wide[2:-1] << np.uint64(16)
    packed |= wide[3:]
    return packed


def shingle_hashes(shingles: Shingles) -> Hashes:
    """32 bits of each shingle for the table of candidates; alignment compares exactly."""
    mixed = shingles * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(29)
    return (mixed * np.uint64(0xBF58476D1CE4E5B9) >> np.uint64(32)).astype(np.uint32)


def load_index() -> Index:
    """That of this installation."""
    return read_index(data_folder() / "index.bin")


def read_index(path: Path) -> Index:
    """Map an index file into memory; UsageError where it is none or is missing."""
    try:
        return _index_in(np.memmap(path, dtype=np.uint8, mode="r"))
    except (OSError, ValueError, KeyError) as error:
        remedy = "reinstall licensecheck, or run `make index` in a checkout"
        raise UsageError(f"{path}: not a licence index: {error}", remedy=remedy) from error


def _index_in(raw: NDArray[np.uint8]) -> Index:
    if bytes(raw[:8]) != MAGIC:
        raise ValueError("it begins with other bytes")
    body = 16 + int.from_bytes(bytes(raw[8:16]), "little")
    head = json.loads(bytes(raw[16:body]))
    arrays = {
        name: np.frombuffer(raw, dtype=dtype, count=count, offset=body + offset)
        for name, (dtype, count, offset) in head["arrays"].items()
    }
    return Index(tuple(head["keys"]), tuple(head["labels"]), head["sources"], arrays)
