"""The whole order, from a reference to a report; the only place that knows it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from licensecheck.ahead import ahead
from licensecheck.collect import Collected, Collector
from licensecheck.collect import Page as CollectedPage
from licensecheck.components.criteria import judge_components
from licensecheck.components.following import Linked, found_in
from licensecheck.components.found import components, weights_available
from licensecheck.components.parts import licensed, with_catalogue
from licensecheck.components.spoken import Read, with_spoken_weights
from licensecheck.domain import (
    Card,
    Component,
    Deadline,
    Effort,
    Evidence,
    ModelRef,
    Problem,
    ProblemKind,
    Snapshot,
    Span,
    Status,
    Verdict,
)
from licensecheck.domain.report import Report
from licensecheck.domain.reported_model import Washing
from licensecheck.domain.statement import Statement
from licensecheck.hubs import Network
from licensecheck.judge.claims import OpennessClaim, calling_open, claims, lasting, unconditional
from licensecheck.judge.comparison import ModelFacts as WashingFacts
from licensecheck.judge.judged import (
    Judged,
    asked,
    available,
    claims_about,
    joined,
    metadata_of,
)
from licensecheck.judge.level import level
from licensecheck.judge.score import score
from licensecheck.judge.shown_claims import shown_claims, with_shown
from licensecheck.judge.verdicts import given_so_far, judge
from licensecheck.judge.washing import is_certain, washing, washing_level
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.licenses import LicenseAuditor
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
    problem,
)
from licensecheck.releases.find import Released, releases
from licensecheck.releases.understood import Page, Understood
from licensecheck.report import models, wire
from licensecheck.report.gate import report_gate
from licensecheck.report.legal import report_legal
from licensecheck.report.needs import needs
from licensecheck.report.releases import report_followed, report_models
from licensecheck.settings import Settings
from licensecheck.statements.called import own_names
from licensecheck.statements.names import Names
from licensecheck.terms.heard import heard, places
from licensecheck.terms.placed import at_page
from licensecheck.terms.reach import reaching
from licensecheck.terms.reader import TermsReader, prose_of
from licensecheck.terms.terms import Prose, Terms

if TYPE_CHECKING:
    from licensecheck.statements.heads import Head
    from licensecheck.statements.reader import StatementReader

MOST_BASES = 1_000
"""Ancestors whose terms are remembered."""
_UNCLAIMED = (
    Problem(
        ProblemKind.TOO_LARGE,
        "claims of the card",
        "The time for one audit ran out before all of them were read.",
        hides_terms=False,
    ),
)


class Auditor(LicenseAuditor):
    """Audits models, and licence texts too; `heads` read statements, by default the released."""

    def __init__(
        self,
        settings: Settings,
        progress: Callable[[str], None],
        knowledge: Knowledge | None = None,
        heads: "Mapping[str, Head] | None" = None,
        network: Network | None = None,
    ) -> None:
        super().__init__(settings, knowledge)
        self._heads = heads
        self._progress = progress
        self._reader = TermsReader(self._texts)
        self._collector = Collector(settings, self._knowledge, progress, network=network)
        self._bases_read: dict[tuple[ModelRef, str], tuple[Snapshot, Known]] = {}

    def audit(self, ref: ModelRef) -> Report:
        """The report on one model. Raises CollectError where nothing of it could be read.

        It is there by the deadline of the settings: what was not read by then, it says.
        """
        return self.audit_with_source(ref)[1]

    def audit_with_source(self, ref: ModelRef) -> tuple[Collected, Report]:
        """What was collected about one model, and the report on it, as of `audit`."""
        self._collector.begin()
        effort = self._effort()
        collected = self._collector.collect(ref, effort.deadline)
        return collected, self.judge(collected, effort)

    @contextmanager
    def audits(self, refs: Sequence[ModelRef]) -> Iterator[Callable[[ModelRef], Report]]:
        """A function that audits one of some models; it is to be called for each, in their order.

        Hubs are asked for several models at a time, and each has the time of one audit: what a
        model waits for its turn is not counted.
        """

        def collect(ref: ModelRef) -> tuple[Collected, float]:
            deadline = self._effort().deadline
            return self._collector.collect(ref, deadline), deadline.left

        self._collector.begin()
        with ahead(refs, collect) as collected:
            places = {ref: place for place, ref in enumerate(refs, start=1)}

            def audit(ref: ModelRef) -> Report:
                self._progress(f"{places[ref]} of {len(refs)} models: {ref}")
                found, left = collected(ref)
                return self.judge(found, Effort(Deadline.after(left)))

            try:
                yield audit
            except BaseException:
                self._collector.close()  # nobody waits for an answer any more
                raise

    def judge_snapshot(self, snapshot: Snapshot) -> Report:
        """The report on a snapshot; the catalogue alone says what the model was made from."""
        return self.judge(self._collector.around(snapshot))

    def judge(self, collected: Collected, effort: Effort | None = None) -> Report:
        """The report: the same collection, knowledge and model give the same report, where the
        deadline of the effort does not cut it short."""
        effort = effort or Effort()
        return self._report(self.understand(collected, effort), effort)

    def understand(self, collected: Collected, effort: Effort) -> Understood:
        """All that is read of a collection, before anything is judged."""
        snapshot, entry, known = collected.snapshot, collected.entry, self._knowledge
        parts = with_catalogue(components(snapshot, known.components), known.components, entry)
        read = partial(self._read, effort.deadline)
        called = own_names(snapshot, known.names.plain)
        parts = with_spoken_weights(parts, snapshot, read, called)
        prose = prose_of(snapshot, effort.deadline)
        own = self._reader.all_of(snapshot, prose, parts, effort)
        own = self._heard(own, snapshot, prose, called, read, effort)
        linked = tuple(self._linked(one, Effort(effort.deadline)) for one in collected.linked)
        chain = self._chain(collected, Effort(effort.deadline))
        bases = (*chain.links, *(ancestor.link for ancestor in chain.ancestors))
        told = (link.evidence for link in bases if not link.declared)  # a field says what it says
        said = _statements(snapshot, told, read)
        pages = tuple(self._page(one, str(snapshot.ref), effort) for one in collected.pages)
        return Understood(snapshot, entry, prose, parts, own, chain, linked, pages, said)

    def _report(self, understood: Understood, effort: Effort) -> Report:
        snapshot, known = understood.snapshot, self._knowledge
        said = self._claims(understood, effort)
        quotes = [claim.evidence for claim in said if not claim.tagged]
        each = releases(understood, known, self._texts.terms, quotes)
        found = joined([self._judged(one, understood) for one in each])
        chosen, meant = asked(found, snapshot.ref)
        own, chain = chosen.released.terms, understood.lineage
        problems = (*chosen.terms.problems, *(_UNCLAIMED if effort.deadline.over else ()))
        statements = {claim.evidence: claim.statement for claim in said if claim.statement}
        statements |= understood.statements
        compared, *others = (
            WashingFacts(
                snapshot,
                one.released.terms,
                one.verdicts,
                claims_about(one.released, said, by_name=one is not chosen),
                known,
                one.downloadable,
                one.released.chain,
                statements,
            )
            for one in (chosen, *found)
            if one is chosen or one.released.release.name in meant
        )
        washed = washing(compared, known.washing, others)
        every = [terms for one in (chosen, *found) for terms in (one.terms, one.in_use)]
        bound = [finding for terms in every for finding in terms.findings]
        ids = wire.number(tuple(dict.fromkeys((*washed, *bound))))
        each_model = report_models(found, meant, understood, ids, known)
        model = each_model[found.index(chosen)]
        return Report(
            tool=self._tool(),
            ref=str(snapshot.ref),
            asked=snapshot.asked,
            revision=snapshot.revision,
            origin=snapshot.origin,
            fetched_at=snapshot.fetched_at,
            gating=snapshot.metadata.gating,
            level=model.level,
            level_reason=model.reason,
            score=model.score,
            comparisons=tuple(map(models.report_score, chosen.scores[1:])),
            verdicts=model.verdicts,
            licenses=tuple(wire.report_license(one, known.facts) for one in understood.readings),
            declared=tuple(map(wire.report_declaration, understood.declarations)),
            findings=wire.report_findings(ids, known),
            claims=tuple(map(models.report_claim, said)),
            washing=Washing(
                level=washing_level(washed),
                findings=tuple(ids[found] for found in washed if is_certain(found)),
            ),
            lineage=models.report_lineage(
                snapshot, own, chain, ids, known, needs(chain, chosen, self._texts)
            ),
            components=models.report_components(chosen.parts),
            obligations=wire.obligations(chosen.terms.findings, self._knowledge),
            gate=report_gate(snapshot, understood.terms.readings, chosen.terms.findings),
            problems=wire.report_problems(problems),
            ledger=wire.report_ledger(chosen.terms.ledger, known),
            rights=model.rights,
            legal=report_legal(understood.readings, known),
            model=model.name,
            models=each_model,
            followed=tuple(report_followed(found, understood)),
            texts={one.document.path: one.document.text for one in understood.readings},
        )

    def _judged(self, released: Released, understood: Understood) -> Judged:
        """The answers about one release."""
        known, metadata = self._knowledge, metadata_of(released, understood.snapshot)
        parts = licensed(understood.parts, released.terms, understood.entry, known.facts)
        parts = found_in(parts, understood.linked, known.components, understood.snapshot)
        terms = self._with_inherited(released.terms, released.chain)
        verdicts = self._verdicts(terms, parts)
        here = weights_available(understood.snapshot, parts)
        downloadable = available(released, here, verdicts, known.facts)
        word, reason = level(verdicts, downloadable, metadata)
        given = given_so_far(known.frameworks.values(), terms, verdicts)
        tallies = [
            score(profile, verdicts, parts, metadata, known.facts, given, downloadable)
            for profile in (known.profile(), *known.comparisons)
        ]
        in_use = self._with_needed(terms, released.chain)
        return Judged(
            released, terms, in_use, parts, verdicts, downloadable, word, reason, tuple(tallies)
        )

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
        binding = partial(self._texts.binding, effort=effort)
        found = heard(terms.readings, said), terms.declarations
        readings, declared = reaching(*found, snapshot, own, self._knowledge, binding)
        if readings:
            from licensecheck.terms.replaced import without_replaced  # reads prose

            readings = without_replaced(readings, snapshot, prose, self._knowledge.facts)
        if (readings, declared) == (terms.readings, terms.declarations):
            return terms
        return self._texts.terms(readings, declared, terms.problems)

    def _claims(self, understood: Understood, effort: Effort) -> tuple[OpennessClaim, ...]:
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

    def _chain(self, collected: Collected, effort: Effort) -> Chain:
        """What the model was made from, with the terms of each ancestor."""
        snapshot = collected.snapshot

        def lookup(name: str) -> Known | Problem:
            found = collected.ancestors.get(name.casefold(), not_asked(name))
            return self.known(found, name, effort)

        chain = follow(collected.links, snapshot.ref.name, lookup)
        named = [name for one in chain.links for name in (one.parent, one.name)]
        more = (
            *remarks(chain, self._knowledge.facts),
            *contradictions(snapshot),
            *unnamed_base(snapshot, self._knowledge.families),
            *possible(snapshot, named, self._knowledge),
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

    def _with_inherited(self, own: Terms, chain: Chain) -> Terms:
        """The model's terms with those that come with what it was made from."""
        declared = (*own.declarations, *chain.inherited)
        return self._texts.terms(own.readings, declared, (*own.problems, *chain.problems))

    def _with_needed(self, terms: Terms, chain: Chain) -> Terms:
        """The terms with those of the models that have to be got beside the weights."""
        if not chain.needed:
            return terms
        declared = (*terms.declarations, *chain.needed)
        unsure = [one for one in chain.ancestors if one.part and one.unsure]
        left = [problem(ProblemKind.MISSING, one.called, one.unsure) for one in unsure]
        return self._texts.terms(terms.readings, declared, (*terms.problems, *left))

    def _verdicts(self, terms: Terms, parts: Sequence[Component]) -> tuple[Verdict, ...]:
        frameworks, known = self._knowledge.frameworks, self._knowledge
        by_terms = {name: judge(one, terms, known.rules) for name, one in frameworks.items()}
        failing = any(one.status is Status.NOT_MET for one in by_terms.get("osd", ()))
        return tuple(
            verdict
            for name, framework in frameworks.items()
            for verdict in (
                *by_terms[name],
                *judge_components(framework, parts, known.facts, failing=failing),
            )
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
