"""Weights of which the publisher says that one can have them, or cannot, and that no file shows."""

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
from licensecheck.domain.statement import Artefact, Owner, Polarity, Statement, StatementKind
from licensecheck.knowledge.phrases import Phrase
from licensecheck.statements.called import repository
from licensecheck.statements.names import PARTS, Names
from licensecheck.statements.spelling import Spelling
from licensecheck.text.letters import letters
from licensecheck.text.voiced import is_code

Read = Callable[[Snapshot, Card, Collection[Span]], Mapping[Span, Statement]]
"""What clauses of a card say, by their places."""
_WITHHELD = Phrase("subjects/withheld")
_MAY_OFFER = Phrase("subjects/weights-or-model")
_HAVE = Phrase("subjects/can-be-had")
# Who runs the program gets the weights: "The checkpoints are downloaded on first use."
_FETCHED = Phrase("subjects/fetched-by-program")
_API = Phrase("subjects/access-to-an-api")
_NOT_SO = Phrase("limits/not-so")
# An address of a file of weights in source code, in one piece or in two: a folder, and a name.
_ENDING = r"\.(?:safetensors|gguf|pth|pt|ckpt|bin|onnx|tar|zip|th|pbmm|tflite|h5|nemo|pdparams)\b"
_ADDRESS = re.compile(r"https?://[^\s\"'<>()/]{1,100}/[^\s\"'<>()]{1,300}" + _ENDING)
_FOLDER = re.compile(r"[\"'](?P<folder>https?://[^\s\"'<>()]{1,300}/)[\"']")
_IN_FOLDER = re.compile(r"[\"'](?P<name>[\w.+-]{1,100}" + _ENDING + r"(?:\.\w{2,3}){0,2})[\"']")
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
_TELLING = 5
"""Letters of a repository's name that tells its folder from any other: "data", "code" do not."""
SURE = 0.5
"""Of each answer: more likely than not. No figure was chosen on what measures it."""


def with_spoken_weights(
    parts: Sequence[Component], snapshot: Snapshot, read: Read, own: Names
) -> tuple[Component, ...]:
    """The parts; weights of which nothing is known are linked where a card says plainly that the
    publisher's own can be had, or code gets them from an address of the publisher; those of which a
    card says that he keeps them are absent, whatever its links lead to, and so are those to which
    nothing leads but an API of his."""
    return tuple(
        _with_spoken(part, snapshot, read, own) if part.name == "weights" else part
        for part in parts
    )


def _with_spoken(part: Component, snapshot: Snapshot, read: Read, own: Names) -> Component:
    if part.state is State.PRESENT:
        return part
    if quote := next(_refusals(snapshot, read), None):
        return replace(part, state=State.ABSENT, evidence=(quote,))
    if part.state not in (State.UNKNOWN, State.NOT_FOUND, State.CLAIMED):
        return part
    if quote := next(chain(_fetched(snapshot, own), _offers(snapshot, read)), None):
        return replace(part, state=State.LINKED, evidence=(quote,))
    quote = next(_reached_by_api(snapshot, own), None)
    return replace(part, state=State.ABSENT, evidence=(quote,)) if quote else part


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
                if own.owns(found[0]) or _is_of_project(found[0], snapshot):
                    yield Evidence.at(document, Span(*found.span()))
            if is_code(document.path):
                yield from _in_folder(document, snapshot, own)
                yield from _loaded(document, own)


def _in_folder(document: Document, snapshot: Snapshot, own: Names) -> Iterator[Evidence]:
    """Where a program puts the names of files of weights behind an address of the publisher."""
    folders = [one["folder"] for one in _FOLDER.finditer(document.text)]
    if any(own.owns(one) or _is_of_project(one, snapshot) for one in folders):
        for found in _IN_FOLDER.finditer(document.text):
            yield Evidence.at(document, Span(*found.span("name")))


def _is_of_project(address: str, snapshot: Snapshot) -> bool:
    """True for a folder called as the repository is, whose name may be a plain word ("denoiser")
    that proves nothing in a page, but does in a program of the repository."""
    called = letters(PARTS.split((repository(snapshot) or snapshot.ref.name).rstrip("/\\"))[-1])
    folders = map(letters, address.split("/")[3:-1])
    return len(called) >= _TELLING and called in folders


def _loaded(document: Document, own: Names) -> Iterator[Evidence]:
    """Where a program names the publisher's model on a hub: account and model are his."""
    for found in _LOADED.finditer(document.text):
        owner, name = found["id"].split("/")
        theirs = letters(owner) in own.owners and own.owns(f"https://huggingface.co/-/{name}")
        if theirs and not _FILE.search(name):
            yield Evidence.at(document, Span(*found.span("id")))


def _reached_by_api(snapshot: Snapshot, own: Names) -> Iterator[Evidence]:
    """Where a card gives access to an API of the model, and nothing to its weights: "We open free
    API access to Zebra." The API of somebody else has his name before it."""
    from licensecheck.text.segment import segment

    for card in snapshot.cards[:MOST_CARDS] if own.pattern else ():
        for clause in segment(card.document, card.body):
            said = card.document.quote(clause.span)
            if _is_own_api(said, own.pattern) and not _NOT_SO.search(said):
                yield Evidence.at(card.document, clause.span)


def _is_own_api(said: str, named: Spelling | None) -> bool:
    access = _API.search(said)
    if not (access and named):
        return False
    if access["owner"]:
        return named.search(access["owner"]) is not None
    behind = named.search(said[access.end() :])
    return bool(access["of"]) and behind is not None and behind.start == 0


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
