"""From a reference to a report: what is collected is understood, judged and written down."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from licensecheck.ahead import ahead
from licensecheck.collect import Collected, Collector
from licensecheck.components.criteria import judge_components
from licensecheck.components.following import found_in
from licensecheck.components.found import too_small, weights_available
from licensecheck.components.parts import licensed
from licensecheck.domain import (
    Component,
    Deadline,
    Effort,
    ModelRef,
    Problem,
    ProblemKind,
    Snapshot,
    Status,
    Verdict,
)
from licensecheck.domain.report import Report
from licensecheck.domain.reported_model import Washing
from licensecheck.hubs import Network
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
from licensecheck.judge.verdicts import given_so_far, judge
from licensecheck.judge.washing import is_certain, washing, washing_level
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.licenses import LicenseAuditor
from licensecheck.lineage.chain import Chain
from licensecheck.lineage.sources import (
    problem,
)
from licensecheck.releases.find import Released, releases
from licensecheck.releases.understood import Understood
from licensecheck.report import models, wire
from licensecheck.report.gate import report_gate
from licensecheck.report.legal import report_legal
from licensecheck.report.needs import needs
from licensecheck.report.releases import report_followed, report_models
from licensecheck.settings import Settings
from licensecheck.terms.terms import Terms
from licensecheck.understanding import Understanding

if TYPE_CHECKING:
    from licensecheck.statements.heads import Head

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
        self._progress = progress
        self.understanding = Understanding(self._knowledge, self._texts, heads)
        self._collector = Collector(settings, self._knowledge, progress, network=network)

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
        return self._report(self.understanding.understand(collected, effort), effort)

    def _report(self, understood: Understood, effort: Effort) -> Report:
        snapshot, known = understood.snapshot, self._knowledge
        said = self.understanding.claims(understood, effort)
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
        small = too_small(understood.snapshot, known.components)
        word, reason = level(verdicts, downloadable, metadata, small)
        given = given_so_far(known.frameworks.values(), terms, verdicts)
        tallies = [
            score(profile, verdicts, parts, metadata, known.facts, given, downloadable)
            for profile in (known.profile(), *known.comparisons)
        ]
        in_use = self._with_needed(terms, released.chain)
        return Judged(
            released, terms, in_use, parts, verdicts, downloadable, word, reason, tuple(tallies)
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
