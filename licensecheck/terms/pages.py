"""Reads the terms that the cards of a model state: in prose, tables, pictures and fields."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from licensecheck.classify.speaks import IN_PROGRAMS, LONG
from licensecheck.domain import (
    Card,
    Clause,
    Declaration,
    Document,
    Effort,
    Identification,
    Problem,
    Reading,
    Snapshot,
    Span,
)
from licensecheck.identify.mentions import mentions, without
from licensecheck.identify.wording import commands, is_called
from licensecheck.statements.names import Names
from licensecheck.statements.spelling import Spelling
from licensecheck.terms.bracketed import bracketed_licenses
from licensecheck.terms.cited import asks_for_others
from licensecheck.terms.compared import others, own_clauses
from licensecheck.terms.declarations import misnamed
from licensecheck.terms.fields import FieldReader
from licensecheck.terms.gated import is_settled
from licensecheck.terms.harmless import allows, without_harmless
from licensecheck.terms.named import stated_licenses
from licensecheck.terms.offered import beside_offers, in_force
from licensecheck.terms.pointed import without_pointers
from licensecheck.terms.prose import LICENCE, names_licence, part_of, stated_terms
from licensecheck.terms.remarks import remarks, with_remarks
from licensecheck.terms.rows import declared_in, left_in, licence_tables, understood_in
from licensecheck.terms.shown import captions, shown
from licensecheck.terms.spoken import (
    ADDRESSES,
    spoken,
    spoken_in_fields,
    spoken_in_passing,
    spoken_in_pictures,
)
from licensecheck.terms.terms import Prose
from licensecheck.terms.texts import TextReader
from licensecheck.text.disguise import seen
from licensecheck.text.language import TERMS, language, language_problems
from licensecheck.text.segment import segment
from licensecheck.text.spans import Spans

# What a program fills in when it runs: "{}", "{name}", "%s".
_GAP = re.compile(r"\{\w{0,30}\}|%[sdr]")
# "no zebra for the data": that there is none, where the other words bind nobody.
_MISSED = re.compile(r"\W*(?:no|unknown|missing|unsupported|invalid)\b", re.IGNORECASE)


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
                told = own_clauses(clauses, [*others(card), *rows])
                yield from declared_in(card.document, tables)
                yield from bracketed_licenses(card, told, facts, own.pattern)
                yield from stated_licenses(card, told, facts, own.pattern, own.own, own.owns)

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
        force = in_force(readings, declared, self._knowledge.facts)
        settled = is_settled(declared)
        found, late = list[Reading](), list[Document]()
        for card, clauses in prose:
            if not effort.deadline.over:
                stated = self._read(
                    card, clauses, fields, readings, effort, own.pattern, settled=settled
                )
                stated = beside_offers(stated, force) if stated and force else stated
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
        knowledge, classifier = self._knowledge, self._texts.classifier
        unclear = (
            *fields.unclear(card),
            *misnamed(card, readings, knowledge),
            *shown(card, fields.applies, knowledge),
            *spoken_in_pictures(self._beyond_names(card, fields.applies), classifier, effort),
            *spoken_in_fields(card, knowledge.fields, classifier, effort),
        )
        theirs, quote = others(card), card.document.quote
        unclear = tuple(one for one in unclear if not asks_for_others(quote(one), own))
        tables = licence_tables(card.document, knowledge, own)
        told = tuple(understood_in(card.document, tables, clauses))
        clauses = [
            one
            for one in own_clauses(clauses, [*theirs, *told])
            if not asks_for_others(quote(one.span), own)
        ]
        stated = stated_terms(
            card, clauses, classifier, knowledge, unclear, effort, own, settled=settled
        )
        speaking = spoken(card, clauses, classifier, effort)
        stated = with_remarks(stated, card, clauses, knowledge, speaking, fields.applies)
        stated = without_pointers(stated, readings, own) if stated else None
        stated = without_harmless(stated, knowledge, theirs) if stated else None
        return _with_left(stated, card.document, tuple(left_in(tables)))

    def _beyond_names(
        self, card: Card, applies: Callable[[str], bool]
    ) -> Iterator[tuple[Span, str]]:
        """The captions of a card that say more than the name of a licence that applies."""
        for span, said in captions(card):
            rest = without(said, self._knowledge.facts, "", lambda one: applies(one.id))
            if rest == said or not is_called(rest):
                yield span, said

    def speaking(
        self, card: Card, among: int, applies: Callable[[str], bool], effort: Effort | None
    ) -> Iterator[Span]:
        """Where English prose of another file speaks of terms, as a card would; `among` is how many
        sentences there are like those of it, 0 where it stands for itself, and `applies` says
        whether a licence that it names is known to be one of this model."""
        clauses, classifier = segment(card.document, card.body), self._texts.classifier
        stated = stated_terms(card, clauses, classifier, self._knowledge, (), effort)
        if stated:
            yield from (label.clause.span for label in stated.labels)
            for span in stated.unclear:
                said = card.document.quote(span)
                if any(doubt.raised_by(said) for doubt in self._knowledge.doubts):
                    yield span
        speaking = spoken(card, clauses, classifier, effort, among)
        yield from remarks(card, clauses, self._knowledge, speaking, applies)

    def certain(
        self, card: Card, applies: Callable[[str], bool], effort: Effort | None
    ) -> Iterator[Span]:
        """The sentences that speak of terms so clearly that it does not matter of what else; to
        name a licence that `applies` says nothing new."""
        clauses, rules = segment(card.document, card.body), self._knowledge.remarks
        read = partial(spoken_in_passing, card, clauses, self._texts.classifier, effort)
        clear = frozenset(read(IN_PROGRAMS))
        for span in read(LONG):
            said = seen(card.document.quote(span))
            told = span in clear and not self._of_data_at_hand(said)
            known = self._names_known(said, applies) if told else False
            if (told and rules.leaves(said, named=known, speaks=True)) or (
                rules.binds_anywhere(said)
            ):
                yield span

    def _names_known(self, said: str, applies: Callable[[str], bool]) -> bool:
        """True where all licences that a sentence names, and there is one, apply."""
        named = [one.id for one in mentions(said, self._knowledge.facts)]
        return bool(named) and all(map(applies, named))

    def _of_data_at_hand(self, said: str) -> bool:
        """True for a message with gaps that tells what a program did not find of the data it was
        given, and has no word that binds."""
        missed = _MISSED.match(said)
        if not (missed and _GAP.search(said) and part_of(said) == "data"):
            return False
        rest, known = said[missed.end() :], self._knowledge
        binds = (
            known.remarks.carries_over(rest)
            or commands(rest)
            or known.fields.of_use(rest)
            or ADDRESSES.search(rest)
        )
        return not (binds or known.remarks.speaks_of_terms(said))

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


def _with_left(stated: Reading | None, document: Document, left: Sequence[Span]) -> Reading | None:
    """What is stated, with more places that are left to be read."""
    if not left:
        return stated
    stated = stated or Reading(document, Identification(), (), None)
    more = Spans(left)
    here = [span for span in stated.unclear if not more.overlap(span)]
    return replace(stated, unclear=(*here, *left))
