"""Reads the terms of a model: of all that it comes with.

What reads pages and other files is loaded where there is one: of a model that only the catalogue
knows there is none.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

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
)
from licensecheck.domain.component import ELSEWHERE
from licensecheck.knowledge.facts import Facts
from licensecheck.knowledge.rules import Effect
from licensecheck.statements.called import own_names
from licensecheck.statements.names import Names
from licensecheck.terms.aside import is_third_party, of_more, set_aside
from licensecheck.terms.assigned import assigned
from licensecheck.terms.declarations import (
    declarations,
    named_beside,
    not_here,
    pointed,
    says_again,
    untold,
)
from licensecheck.terms.gated import is_titled, prompts, without_hidden
from licensecheck.terms.indirect import as_page, is_licence, states_licences
from licensecheck.terms.scope import uncovered
from licensecheck.terms.subject import speaks_of_weights
from licensecheck.terms.terms import Prose, Terms
from licensecheck.terms.texts import TextReader, out_of_time

if TYPE_CHECKING:
    from licensecheck.terms.beside import Beside
    from licensecheck.terms.pages import PageReader

NO_DEADLINE = Deadline()
_TERMS = (DocumentKind.LICENSE, DocumentKind.USE_POLICY, DocumentKind.NOTICE)


def prose_of(snapshot: Snapshot, deadline: Deadline = NO_DEADLINE) -> tuple[Prose, ...]:
    """The cards of a snapshot, each with its clauses; with none behind the deadline."""
    if not snapshot.cards:
        return ()
    return tuple(
        (
            card,
            () if deadline.over else _clauses(card),
        )
        for card in snapshot.cards
    )


def _says_anything(reading: Reading) -> bool:
    """False for a page of which nothing is left but notes."""
    left = (reading.labels, reading.unclear, reading.foreign, reading.doubt)
    return not reading.document.kind.is_page or any(left) or bool(reading.licenses)


def _clauses(card: Card) -> tuple[Clause, ...]:
    from licensecheck.text.lone import with_lone_lines
    from licensecheck.text.segment import segment
    from licensecheck.text.wrapped import rejoined

    found = rejoined(card.document, segment(card.document, card.body))
    return tuple(with_lone_lines(card.document, found))


class TermsReader:
    """Reads all that a model comes with: its texts, cards, fields and other files."""

    def __init__(self, texts: TextReader) -> None:
        self._texts = texts
        self._knowledge = texts.knowledge

    @property
    def _facts(self) -> Facts:
        return self._knowledge.facts

    @cached_property
    def _pages(self) -> "PageReader":
        from licensecheck.terms.pages import PageReader

        return PageReader(self._texts)

    def all_of(
        self,
        snapshot: Snapshot,
        prose: Sequence[Prose],
        parts: Sequence[Component],
        effort: Effort | None = None,
    ) -> Terms:
        """All that was read of the terms, and what was not."""
        readings, declared, unread = self.texts_of(snapshot, prose, effort)
        own = own_names(snapshot, self._knowledge.names.plain)
        problems = [
            *without_hidden(snapshot.problems, snapshot, readings, declared),
            *unread,
            *(problem for card, _ in prose for problem in self._pages.foreign(card)),
            *set_aside(snapshot.documents, readings, self._texts.called),
            *uncovered(snapshot, readings, declared, parts, self._facts, own),
            *untold(declared, readings, self._facts),
            *not_here(declared, readings, self._facts),
        ]
        if not snapshot.documents:  # what reads names and files is loaded for them alone
            return self._texts.terms(readings, declared, problems)
        from licensecheck.terms.absent import absent
        from licensecheck.terms.disagreeing import disagreeing
        from licensecheck.terms.paths import named_after_terms
        from licensecheck.terms.repeated import without_repeated
        from licensecheck.terms.strangers import unknown_licences

        problems += disagreeing(snapshot, readings, declared, self._facts)
        problems += named_after_terms(snapshot, self._knowledge)
        problems += unknown_licences(prose, readings, self._facts)
        problems += absent(snapshot, prose, readings, declared, self._knowledge)
        other = self._beside(snapshot, readings, declared, own, effort)
        told = without_repeated((*readings, *other.readings), declared)
        said = (*declared, *other.declarations)
        return self._texts.terms(
            tuple(filter(_says_anything, told)), said, (*problems, *other.problems)
        )

    def _beside(
        self,
        snapshot: Snapshot,
        readings: Sequence[Reading],
        declared: Sequence[Declaration],
        own: Names,
        effort: Effort | None,
    ) -> "Beside":
        """What files say that are neither cards nor terms."""
        from licensecheck.terms.beside import beside, is_of_fields
        from licensecheck.terms.harmless import without_harmless
        from licensecheck.text.titles import title

        called = (snapshot.ref.name.rpartition("/")[2], *map(title, snapshot.cards), *own.stems)
        effort = effort or Effort()
        speaking = partial(self._pages.speaking, effort=effort)
        documents, known = snapshot.documents, self._knowledge

        def shown(path: str) -> bool:
            return any(path in card.document.text for card in snapshot.cards)

        found = beside(documents, readings, declared, known, speaking, called, effort, shown)
        in_force = {key for one in declared for key in one.expression.licenses}
        in_force |= {key for one in readings for key in one.licenses}
        left = (without_harmless(one, known) for one in found.readings)
        weighed = (
            one if is_of_fields(one.document) else self._texts.doubts.weighed(one, in_force, effort)
            for one in left
            if one
        )
        return replace(found, readings=[one for one in weighed if one.labels or one.unclear])

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
        readings, told, late = list[Reading](), list[Reading](), list[Document]()
        restrictions = self._knowledge.rules.with_effect(Effect.VIOLATES)
        for text in (text for text in texts if not pointers[text]):
            if not effort.deadline.over:
                one = self._texts.text(text, effort)
                indirect = states_licences(one, self._facts, restrictions)
                (told if indirect else readings).append(one)
            late += [text] if effort.deadline.over else []
        agreed, pages = self._at_gates(snapshot, effort)
        readings = [*readings, *agreed]
        prose = (*prose, *pages, *((as_page(one.document), ()) for one in told))
        readings = [*of_more(readings, restrictions, speaks_of_weights)]
        declared += [said for one in readings for said in named_beside(one, self._facts)]
        if prose:
            own = own_names(snapshot, self._knowledge.names.plain)
            declared += self._pages.licenses(own, prose, effort)
            declared += self._strangers(prose, readings, own)
            stated, unread = self._pages.stated(
                snapshot, own, prose, tuple(_own(declared)), readings, effort
            )
            readings, late = [*readings, *stated], [*late, *unread]
        own_ones = dict.fromkeys(_own(declared))
        said = tuple(one for one in own_ones if not says_again(one, own_ones))
        return assigned(readings, said), said, tuple(map(out_of_time, late))

    def _strangers(
        self, prose: Sequence[Prose], readings: Sequence[Reading], own: Names
    ) -> Iterator[Declaration]:
        """Licences that nobody knows, of which cards say that the weights are under them."""
        from licensecheck.terms.compared import others, own_clauses
        from licensecheck.terms.strangers import Strangers

        strangers = Strangers(readings, self._facts)
        for card, clauses in prose:
            yield from strangers.declared(card, own_clauses(clauses, others(card)), own.pattern)

    def _at_gates(
        self, snapshot: Snapshot, effort: Effort
    ) -> tuple[Sequence[Reading], Sequence[Prose]]:
        """What one agrees to at the gates: licences as texts, other words as pages."""
        licences, pages = list[Reading](), list[Prose]()
        for prompt in prompts(snapshot):
            known = not effort.deadline.over and (self._texts.called(prompt) or is_titled(prompt))
            reading = self._texts.text(prompt, effort) if known else None
            if reading and is_licence(reading):
                licences.append(reading)
            else:
                pages.append((as_page(prompt), ()))
        return licences, pages


def _own(declared: Iterable[Declaration]) -> Iterator[Declaration]:
    """Those of the model itself, not of what it was made from."""
    return (said for said in declared if said.component not in ELSEWHERE)
