"""Fine-tune the encoder on labelled names of pages: what their sentences say of them.

What it says of a page in measuring comes from a model that saw nothing of the page's publisher:
there is one for each half of the publishers. Their mean ships.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from corpus import average, encoder, finetune, texts, train
from corpus.digests import record
from corpus.mentions.examples import ROLES, UNSAID, Example
from corpus.mentions.labels import FOLDS, number_of
from corpus.mentions.written import written
from licensecheck.classify.model import ClauseModel
from licensecheck.classify.released import ESSENTIAL
from licensecheck.classify.wordpieces import WordPieces
from licensecheck.reader.places import FOLDER as RELEASED
from licensecheck.reader.places import inside, roles
from licensecheck.reader.reading import SCREEN

HALVES, EPOCHS, LONGEST = 2, 2, 96
SILENT, SILENT_WEIGHT = 0.15, 0.5
"""Share of the places that a reader passed over which teach that they name nothing, and how much
each of them counts."""
PLAIN = 0.4
"""Share of the places labelled as no name which are read."""
ROOM = texts.DOWNLOADS / "mentions"
_NOT = "not"


@dataclass(frozen=True, slots=True)
class Place:
    """What the encoder reads of a name, its role, and how much it counts."""

    pair: tuple[str, str]
    role: str
    weight: float = 1.0


def half(owner: str) -> int:
    """Which half of the publishers an account is in."""
    return number_of(owner) // FOLDS % HALVES


def places(found: Sequence[Example], draw: random.Random) -> Iterator[Place]:
    """The labelled names of pages, and some places that a reader passed over."""
    for one in found:
        for at, pair in enumerate(one.pairs):
            role = one.wanted["role"][at]
            if role != UNSAID and (ROLES[role] != _NOT or draw.random() < PLAIN):
                yield Place(pair, ROLES[role])
            elif role == UNSAID and one.silent[at] and draw.random() < SILENT:
                yield Place(pair, _NOT, SILENT_WEIGHT)


def fit(found: Sequence[Place], epochs: int = EPOCHS) -> encoder.Encoder:
    """The clause model, fine-tuned on names."""
    answers = torch.tensor([[role == one.role for role in ROLES] for one in found]).float()
    counted = torch.tensor([[one.weight] * len(ROLES) for one in found])
    cut = WordPieces(encoder.tokenizer()).windows([one.pair for one in found])
    windows = [each[0] for each in cut]
    wanted = finetune.Wanted(answers, counted)
    return finetune.fit(finetune.headed(len(ROLES)), lambda _: windows, wanted, epochs, LONGEST)


def learn(found: Sequence[Example]) -> None:
    """Train on each half of the publishers, and keep both models and their mean in int8."""
    taught = [Place(pair, role) for pair, role in written()]
    for out in range(HALVES):
        kept = [one for one in found if half(one.owner) != out]
        read = [*places(kept, random.Random(1)), *taught]
        print(f"{folder(out).name}: {len(read)} places", flush=True)
        model = fit(read)
        train.save(model, folder(out).with_suffix(".npz"))
        ship(model, folder(out))
    whole = ROOM / "all.npz"
    average.write([folder(out).with_suffix(".npz") for out in range(HALVES)], whole)
    ship(finetune.stored(whole, len(ROLES)), RELEASED)


def folder(out: int) -> Path:
    """Where the model is kept that saw all publishers but those of a half."""
    return ROOM / f"without-{out}"


def ship(model: encoder.Encoder, place: Path) -> None:
    """Write a model in int8."""
    finetune.ship(model, place, {role: {"lower": 0.5, "upper": 0.5} for role in ROLES})
    record(place, ESSENTIAL)


def heard(found: Sequence[Example], said: Sequence[npt.NDArray[np.float32]]) -> list[list[float]]:
    """For each page how likely the encoder takes each place for a base, part or need, by the half
    that did not see the page; 0 for places that the network does not suspect, which `said` tells.
    """
    models = [ClauseModel.load("cpu", None, folder(out)) for out in range(HALVES)]
    return [
        _heard(models[half(one.owner)], one, likely)
        for one, likely in zip(found, said, strict=True)
    ]


def _heard(model: ClauseModel, one: Example, likely: npt.NDArray[np.float32]) -> list[float]:
    asked = np.flatnonzero(likely >= SCREEN)
    read, found = inside(roles(model, [one.pairs[at] for at in asked])), np.zeros(len(likely))
    found[asked] = read
    return list(map(float, found))
