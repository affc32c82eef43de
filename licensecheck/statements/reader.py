"""Reads what sentences of cards say, about whose work, and whether it holds."""

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Protocol

import numpy as np

from licensecheck.domain import Card, Clause, Evidence, Snapshot, Span
from licensecheck.domain.statement import Artefact, Owner, Polarity, Statement, StatementKind
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.statements.called import called
from licensecheck.statements.heads import Array, Head, load, pairs, read
from licensecheck.statements.marks import Marker
from licensecheck.statements.names import names
from licensecheck.statements.sentences import Sentence, sentences
from licensecheck.text.segment import segment

_OURS = (Owner.OWN, Owner.VARIANT)
_WHOLE = (Artefact.WEIGHTS, Artefact.EVERYTHING, Artefact.UNSAID)
_OTHERS = frozenset({"othername", "relative", "basename"})
_OWN = frozenset({"ownname", "ownvariant", "siblingname"})
MOST = 40
"""Sentences of one card that are read at once, 5 ms each: the real card with most claims has 31."""


class Encoder(Protocol):
    """What makes numbers of sentences."""

    def embeddings(self, pairs: Sequence[tuple[str, str]]) -> Array:
        """[pairs, width], for pairs of context and sentence."""


class StatementReader:
    """The heads over one encoder; without an encoder, which is None, it reads nothing.

    `heads` are by default those that were released.
    """

    def __init__(
        self, encoder: Encoder | None, knowledge: Knowledge, heads: Mapping[str, Head] | None = None
    ) -> None:
        self._encoder = encoder
        self._knowledge = knowledge
        self._given = heads

    def read(
        self, snapshot: Snapshot, card: Card, places: Collection[Span]
    ) -> Mapping[Span, Statement]:
        """By place, what the clause of a card says in which it begins; one outside is left out."""
        clauses = segment(card.document)
        starts = [clause.span.start for clause in clauses]
        holding = {place: bisect_right(starts, place.start) - 1 for place in sorted(places)[:MOST]}
        asked = sorted({at for at in holding.values() if at >= 0})
        if not asked or self._encoder is None:
            return {}
        knowledge = self._knowledge
        known = knowledge.names
        marker = Marker(
            names(called(snapshot, known.plain), snapshot.cards, known.plain),
            knowledge.facts,
            known.families,
        )
        found = [
            list(sentences(card, clauses[max(0, at - 1) : at + 1], marker))[-1] for at in asked
        ]
        likely = read(self._heads, found, self._encoder.embeddings(pairs(found)))
        said = {
            at: self._statement(
                card, clauses[at], found[row], {f: p[row] for f, p in likely.items()}
            )
            for row, at in enumerate(asked)
        }
        return {place: said[at] for place, at in holding.items() if at in said}

    def _statement(
        self, card: Card, clause: Clause, read: Sentence, likely: Mapping[str, Array]
    ) -> Statement:
        said = {f: self._heads[f].answers[int(np.argmax(row))] for f, row in likely.items()}
        own = self._likely("owner", likely["owner"], _OURS)
        free = not self._knowledge.dependent.may_depend(card.document.quote(clause.span))
        holding = (Polarity.AFFIRMED, Polarity.CONDITIONAL) if free else (Polarity.AFFIRMED,)
        return Statement(
            StatementKind(said["kind"]),
            Artefact(said["artefact"]),
            Owner(said["owner"]),
            Polarity(said["polarity"]),
            Evidence.at(card.document, clause.span),
            confidence=min(float(row.max()) for row in likely.values()),
            own=0.0 if names_others_alone(read) else own,
            whole=self._likely("artefact", likely["artefact"], _WHOLE),
            present=self._likely("polarity", likely["polarity"], holding),
        )

    def _likely(self, field: str, row: Array, answers: Collection[str]) -> float:
        named = self._heads[field].answers
        return float(sum(p for answer, p in zip(named, row, strict=True) if answer in answers))

    @cached_property
    def _heads(self) -> Mapping[str, Head]:
        return self._given or load()


def names_others_alone(read: Sentence) -> bool:
    """True for a sentence that names models, none of which is the publisher's own: whatever the
    heads say, a name is surer."""
    marks = set(read.words.split())
    return bool(marks & _OTHERS) and not marks & _OWN
