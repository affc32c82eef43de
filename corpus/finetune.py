"""Fine-tune the encoder on short texts with several answers each: what all trainings share."""

import copy
import json
import math
import random
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from torch.nn import functional

from corpus import encoder, export, prune, train
from licensecheck.classify.released import FOLDER as CLAUSES
from licensecheck.classify.released import TOKENIZER, WEIGHTS, digest
from licensecheck.classify.wordpieces import Window

BATCH = 32
"""Texts of a step."""
RATE, HEAD_RATE, AVERAGE = 1.5e-4, 2e-3, 0.995


LABELS = "labels.json"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the answers to each text should be, and how much each counts: [texts, answers]."""

    answers: torch.Tensor
    counted: torch.Tensor


def headed(answers: int) -> encoder.Encoder:
    """The clause model under a new head, whose answers are all unlikely."""
    model = export.released(CLAUSES)
    model.head = torch.nn.Linear(encoder.WIDTH, answers)
    torch.nn.init.zeros_(model.head.weight)
    torch.nn.init.constant_(model.head.bias, -3.0)
    return model


def stored(file: Path, answers: int) -> encoder.Encoder:
    """A model that was stored after a training that began with `headed`."""
    model, kept = headed(answers), np.load(file)
    model.load_state_dict({name: torch.from_numpy(kept[name]) for name in kept.files})
    return model


def ship(model: encoder.Encoder, folder: Path, bands: Mapping[str, Mapping[str, float]]) -> None:
    """Write a model in int8 with the word pieces of the clause model, and its labels with their
    thresholds; `record` has to follow."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as room:
        export.export(model, Path(room) / WEIGHTS, folder / WEIGHTS)
    shutil.copy(encoder.tokenizer(), folder / TOKENIZER)
    whole = json.loads((folder / TOKENIZER).read_text("utf-8"))
    pieces = json.loads((CLAUSES / TOKENIZER).read_text("utf-8"))["model"]["vocab"]
    numbers = sorted(whole["model"]["vocab"][piece] for piece in pieces)
    prune.keep(folder, prune.tokenizer(whole, numbers), numbers)
    card = {
        "labels": [*bands], "sha256": digest(folder / WEIGHTS),
        "base": "our clause model, fine-tuned and quantised", "thresholds": bands,
    }  # fmt: skip
    (folder / LABELS).write_text(json.dumps(card, indent=1) + "\n", "utf-8")


def fit(
    model: encoder.Encoder,
    windows: Callable[[random.Random], Sequence[Window]],
    wanted: Wanted,
    epochs: int,
    longest: int,
    seed: int = 1,
) -> encoder.Encoder:
    """The running average of the model over some epochs; `windows` gives the texts of an epoch, of
    which `longest` word pieces are read."""
    torch.manual_seed(seed)
    draw, average = random.Random(seed), copy.deepcopy(model).eval()
    optimizer = torch.optim.AdamW(_groups(model), weight_decay=0.01)
    steps = epochs * math.ceil(len(wanted.answers) / BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: max(0.02, min((step + 1) / (0.06 * steps), (steps - step) / steps))
    )
    step, began = 0, time.monotonic()
    for _ in range(epochs):
        model.train()
        pieces = windows(draw)
        for batch in batches(pieces, draw, longest):
            optimizer.zero_grad()
            _loss(model, pieces, batch, wanted, longest).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            train.follow(average, model, min(AVERAGE, step / (step + 10)))
            if step % 50 == 0:
                print(f"step {step} of {steps}, {time.monotonic() - began:.0f} s", flush=True)
    return average


def _groups(model: encoder.Encoder) -> list[dict[str, object]]:
    head = list(model.head.parameters())
    body = [p for n, p in model.named_parameters() if p.requires_grad and "head" not in n]
    return [{"params": body, "lr": RATE}, {"params": head, "lr": HEAD_RATE}]


def _loss(
    model: encoder.Encoder,
    pieces: Sequence[Window],
    batch: list[int],
    wanted: Wanted,
    longest: int,
) -> torch.Tensor:
    cut = (part[:, :longest] for part in train.tensors([pieces[at] for at in batch]))
    with train.half():
        logits = model(*cut)
    losses = functional.binary_cross_entropy_with_logits(
        logits.float(), wanted.answers[batch], reduction="none"
    )
    return (losses * wanted.counted[batch]).sum().div(len(batch))


def batches(pieces: Sequence[Window], draw: random.Random, longest: int) -> list[list[int]]:
    """All texts once, those of a batch of like length, in random order."""
    noisy = [min(len(one.ids), longest) * draw.uniform(0.9, 1.1) for one in pieces]
    order = sorted(range(len(pieces)), key=noisy.__getitem__)
    cut = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    draw.shuffle(cut)
    return cut
