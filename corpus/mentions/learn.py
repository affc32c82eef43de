"""Train the network of the reader in torch, and hand its weights over as numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from corpus.mentions.examples import ANSWERS, UNSAID, Example
from licensecheck.reader.network import WEIGHT, Network
from licensecheck.reader.words import BUCKETS

EPOCHS, PAGES, RATE, DECAY = 10, 8, 3e-3, 0.03
HIDDEN, SUM = 96, 32
DROPPED, DROPPED_WORDS = 0.35, 0.25
SILENT_SHARE, SILENT_WEIGHT = 0.3, 0.25
"""Places that a reader passed over name nothing, as a rule: a part of them teaches that."""
_SILENT_ANSWER = {"role": "not"}
_RARE = 0.3
"""Power of the frequency by which rare answers count more."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some pages as tensors."""

    features: Tensor
    words: Tensor
    starts: Tensor
    weights: Tensor
    groups: Tensor
    pages: Tensor
    lines: Tensor
    wanted: Mapping[str, Tensor]
    counted: Mapping[str, Tensor]


class Layers(nn.Module):
    """The layers of `licensecheck.reader.network`, with dropout."""

    def __init__(self, features: int, outputs: int) -> None:
        super().__init__()
        self.bag = nn.EmbeddingBag(BUCKETS, SUM, mode="sum", include_last_offset=True, sparse=True)
        nn.init.normal_(self.bag.weight, std=0.05)
        self.f, self.t = nn.Linear(features, HIDDEN), nn.Linear(SUM, HIDDEN)
        self.a, self.o = nn.Linear(6 * HIDDEN, 2 * HIDDEN), nn.Linear(2 * HIDDEN, outputs)

    def forward(self, given: Batch) -> Tensor:
        """Outputs [places, answers of all questions]."""
        words = self.bag(given.words, given.starts, per_sample_weights=given.weights)
        held = self.f(self._drop(given.features, 0.1)) + self.t(self._drop(words, DROPPED))
        hidden = self._drop(torch.relu(held), DROPPED)
        beside = _beside(hidden, given.lines, given.pages)
        together = _together(hidden, given.groups, given.pages)
        joined = torch.relu(self.a(torch.cat([hidden, *together, *beside], 1)))
        outputs: Tensor = self.o(self._drop(joined, DROPPED))
        return outputs

    def _drop(self, given: Tensor, share: float) -> Tensor:
        return functional.dropout(given, share, self.training)


