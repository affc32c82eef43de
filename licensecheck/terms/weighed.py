"""Doubts of pages, weighed: a place that hardly binds the users of these weights blocks nothing.

What reads a page looks for words that may be terms, and finds many that are none: a prompt, a row
of results, a remark on data. Each place is weighed with what stands around it, and those that are
unlikely to bind are kept as notes. Words that the weigher cannot read (another language, letters
that are not what they seem) stay what they are. The name of a licence that is in force says nothing
new, so a sentence is weighed as if it named an open one instead.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from licensecheck.classify.weigher import LIKELY, UNREAD, Said, Weigher, Weight, abroad, gate
from licensecheck.domain import (
    Card,
    Clause,
    ClauseKind,
    ClauseLabel,
    Declaration,
    Document,
    Effort,
    Identification,
    Reading,
    Source,
    Span,
)
from licensecheck.identify.mentions import mentions, without
from licensecheck.identify.ordinary import is_no_english, is_of_words
from licensecheck.identify.wording import is_called, is_copyright
from licensecheck.knowledge.facts import LicenseFacts
from licensecheck.knowledge.fields import Fields, Holds
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.spelling import is_of_family
from licensecheck.text.disguise import seen
from licensecheck.text.fields import LICENSE_KEYS
from licensecheck.text.front_matter import read_card
from licensecheck.text.gate import GATED
from licensecheck.text.language import COMMON, is_foreign
from licensecheck.text.lines import line_start
from licensecheck.text.references import resolved, targets
from licensecheck.text.segment import segment
from licensecheck.text.spans import Spans
from licensecheck.text.tables import rows

AN_OPEN_LICENCE = "MIT License"
_HEADING = "License"
"""What the lines beside a licence stand under."""
_LINE = re.compile(r"\S[^\n]*")
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 5
"""Words of a line of a field that is a sentence."""
_CELLS = " | "
_OF_OTHERS = "it may be said of other work, please read whether the model is under it"
Place = tuple[Span, str]
"""A place of a document, and what it says."""


class Page:
    """A document with its clauses, so that each place is read with what stands around it."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._clauses = segment(document)
        self._starts = [one.span.start for one in self._clauses]
        self._body = read_card(document)[0].body.start

    def said(self, span: Span, words: str) -> Said:
        """The words of a place, with the heading above it and what stands before it."""
        quote, at = self._document.quote, bisect_right(self._starts, span.start) - 1
        if at < 0:
            return Said(words)
        heading = self._clauses[at].heading
        return Said(words, seen(quote(heading)) if heading else "", self._before(at))

    def _before(self, at: int) -> str:
        clause, quote = self._clauses[at], self._document.quote
        if clause.stem:
            return seen(quote(clause.stem))
        if _CELLS in quote(clause.span):
            # A row of a table is no part of the next; what it says depends on the heads.
            return self._heads.get(line_start(self._document.text, clause.span.start), "")
        before = self._clauses[at - 1].span if at else None
        # A field above the prose is no part of it.
        apart = before and before.start < self._body <= clause.span.start
        return seen(quote(before)) if before and not apart else ""

    @cached_property
    def _heads(self) -> Mapping[int, str]:
        """What the columns of a table are called, by the place where a row begins."""
        return {
            row.span.start: seen(_CELLS.join(filter(None, (head for head, _ in row.cells))))
            for row in rows(self._document)
        }


