"""Weights of which the publisher says that one can have them, or cannot, and that no file shows."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from licensecheck.domain import (
    Card,
    Component,
    Evidence,
    Snapshot,
    Span,
    State,
)
from licensecheck.domain.statement import Artefact, Owner, Polarity, Statement, StatementKind
from licensecheck.knowledge.phrases import Phrase

Read = Callable[[Snapshot, Card, Collection[Span]], Mapping[Span, Statement]]
"""What clauses of a card say, by their places."""
_WITHHELD = Phrase("subjects/withheld")
_MAY_OFFER = Phrase("subjects/weights-or-model")
_HAVE = Phrase("subjects/can-be-had")
MOST_CARDS = 5
"""Cards that are read: a main one and its translations."""
SURE = 0.5
"""Of each answer: more likely than not. No figure was chosen on what measures it."""


def with_spoken_weights(
    parts: Sequence[Component], snapshot: Snapshot, read: Read
) -> tuple[Component, ...]:
    """The parts; weights of which nothing is known are linked where a card says plainly that the
    publisher's own can be had; those of which a card says that he keeps them are absent, whatever
    its links lead to."""
    return tuple(
        _with_spoken(part, snapshot, read) if part.name == "weights" else part for part in parts
    )


def _with_spoken(part: Component, snapshot: Snapshot, read: Read) -> Component:
    if part.state is State.PRESENT:
        return part
    if quote := next(_refusals(snapshot, read), None):
        return replace(part, state=State.ABSENT, evidence=(quote,))
    if part.state not in (State.UNKNOWN, State.NOT_FOUND, State.CLAIMED):
        return part
    if quote := next(_offers(snapshot, read), None):
        return replace(part, state=State.LINKED, evidence=(quote,))
    return part


def _offers(snapshot: Snapshot, read: Read) -> Iterator[Evidence]:
    def offers(words: str) -> bool:
        return bool(_HAVE.search(words) and _MAY_OFFER.search(words))

    return (one.evidence for one in _said(snapshot, read, offers) if _is_offer(one))


def _refusals(snapshot: Snapshot, read: Read) -> Iterator[Evidence]:
    """Where a card says in so many words that the weights are kept."""

    def refuses(words: str) -> bool:
        return bool(_WITHHELD.search(words))

    return (one.evidence for one in _said(snapshot, read, refuses) if _is_refusal(one))


def _said(snapshot: Snapshot, read: Read, tells: Callable[[str], bool]) -> Iterator[Statement]:
    """What the clauses say of which `tells` knows by their words that they may be meant."""
    for card in snapshot.cards[:MOST_CARDS]:
        from licensecheck.text.segment import segment  # reads prose

        clauses = (clause.span for clause in segment(card.document, card.body))
        places = [span for span in clauses if tells(card.document.quote(span))]
        yield from read(snapshot, card, places).values()


def _is_offer(said: Statement) -> bool:
    what = (said.kind, said.artefact, said.polarity)
    plain = what == (StatementKind.AVAILABILITY, Artefact.WEIGHTS, Polarity.AFFIRMED)
    return plain and min(said.confidence, said.own, said.present) >= SURE


def _is_refusal(said: Statement) -> bool:
    """Of what kind the sentence is, its words tell; of whose weights, and whether all, the reader
    does."""
    what = (said.artefact, said.owner, said.polarity)
    plain = what == (Artefact.WEIGHTS, Owner.OWN, Polarity.DENIED)
    return plain and min(said.own, said.whole, 1 - said.present) >= SURE
