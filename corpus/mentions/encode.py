"""Fine-tune the encoder on labelled places of pages: what their sentences say of them.

What it says of a page in training and in measuring comes from a model that saw nothing of the
page's publisher: there is one for each half of the publishers. Their mean ships.
"""

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from corpus import average, encoder, finetune, texts, train
from corpus.digests import record
from corpus.mentions.examples import ANSWERS, UNSAID, Example
from corpus.mentions.labels import FOLDS
from corpus.mentions.written import written
from licensecheck.classify.model import ClauseModel
from licensecheck.classify.released import ESSENTIAL
from licensecheck.classify.wordpieces import WordPieces

QUESTIONS = ("role", "governs", "mode")
LABELS = tuple(
    f"{question} {answer}"
    for each in ANSWERS.values()
    for question, answers in each.items()
    if question in QUESTIONS
    for answer in answers
)
HALVES, EPOCHS, LONGEST = 2, 3, 96
SILENT, SILENT_WEIGHT = 0.15, 0.5
"""Share of the places that a reader passed over which teach that they name nothing, and how much
each of them counts."""
PLAIN = 0.4
"""Share of the places labelled as no name which are read."""
SURE = 1e-3
"""What keeps odds finite."""
NOTHING = {"role": "role not", "governs": "governs N"}
ROOM = texts.DOWNLOADS / "mentions"


@dataclass(frozen=True, slots=True)
class Place:
    """What the encoder reads of a place, the labels that it has, and which questions count."""

    pair: tuple[str, str]
    said: frozenset[str]
    asked: frozenset[str]
    weight: float = 1.0


def half(owner: str) -> int:
    """Which half of the publishers an account is in."""
    return int(hashlib.sha256(owner.lower().encode()).hexdigest(), 16) // FOLDS % HALVES


def places(found: Sequence[Example], draw: random.Random) -> Iterator[Place]:
    """The labelled places of pages, and some that a reader passed over."""
    for one in found:
        answers = next(each for each in ANSWERS.values() if each.keys() == one.wanted.keys())
        for at, pair in enumerate(one.pairs):
            wanted = {
                question: f"{question} {answers[question][one.wanted[question][at]]}"
                for question in QUESTIONS
                if question in answers and one.wanted[question][at] != UNSAID
            }
            if wanted.get("role") == NOTHING["role"] and draw.random() > PLAIN:
                continue
            if wanted:
                yield Place(pair, frozenset(wanted.values()), frozenset(wanted))
            elif one.silent[at] and draw.random() < SILENT:
                question = next(iter(answers))
                said, asked = frozenset({NOTHING[question]}), frozenset({question})
                yield Place(pair, said, asked, SILENT_WEIGHT)


def _written() -> Iterator[Place]:
    for pair, role in written():
        yield Place(pair, frozenset({f"role {role}"}), frozenset({"role"}))


def fit(found: Sequence[Place], epochs: int = EPOCHS) -> encoder.Encoder:
    """The clause model, fine-tuned on places."""
    answers = torch.tensor([[label in one.said for label in LABELS] for one in found]).float()
    counted = [
        [one.weight * (label.partition(" ")[0] in one.asked) for label in LABELS] for one in found
    ]
    cut = WordPieces(encoder.tokenizer()).windows([one.pair for one in found])
    windows = [each[0] for each in cut]
    wanted = finetune.Wanted(answers, torch.tensor(counted).float())
    return finetune.fit(finetune.headed(len(LABELS)), lambda _: windows, wanted, epochs, LONGEST)


def learn(found: Sequence[Example]) -> None:
    """Train on each half of the publishers, and keep both models and their mean in int8."""
    for out in range(HALVES):
        kept = [one for one in found if half(one.owner) != out]
        read = [*places(kept, random.Random(1)), *_written()]
        print(f"{folder(out).name}: {len(read)} places", flush=True)
        model = fit(read)
        train.save(model, folder(out).with_suffix(".npz"))
        release(model, folder(out))
    whole = folder(None).with_suffix(".npz")
    average.write([folder(out).with_suffix(".npz") for out in range(HALVES)], whole)
    release(finetune.stored(whole, len(LABELS)), folder(None))


def folder(out: int | None) -> Path:
    """Where the model is kept that saw all publishers but those of a half."""
    return ROOM / ("all" if out is None else f"without-{out}")


def release(model: encoder.Encoder, place: Path) -> None:
    """Write a model in int8, with its digests."""
    finetune.ship(model, place, {label: {"lower": 0.5, "upper": 0.5} for label in LABELS})
    record(place, ESSENTIAL)


def read(found: Sequence[Example]) -> list[Example]:
    """The same examples, with what the half says of their places that did not see them among the
    features of each."""
    models = [ClauseModel.load("cpu", None, folder(out)) for out in range(HALVES)]
    return [_read_by(models[half(one.owner)], one) for one in found]


def _read_by(model: ClauseModel, example: Example) -> Example:
    likely = model.probabilities(example.pairs)
    odds = np.log((likely + SURE) / (1 - likely + SURE)).tolist()
    said = [dict(zip(LABELS, row, strict=True)) for row in odds]
    features = [{**a, **b} for a, b in zip(example.seen.features, said, strict=True)]
    return replace(example, seen=replace(example.seen, features=features))