def _together(hidden: Tensor, groups: Tensor, pages: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    wide = groups[:, None].expand(-1, hidden.shape[1])
    size = int(groups.max()) + 1
    most = torch.full((size, hidden.shape[1]), -1e3).scatter_reduce(0, wide, hidden, "amax")
    return _mean(hidden, groups)[groups], most[groups], _mean(hidden, pages)[pages]


def _mean(hidden: Tensor, groups: Tensor) -> Tensor:
    size = int(groups.max()) + 1
    total = torch.zeros(size, hidden.shape[1]).index_add(0, groups, hidden)
    return total / torch.bincount(groups, minlength=size)[:, None]


def _beside(hidden: Tensor, lines: Tensor, pages: Tensor) -> tuple[Tensor, Tensor]:
    same = ((lines[1:] == lines[:-1]) & (pages[1:] == pages[:-1]))[:, None]
    nothing = torch.zeros(1, hidden.shape[1])
    return torch.cat([nothing, hidden[:-1] * same]), torch.cat([hidden[1:] * same, nothing])


@dataclass(frozen=True, slots=True)
class Material:
    """Examples as arrays, a row for each place."""

    names: tuple[str, ...]
    features: Sequence[npt.NDArray[np.float32]]
    words: Sequence[npt.NDArray[np.int64]]
    """Of each page those of all places, one after the other."""
    sizes: Sequence[npt.NDArray[np.int64]]
    """How many of them each place has."""
    examples: Sequence[Example]

    def table(self, pages: Sequence[int]) -> npt.NDArray[np.float32]:
        """The features of some pages."""
        return np.vstack([self.features[at] for at in pages])


def material(found: Sequence[Example]) -> Material:
    """Features by name as rows of numbers."""
    names = sorted({name for one in found for row in one.seen.features for name in row})
    place = {name: at for at, name in enumerate(names)}
    tables = [np.zeros((len(one.keys), len(names)), np.float32) for one in found]
    for table, one in zip(tables, found, strict=True):
        for row, known in zip(table, one.seen.features, strict=True):
            for name, value in known.items():
                row[place[name]] = value
    words = [np.array([word for row in one.seen.words for word in row], np.int64) for one in found]
    sizes = [np.array([len(row) for row in one.seen.words], np.int64) for one in found]
    return Material(tuple(names), tables, words, sizes, found)


def train(given: Material, pages: Sequence[int], seed: int = 1, epochs: int = EPOCHS) -> Network:
    """A network that learned from some of the pages."""
    torch.manual_seed(seed)
    draw = np.random.default_rng(seed)
    pages = [at for at in pages if len(given.examples[at].keys)]
    table = given.table(pages)
    mean, spread = table.mean(0), table.std(0) + 1e-2
    model = Layers(len(given.names), sum(map(len, ANSWERS.values())))
    weights = {name: _rarity(given, pages, name) for name in ANSWERS}
    steps = epochs * -(-len(pages) // PAGES)
    following = _Steps(model, steps)
    for _ in range(epochs):
        model.train()
        order = draw.permutation(pages)
        for start in range(0, len(order), PAGES):
            batch = _batch(given, order[start : start + PAGES], mean, spread, draw)
            if any(one.sum() > 0 for one in batch.counted.values()):
                following.step(_loss(model(batch), batch, weights))
    return _network(given, model.eval(), mean, spread)


class _Steps:
    """Steps down the loss: the sums over words are sparse, and have an optimizer of their own."""

    def __init__(self, model: Layers, steps: int) -> None:
        dense = [one for name, one in model.named_parameters() if not name.startswith("bag")]
        self._dense = dense
        self._optimizers: list[torch.optim.Optimizer] = [
            torch.optim.AdamW(dense, lr=RATE, weight_decay=DECAY),
            torch.optim.SparseAdam(list(model.bag.parameters()), lr=RATE),
        ]
        self._schedules = [
            torch.optim.lr_scheduler.LambdaLR(
                one, lambda step: max(0.02, min(step / (0.15 * steps), (steps - step) / steps))
            )
            for one in self._optimizers
        ]

    def step(self, loss: Tensor) -> None:
        """One step."""
        for one in self._optimizers:
            one.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._dense, 1.0)
        for one in (*self._optimizers, *self._schedules):
            one.step()


def _rarity(given: Material, pages: Sequence[int], question: str) -> Tensor:
    size = len(ANSWERS[question])
    said = np.concatenate([given.examples[at].wanted[question] for at in pages])
    each = np.maximum(np.bincount(said[said >= 0], minlength=size), 1)
    return torch.tensor((each.mean() / each) ** _RARE).float().clamp(0.6, 2.5)


def _loss(outputs: Tensor, batch: Batch, weights: Mapping[str, Tensor]) -> Tensor:
    at, total = 0, torch.zeros(())
    for name, each in ANSWERS.items():
        part, counted = outputs[:, at : at + len(each)], batch.counted[name]
        at += len(each)
        if counted.sum() > 0:
            lost = functional.cross_entropy(
                part,
                batch.wanted[name].clamp(min=0),
                weights[name],
                reduction="none",
                label_smoothing=0.03,
            )
            share = 1.0 if name in _SILENT_ANSWER else 0.4
            total = total + share * (lost * counted).sum() / counted.sum()
    return total


def _batch(
    given: Material,
    pages: Sequence[int],
    mean: npt.NDArray[np.float32],
    spread: npt.NDArray[np.float32],
    draw: np.random.Generator,
) -> Batch:
    found = [given.examples[at] for at in pages]
    words = np.concatenate([given.words[at] for at in pages])
    sizes = np.concatenate([given.sizes[at] for at in pages])
    kept = draw.random(len(words)) > DROPPED_WORDS
    sizes = np.bincount(np.repeat(np.arange(len(sizes)), sizes)[kept], minlength=len(sizes))
    words = words[kept]
    groups, size = list[int](), 0
    for one in found:
        groups += [size + group for group in one.seen.groups]
        size += max(one.seen.groups, default=-1) + 1
    wanted, counted = _labels(found, draw)
    table = np.clip((given.table(pages) - mean) / spread, -5, 5)
    return Batch(
        torch.from_numpy(table.astype(np.float32)),
        torch.from_numpy(words),
        torch.from_numpy(np.concatenate([[0], np.cumsum(sizes)])),
        torch.from_numpy(np.repeat(WEIGHT / np.sqrt(np.maximum(sizes, 1)), sizes)).float(),
        torch.tensor(groups),
        torch.from_numpy(np.repeat(np.arange(len(found)), [len(one.keys) for one in found])),
        torch.tensor([line for one in found for line in one.seen.lines]),
        wanted,
        counted,
    )


def _labels(
    found: Sequence[Example], draw: np.random.Generator
) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """By question the answers, and how much each counts."""
    silent = np.concatenate([one.silent for one in found])
    silent &= draw.random(len(silent)) < SILENT_SHARE
    wanted, counted = dict[str, Tensor](), dict[str, Tensor]()
    for name, each in ANSWERS.items():
        said = np.concatenate([one.wanted[name] for one in found])
        weight = (said != UNSAID).astype(np.float32)
        if name in _SILENT_ANSWER:
            said = np.where(silent, each.index(_SILENT_ANSWER[name]), said)
            weight = np.where(silent, SILENT_WEIGHT, weight)
        wanted[name] = torch.from_numpy(said)
        counted[name] = torch.from_numpy(weight).float()
    return wanted, counted


def _network(
    given: Material, model: Layers, mean: npt.NDArray[np.float32], spread: npt.NDArray[np.float32]
) -> Network:
    weights = {"mean": mean, "spread": spread, "bag": model.bag.weight.detach().numpy()}
    for name in ("f", "t", "a", "o"):
        layer = getattr(model, name)
        weights[name] = layer.weight.detach().numpy().T.copy()
        weights[f"{name}.bias"] = layer.bias.detach().numpy()
    return Network(given.names, weights, ANSWERS, dict.fromkeys(ANSWERS, 1.0))
