"""Make probabilities mean what they say: Platt scaling, folded into the head of the model.

The loss weighs the positives of rare labels up, so the trained model is too sure. One scale and
one shift for the restrictions, and one of each for the other labels, are fitted on the real dev
clauses (clauses in own words are richer in restrictions than licences are), and one of each for
claims on the sentences of real cards.
"""

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from corpus import dataset, train
from corpus.encoder import Encoder

STEPS = 100


def calibrate(model: Encoder) -> dict[str, tuple[float, float]]:
    """Fit and fold in; returns scale and shift by kind of label."""
    found = {}
    clauses = _measured(model, tuple(dataset.real("dev")))
    sentences = _measured(model, tuple(dataset.claims("dev")))
    for kind, group in dataset.kinds().items():
        columns = torch.tensor([name in group for name in dataset.names()])
        parts = sentences if kind == "claims" else clauses
        scale, shift = fit(*(part[:, columns].double() for part in parts))
        with torch.no_grad():
            model.head.weight[columns] *= scale
            model.head.bias[columns] = model.head.bias[columns] * scale + shift
        found[kind] = (round(scale, 3), round(shift, 3))
    return found


def _measured(model: Encoder, clauses: Sequence[dataset.Example]) -> tuple[Tensor, Tensor, Tensor]:
    """Logits of the model, labels, and where they count."""
    likely = torch.from_numpy(train.probabilities(model, clauses)).double()
    return (torch.logit(likely, 1e-7), *train.targets(clauses, dataset.names()))


def fit(logits: Tensor, wanted: Tensor, counted: Tensor) -> tuple[float, float]:
    """The scale and shift of the logits that make what was labelled likeliest."""
    line = torch.tensor([1.0, 0.0], dtype=logits.dtype, requires_grad=True)
    search = torch.optim.LBFGS([line], max_iter=STEPS, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        search.zero_grad()
        said = line[0] * logits + line[1]
        found = functional.binary_cross_entropy_with_logits(said, wanted, counted)
        found.backward()  # type: ignore[no-untyped-call]  # torch has no types here
        return found

    search.step(loss)  # type: ignore[no-untyped-call]  # nor here
    scale, shift = line.detach().tolist()
    return scale, shift
