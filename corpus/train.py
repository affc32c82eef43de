"""Fine-tune the encoder on the labelled clauses.

    python -m corpus.train [--seed N] [--epochs N] [--threads N] [--teacher FILE.npz]
                           [--start FOLDER] [--out FILE.npz]

Reads train, reports on dev after each epoch, writes the averaged weights. About two minutes an
epoch on two idle cores that have bf16, ten on one that has not.
"""

import argparse
import copy
import math
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from corpus import dataset, encoder, export, texts
from licensecheck.classify.wordpieces import Window, WordPieces

BATCH = 32
RATE, HEAD_RATE = 2.5e-4, 3e-3
WARM_UP = 0.1
MAX_WEIGHT = 5.0
"""Of the positives of a rare label."""
AVERAGE = 0.99
"""Decay of the running average of the weights, which is what is kept."""
NEUTRAL = frozenset({"boilerplate", "definitions", "warranty-disclaimer", "liability-limitation",
                     "governing-law", "acceptance"})  # fmt: skip
"""Clauses with these alone are half of all: each epoch reads another half of them."""


SOFT = 0.3
"""Weight of a teacher's answer beside the label: a model that learns from an earlier one is less
sure where that one was wrong."""


def train(
    seed: int,
    epochs: int,
    clauses: Sequence[dataset.Example],
    taught: npt.NDArray[np.float32] | None = None,
    start: encoder.Encoder | None = None,
) -> Iterator[encoder.Encoder]:
    """The averaged model after each epoch; `taught` are a teacher's probabilities.

    From `start` on, if there is one, at half the rate.
    """
    torch.manual_seed(seed)
    draw = np.random.default_rng(seed)
    names = dataset.names()
    pieces = windows(clauses)
    wanted, counted = targets(clauses, names)
    rare = weights(wanted, counted)
    if taught is not None:
        wanted = (1 - SOFT) * wanted + SOFT * torch.from_numpy(taught)
    model = start or encoder.pretrained(len(names))
    average = copy.deepcopy(model).eval()
    rate, head_rate = (RATE / 2, HEAD_RATE / 6) if start else (RATE, HEAD_RATE)
    head = list(model.head.parameters())
    body = [p for n, p in model.named_parameters() if p.requires_grad and "head" not in n]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": rate}, {"params": head, "lr": head_rate}], weight_decay=0.01
    )
    neutral = np.array([clause.labels <= NEUTRAL and not clause.pair for clause in clauses])
    alike = twins(clauses)
    steps = epochs * math.ceil((len(clauses) - neutral.sum() / 2) / BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: max(0.0, min(step / (WARM_UP * steps), (steps - step) / steps))
    )
    step, began = 0, time.monotonic()
    for _ in range(epochs):
        model.train()
        read = np.flatnonzero(~neutral | (draw.random(len(clauses)) < 0.5))
        for batch in batches(pieces, read, alike, draw):
            optimizer.zero_grad()
            ids, segments, mask = tensors([pieces[at] for at in batch])
            with half():
                logits = model(ids, segments, mask)
            loss = functional.binary_cross_entropy_with_logits(
                logits.float(), wanted[batch], counted[batch], pos_weight=rare, reduction="sum"
            )
            (loss / counted[batch].sum() * len(names) / 10).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            follow(average, model, min(AVERAGE, step / (step + 10)))
            if step % 50 == 0:
                print(f"step {step} of {steps}, {time.monotonic() - began:.0f} s", flush=True)
        yield average


def half() -> torch.autocast:
    """bf16 where the processor has it; elsewhere it would be several times slower than fp32."""
    has = torch.backends.cpu.get_cpu_capability() and torch.cpu._is_avx512_bf16_supported()
    return torch.autocast("cpu", torch.bfloat16, enabled=has)


def follow(average: encoder.Encoder, model: encoder.Encoder, decay: float) -> None:
    """Move the running average towards the model."""
    with torch.no_grad():
        for kept, new in zip(average.parameters(), model.parameters(), strict=True):
            if new.requires_grad:
                kept.lerp_(new, 1 - decay)


def windows(clauses: Sequence[dataset.Example]) -> list[Window]:
    """The first window of each clause."""
    cutter = WordPieces(encoder.tokenizer())
    cuts = cutter.windows([(clause.context, clause.text) for clause in clauses])
    return [cut[0] for cut in cuts]


def targets(clauses: Sequence[dataset.Example], names: Sequence[str]) -> tuple[Tensor, Tensor]:
    """Labels as ones, and zeros where a label is arguable and does not count."""
    wanted = [[name in clause.labels for name in names] for clause in clauses]
    counted = [[name not in clause.arguable for name in names] for clause in clauses]
    return torch.tensor(wanted).float(), torch.tensor(counted).float()


