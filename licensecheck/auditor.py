"""The whole order, from a reference to a report; the only place that knows it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from licensecheck.collect import Collected, Collector
from licensecheck.components.following import Linked, found_in
from licensecheck.components.found import components, judge_components, weights_available
from licensecheck.components.parts import licensed, with_catalogue
from licensecheck.domain import (
    Component,
    Deadline,
    DocumentKind,
    Effort,
    ModelRef,
    Problem,
    ProblemKind,
    Snapshot,
    Status,
    Verdict,
)
from licensecheck.domain.report import LicenseReport, OsdAnswer, Report
from licensecheck.domain.reported_model import Washing
from licensecheck.domain.reported_terms import Tool
from licensecheck.errors import UsageError
from licensecheck.hubs.decode import read_document
from licensecheck.hubs.wanted import Wanted
from licensecheck.judge.claims import claims
from licensecheck.judge.comparison import Facts as WashingFacts
from licensecheck.judge.level import level
from licensecheck.judge.score import score
from licensecheck.judge.verdicts import judge
from licensecheck.judge.washing import washing, washing_level
from licensecheck.knowledge import rules_version
from licensecheck.knowledge.knowledge import Knowledge, installed
from licensecheck.lineage.chain import Chain, follow
from licensecheck.lineage.origins import contradictions
from licensecheck.lineage.sources import (
    Known,
    first_links,
    from_catalogue,
    from_terms,
    links_of,
    not_asked,
)
from licensecheck.report import wire
from licensecheck.settings import Settings
from licensecheck.terms.declarations import of_facts, pointed
from licensecheck.terms.named import named_beside
from licensecheck.terms.reader import TermsReader, out_of_time, prose_of
from licensecheck.terms.terms import Terms
from licensecheck.version import __version__

_UNCLAIMED = (
    Problem(
        ProblemKind.TOO_LARGE,
        "claims of the card",
        "The time for one audit ran out before all of them were read.",
        hides_terms=False,
    ),
)


class Auditor:
    """Audits models and licence texts; knowledge and classifier are loaded once.

    Every entry point takes `knowledge`, by default that of this installation.
    """

    def __init__(
        self,
        settings: Settings,
        progress: Callable[[str], None],
        knowledge: Knowledge | None = None,
    ) -> None:
        self._knowledge = knowledge or installed()
        self._seconds = settings.deadline
        self._reader = TermsReader(
            self._knowledge, settings.device, settings.threads, settings.cache
        )
        self._collector = Collector(settings, self._knowledge, progress)

    def audit(self, ref: ModelRef) -> Report:
        """The report on one model. Raises CollectError where nothing of it could be read.

        It is there by the deadline of the settings: what was not read by then, it says.
        """
        effort = self._effort()
        return self.judge(self._collector.collect(ref, effort.deadline), effort)

    def judge_snapshot(self, snapshot: Snapshot) -> Report:
        """The report on a snapshot; the catalogue alone says what the model was made from."""
        return self.judge(self._collector.around(snapshot))

    def judge(self, collected: Collected, effort: Effort | None = None) -> Report:
        """The report: the same collection, knowledge and model give the same report, where the
        deadline of the effort does not cut it short."""
        snapshot, entry, known = collected.snapshot, collected.entry, self._knowledge
        effort = effort or Effort()
        parts = with_catalogue(components(snapshot, known.components), known.components, entry)
        prose = prose_of(snapshot, effort.deadline)
        own = self._reader.all_of(snapshot, prose, parts, effort)
        parts = licensed(parts, own, entry, known.facts)
        linked = (self._linked(one, Effort(effort.deadline)) for one in collected.linked)
        parts = found_in(parts, tuple(linked), known.components)
        chain = self._chain(collected, Effort(effort.deadline))
        terms = self._with_inherited(own, chain)
        verdicts = self._verdicts(terms, parts)
        downloadable = weights_available(snapshot, parts)
        said = tuple(
            claim
            for card, clauses in prose
            for claim in claims(card, clauses, known.claims, self._reader.claim_classifier, effort)
        )
        problems = (*terms.problems, *(_UNCLAIMED if effort.deadline.over else ()))
        compared = WashingFacts(snapshot, own, verdicts, said, known, downloadable, chain)
        washed = washing(compared, known.washing)
        word, reason = level(verdicts, downloadable, snapshot.metadata)
        ids = wire.number((*washed, *terms.findings))
        return Report(
            tool=self._tool(),
            ref=str(snapshot.ref),
            revision=snapshot.revision,
            origin=snapshot.origin,
            fetched_at=snapshot.fetched_at,
            level=word,
            level_reason=reason,
            score=score(known.profile(), verdicts, parts, snapshot.metadata, known.facts),
            comparisons=tuple(
                score(profile, verdicts, parts, snapshot.metadata, known.facts)
                for profile in known.comparisons
            ),
            verdicts=wire.report_verdicts(verdicts, known.frameworks, ids),
            licenses=tuple(map(wire.report_license, terms.readings)),
            declared=tuple(map(wire.report_declaration, own.declarations)),
            findings=wire.report_findings(ids, known),
            claims=tuple(wire.report_claim(claim.kind, claim.evidence) for claim in said),
            washing=Washing(
                level=washing_level(washed), findings=tuple(ids[finding] for finding in washed)
            ),
            lineage=wire.report_lineage(snapshot, own, chain, ids, known.datasets),
            components=wire.report_components(parts),
            obligations=wire.obligations(terms.findings, self._knowledge),
            problems=wire.report_problems(problems),
            ledger=wire.report_ledger(terms.ledger),
            texts={one.document.path: one.document.text for one in terms.readings},
        )

    def _effort(self) -> Effort:
        return Effort(Deadline.after(self._seconds))

    def _chain(self, collected: Collected, effort: Effort) -> Chain:
        """What the model was made from, with the terms of each ancestor."""
        snapshot, families = collected.snapshot, self._knowledge.families

        def lookup(name: str) -> Known | Problem:
            match collected.ancestors.get(name.casefold(), not_asked(name)):
                case Problem() as problem:
                    return problem
                case Snapshot() as found:
                    parts = components(found, self._knowledge.components)
                    prose = prose_of(found, effort.deadline)
                    terms = self._reader.all_of(found, prose, parts, effort)
                    return from_terms(terms, links_of(found, name, families), str(found.ref))
                case entry:
                    return from_catalogue(entry, name, self._knowledge.facts)

        first = first_links(snapshot, families, collected.entry)
        chain = follow(first, snapshot.ref.name, lookup)
        return replace(chain, problems=(*chain.problems, *contradictions(snapshot)))

    def _linked(self, snapshot: Snapshot, effort: Effort) -> Linked:
        prose = prose_of(snapshot, effort.deadline)
        readings, declared, late = self._reader.texts_of(snapshot, prose, effort)
        problems = (*snapshot.problems, *late)
        return Linked(snapshot, self._reader.terms(readings, declared, problems))

    def _with_inherited(self, own: Terms, chain: Chain) -> Terms:
        """The model's terms with those that come with what it was made from."""
        declared = (*own.declarations, *chain.inherited)
        return self._reader.terms(own.readings, declared, (*own.problems, *chain.problems))

    def _verdicts(self, terms: Terms, parts: Sequence[Component]) -> tuple[Verdict, ...]:
        return tuple(
            verdict
            for framework in self._knowledge.frameworks.values()
            for verdict in (
                *judge(framework, terms, self._knowledge.rules),
                *judge_components(framework, parts, self._knowledge.facts),
            )
        )

    def license(self, name: str, content: bytes, *, clauses_only: bool = False) -> LicenseReport:
        """The reading of one licence text; `clauses_only` uses no known texts and facts.

        Raises UsageError where the bytes are no text.
        """
        document, problems = read_document(Wanted(name, DocumentKind.LICENSE, "model"), content)
        if document is None:
            raise UsageError(problems[0].message, remedy="Give a licence text in plain text.")
        declared = () if clauses_only else pointed(document, self._knowledge.facts)
        if declared:
            return self._license_report(name, self._reader.terms((), declared, problems))
        effort = self._effort()
        reading = self._reader.text(document, effort, clauses_only=clauses_only)
        beside = tuple(named_beside(reading, self._knowledge.facts))
        problems += (out_of_time(document),) if effort.deadline.over else ()
        return self._license_report(name, self._reader.terms((reading,), beside, problems))

    def known_license(self, name: str) -> LicenseReport:
        """What is known of a licence by its id or name; UsageError where nothing is."""
        facts = self._knowledge.facts.find(name)
        if facts is None:
            raise UsageError(
                f"{name!r} is neither a file nor a licence that we know",
                remedy="Give the path of a text, `-` for standard input, or an SPDX id.",
            )
        declaration = of_facts(facts)
        return self._license_report(facts.id, self._reader.terms((), (declaration,), ()))

    def _license_report(self, name: str, terms: Terms) -> LicenseReport:
        verdicts = judge(self._knowledge.frameworks["osd"], terms, self._knowledge.rules)
        ids = wire.number(terms.findings)
        statuses = {verdict.criterion: verdict.status for verdict in verdicts}
        labels = {found.label for r in terms.readings for found in r.labels if found.certain}
        labels |= {label for declaration in terms.declarations for label in declaration.labels}
        return LicenseReport(
            tool=self._tool(),
            document=name,
            labels=tuple(sorted(labels)),
            osd=OsdAnswer(status=statuses, conformant=_conformant(statuses.values())),
            verdicts=wire.report_verdicts(verdicts, self._knowledge.frameworks, ids),
            licenses=tuple(map(wire.report_license, terms.readings)),
            findings=wire.report_findings(ids, self._knowledge),
            obligations=wire.obligations(terms.findings, self._knowledge),
            problems=wire.report_problems(terms.problems),
            ledger=wire.report_ledger(terms.ledger),
            texts={one.document.path: one.document.text for one in terms.readings},
        )

    def _tool(self) -> Tool:
        digest = self._reader.model_sha256
        return Tool(version=__version__, rules_version=rules_version(), model_sha256=digest)


def _conformant(statuses: Iterable[Status]) -> bool | None:
    answers = set(statuses)
    if Status.NOT_MET in answers:
        return False
    return True if answers <= {Status.MET, Status.NOT_APPLICABLE} else None
