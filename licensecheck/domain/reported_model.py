"""Parts of a report that speak of a model: score, claims, lineage, components."""

from typing import Literal

from licensecheck.domain.component import State
from licensecheck.domain.reported_terms import Licensing, Quote, Wire


class ScorePart(Wire):
    """One part of the score."""

    name: str
    """What is counted: a freedom or a part of the model."""
    weight: float
    """Points that it can have."""
    value: float
    """Points with unknown counted as unmet."""
    ceiling: float
    """Points with unknown counted as met."""
    reason: str
    """Why it has as many, in a few words."""


class Score(Wire):
    """0 to 100, as an interval."""

    value: float
    """Points with unknown counted as unmet."""
    ceiling: float
    """Points with unknown counted as met."""
    profile: str
    """Name of the weights used: `rules/profiles/`."""
    parts: tuple[ScorePart, ...]
    """What the points are made of."""


class Claim(Wire):
    """What the publisher says about openness."""

    kind: str
    """`open-source`, `open-weights`, …: `licensecheck explain KIND`."""
    evidence: Quote
    """The publisher's words."""


class Washing(Wire):
    """Claims that the facts contradict."""

    level: Literal["none", "low", "medium", "high"]
    """The highest severity among the findings."""
    findings: tuple[str, ...]
    """Ids of the findings."""


class Node(Wire):
    """A model, adapter or data set in the chain."""

    id: str
    """Address of the model or data set."""
    kind: Literal["model", "dataset"]
    """Which of both."""
    license: Licensing
    """Expression, or empty where unknown."""
    source: str
    """Where the licence was read: snapshot, catalogue, or empty."""


class Edge(Wire):
    """What was made from what."""

    source: str
    """The derivative."""
    target: str
    """What it was made from."""
    relation: str
    """How: `finetune`, `adapter`, `quantized`, `merge`, `distill` or `dataset`."""
    evidence: Quote | None
    """The words that say so; null where a hub's metadata does."""


class Lineage(Wire):
    """The chain of base models and data."""

    nodes: tuple[Node, ...]
    """The model itself first, then what it was made from, then data sets."""
    edges: tuple[Edge, ...]
    """What connects them."""
    conflicts: tuple[str, ...]
    """Ids of the findings."""


class ReportedComponent(Wire):
    """One part of the model."""

    name: str
    """`weights`, `training-code`, `paper`, …"""
    type: str
    """`code`, `data`, `parameters` or `documentation`."""
    state: State
    """How much is known of it."""
    license: Licensing
    """Expression of the licence that it is under; empty where that is not known."""
    files: tuple[str, ...]
    """A few of its files."""
    evidence: tuple[Quote, ...]
    """What shows it; empty where its files are here."""