def weights(wanted: Tensor, counted: Tensor) -> Tensor:
    """How much more the positives of each label count than its negatives."""
    positives = (wanted * counted).sum(0).clamp(min=1)
    return ((counted.sum(0) / positives).sqrt() / 3).clamp(1, MAX_WEIGHT)


def twins(clauses: Sequence[dataset.Example]) -> npt.NDArray[np.int64]:
    """For each clause itself, or the first of its pair."""
    first: dict[str, int] = {}
    return np.array([first.setdefault(c.pair or f"#{at}", at) for at, c in enumerate(clauses)])


def batches(
    pieces: Sequence[Window],
    read: npt.NDArray[np.int64],
    alike: npt.NDArray[np.int64],
    draw: np.random.Generator,
) -> list[list[int]]:
    """The clauses to read once each, those of a batch of like length, in random order.

    Clauses of a pair are in one batch, so that a step follows what differs between them.
    """
    noise = draw.uniform(0.9, 1.1, len(pieces))
    noisy = np.array([len(window.ids) for window in pieces])[alike] * noise[alike]
    order = read[np.lexsort((read, alike[read], noisy[read]))]
    cut = [order[at : at + BATCH].tolist() for at in range(0, len(order), BATCH)]
    return [cut[at] for at in draw.permutation(len(cut))]


def tensors(batch: Sequence[Window]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, segments and mask, padded to the longest."""
    longest = max(len(window.ids) for window in batch)
    ids, segments, mask = (torch.zeros(len(batch), longest, dtype=torch.long) for _ in range(3))
    for row, window in enumerate(batch):
        size = len(window.ids)
        ids[row, :size] = torch.tensor(window.ids)
        segments[row, window.context : size] = 1
        mask[row, :size] = 1
    return ids, segments, mask


def probabilities(
    model: encoder.Encoder, clauses: Sequence[dataset.Example]
) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """[clauses, labels] by the torch model, on first windows."""
    pieces = windows(clauses)
    order = np.argsort([len(window.ids) for window in pieces])
    found = np.zeros((len(clauses), model.head.out_features), np.float32)
    with torch.inference_mode(), half():
        for at in range(0, len(order), BATCH):
            rows = order[at : at + BATCH]
            logits = model(*tensors([pieces[row] for row in rows]))
            found[rows] = torch.sigmoid(logits.float()).numpy()
    return found


def micro(scores: np.ndarray, clauses: Sequence[dataset.Example], threshold: float) -> str:  # type: ignore[type-arg]  # shape varies
    """Precision and recall over all labels, for the log."""
    wanted, counted = (part.numpy().astype(bool) for part in targets(clauses, dataset.names()))
    said = (scores >= threshold) & counted
    right = (said & wanted).sum()
    return f"P {right / max(1, said.sum()):.3f} R {right / (wanted & counted).sum():.3f}"


def save(model: encoder.Encoder, file: Path) -> None:
    """Weights as numpy arrays."""
    file.parent.mkdir(parents=True, exist_ok=True)
    np.savez(file, **{name: value.numpy() for name, value in model.state_dict().items()})


def load(file: Path) -> encoder.Encoder:
    """A model that was saved."""
    model = encoder.Encoder(len(dataset.names()))
    stored = np.load(file)
    model.load_state_dict({name: torch.from_numpy(stored[name]) for name in stored.files})
    return model.eval()


def main() -> None:
    """Train and save."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--teacher", type=Path)
    parser.add_argument("--start", type=Path, help="folder of released weights to go on from")
    parser.add_argument("--out", type=Path, default=texts.DOWNLOADS / "model.npz")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.use_deterministic_algorithms(True)
    clauses, dev = dataset.examples("train"), dataset.examples("dev")
    print(f"{len(clauses)} clauses to train, {len(dev)} to tune", flush=True)
    began = time.monotonic()
    taught = probabilities(load(options.teacher), clauses) if options.teacher else None
    start = export.released(options.start).train() if options.start else None
    for epoch, model in enumerate(train(options.seed, options.epochs, clauses, taught, start), 1):
        save(model, options.out)
        scores = probabilities(model, dev)
        at = " | ".join(f"{t}: {micro(scores, dev, t)}" for t in (0.3, 0.5, 0.7))
        print(f"epoch {epoch}, {time.monotonic() - began:.0f} s, dev {at}", flush=True)


if __name__ == "__main__":
    main()
