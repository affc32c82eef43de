"""Reads the terms of a model: of all that it comes with."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from licensecheck.domain import (
    Card,
    Clause,
    Component,
    Deadline,
    Declaration,
    Document,
    DocumentKind,
    Effort,
    Problem,
    Reading,
    Snapshot,
    Span,
)
from licensecheck.knowledge.facts import Facts
from licensecheck.statements.names import names
from licensecheck.terms.aside import is_third_party, set_aside
from licensecheck.terms.beside import beside
from licensecheck.terms.declarations import declarations, misnamed, not_here, pointed, untold
from licensecheck.terms.fields import FieldReader
from licensecheck.terms.named import named_beside, stated_licenses
from licensecheck.terms.prose import ELSEWHERE, LICENCE, names_licence, stated_terms
from licensecheck.terms.remarks import remarks, with_remarks
from licensecheck.terms.scope import uncovered
from licensecheck.terms.shown import captions, shown
from licensecheck.terms.spoken import spoken, spoken_in_fields, spoken_in_pictures
from licensecheck.terms.terms import Terms
from licensecheck.terms.texts import TextReader, out_of_time
from licensecheck.text.language import TERMS, language, language_problems
from licensecheck.text.segment import segment
from licensecheck.text.titles import title

Prose = tuple[Card, tuple[Clause, ...]]
"""A card and the clauses of its body."""
NO_DEADLINE = Deadline()
_TERMS = (DocumentKind.LICENSE, DocumentKind.USE_POLICY, DocumentKind.NOTICE)


def prose_of(snapshot: Snapshot, deadline: Deadline = NO_DEADLINE) -> tuple[Prose, ...]:
    """The cards of a snapshot, each with its clauses; with none behind the deadline."""
    return tuple(
        (card, () if deadline.over else segment(card.document, card.body))
        for card in snapshot.cards
    )


class TermsReader:
    """Reads all that a model comes with: its texts, cards, fields and other files."""

    def __init__(self, texts: TextReader) -> None:
        self._texts = texts
        self._knowledge = texts.knowledge

    @property
    def _facts(self) -> Facts:
        return self._knowledge.facts

    def all_of(
        self,
        snapshot: Snapshot,
        prose: Sequence[Prose],
        parts: Sequence[Component],
        effort: Effort | None = None,
    ) -> Terms:
        """All that was read of the terms, and what was not."""
        readings, declared, unread = self.texts_of(snapshot, prose, effort)
        spoken = partial(self._spoken, effort=effort)
        called = (snapshot.ref.name.rpartition("/")[2], *map(title, snapshot.cards))
        other = beside(
            snapshot.documents, readings, declared, self._knowledge, spoken, called, effort
        )
        problems = [
            *snapshot.problems,
            *unread,
            *(p for card, _ in prose for p in self._foreign(card)),
            *set_aside(snapshot.documents),
            *uncovered(snapshot, readings, declared, parts, self._facts),
            *untold(declared, readings, self._facts),
            *not_here(declared, readings, self._facts),
            *other.problems,
        ]
        return self._texts.terms(
            (*readings, *other.readings), (*declared, *other.declarations), problems
        )

    def texts_of(
        self, snapshot: Snapshot, prose: Sequence[Prose], effort: Effort | None = None
    ) -> tuple[tuple[Reading, ...], tuple[Declaration, ...], tuple[Problem, ...]]:
        """Every text with terms, every licence that is said to apply, and what there was no time
        to read."""
        effort = effort or Effort()
        texts = [
            document
            for document in snapshot.documents
            if document.kind in _TERMS and not is_third_party(document)
        ]
        declared = list(declarations(snapshot, self._facts))
        pointers = {text: pointed(text, self._facts) for text in texts}
        declared += [said for found in pointers.values() for said in found]
        readings, late = list[Reading](), list[Document]()
        for text in (text for text in texts if not pointers[text]):
            if not effort.deadline.over:
                readings.append(self._texts.text(text, effort))
                declared += named_beside(readings[-1], self._facts)
            late += [text] if effort.deadline.over else []
        own = names(snapshot.ref.name, snapshot.cards, self._knowledge.names.plain).pattern
        for card, clauses in prose:
            if not effort.deadline.over:
                declared += stated_licenses(card, clauses, self._facts, own)
        fields = self._fields(snapshot, declared, readings)
        for card, clauses in prose:
            if not effort.deadline.over:
                unclear = (
                    *fields.unclear(card),
                    *misnamed(card, readings, self._knowledge),
                    *shown(card, fields.applies, self._knowledge),
                    *spoken_in_pictures(captions(card), self._texts.classifier, effort),
                    *spoken_in_fields(card, self._knowledge.fields, self._texts.classifier, effort),
                )
                stated = stated_terms(
                    card, clauses, self._texts.classifier, self._knowledge, unclear, effort
                )
                speaking = spoken(card, clauses, self._texts.classifier, effort)
                stated = with_remarks(stated, card, clauses, self._knowledge, speaking)
                readings += [stated] if stated else []
            late += [card.document] if effort.deadline.over else []
        said = tuple(dict.fromkeys(_own(declared)))
        return tuple(readings), said, tuple(map(out_of_time, late))

    def _foreign(self, card: Card) -> Iterator[Problem]:
        """The parts of a card that nobody reads for their language; they hide terms where a line
        speaks of a licence and does more than name one that is known."""
        for problem in language_problems(card.document, card.body):
            lines = (
                line
                for span in language(card.document.text).unread
                for line in card.document.quote(span).splitlines()
                if TERMS.search(line)
            )
            hides = problem.hides_terms and any(map(self._hides, lines))
            yield replace(problem, hides_terms=hides)

    def _hides(self, line: str) -> bool:
        if self._knowledge.cues.foreign(line):
            return True
        return bool(LICENCE.search(line)) and not names_licence(line, self._facts)

    def _fields(
        self, snapshot: Snapshot, declared: Iterable[Declaration], readings: Iterable[Reading]
    ) -> FieldReader:
        """Reads fields of front matter against the licences that are said to apply or are here."""
        said = {key for one in _own(declared) for key in one.expression.licenses}
        here = {key for one in readings for key in one.licenses}
        return FieldReader(said | here, snapshot.paths, self._knowledge)

    def _spoken(self, card: Card, effort: Effort | None) -> Iterator[Span]:
        """Where English prose speaks of terms, as a card would."""
        clauses = segment(card.document, card.body)
        stated = stated_terms(card, clauses, self._texts.classifier, self._knowledge, (), effort)
        if stated:
            yield from (label.clause.span for label in stated.labels)
            for span in stated.unclear:
                said = card.document.quote(span)
                if any(doubt.raised_by(said) for doubt in self._knowledge.doubts):
                    yield span
        speaking = spoken(card, clauses, self._texts.classifier, effort)
        yield from remarks(card, clauses, self._knowledge, speaking)


def _own(declared: Iterable[Declaration]) -> Iterator[Declaration]:
    """Those of the model itself, not of what it was made from."""
    return (said for said in declared if said.component not in ELSEWHERE)
