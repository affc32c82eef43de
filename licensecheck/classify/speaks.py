"""Whether a sentence speaks of terms: by its words first, then by what the clause model says of it.

Cards have many sentences and few of them speak of terms. The weights of words leave one in twenty
to the model, so that a card is looked through in little more time than it takes to read it.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log, sqrt
from pathlib import Path
from typing import Any
from zlib import crc32

FOLDER = Path(__file__).resolve().parent.parent / "_data" / "speaks"
WORDS, HEAD = "words.bin", "head.json"
SIZE = 1 << 16
"""Weights of words; what two words share says little about either."""
FURTHEST = 8.0
"""Log odds of the model beyond this are as sure as they get."""
LONG, SHORT = 100, 30
"""Sentences of a text from which on all it says is weighed alike, and up to which all is read."""
EASE, MOST_EASE = 0.4, 1.2
IN_PROGRAMS = 2_000
"""Sentences that the programs of a repository say in comments and messages; few of any speak of
terms, so each has to be surer."""
BESIDE = 2.4
WEIGHT, MOST_WEIGHT = 0.5, 0.9
"""How much less is asked of a sentence with a word that can change what is allowed. Of 53 open
models 3 would be left to a person with 1, and none with this; of 70 restrictions in plain words,
in a card of twenty sentences, 11 were missed without it and 9 with it."""
_LONGEST = 120
"""Words of a sentence that count."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|[?!:%$€]")
_STEM = 5
"""Letters that words of one family share: "commercial", "commerce"."""


@dataclass(frozen=True, slots=True)
class DetectorWeights:
    """How the answers of the clause model are weighed; trained by `corpus.speaks`."""

    labels: tuple[str, ...]
    scale: float
    """Of the weights of words, which are kept in a byte each."""
    bias: float
    suspicious: float
    """From this sum of words on the model is asked."""
    speaks: float
    """From this sum of the head on a sentence speaks of terms."""
    weights: tuple[float, ...]
    """Of the words, then of each label; then of the squares of their positive parts."""
    shift: tuple[float, ...]
    spread: tuple[float, ...]


class Detector:
    """Tells sentences that speak of terms."""

    def __init__(self, words: bytes, head: DetectorWeights) -> None:
        self._words = memoryview(words).cast("b")
        self._head = head

    def words(self, text: str) -> float:
        """What the words of a sentence say for themselves."""
        found = features(text)
        total = int(sum(self._words[one] for one in found))
        mean = float(total) / sqrt(len(found) + 1e-9)
        return self._head.bias + self._head.scale * mean

    def suspects(self, text: str, among: int = LONG) -> bool:
        """True where the model should read a sentence, one `among` several of a text."""
        return among <= SHORT or self.words(text) >= self._head.suspicious

    def binds(self, text: str, likely: Mapping[str, float]) -> bool:
        """True where a sentence that stands beside a licence, in its file, may speak of terms: what
        else would it be there for."""
        return self._weighed(text, likely) >= self._head.speaks - BESIDE

    def speaks(
        self, text: str, likely: Mapping[str, float], among: int = LONG, *, weighty: bool = False
    ) -> bool:
        """True where a sentence, one `among` several of a text, speaks of terms; `likely` is what
        the model gives each label, `weighty` says that it has a word that can change what is
        allowed."""
        ease = _ease(among)
        if weighty:  # of a short text little enough is asked as it is
            ease = max(ease, min(MOST_WEIGHT, ease + WEIGHT))
        return self._weighed(text, likely) >= self._head.speaks - ease

    def _weighed(self, text: str, likely: Mapping[str, float]) -> float:
        head = self._head
        row = (self.words(text), *(log_odds(likely.get(label, 0.0)) for label in head.labels))
        return sum(w * x for w, x in zip(head.weights, head_row(row, head), strict=True))


def _ease(among: int) -> float:
    """How much less is asked of a sentence the fewer there are.

    A text that restricts does so in a sentence or two, however long it is: where there are fewer,
    each is likelier to be one. So a short text is as seldom left for nothing as a long one.
    """
    return min(MOST_EASE, max(-MOST_EASE, EASE * log(LONG / max(among, 1))))


def head_row(row: Sequence[float], head: DetectorWeights) -> Iterator[float]:
    """What the head weighs: each figure on one scale, then the squares of the positive ones."""
    even = [(x - m) / s for x, m, s in zip(row, head.shift, head.spread, strict=True)]
    yield from even
    yield from (max(x, 0.0) ** 2 * 0.3 for x in even)


def log_odds(probability: float) -> float:
    """The logarithm of the odds, no further from 0 than `FURTHEST`."""
    odds = log(probability + 1e-6) - log(1 - probability + 1e-6)
    return max(-FURTHEST, min(FURTHEST, odds))


def features(text: str) -> set[int]:
    """The places of the words of a sentence, of their beginnings and of their pairs."""
    words = ["0" if one.isdigit() else one for one in _split(text)]
    named = {*words, *(f"~{one[:_STEM]}" for one in words if len(one) > _STEM)}
    named.update(map(" ".join, zip(("^", *words), (*words, "$"), strict=True)))
    named.add(f"#{min(len(words) // 4, 6)}")
    return {crc32(one.encode()) % SIZE for one in named}


def _split(text: str) -> Sequence[str]:
    return [word.replace("’", "'") for word in _WORD.findall(text[:2000].lower())[:_LONGEST]]


@cache
def load(folder: Path = FOLDER) -> Detector:
    """The detector of this installation."""
    kept = json.loads((folder / HEAD).read_text("ascii"))
    numbers: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in kept.items()}
    return Detector((folder / WORDS).read_bytes(), DetectorWeights(**numbers))
