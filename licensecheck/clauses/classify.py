"""What each clause of a document does: the rules and the classifier together."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from licensecheck.clauses.matcher import RuleHit, RuleMatcher
from licensecheck.text.context import context
from licensecheck.types import Clause, ClauseKind, ClauseLabel, Document, Source


class Model(Protocol):
    """The classifier, as far as the fusion needs it."""

    labels: Sequence[str]
    thresholds: Mapping[str, tuple[float, float]]
    """By label: below the first the clause does not have it, from the second on it does."""

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Sequence[float]]:
        """For each pair of context and clause, a probability for each label."""


def classify(
    document: Document, clauses: Sequence[Clause], matcher: RuleMatcher, model: Model | None
) -> tuple[ClauseLabel, ...]:
    """The labels of all clauses in the order of the text, certain and uncertain ones.

    A rule alone makes a label certain, so does the model above its upper threshold. Between its
    two thresholds the label is uncertain: a person should read the clause.
    """
    spoken = [clause for clause in clauses if clause.kind is not ClauseKind.HEADING]
    pairs = [(context(document, clause), document.quote(clause.span)) for clause in spoken]
    rows = model.probabilities(pairs) if model else [()] * len(pairs)
    return tuple(
        label
        for clause, (around, _), row in zip(spoken, pairs, rows, strict=True)
        for label in _labels(document, clause, around, row, matcher, model)
    )


def _labels(
    document: Document,
    clause: Clause,
    around: str,
    row: Sequence[float],
    matcher: RuleMatcher,
    model: Model | None,
) -> Iterator[ClauseLabel]:
    hits = {hit.label: hit for hit in matcher.hits(document.text, clause.span, around)}
    likely = dict(zip(model.labels, map(float, row), strict=True)) if model else {}
    for name in sorted({*hits, *likely}):
        lower, upper = model.thresholds[name] if model and name in likely else (1.1, 1.1)
        label = _fuse(clause, name, hits.get(name), likely.get(name, 0.0), lower, upper)
        if label:
            yield label


def _fuse(
    clause: Clause, name: str, hit: RuleHit | None, probability: float, lower: float, upper: float
) -> ClauseLabel | None:
    if hit:
        source = Source.BOTH if probability >= upper else Source.RULE
        return ClauseLabel(clause, name, 1.0, True, source, name, hit.slots)
    if probability >= lower:
        return ClauseLabel(clause, name, probability, probability >= upper, Source.MODEL)
    return None