@dataclass(frozen=True, slots=True)
class Doubts:
    """Weighs what pages say."""

    weigher: Weigher
    knowledge: Knowledge

    def binding(self, document: Document, said: Iterable[Place], effort: Effort) -> Iterator[Span]:
        """The places that are likely to bind, whatever their words."""
        every = tuple(said)
        strict = {span for span, words in every if self._names_strict(words)}
        places = [
            (span, words)
            for span, words in every
            if (span in strict or gate().asks(words)) and is_weighable(words, self.knowledge)
        ]
        if places:
            page = Page(document)
            weights = self.weigher.weigh([page.said(*one) for one in places], effort)
            for (span, _), weight in zip(places, weights, strict=True):
                if self.weigher.may_bind(weight):
                    yield span

    def _names_strict(self, words: str) -> bool:
        if not self.knowledge.remarks.may_name(words):
            return False
        return any(one.conformant is False for one in mentions(words, self.knowledge.facts))

    def of_own(
        self, document: Document, declared: Iterable[Declaration], effort: Effort
    ) -> Iterator[Declaration]:
        """The licences that a page declares for its own work: of those that are not open the ones
        whose sentence is likely to bind, and with a doubt those where it may.

        "Unlike Okapi, which has the Okapi License, …" puts nothing under that one.
        """
        said = tuple(declared)
        places = {
            one: (one.span, seen(one.text))
            for one in said
            if one.conforms is False and one.span and is_weighable(one.text, self.knowledge)
        }
        if not places:  # of most pages, which need not be cut into sentences again
            yield from said
            return
        page = Page(document)
        asked = [page.said(*one) for one in places.values()]
        weighed = dict(zip(places, self.weigher.weigh(asked, effort), strict=True))
        for one in said:
            weight = weighed.get(one, UNREAD)
            if weight.binds >= LIKELY:
                yield one
            elif self.weigher.may_bind(weight):
                yield replace(one, labels=(), conforms=None, component="model", doubt=_OF_OTHERS)

    def weighed(self, reading: Reading, in_force: Collection[str], effort: Effort) -> Reading:
        """A reading of a page, with the places that hardly bind as its notes; `in_force` are the
        keys of the licences that apply.

        What rules and classifier are certain of is a note only where it is most unlikely to bind:
        the terms of somebody else's model, say. What only repeats a limit of a licence in force is
        one too. The use policies that these licences make part of themselves apply with them.
        """
        in_force = {*in_force, *self.knowledge.facts.policies(in_force)}
        named = defaultdict[Span, set[str]](set)
        for label in reading.labels:
            named[label.clause.span].add(label.label)
        weighed = self._weights(reading, sorted(named), in_force, effort)
        certain = {one.clause.span for one in reading.labels if one.certain}
        carried = self._carried(in_force)

        def counts(span: Span, weight: Weight) -> bool:
            if not self.weigher.may_bind(weight):
                return False
            repeats = bool(named[span]) and named[span] <= carried
            return span in certain or (not repeats and weight.says_new(carried))

        kept = {at: one for at, one in weighed.items() if counts(at, one)}
        idle = {*(weighed.keys() - kept.keys()), *self._idle_abroad(reading, weighed)}
        narrow = {at: one for at, one in kept.items() if one.reach}
        told = [one for one in reading.labels if one.clause.span not in idle]
        told += [one for at in reading.unclear if at in narrow for one in _labels(at, narrow[at])]
        return replace(
            reading,
            labels=tuple(told),
            unclear=tuple(one for one in reading.unclear if one not in idle and one not in narrow),
            unlikely=tuple(sorted({*reading.unlikely, *idle})),
        )

    def _idle_abroad(self, reading: Reading, weighed: Collection[Span]) -> Iterator[Span]:
        """The places in other languages, which the weigher cannot read, whose words hardly bind."""
        for span in reading.unclear:
            words = reading.document.quote(span)
            unread = span not in weighed and is_abroad(words, self.knowledge)
            if unread and not abroad().may_bind(words):
                yield span

    def _weights(
        self, reading: Reading, labelled: Sequence[Span], in_force: Collection[str], effort: Effort
    ) -> Mapping[Span, Weight]:
        """The doubtful places that can be weighed."""
        quote, doubtful = reading.document.quote, dict.fromkeys((*labelled, *reading.unclear))
        found = [span for span in doubtful if is_weighable(quote(span), self.knowledge)]
        if not found:
            return {}
        page, known = Page(reading.document), targets(reading.document.text)
        places = [(one, self._words(resolved(quote(one), known), in_force)) for one in found]
        weights = self.weigher.weigh([page.said(*one) for one in places], effort)
        return {span: weight for (span, _), weight in zip(places, weights, strict=True)}

    def beside(self, reading: Reading, effort: Effort) -> Reading:
        """A text that is a known licence, with the lines beside it that may bind: one word behind a
        licence can limit what it gives."""
        document, matches = reading.document, reading.identification.matches
        certain = (one.clause.span for one in reading.labels if one.certain)
        told = Spans((*(one.span for one in matches), *reading.unclear, *certain))
        lines = [
            (span, seen(document.quote(span)))
            for line in _LINE.finditer(document.text)
            if not told.overlap(span := Span(*line.span()))
        ]
        first = min((one.span.start for one in matches), default=0)
        said = [
            (span, words)
            for span, words in lines
            if not (is_copyright(words) or (span.end <= first and is_called(words)))
            and not self._is_header(words, reading.licenses)
        ]
        if not (matches and said):
            return reading
        foreign = self.knowledge.cues.foreign
        in_force = reading.licenses
        plain = [Said(self._words(words, in_force), _HEADING) for _, words in said]
        weights = self.weigher.weigh(plain, effort)
        left = (
            span
            for (span, words), weight in zip(said, weights, strict=True)
            if foreign(words) or self.weigher.may_bind(weight)
        )
        return replace(reading, unclear=(*reading.unclear, *left))

    def _is_header(self, words: str, in_force: Collection[str]) -> bool:
        """True for the SPDX header of a licence that is in force."""
        head, _, name = words.partition(":")
        is_spdx = head.strip(" #/*").casefold() == "spdx-license-identifier"
        return is_spdx and any(name.strip().casefold() == one.casefold() for one in in_force)

    def _carried(self, in_force: Collection[str]) -> frozenset[str]:
        """The labels of the licences that are in force."""
        known = (self.knowledge.facts.find(key) for key in in_force)
        return frozenset(label for one in known if one for label in one.labels)

    def _words(self, words: str, in_force: Collection[str]) -> str:
        """The words of a place as if each licence that is in force were an open one."""
        facts, name = self.knowledge.facts, AN_OPEN_LICENCE
        return seen(without(words, facts, name, lambda one: _is_one_of(one, in_force)))


