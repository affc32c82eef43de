"""How likely a page's own work has a model inside, from all the places that name it.

The network and the encoder read each place alone or beside its neighbours. Here a name is decided
once: logistic weights over what both say at its places, how it is written and who else is named.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from licensecheck.reader.meanings import INSIDE, Role
from licensecheck.reader.network import Array
from licensecheck.reader.page import Page, first_part, key_of
from licensecheck.reader.places import Likely, both
from licensecheck.reader.places import inside as sentence

_FIELD = "field"
LIKELY = 0.5
"""From which probability on a place says by itself that a model is inside."""
_LEAST = 1e-3
"""Probabilities nearer to 0 or 1 than this tell no more: their log odds end here."""
_ROLES = tuple(Role)
_COLUMNS = [_ROLES.index(role) for role in INSIDE]
_SPELT = (
    "is own", "begins as own", "own begins so", "contains own", "in own", "in title",
    "parts in title", "first part is own", "is account", "is base of metadata",
    "base of metadata begins so", "is weights", "most owner is account", "most owner is linked",
    "most owner resembles", "most has owner", "most host huggingface", "most host github",
    "most kind heading", "most kind code", "mean kind row", "mean numbers in row", "mean place",
    "most is linked", "mentions",
)  # fmt: skip
"""What `mention_features` knows of a name that is the same at all its places. What other pages call
it is left out: a name that is a base elsewhere would be one without a sentence that says so."""


@dataclass(frozen=True)
class Places:
    """The places of a page, each with what both readers say of it."""

    page: Page
    features: Sequence[Mapping[str, float]]
    """As `mention_features` gives them."""
    roles: Array
    """By the network: [places, roles]."""
    sentences: Likely
    """By the encoder: [places, base, part and needs]; zeros where it was not asked."""

    @cached_property
    def alone(self) -> Likely:
        """How likely each place names something inside, by the geometric mean of both."""
        return both(suspected(self.roles), sentence(self.sentences))

    @cached_property
    def rows(self) -> Mapping[str, Sequence[int]]:
        """By the letters of each name that stands outside fields where its places are."""
        found = defaultdict[str, list[int]](list)
        for at, one in enumerate(self.page.names):
            if self.page.lines[one.line].kind != _FIELD:
                found[key_of(one.words)].append(at)
        return found


@dataclass(frozen=True, slots=True)
class Weights:
    """Logistic weights, written by `python -m corpus.mentions.names`."""

    names: tuple[str, ...]
    mean: Likely
    spread: Likely
    weights: Likely
    bias: float

    def likely(self, found: Mapping[str, float]) -> float:
        """The probability that a name with these numbers is inside."""
        row = np.array([found.get(name, 0.0) for name in self.names])
        held = np.clip((row - self.mean) / self.spread, -5, 5)
        return float(1 / (1 + np.exp(-(held @ self.weights + self.bias))))


def suspected(roles: Array) -> Likely:
    """How likely the network finds each place to name something inside."""
    return np.asarray(roles[:, _COLUMNS].sum(1), np.float64)


def load(file: Path) -> Weights:
    """Weights from their file."""
    stored = json.loads(file.read_text("utf-8"))
    mean, spread, weights = (
        np.array(stored[name], np.float64) for name in ("mean", "spread", "weights")
    )
    return Weights(tuple(stored["names"]), mean, spread, weights, float(stored["bias"]))


def inside(known: Weights, places: Places) -> list[float]:
    """How likely each place names something inside.

    The likeliest place of a name, and those that say so by themselves, have the probability of the
    name, or their own where that is higher; other places, and those in fields, keep their own.
    """
    alone, rows = places.alone, places.rows
    found = [*map(float, alone)]
    for key, each in numbers(places).items():
        named, best = known.likely(each), max(rows[key], key=alone.__getitem__)
        for at in rows[key]:
            if at == best or alone[at] >= LIKELY:
                found[at] = max(named, float(alone[at]))
    return found


def numbers(places: Places) -> Mapping[str, Mapping[str, float]]:
    """By the letters of each name that stands outside fields its numbers."""
    rows, alone = places.rows, places.alone
    best = {key: float(alone[at].max()) for key, at in rows.items()}
    families = _families(places.page, rows, best)
    order = sorted(best.values(), reverse=True)
    page = {
        "names": float(np.log1p(len(rows))),
        "page has base": float(bool(places.page.bases)),
        "page's best": order[0] if order else 0.0,
    }
    return {
        key: {
            **dict(_said(places, at)),
            **{name: places.features[at[0]].get(name, 0.0) for name in _SPELT},
            "rank": float(np.log1p(order.index(best[key]))),
            "behind the best": order[0] - best[key],
            "family": families[key],
            **page,
        }
        for key, at in rows.items()
    }


def _families(
    page: Page, rows: Mapping[str, Sequence[int]], best: Mapping[str, float]
) -> dict[str, float]:
    """By name how likely the likeliest other name is that begins with the same part."""
    lasts = {key: page.names[at[0]].words.rpartition("/")[2] for key, at in rows.items()}
    alike = defaultdict[str, list[float]](lambda: [0.0, 0.0])
    for key, name in lasts.items():
        alike[first_part(name)].append(best[key])
    two = {first: sorted(each)[-2:] for first, each in alike.items()}
    return {key: _other(two[first_part(name)], best[key]) for key, name in lasts.items()}


def _other(two: Sequence[float], own: float) -> float:
    """The larger of two values that is not the own one."""
    second, first = two
    return second if own == first else first


def _said(places: Places, rows: Sequence[int]) -> Iterator[tuple[str, float]]:
    """What both readers say at the places of one name."""
    roles, sentences = places.roles[rows], places.sentences[rows]
    network, encoder = suspected(roles), sentence(sentences)
    for title, each in (("network", network), ("encoder", encoder)):
        yield f"{title} most", _odds(each.max())
        yield f"{title} mean", _odds(each.mean())
    together = np.sort(both(network, encoder))[::-1]
    yield "both", float(together[0])
    yield "both, second", float(together[1]) if len(together) > 1 else 0.0
    yield "asked", float((encoder > 0).mean())
    for role, most in zip(_ROLES, roles.max(0), strict=True):
        yield f"network {role}", _odds(most)
    for role, most in zip(INSIDE, sentences.max(0), strict=True):
        yield f"encoder {role}", _odds(most)


def _odds(probability: float) -> float:
    held = min(max(float(probability), _LEAST), 1 - _LEAST)
    return float(np.log(held / (1 - held)))
