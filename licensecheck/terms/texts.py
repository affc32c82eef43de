"""Reads one text with terms, and sums up what all texts and declarations say."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from licensecheck.domain import (
    Declaration,
    Document,
    Effort,
    Identification,
    Problem,
    ProblemKind,
)
from licensecheck.domain.reading import Reading
from licensecheck.knowledge.facts import Facts
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.rules import Effect
from licensecheck.terms.aside import judged
from licensecheck.terms.findings import findings, of_code
from licensecheck.terms.ledger import unreadable
from licensecheck.terms.superseded import superseded
from licensecheck.terms.terms import UNCOVERED, Terms

if TYPE_CHECKING:
    from licensecheck.classify.answers import Reader
    from licensecheck.classify.classify import Classifier
    from licensecheck.classify.model import ClauseModel
    from licensecheck.classify.weigher import Weigher
    from licensecheck.terms.weighed import Doubts


def out_of_time(document: Document) -> Problem:
    """The problem of a document that was not read, or not to its end, before the deadline."""
    message = "The time for one audit ran out before all of it was read: read it yourself."
    return Problem(ProblemKind.TOO_LARGE, document.path, message)


class TextReader:
    """Knowledge and classifier; what reads a text is loaded when the first one is read."""

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
        from licensecheck.terms.settled import misfiled

        found = self._text(document, effort, clauses_only=clauses_only)
        found = self.doubts.beside(found, effort or Effort())
        doubt = found.doubt or misfiled(found, self.facts)
        return replace(found, doubt=doubt) if doubt else found

    def _text(self, document: Document, effort: Effort | None, *, clauses_only: bool) -> Reading:
        from licensecheck.identify.identify import identify  # needs numpy
        from licensecheck.terms.settled import settled
        from licensecheck.terms.titles import named_in_title
        from licensecheck.text.language import language

        index = self.knowledge.index
        called = named_in_title(document, self.facts)
        known = Identification() if clauses_only else identify(document.text, index, called)
        told = language(document.text)
        if found := settled(document, known, self.knowledge, told.foreign):
            return found
        from licensecheck.terms.readings import read
        from licensecheck.text.segment import segment

        clauses = segment(document)
        knowledge, weigher = self.knowledge, self._weigher
        return read(
            document, known, clauses, self.classifier, weigher, knowledge, told.unread, effort
        )

    def called(self, document: Document) -> str:
        """The known licences that a text is, without reading its clauses; empty where none is."""
        from licensecheck.identify.identify import identify  # needs numpy

        known = identify(document.text, self.knowledge.index)
        return " and ".join(dict.fromkeys(match.license for match in known.matches))

    def terms(
        self,
        readings: Sequence[Reading],
        declared: Sequence[Declaration],
        problems: Iterable[Problem],
    ) -> Terms:
        """Texts and declarations with what is found in them, and what could not be read."""
        from licensecheck.terms.settling import with_certain

        rules, rights = self.knowledge.rules, self.knowledge.rights
        readings = [with_certain(one, rules, rights) for one in readings]
        binding, problems = judged(readings), tuple(problems)
        found = findings(binding, declared, self.knowledge.rules, self.facts)
        if any(one.subject == UNCOVERED for one in problems):
            found = of_code(found, binding)
        languages = [problem for reading in binding for problem in unreadable(reading)]
        unread = self._unread_by_model
        restrictions = self.knowledge.rules.with_effect(Effect.VIOLATES)
        old = superseded(binding, self.facts)
        every = (*problems, *languages, *unread, *old)
        return Terms(tuple(readings), tuple(declared), found, every, restrictions)

    @property
    def model_sha256(self) -> str | None:
        """Of the weights that read what had to be read; None where they cannot. Loads nothing."""
        from licensecheck.classify.released import WEIGHTS, ModelFilesError, recorded

        try:
            return None if self._unread_by_model else recorded()[WEIGHTS]
        except ModelFilesError:
            return None

    @cached_property
    def classifier(self) -> "Classifier":
        """What clauses do."""
        from licensecheck.classify.chinese import chinese_reader
        from licensecheck.classify.classify import Classifier
        from licensecheck.classify.matcher import clause_matcher

        chinese = partial(chinese_reader, self.knowledge)
        return Classifier(clause_matcher(self.knowledge), self._reader, chinese)

    @cached_property
    def claim_classifier(self) -> "Classifier":
        """What sentences of cards claim."""
        from licensecheck.classify.classify import Classifier
        from licensecheck.classify.matcher import claim_matcher

        return Classifier(claim_matcher(self.knowledge), self._reader)

    @cached_property
    def encoder(self) -> "ClauseModel | None":
        """The model itself; None where its files cannot be used."""
        from licensecheck.classify.model import ClauseModel  # needs numpy
        from licensecheck.classify.released import ModelFilesError

        try:
            return ClauseModel.load(self._device, self._threads)
        except ModelFilesError as error:
            message = f"{error}, so rules alone read the clauses: reinstall licensecheck-ai"
            self._unread_by_model = (Problem(ProblemKind.UNAVAILABLE, "classifier", message),)
            return None

    @cached_property
    def doubts(self) -> "Doubts":
        """What weighs the sentences of pages that may bind."""
        from licensecheck.terms.weighed import Doubts

        return Doubts(self._weigher, self.knowledge)

    @cached_property
    def _weigher(self) -> "Weigher":
        """What says how likely a sentence of a page binds; without its files each may bind."""
        from licensecheck.classify.weigher import Weigher

        return Weigher(self._weighing_model)

    def _weighing_model(self) -> "Reader | None":
        from licensecheck.classify.model import ClauseModel  # needs numpy
        from licensecheck.classify.released import ModelFilesError
        from licensecheck.classify.weigher import FOLDER

        try:
            return self._kept(ClauseModel.load(self._device, self._threads, FOLDER))
        except ModelFilesError:
            return None

    @property
    def _reader(self) -> "Reader | None":
        """The model with its kept answers; None where there is no model."""
        return self._kept(self.encoder) if self.encoder else None

    def _kept(self, model: "ClauseModel") -> "Reader":
        """A model with its kept answers."""
        from licensecheck.classify.answers import keeping

        # A GPU rounds otherwise from batch to batch: only a CPU's answers hold in any company.
        return keeping(model, self._cache) if model.device == "cpu" else model

    @property
    def facts(self) -> Facts:
        """What is known of licences."""
        return self.knowledge.facts
