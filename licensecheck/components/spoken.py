"""Weights that no file and no address shows, and that the publisher says one can have."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from licensecheck.domain import Card, Component, Evidence, Snapshot, Span, State
from licensecheck.domain.statement import Artefact, Polarity, Statement, StatementKind

Read = Callable[[Snapshot, Card, Collection[Span]], Mapping[Span, Statement]]
"""What clauses of a card say, by their places."""
_MAY_OFFER = re.compile(
    r"\b(?:weights?|checkpoints?|parameters|models?|pre-?trained)\b|权重|模型", re.I
)
_HAVE = re.compile(
    r"\b(?:download\w*|available|releas\w+|hosted|provided?|upload\w*|obtain\w*|fetch\w*|public)\b|下载|开放|发布",
    re.I,
)
MOST_CARDS = 5
"""Cards that are read: a main one and its translations."""
SURE = 0.5
"""Of each answer: more likely than not. No figure was chosen on what measures it."""


def with_spoken_weights(
    parts: Sequence[Component], snapshot: Snapshot, read: Read
) -> tuple[Component, ...]:
    """The parts; weights of which nothing is known are linked where a card says plainly that the
    publisher's own can be had."""
    return tuple(
        replace(part, state=State.LINKED, evidence=(quote,))
        if part.name == "weights"
        and part.state in (State.UNKNOWN, State.NOT_FOUND, State.CLAIMED)
        and (quote := next(_offers(snapshot, read), None))
        else part
        for part in parts
    )


def _offers(snapshot: Snapshot, read: Read) -> Iterator[Evidence]:
    for card in snapshot.cards[:MOST_CARDS]:
        from licensecheck.text.segment import segment

        places = [
            clause.span
            for clause in segment(card.document, card.body)
            if _HAVE.search(words := card.document.quote(clause.span)) and _MAY_OFFER.search(words)
        ]
        for statement in read(snapshot, card, places).values():
            if _is_offer(statement):
                yield statement.evidence


def _is_offer(said: Statement) -> bool:
    what = (said.kind, said.artefact, said.polarity)
    plain = what == (StatementKind.AVAILABILITY, Artefact.WEIGHTS, Polarity.AFFIRMED)
    return plain and min(said.confidence, said.own, said.present) >= SURE
