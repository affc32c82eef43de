"""What is read of a model, before anything is judged: its own pages and texts, and those around."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from licensecheck.collect import Collected
from licensecheck.collect import Page as CollectedPage
from licensecheck.components.following import Linked
from licensecheck.components.found import components, weights_available
from licensecheck.components.parts import with_catalogue
from licensecheck.components.spoken import Read, with_spoken_weights
from licensecheck.domain import (
    Card,
    Deadline,
    Document,
    Effort,
    Evidence,
    ModelRef,
    Problem,
    Snapshot,
    Span,
)
from licensecheck.domain.statement import Statement
from licensecheck.judge.claims import OpennessClaim, calling_open, claims, lasting, unconditional
from licensecheck.judge.shown_claims import shown_claims, with_shown
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.lineage.chain import Chain, follow
from licensecheck.lineage.origins import contradictions, possible, unnamed_base
from licensecheck.lineage.remarks import remarks
from licensecheck.lineage.sources import (
    Found,
    Known,
    from_catalogue,
    from_terms,
    links_of,
    not_asked,
)
from licensecheck.releases.understood import Page, Understood
from licensecheck.statements.called import own_names
from licensecheck.statements.names import Names
from licensecheck.terms.declarations import declarations
from licensecheck.terms.heard import heard, places
from licensecheck.terms.ledger import binding_all
from licensecheck.terms.placed import at_page
from licensecheck.terms.reach import reaching
from licensecheck.terms.reader import TermsReader, prose_of
from licensecheck.terms.terms import Prose, Terms
from licensecheck.terms.texts import TextReader

if TYPE_CHECKING:
    from licensecheck.statements.heads import Head
    from licensecheck.statements.reader import StatementReader
    from licensecheck.terms.weighed import Place

MOST_BASES = 1_000
"""Ancestors whose terms are remembered."""


class Understanding:
    """Reads what was collected; `heads` read statements, by default the released."""

    def __init__(
        self, knowledge: Knowledge, texts: TextReader, heads: "Mapping[str, Head] | None" = None
    ) -> None:
        self._knowledge = knowledge
        self._texts = texts
        self._heads = heads
        self._reader = TermsReader(texts)
        self._bases_read: dict[tuple[ModelRef, str], tuple[Snapshot, Known]] = {}

    def understand(self, collected: Collected, effort: Effort) -> Understood:
        """All that is read of a collection, before anything is judged."""
        snapshot, entry, known = collected.snapshot, collected.entry, self._knowledge
        parts = with_catalogue(components(snapshot, known.components), known.components, entry)
        read = partial(self._read, effort.deadline)
        called = own_names(snapshot, known.names.plain)
        parts = with_spoken_weights(parts, snapshot, read)
        prose = prose_of(snapshot, effort.deadline)
        own = self._reader.all_of(snapshot, prose, parts, effort)
        own = self._heard(own, snapshot, prose, called, read, effort)
        linked = tuple(self._linked(one, Effort(effort.deadline)) for one in collected.linked)
        chain = self._chain(collected, own, Effort(effort.deadline))
        bases = (*chain.links, *(ancestor.link for ancestor in chain.ancestors))
        told = (link.evidence for link in bases if not link.declared)  # a field says what it says
        said = _statements(snapshot, told, read)
        pages = tuple(self._page(one, str(snapshot.ref), effort) for one in collected.pages)
        return Understood(snapshot, entry, prose, parts, own, chain, linked, pages, said)

    def _heard(
        self,
        terms: Terms,
        snapshot: Snapshot,
        prose: Sequence[Prose],
        own: Names,
        read: Read,
        effort: Effort,
    ) -> Terms:
        """The terms; what prose restricts for certain is read once more, for whose work it is, and
        what texts restrict holds for the weights as far as they reach, and where no other licence
        took their place."""
        said = _statements(snapshot, places(terms.readings), read)

        def binding(document: Document, said: "Iterable[Place]") -> Iterator[Span]:
            return self._texts.doubts.binding(document, said, effort)  # loaded when first asked

        found = heard(terms.readings, said), terms.declarations
        readings, declared = reaching(*found, snapshot, own, self._knowledge, binding)
        if readings:
            from licensecheck.terms.replaced import without_replaced  # reads prose

            readings = without_replaced(readings, snapshot, prose, self._knowledge.facts)
        if (readings, declared) == (terms.readings, terms.declarations):
            return terms
        return self._texts.terms(readings, declared, terms.problems)

    def claims(self, understood: Understood, effort: Effort) -> tuple[OpennessClaim, ...]:
        """What the publisher says about openness, each claim with what its sentence says."""
        known, texts = self._knowledge, self._texts  # the classifier is loaded for a card alone
        said = [
            claim
            for card, clauses in understood.prose
            for claim in claims(card, clauses, known.claims, texts.claim_classifier, effort)
        ]
        quotes, read = (claim.evidence for claim in said), partial(self._read, effort.deadline)
        read_so = _statements(understood.snapshot, quotes, read)
        own = own_names(understood.snapshot, known.names.plain).pattern
        read_claims = (replace(claim, statement=read_so.get(claim.evidence)) for claim in said)
        taken = (calling_open(unconditional(lasting(one, own)), own) for one in read_claims)
        shown = shown_claims(understood.prose, understood.readings, own)
        return with_shown(taken, shown)

    def _read(
        self, deadline: Deadline, snapshot: Snapshot, card: Card, places: Collection[Span]
    ) -> Mapping[Span, Statement]:
        """What clauses of a card say; nothing behind the deadline."""
        if deadline.over or not places:
            return {}
        return self._statement_reader.read(snapshot, card, places)

    @cached_property
    def _statement_reader(self) -> "StatementReader":
        from licensecheck.statements.reader import StatementReader  # needs numpy

        return StatementReader(self._texts.encoder, self._knowledge, self._heads)

    def _chain(self, collected: Collected, own: Terms, effort: Effort) -> Chain:
        """What the model was made from, with the terms of each ancestor."""
        snapshot = collected.snapshot

        def lookup(name: str) -> Known | Problem:
            found = collected.ancestors.get(name.casefold(), not_asked(name))
            return self.known(found, name, effort)

        chain = follow(collected.links, snapshot.ref.name, lookup)
        named = [name for one in chain.links for name in (one.parent, one.name)]
        binding = binding_all(declarations(snapshot, self._knowledge.facts), own.declarations)
        binding |= chain.restricting
        more = (
            *remarks(chain, self._knowledge.facts, binding),
            *contradictions(snapshot),
            *unnamed_base(snapshot, self._knowledge.families),
            *possible(snapshot, named, self._knowledge, binding),
        )
        return replace(chain, problems=(*chain.problems, *more))

    def known(self, found: Found, name: str, effort: Effort | None = None) -> Known | Problem:
        """What is known of an ancestor called `name`, from what was collected of it."""
        effort = effort or Effort()
        match found:
            case Problem() as problem:
                return problem
            case Snapshot():
                return self._read_base(found, name, effort)
        return from_catalogue(found, name, self._knowledge.facts)

    def _read_base(self, found: Snapshot, name: str, effort: Effort) -> Known:
        """What is known of an ancestor from its own pages, which are read once: many models are
        made from the same few."""
        kept = self._bases_read.get((found.ref, name))
        if kept and kept[0] is found:
            return kept[1]
        parts = components(found, self._knowledge.components)
        prose = prose_of(found, effort.deadline)
        terms = self._reader.all_of(found, prose, parts, effort)
        links = links_of(found, name, self._knowledge.families)
        known = from_terms(terms, links, str(found.ref))
        if not effort.deadline.over:
            if len(self._bases_read) >= MOST_BASES:
                self._bases_read.clear()
            self._bases_read[found.ref, name] = found, known
        return known

    def _linked(self, snapshot: Snapshot, effort: Effort) -> Linked:
        prose = prose_of(snapshot, effort.deadline)
        readings, declared, late = self._reader.texts_of(snapshot, prose, effort)
        problems = (*snapshot.problems, *late)
        return Linked(snapshot, self._texts.terms(readings, declared, problems))

    def _page(self, page: CollectedPage, root: str, effort: Effort) -> Page:
        """What the page says at which weights lie that `root` links to."""
        if isinstance(page.found, Problem):
            return Page(page.ref, self._texts.terms((), (), (page.found,)))
        there = self.understand(page.found, Effort(effort.deadline))
        return Page(
            page.ref,
            at_page(str(page.ref), there.terms, self._texts.terms),
            there.snapshot,
            there.chain.at_page(str(page.ref), root),
            weights_available(there.snapshot, there.parts),
        )


def _statements(
    snapshot: Snapshot, places: Iterable[Evidence | None], read: Read
) -> Mapping[Evidence, Statement]:
    """What the sentences say in which something was found."""
    asked, found = list(places), dict[Evidence, Statement]()
    for card in snapshot.cards:
        path = card.document.path
        here = {place.span: place for place in asked if place and place.source == path}
        found |= {here[span]: one for span, one in read(snapshot, card, here).items()}
    return found
