"""How likely a sentence limits what one may do with the weights of the model whose page it is on.

A second, small model answers this one question, which the clauses of licences do not teach: most
sentences of a card that use the words of terms bind nobody. It is trained on labelled sentences
(`corpus/doubts.py`), and a sentence that it misreads becomes one of these.
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import takewhile
from math import exp, log
from pathlib import Path
from typing import TYPE_CHECKING

from licensecheck.classify.words import Words, features_abroad
from licensecheck.domain import Effort

if TYPE_CHECKING:
    from licensecheck.classify.answers import Reader

FOLDER = Path(__file__).resolve().parent.parent / "_data" / "doubts"
BINDS = "binds"
"""The label of the answer; the others say what a sentence that binds would limit."""
NARROW = {
    "outputs": "output-training-restriction",
    "hosting": "hosted-service-restriction",
    "redistribution": "no-redistribution",
    "modification": "no-derivatives",
}
"""What a sentence may limit without a word on who may use the model or for what, and the label of a
clause that does so."""
ALIKE = {
    "commercial": frozenset({"noncommercial-only", "research-only"}),
    "research-only": frozenset({"research-only"}),
    "field": frozenset({"field-of-use-restriction", "use-policy-incorporation"}),
}
"""What a sentence may limit, and the labels of licences beside which it says nothing new."""
LIKELY, POSSIBLE = 0.5, 0.1
"""A doubt reaches these rights alone where one of them is likely and no other is possible."""
HEADING, BEFORE = 50, 70
"""Characters of the heading and of the sentence before it that are read with it, their ends."""
_SUREST = 1e-5
"""The nearest to 0 and to 1 that the model's word is taken for."""
LONGEST = 700
"""Characters of a sentence that are read; a longer one is cut into parts of so many."""
_MARKS = str.maketrans(
    {
        **dict.fromkeys("✓✔✅☑👍🆗", " yes "),
        **dict.fromkeys("✗✘❌✖❎☒🚫👎⛔🙅", " no "),
        "🔒": " locked ",
        "🔓": " open ",
        "☐": " [ ] ",
        "\ufe0f": "",
    }
)
"""Marks that the model's vocabulary has no word for, so that it cannot tell them apart."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a page with what stands around it."""

    text: str
    heading: str = ""
    before: str = ""
    """The question that it answers, or the lead-in of its list."""

    @property
    def context(self) -> str:
        """What the model reads before the sentence; empty where nothing stands around it."""
        around = self.heading[-HEADING:], self.before[-BEFORE:]
        return spelled(" | ".join(around)) if any(around) else ""


def odds(likely: float) -> float:
    """The log odds of a probability."""
    sure = min(max(likely, _SUREST), 1 - _SUREST)
    return log(sure / (1 - sure))


def spelled(words: str) -> str:
    """The words with marks such as ticks and crosses as words."""
    return words.translate(_MARKS)


@dataclass(frozen=True, slots=True)
class Weight:
    """How likely a sentence binds, and what it would limit."""

    binds: float
    """Probability, from 0 to 1."""
    limits: tuple[tuple[str, float], ...] = ()
    """What it may limit, each with its probability, the likeliest first."""

    @property
    def reach(self) -> tuple[str, ...]:
        """The labels that it may have, where it surely limits nothing but what these limit; empty
        where it may limit anything."""
        told = [name for name, likely in self.limits if likely >= POSSIBLE]
        sure = bool(told) and self.limits[0][1] >= LIKELY
        return tuple(map(NARROW.__getitem__, told)) if sure and NARROW.keys() >= {*told} else ()

    def says_new(self, carried: Collection[str]) -> bool:
        """False where all that it may limit is limited by licences with these labels."""
        told = [name for name, likely in self.limits if likely >= POSSIBLE]
        return not told or any(ALIKE.get(one, frozenset()).isdisjoint(carried) for one in told)


UNREAD = Weight(1.0)
"""Of a sentence that nothing weighed: it may bind."""


