"""Weights that no file and no address shows, and that the publisher says one can have."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from licensecheck.domain import (
    Card,
    Component,
    Document,
    DocumentKind,
    Evidence,
    Snapshot,
    Span,
    State,
)
from licensecheck.domain.statement import Artefact, Polarity, Statement, StatementKind
from licensecheck.knowledge.phrases import Phrase
from licensecheck.statements.names import Names
from licensecheck.text.letters import letters
from licensecheck.text.voiced import is_code

Read = Callable[[Snapshot, Card, Collection[Span]], Mapping[Span, Statement]]
"""What clauses of a card say, by their places."""
_MAY_OFFER = Phrase("subjects/weights-or-model")
_HAVE = Phrase("subjects/can-be-had")
# Who runs the program gets the weights: "The checkpoints are downloaded on first use."
_FETCHED = Phrase("subjects/fetched-by-program")
_NOT_SO = Phrase("limits/not-so")
# An address of a file of weights in source code.
_ADDRESS = re.compile(
    r"https?://[^\s\"'<>()]{1,300}\.(?:safetensors|gguf|pth|pt|ckpt|bin|onnx|tar|zip)\b"
)
# An id of a hub in a line of code that names a model or repository: what the program loads.
_LOADED = re.compile(
    r"(?:repo|pretrained|model|checkpoint|hub|download)[^\n\"']{0,80}"
    r"[\"'](?P<id>[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95})[\"']",
    re.I,
)
_FILE = re.compile(
    r"\.(?:py|json|ya?ml|txt|md|csv|jsonl|parquet|png|jpe?g|wav|mp[34]|sh|toml)$", re.I
)
MOST_CARDS = 5
"""Cards that are read: a main one and its translations."""
SURE = 0.5
"""Of each answer: more likely than not. No figure was chosen on what measures it."""


def with_spoken_weights(
    parts: Sequence[Component], snapshot: Snapshot, read: Read, own: Names
) -> tuple[Component, ...]:
    """The parts; weights of which nothing is known are linked where a card says plainly that the
    publisher's own can be had, or code gets them from an address of the publisher."""
    return tuple(
        replace(part, state=State.LINKED, evidence=(quote,))
        if part.name == "weights"
        and part.state in (State.UNKNOWN, State.NOT_FOUND, State.CLAIMED)
        and (quote := next(chain(_fetched(snapshot, own), _offers(snapshot, read)), None))
        else part
        for part in parts
    )


def _fetched(snapshot: Snapshot, own: Names) -> Iterator[Evidence]:
    """Where a card says that a program gets the weights, and where code does from the publisher."""
    from licensecheck.text.segment import segment

    for card in snapshot.cards[:MOST_CARDS]:
        for clause in segment(card.document, card.body):
            said = card.document.quote(clause.span)
            if _FETCHED.search(said) and not _NOT_SO.search(said):
                yield Evidence.at(card.document, clause.span)
    for document in snapshot.documents:
        if document.kind is DocumentKind.PROSE:
            for found in _ADDRESS.finditer(document.text):
                if own.owns(found[0]):
                    yield Evidence.at(document, Span(*found.span()))
            if is_code(document.path):
                yield from _loaded(document, own)


def _loaded(document: Document, own: Names) -> Iterator[Evidence]:
    """Where a program names the publisher's model on a hub: account and model are his."""
    for found in _LOADED.finditer(document.text):
        owner, name = found["id"].split("/")
        theirs = letters(owner) in own.owners and own.owns(f"https://huggingface.co/-/{name}")
        if theirs and not _FILE.search(name):
            yield Evidence.at(document, Span(*found.span("id")))


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
