"""The heads: from a sentence and its embedding to how likely each answer is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from licensecheck.classify.released import FOLDER, STATEMENTS
from licensecheck.statements.features import BUCKETS, buckets
from licensecheck.statements.marks import plain
from licensecheck.statements.sentences import Sentence

FIELDS = ("kind", "artefact", "owner", "polarity")
Array = npt.NDArray[np.float32]
# Length of the vector of words, and of the embedding, that the heads were trained with: the two
# weigh alike for a sentence of 30 words.
_WORDS, _MEANING = 4.0, 2.0
# Characters of the headings, of the clause before and of a lead-in that an embedding is made with.
_HEADINGS, _BEFORE, _STEM = 110, 90, 60


@dataclass(frozen=True, slots=True)
class Head:
    """One question: its answers, and a linear layer over words and embedding."""

    answers: tuple[str, ...]
    words: Array
    """[BUCKETS, answers]"""
    meaning: Array
    """[width of the embedding, answers]"""
    bias: Array

    def probabilities(self, found: Sequence[Sequence[int]], embeddings: Array) -> Array:
        """[sentences, answers], each row summing to 1."""
        scores = embeddings @ self.meaning + self.bias
        for row, inside in enumerate(found):
            scores[row] += self.words[list(inside)].sum(0) * weight(inside)
        raised = np.exp(scores - scores.max(1, keepdims=True))
        return np.asarray(raised / raised.sum(1, keepdims=True), np.float32)


def read(
    heads: Mapping[str, Head], sentences: Sequence[Sentence], embeddings: Array
) -> Mapping[str, Array]:
    """By field, the probability of each answer of its head: [sentences, answers]."""
    found, meaning = [buckets(one) for one in sentences], scaled(embeddings)
    return {field: head.probabilities(found, meaning) for field, head in heads.items()}


def weight(inside: Sequence[int]) -> float:
    """What each feature of a sentence counts, so that long ones do not count more."""
    return _WORDS / float(np.sqrt(max(1, len(inside))))


def pairs(sentences: Sequence[Sentence]) -> list[tuple[str, str]]:
    """The sentences as the encoder reads them: what stands around them, and the words."""
    return [(_around(one), plain(one.words)) for one in sentences]


def _around(one: Sentence) -> str:
    headings = " > ".join(map(plain, one.headings[-2:]))[-_HEADINGS:]
    before, stem = plain(one.before)[-_BEFORE:], plain(one.stem)[-_STEM:]
    return f"{before} | {stem} | {headings}"


def scaled(embeddings: Array) -> Array:
    """Embeddings of one length."""
    lengths = np.linalg.norm(embeddings, axis=1, keepdims=True)
    return np.asarray(embeddings / np.maximum(lengths, 1e-6) * _MEANING, np.float32)


@lru_cache(1)
def load(folder: Path = FOLDER) -> Mapping[str, Head]:
    """The heads that were released; the caller has compared the file with its record."""
    with np.load(folder / STATEMENTS, allow_pickle=False) as stored:
        return {
            field: Head(
                tuple(map(str, stored[f"{field}.answers"])),
                stored[f"{field}.weights"][:BUCKETS].astype(np.float32),
                stored[f"{field}.weights"][BUCKETS:].astype(np.float32),
                stored[f"{field}.bias"].astype(np.float32),
            )
            for field in FIELDS
        }
