"""What the words of a sentence say for themselves: a weight for each word and pair of words.

It takes microseconds, so a page is looked through with it, and a model reads what it leaves.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from zlib import crc32

SIZE = 1 << 16
"""Weights of words; what two words share says little about either."""
_LONGEST = 120
"""Words of a sentence that count."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|[?!:%$€]")
_STEM = 5
"""Letters that words of one family share: "commercial", "commerce"."""
_STEMS = 4, 6
"""The same in languages of which nothing is known."""
_LETTERS = re.compile(r"[^\W\d_]+|\d+")
_SPACELESS = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_RUN = 3
"""Neighbouring letters of a script without spaces that count as a word, at most."""


@dataclass(frozen=True, slots=True)
class Words:
    """A weight for each feature, in a byte each."""

    weights: bytes
    scale: float
    bias: float

    def __call__(self, text: str) -> float:
        """Log odds, by the words of a sentence alone."""
        return self.odds(features(text))

    def odds(self, found: set[int]) -> float:
        """Log odds, by the places of features."""
        weights = memoryview(self.weights).cast("b")
        total = int(sum(weights[one] for one in found))
        return self.bias + self.scale * (total / sqrt(len(found) + 1e-9))


def features(text: str) -> set[int]:
    """The places of the words of a sentence, of their beginnings and of their pairs."""
    words = ["0" if one.isdigit() else one for one in _split(text)]
    named = {*words, *(f"~{one[:_STEM]}" for one in words if len(one) > _STEM)}
    named.update(map(" ".join, zip(("^", *words), (*words, "$"), strict=True)))
    named.add(f"#{min(len(words) // 4, 6)}")
    return {crc32(one.encode()) % SIZE for one in named}


def features_abroad(text: str) -> set[int]:
    """The places of the words of a sentence in any language, of their beginnings and pairs; of a
    script without spaces, of all short runs of letters."""
    words = ["0" if one.isdigit() else one for one in _LETTERS.findall(text[:2000].lower())]
    found = {*map(" ".join, zip(("^", *words), (*words, "$"), strict=True))}
    found.add(f"#{min(len(text) // 25, 8)}")
    for word in words:
        found |= _runs(word) if _SPACELESS.search(word) else _stems(word)
    return {crc32(one.encode()) % SIZE for one in found}


def _runs(word: str) -> set[str]:
    sizes = range(1, _RUN + 1)
    return {word[at : at + size] for size in sizes for at in range(len(word) - size + 1)}


def _stems(word: str) -> set[str]:
    return {word, *(f"~{word[:size]}" for size in _STEMS)}


def _split(text: str) -> Sequence[str]:
    return [word.replace("’", "'") for word in _WORD.findall(text[:2000].lower())[:_LONGEST]]