def _is_one_of(licence: LicenseFacts, keys: Collection[str]) -> bool:
    return any(licence.id == key or is_of_family(licence.id, key) for key in keys)


def _labels(span: Span, weight: Weight) -> Iterator[ClauseLabel]:
    """What a place may restrict, where its reach is narrow."""
    clause = Clause(span, ClauseKind.SENTENCE)
    for label in weight.reach:
        yield ClauseLabel(clause, label, weight.binds, False, Source.MODEL)


def is_weighable(text: str, knowledge: Knowledge) -> bool:
    """True for words that the weigher can read: no other language, and mostly words of English as
    they are written; code and rows have such words too, letters apart or exchanged have not."""
    if is_abroad(text, knowledge):
        return False
    # A short line shows its language by a word that binds in it, and has no small word of English.
    binds = knowledge.cues.foreign(text) and COMMON.isdisjoint(_WORD.findall(text.lower()))
    return not binds and is_of_words(text, knowledge.index)


def is_abroad(text: str, knowledge: Knowledge) -> bool:
    """True for words with a line that is in another language than English."""
    return any(
        is_foreign(line) or is_no_english(line, knowledge.index) for line in text.splitlines()
    )


def of_clauses(card: Card, clauses: Sequence[Clause]) -> Iterator[Place]:
    """The sentences, items, rows and headings of a card's body."""
    for clause in clauses:
        if clause.span.start >= card.body.start:
            yield clause.span, seen(card.document.quote(clause.span))


def of_fields(card: Card, fields: Fields) -> Iterator[Place]:
    """The sentences in fields of front matter; those of a gate are its clauses."""
    for key, span in card.places.items():
        if key.startswith(GATED) or key in LICENSE_KEYS:
            continue
        if fields.holds(key) not in (Holds.SAMPLES, Holds.LIMIT):
            for line in card.document.quote(span).partition(":")[2].splitlines():
                if len(line.split()) >= _FEWEST:
                    yield span, seen(line)


def with_places(
    reading: Reading | None, document: Document, found: Sequence[Span]
) -> Reading | None:
    """A reading of a page with more places that may bind."""
    if not found:
        return reading
    reading = reading or Reading(document, Identification(), (), None)
    heard = Spans((*reading.unclear, *(one.clause.span for one in reading.labels)))
    more = (span for span in dict.fromkeys(found) if not heard.overlap(span))
    return replace(reading, unclear=(*reading.unclear, *more))