class Weigher:
    """Weighs sentences; without a model each may bind."""

    def __init__(self, load: "Callable[[], Reader | None]") -> None:
        """`load` gives the model, or None; it is called once a sentence is to be weighed."""
        self._load = load

    @cached_property
    def _model(self) -> "Reader | None":
        return self._load()

    def weigh(self, sentences: Sequence[Said], effort: Effort) -> list[Weight]:
        """One weight for each sentence; what the effort does not reach may bind."""
        if not sentences:
            return []
        parts = [[(one.context, spelled(part)) for part in _parts(one.text)] for one in sentences]
        asked = [pair for own in parts for pair in own]
        rows = self._rows(asked, effort)
        return [max((next(rows) for _ in own), key=lambda one: one.binds) for own in parts]

    def _rows(self, pairs: Sequence[tuple[str, str]], effort: Effort) -> Iterator[Weight]:
        over = self._model is None or effort.deadline.over
        read = [] if over else [*takewhile(lambda pair: effort.take(_cost(pair[1])), pairs)]
        if self._model and read:
            at = self._model.labels.index(BINDS)
            for (_, part), row in zip(read, self._model.probabilities(read).tolist(), strict=True):
                others = zip(self._model.labels, row, strict=True)
                limits = sorted((one for one in others if one[0] != BINDS), key=lambda one: -one[1])
                yield Weight(gate().with_words(row[at], part), tuple(limits))
        yield from (UNREAD for _ in pairs[len(read) :])

    def may_bind(self, weight: Weight) -> bool:
        """True for a sentence that a person should read."""
        threshold = self._model.thresholds[BINDS][0] if self._model else 0.0
        return weight.binds >= threshold


@dataclass(frozen=True, slots=True)
class Gate:
    """What the words of a sentence alone say of terms."""

    words: Words
    asked: float
    suspicious: float
    share: float
    even: float
    """How much the words count beside the model, and the log odds with which they change nothing:
    corpus/README.md has the measurement."""

    def with_words(self, likely: float, text: str) -> float:
        """The probability of the model, by what the words of the sentence say too: the two misread
        different sentences."""
        joined = odds(likely) + self.share * (self.words(text) - self.even)
        return 1 / (1 + exp(-joined))

    def asks(self, text: str) -> bool:
        """True for a sentence that the model should read: three of ten on a card."""
        return self.words(text) >= self.asked

    def suspects(self, text: str) -> bool:
        """True for one that sounds much like terms: one of ten on a card."""
        return self.words(text) >= self.suspicious


@dataclass(frozen=True, slots=True)
class Abroad:
    """What the words and letters of a sentence in another language than English say of terms."""

    words: Words
    likely: float
    """Log odds from which on it may bind: nineteen of twenty that do have more."""

    def may_bind(self, text: str) -> bool:
        """True for a sentence that a person should read."""
        return self.words.odds(features_abroad(text)) >= self.likely


@cache
def abroad(folder: Path = FOLDER) -> Abroad:
    """The weights of words of other languages of this installation."""
    words, kept = _words(folder, "abroad")
    return Abroad(words, kept["likely"])


@cache
def gate(folder: Path = FOLDER) -> Gate:
    """The weights of words of this installation."""
    words, kept = _words(folder, "words")
    return Gate(words, kept["asked"], kept["suspicious"], kept["share"], kept["even"])


def _words(folder: Path, name: str) -> tuple[Words, Mapping[str, float]]:
    """Weights of words, and the numbers that were kept with them."""
    kept = json.loads((folder / f"{name}.json").read_text("ascii"))
    return Words((folder / f"{name}.bin").read_bytes(), kept["scale"], kept["bias"]), kept


def _parts(text: str) -> Sequence[str]:
    plain = " ".join(text.split())
    return [plain[at : at + LONGEST] for at in range(0, len(plain), LONGEST)] or [""]


def _cost(text: str) -> int:
    """About how many word pieces a sentence has."""
    return len(text) // 4 + 1
