"""Simpler classifiers on the same clauses, for comparison: TF-IDF, and the encoder left as it is.
Claims are left out: none of these is asked for them.

Both end in one linear layer per label, with thresholds chosen on dev as the model's are.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from corpus import dataset, encoder, thresholds, train

MIN_CLAUSES = 3
"""In which a word or pair of words stands, to count."""
ROUNDS = 30
RATE = 5e-3

Clauses = Sequence[dataset.Example]


def all_of_them(clauses: Clauses) -> Iterator[tuple[str, npt.NDArray[np.bool_]]]:
    """Name and decisions [clauses, labels] of each."""
    yield "TF-IDF", tf_idf(clauses)
    yield "frozen encoder", frozen(clauses)


def tf_idf(clauses: Clauses) -> npt.NDArray[np.bool_]:
    """Words and pairs of words, those of the context apart."""
    known = Counter(word for c in dataset.clauses("train") for word in set(_words(c)))
    places = {word: at for at, word in enumerate(w for w, n in known.items() if n >= MIN_CLAUSES)}
    total = len(dataset.clauses("train"))
    rarity = torch.tensor([math.log(total / known[word]) for word in places])
    layer = nn.EmbeddingBag(len(places), len(dataset.names()), mode="sum")
    nn.init.zeros_(layer.weight)

    def scores(part: Clauses) -> Tensor:
        bags = [[places[word] for word in set(_words(c)) if word in places] or [0] for c in part]
        flat = torch.tensor([at for bag in bags for at in bag])
        starts = torch.tensor([0, *map(len, bags)][:-1]).cumsum(0)
        norms = torch.tensor([float(rarity[bag].norm()) for bag in bags for _ in bag])
        return layer(flat, starts, rarity[flat] / norms.clamp(min=1e-6)) - 3

    return _decide(layer, scores, clauses)


def frozen(clauses: Clauses) -> npt.NDArray[np.bool_]:
    """A linear layer on the published encoder's sentence vectors."""
    layer = nn.Linear(encoder.WIDTH, len(dataset.names()))
    kept: dict[int, Tensor] = {}
    model = encoder.pretrained(encoder.WIDTH).eval()
    with torch.no_grad():  # the head passes the pooled vector on
        model.head.weight.copy_(torch.eye(encoder.WIDTH))
        model.head.bias.zero_()

    def vectors(part: Clauses) -> Tensor:
        for clause in part:
            if id(clause) not in kept:
                fresh = [c for c in part if id(c) not in kept]
                kept.update(zip(map(id, fresh), _vectors(model, fresh), strict=True))
        return torch.stack([kept[id(clause)] for clause in part])

    return _decide(layer, lambda part: layer(vectors(part)) - 3, clauses)


def _vectors(model: encoder.Encoder, clauses: Clauses) -> Tensor:
    pieces = train.windows(clauses)
    order = sorted(range(len(pieces)), key=lambda at: len(pieces[at].ids))
    found = torch.zeros(len(pieces), encoder.WIDTH)
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for at in range(0, len(order), train.BATCH):
            rows = order[at : at + train.BATCH]
            found[rows] = model(*train.tensors([pieces[row] for row in rows])).float()
    return functional.normalize(found) * 10


def _words(clause: dataset.Example) -> list[str]:
    words = re.findall(r"[a-z]+", clause.text.lower())
    around = [f"^{word}" for word in re.findall(r"[a-z]+", clause.context.lower())]
    return words + [f"{a} {b}" for a, b in pairwise(words)] + around


def _decide(layer: nn.Module, scores, clauses: Clauses) -> npt.NDArray[np.bool_]:  # type: ignore[no-untyped-def]  # a function of clauses
    names = dataset.names()
    learn, dev = dataset.clauses("train"), dataset.clauses("dev")
    wanted, counted = train.targets(learn, names)
    weights = train.weights(wanted, counted)
    optimizer = torch.optim.Adam(layer.parameters(), lr=RATE)
    draw = np.random.default_rng(1)
    for _ in range(ROUNDS):
        for rows in np.array_split(draw.permutation(len(learn)), len(learn) // 256):
            said = scores([learn[row] for row in rows])
            loss = functional.binary_cross_entropy_with_logits(
                said, wanted[rows], counted[rows], pos_weight=weights
            )
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    with torch.no_grad():
        tuned, found = (torch.sigmoid(scores(part)).numpy() for part in (dev, clauses))
    truth, use = (part.numpy() for part in train.targets(dev, names))
    bands = thresholds.choose(tuned, truth, use, names, dataset.kinds())
    return np.asarray(found >= np.array([bands[name]["upper"] for name in names]))
