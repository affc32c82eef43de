"""Reads the terms that the cards of a model state: in prose, tables, pictures and fields."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from licensecheck.domain import (
    Card,
    Clause,
    Declaration,
    Document,
    Effort,
    Problem,
    Reading,
    Snapshot,
    Span,
)
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.statements.names import Names
from licensecheck.statements.spelling import Spelling
from licensecheck.terms.bracketed import bracketed_licenses
from licensecheck.terms.compared import others, own_clauses
from licensecheck.terms.declarations import misnamed
from licensecheck.terms.fields import FieldReader
from licensecheck.terms.gated import is_settled
from licensecheck.terms.harmless import allows, cited, without_harmless
from licensecheck.terms.labelled import limiting
from licensecheck.terms.named import stated_licenses
from licensecheck.terms.prose import LICENCE, gate, names_licence, stated_terms
from licensecheck.terms.rows import (
    LicenceTable,
    declared_in,
    left_in,
    licence_tables,
    understood_in,
)
from licensecheck.terms.shown import captions, shown
from licensecheck.terms.terms import Prose
from licensecheck.terms.texts import TextReader
from licensecheck.terms.weighed import of_clauses, of_fields, with_places
from licensecheck.text.bibliography import entries
from licensecheck.text.disguise import seen
from licensecheck.text.fences import unfenced
from licensecheck.text.language import TERMS, language, language_problems
from licensecheck.text.segment import segment
from licensecheck.text.spans import Spans


class PageReader:
    """Reads pages with the classifier and the knowledge of a text reader."""

    def __init__(self, texts: TextReader) -> None:
        self._texts = texts
        self._knowledge = texts.knowledge

    def licenses(self, own: Names, prose: Iterable[Prose], effort: Effort) -> Iterator[Declaration]:
        """The licences that the prose of cards says apply; `own` are the publisher's names."""
        facts = self._knowledge.facts
        for card, clauses in prose:
            if not effort.deadline.over:
                tables = licence_tables(card.document, self._knowledge, own.pattern)
                rows = [row.span for table in tables for row in table.rows if row.licence]
                works = [entry.span for entry in entries(card.document.text)]
                told = own_clauses(clauses, [*others(card), *rows, *works])
                yield from declared_in(card.document, tables)
                yield from bracketed_licenses(card, told, facts, own.pattern)
                said = stated_licenses(card, told, facts, own.pattern, own.own, own.owns)
                yield from self._texts.doubts.of_own(card.document, said, effort)

    def stated(
        self,
        snapshot: Snapshot,
        own: Names,
        prose: Iterable[Prose],
        declared: Iterable[Declaration],
        readings: Sequence[Reading],
        effort: Effort,
    ) -> tuple[list[Reading], list[Document]]:
        """What cards state beside licences that they name, and those for which no time was left.

        `declared` and `readings` are the licences that apply or are here as a text.
        """
        declared = tuple(declared)
        applying = {key for one in declared for key in one.expression.licenses}
        here = {key for one in readings for key in one.licenses}
        fields = FieldReader(applying | here, snapshot.paths, self._knowledge)
        settled = is_settled(declared)
        found, late = list[Reading](), list[Document]()
        for card, clauses in prose:
            if not effort.deadline.over:
                stated = self._read(
                    card, clauses, fields, readings, effort, own.pattern, settled=settled
                )
                found += [stated] if stated else []
            late += [card.document] if effort.deadline.over else []
        return found, late

    def _read(
        self,
        card: Card,
        clauses: Sequence[Clause],
        fields: FieldReader,
        readings: Sequence[Reading],
        effort: Effort,
        own: Spelling | None,
        *,
        settled: bool,
    ) -> Reading | None:
        knowledge, document = self._knowledge, card.document
        theirs, tables = others(card), licence_tables(document, knowledge, own)
        told = tuple(understood_in(document, tables, clauses))
        clauses = own_clauses(clauses, [*theirs, *told])
        classifier, quote = self._texts.classifier, document.quote
        stated = stated_terms(
            card, clauses, classifier, knowledge, (), effort, own, settled=settled
        )
        gated = ((one.span, seen(quote(one.span))) for one in gate(card))
        said = (
            *of_clauses(card, clauses),
            *captions(card),
            *of_fields(card, knowledge.fields),
            *gated,
        )
        binding = tuple(self._texts.doubts.binding(document, said, effort))
        stated = with_places(stated, document, binding)
        stated = without_harmless(stated, knowledge, theirs) if stated else None
        stated = with_places(stated, document, tuple(signs(card, knowledge)))
        stated = self._texts.doubts.weighed(stated, fields.applying, effort) if stated else None
        marked = self._marked(card, fields, readings, tables, Spans((*theirs, *told)))
        works = Spans(cited(document.text, knowledge))
        left = tuple(span for span in marked if not works.overlap(span))
        return with_places(stated, document, left)

    def _marked(
        self,
        card: Card,
        fields: FieldReader,
        readings: Sequence[Reading],
        tables: Sequence[LicenceTable],
        aside: Spans,
    ) -> Iterator[Span]:
        """What fields, tables, badges and labels may limit, whatever sentences say; `aside` are
        rows that are understood, or about other models."""
        knowledge = self._knowledge
        yield from fields.unclear(card)
        yield from misnamed(card, readings, knowledge)
        yield from shown(card, fields.applies, knowledge)
        rows = limiting(card, knowledge.labelled)
        yield from (span for span in rows if not aside.overlap(span))
        yield from left_in(tables)

    def speaking(self, card: Card, effort: Effort) -> Iterator[Span]:
        """Where prose of another file may bind, as far as its sentences tell."""
        clauses = segment(card.document, card.body)
        yield from self._texts.doubts.binding(card.document, of_clauses(card, clauses), effort)
        yield from limiting(card, self._knowledge.labelled)
        yield from signs(card, self._knowledge)

    def foreign(self, card: Card) -> Iterator[Problem]:
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
        if allows(line, self._knowledge):
            return False
        if self._knowledge.cues.foreign(line):
            return True
        return bool(LICENCE.search(line)) and not names_licence(line, self._knowledge.facts)


def signs(card: Card, knowledge: Knowledge) -> Iterator[Span]:
    """The lines of a card that ban in pictures, and may have no words at all."""
    for start, end in unfenced(card.document.text, card.body.start):
        if knowledge.remarks.signs_ban(card.document.text[start:end]):
            yield Span(start, end)
