"""Reads terms: of one text, and of all that a model comes with."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from licensecheck.classify.classify import Classifier
from licensecheck.classify.matcher import claim_matcher, clause_matcher
from licensecheck.classify.released import WEIGHTS, ModelFilesError, recorded
from licensecheck.domain import (
    Card,
    Clause,
    Component,
    Deadline,
    Declaration,
    Document,
    DocumentKind,
    Effort,
    Identification,
    Problem,
    ProblemKind,
    Reading,
    Snapshot,
    Span,
)
from licensecheck.knowledge.facts import Facts
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.terms.beside import beside
from licensecheck.terms.declarations import declarations, pointed, untold
from licensecheck.terms.fields import FieldReader
from licensecheck.terms.findings import findings
from licensecheck.terms.named import named_beside, stated_licenses
from licensecheck.terms.prose import ELSEWHERE, stated_terms
from licensecheck.terms.readings import read, settled, unreadable
from licensecheck.terms.remarks import remarks, with_remarks
from licensecheck.terms.scope import is_third_party, judged, set_aside, uncovered
from licensecheck.terms.terms import Terms
from licensecheck.text.language import language, language_problems
from licensecheck.text.segment import segment

if TYPE_CHECKING:
    from licensecheck.classify.answers import Reader

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


def out_of_time(document: Document) -> Problem:
    """The problem of a document that was not read, or not to its end, before the deadline."""
    message = "The time for one audit ran out before all of it was read: read it yourself."
    return Problem(ProblemKind.TOO_LARGE, document.path, message)


class TermsReader:
    """Knowledge and classifier, loaded when they are needed."""

    def __init__(
        self, knowledge: Knowledge, device: str, threads: int | None, cache: Path | None
    ) -> None:
        self.knowledge = knowledge
        self._device = device
        self._threads = threads
        self._cache = cache
        self._unread_by_model: tuple[Problem, ...] = ()

    def text(
        self, document: Document, effort: Effort | None = None, *, clauses_only: bool = False
    ) -> Reading:
        """One text, read: identified, its clauses labelled."""
        from licensecheck.identify.identify import identify  # needs numpy

        index = self.knowledge.index
        known = Identification() if clauses_only else identify(document.text, index)
        foreign = language(document.text).foreign
        if found := settled(document, known, self.knowledge, foreign):
            return found
        scored = self.classifier.score(document, segment(document), effort)
        return read(document, known, scored, self.classifier, self.knowledge, foreign)

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
        other = beside(snapshot.documents, readings, declared, self.knowledge, spoken, effort)
        problems = [
            *snapshot.problems,
            *unread,
            *(p for card, _ in prose for p in language_problems(card.document, card.body)),
            *set_aside(snapshot.documents),
            *uncovered(snapshot, readings, declared, parts, self.facts),
            *untold(declared, readings, self.facts),
            *other.problems,
        ]
        return self.terms((*readings, *other.readings), (*declared, *other.declarations), problems)

    def terms(
        self,
        readings: Sequence[Reading],
        declared: Sequence[Declaration],
        problems: Iterable[Problem],
    ) -> Terms:
        """Texts and declarations with what is found in them, and what could not be read."""
        binding = judged(readings)
        found = findings(binding, declared, self.knowledge.rules, self.facts)
        languages = [problem for reading in binding for problem in unreadable(reading)]
        unread = self._unread_by_model
        return Terms(tuple(readings), tuple(declared), found, (*problems, *languages, *unread))

    @property
    def model_sha256(self) -> str | None:
        """Of the weights that read what had to be read; None where they cannot. Loads nothing."""
        try:
            return None if self._unread_by_model else recorded()[WEIGHTS]
        except ModelFilesError:
            return None

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
        declared = list(declarations(snapshot, self.facts))
        pointers = {text: pointed(text, self.facts) for text in texts}
        declared += [said for found in pointers.values() for said in found]
        readings, late = list[Reading](), list[Document]()
        for text in (text for text in texts if not pointers[text]):
            if not effort.deadline.over:
                readings.append(self.text(text, effort))
                declared += named_beside(readings[-1], self.facts)
            late += [text] if effort.deadline.over else []
        for card, clauses in prose:
            if not effort.deadline.over:
                declared += stated_licenses(card, clauses, self.facts)
        fields = self._fields(snapshot, declared, readings)
        for card, clauses in prose:
            if not effort.deadline.over:
                unclear = tuple(fields.unclear(card))
                stated = stated_terms(
                    card, clauses, self.classifier, self.knowledge, unclear, effort
                )
                stated = with_remarks(stated, card, clauses, self.knowledge)
                readings += [stated] if stated else []
            late += [card.document] if effort.deadline.over else []
        own = tuple(dict.fromkeys(_own(declared)))
        return tuple(readings), own, tuple(map(out_of_time, late))

    def _fields(
        self, snapshot: Snapshot, declared: Iterable[Declaration], readings: Iterable[Reading]
    ) -> FieldReader:
        """Reads fields of front matter against the licences that are said to apply or are here."""
        said = {key for one in _own(declared) for key in one.expression.licenses}
        here = {key for one in readings for key in one.licenses}
        return FieldReader(said | here, snapshot.paths, self.knowledge)

    def _spoken(self, card: Card, effort: Effort | None) -> Iterator[Span]:
        """Where English prose speaks of terms, as a card would."""
        clauses = segment(card.document, card.body)
        stated = stated_terms(card, clauses, self.classifier, self.knowledge, (), effort)
        if stated:
            yield from (label.clause.span for label in stated.labels)
            for span in stated.unclear:
                said = card.document.quote(span)
                if any(doubt.raised_by(said) for doubt in self.knowledge.doubts):
                    yield span
        yield from remarks(card, clauses, self.knowledge)

    @cached_property
    def classifier(self) -> Classifier:
        """What clauses do."""
        return Classifier(clause_matcher(self.knowledge), self._reader)

    @cached_property
    def claim_classifier(self) -> Classifier:
        """What sentences of cards claim."""
        return Classifier(claim_matcher(self.knowledge), self._reader)

    @cached_property
    def _reader(self) -> "Reader | None":
        """The model with its kept answers; None where its files cannot be used."""
        from licensecheck.classify.answers import keeping  # both need numpy
        from licensecheck.classify.model import ClauseModel

        try:
            model = ClauseModel.load(self._device, self._threads)
        except ModelFilesError as error:
            message = f"{error}, so rules alone read the clauses: reinstall licensecheck-ai"
            self._unread_by_model = (Problem(ProblemKind.UNAVAILABLE, "classifier", message),)
            return None
        # A GPU rounds otherwise from batch to batch: only a CPU's answers hold in any company.
        return keeping(model, self._cache) if model.device == "cpu" else model

    @property
    def facts(self) -> Facts:
        """What is known of licences."""
        return self.knowledge.facts


def _own(declared: Iterable[Declaration]) -> Iterator[Declaration]:
    """Those of the model itself, not of what it was made from."""
    return (said for said in declared if said.component not in ELSEWHERE)
