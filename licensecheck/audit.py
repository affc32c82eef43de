"""The whole order, from a reference to a report; the only place that knows it."""

import time
from collections.abc import Callable, Iterable, Sequence

from licensecheck import __version__
from licensecheck.collect import Collector
from licensecheck.engine import rules_version
from licensecheck.engine.components import load_components
from licensecheck.engine.criteria import load_frameworks
from licensecheck.engine.profiles import COMPARISONS, load_profile
from licensecheck.engine.rules import load_claims
from licensecheck.engine.washing import load_washing
from licensecheck.errors import UsageError
from licensecheck.hubs import catalogue
from licensecheck.hubs.decode import read_document
from licensecheck.hubs.files import Wanted
from licensecheck.openness.claims import claims
from licensecheck.openness.comparison import Facts as WashingFacts
from licensecheck.openness.components import components, judge_components, weights_available
from licensecheck.openness.declarations import of_facts, pointed
from licensecheck.openness.following import Linked, found_in
from licensecheck.openness.level import level
from licensecheck.openness.lineage import Chain
from licensecheck.openness.named import named_beside
from licensecheck.openness.parts import licensed, with_catalogue
from licensecheck.openness.reader import TermsReader, prose_of
from licensecheck.openness.score import score
from licensecheck.openness.verdicts import Terms, judge
from licensecheck.openness.washing import washing, washing_level
from licensecheck.reports import wire
from licensecheck.settings import Settings
from licensecheck.types import (
    Component,
    DocumentKind,
    ModelRef,
    Snapshot,
    Status,
    Verdict,
)
from licensecheck.types.report import LicenseReport, OsdAnswer, Report
from licensecheck.types.reported_model import Washing
from licensecheck.types.reported_terms import Tool


class Auditor:
    """Audits models and licence texts; rules, facts, index and classifier are loaded once."""

    def __init__(self, settings: Settings, progress: Callable[[str], None]) -> None:
        self._settings = settings
        self._reader = TermsReader(settings.device, settings.threads)
        self._collector = Collector(settings, self._reader, progress)

    def audit(self, ref: ModelRef) -> Report:
        """The report on one model. Raises CollectError where nothing of it could be read."""
        snapshot = self._collector.snapshot(ref)
        until = time.monotonic() + self._settings.deadline
        follow_hub = self._settings.lineage and not self._settings.offline
        chain = self._collector.trace(snapshot, follow_hub=follow_hub, until=until)
        return self.judge(snapshot, chain, self._collector.linked(snapshot, until))

    def judge(
        self, snapshot: Snapshot, chain: Chain | None = None, linked: Sequence[Linked] = ()
    ) -> Report:
        """The report on a snapshot: the same snapshot, chain, rules and model give the same report.

        Without a chain, the catalogue alone says what the model was made from. In `linked`
        repositories, parts are looked for that are not here.
        """
        chain = self._collector.trace(snapshot) if chain is None else chain
        entry = catalogue.find(snapshot.ref)
        parts = with_catalogue(components(snapshot, load_components()), load_components(), entry)
        prose = prose_of(snapshot)
        own = self._reader.all_of(snapshot, prose, parts)
        parts = licensed(parts, own, entry, self._reader.facts)
        parts = found_in(parts, linked, load_components())
        terms = self._with_inherited(own, chain)
        verdicts = self._verdicts(terms, parts)
        downloadable = weights_available(snapshot, parts)
        said = tuple(
            claim
            for card, clauses in prose
            for claim in claims(card, clauses, load_claims(), self._reader.claim_classifier)
        )
        known = WashingFacts(
            snapshot, own, verdicts, said, load_claims(), self._reader.rules, downloadable, chain
        )
        washed = washing(known, load_washing())
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
            score=score(load_profile(), verdicts, parts, snapshot.metadata),
            comparisons=tuple(
                score(load_profile(name), verdicts, parts, snapshot.metadata)
                for name in COMPARISONS
            ),
            verdicts=wire.report_verdicts(verdicts, load_frameworks(), ids),
            licenses=tuple(map(wire.report_license, terms.readings)),
            declared=tuple(map(wire.report_declaration, own.declarations)),
            findings=wire.report_findings(ids, load_frameworks()),
            claims=tuple(wire.report_claim(claim.kind, claim.evidence) for claim in said),
            washing=Washing(
                level=washing_level(washed), findings=tuple(ids[finding] for finding in washed)
            ),
            lineage=wire.report_lineage(snapshot, own, chain, ids),
            components=wire.report_components(parts),
            obligations=wire.obligations(terms.findings, self._reader.rules),
            problems=wire.report_problems(terms.problems),
            texts={one.document.path: one.document.text for one in terms.readings},
        )

    def _with_inherited(self, own: Terms, chain: Chain) -> Terms:
        """The model's terms with those that come with what it was made from."""
        declared = (*own.declarations, *chain.inherited)
        return self._reader.terms(own.readings, declared, (*own.problems, *chain.problems))

    def _verdicts(self, terms: Terms, parts: Sequence[Component]) -> tuple[Verdict, ...]:
        return tuple(
            verdict
            for framework in load_frameworks().values()
            for verdict in (
                *judge(framework, terms, self._reader.rules),
                *judge_components(framework, parts, self._reader.facts),
            )
        )

    def license(self, name: str, content: bytes, *, clauses_only: bool = False) -> LicenseReport:
        """The reading of one licence text; `clauses_only` uses no known texts and facts.

        Raises UsageError where the bytes are no text.
        """
        document, problems = read_document(Wanted(name, DocumentKind.LICENSE, "model"), content)
        if document is None:
            raise UsageError(problems[0].message, remedy="Give a licence text in plain text.")
        declared = () if clauses_only else pointed(document, self._reader.facts)
        if declared:
            return self._license_report(name, self._reader.terms((), declared, problems))
        reading = self._reader.text(document, clauses_only=clauses_only)
        beside = tuple(named_beside(reading, self._reader.facts))
        return self._license_report(name, self._reader.terms((reading,), beside, problems))

    def known_license(self, name: str) -> LicenseReport:
        """What is known of a licence by its id or name; UsageError where nothing is."""
        facts = self._reader.facts.find(name)
        if facts is None:
            raise UsageError(
                f"{name!r} is neither a file nor a licence that we know",
                remedy="Give the path of a text, `-` for standard input, or an SPDX id.",
            )
        declaration = of_facts(facts)
        return self._license_report(facts.id, self._reader.terms((), (declaration,), ()))

    def _license_report(self, name: str, terms: Terms) -> LicenseReport:
        verdicts = judge(load_frameworks()["osd"], terms, self._reader.rules)
        ids = wire.number(terms.findings)
        statuses = {verdict.criterion: verdict.status for verdict in verdicts}
        labels = {found.label for r in terms.readings for found in r.labels if found.certain}
        labels |= {label for declaration in terms.declarations for label in declaration.labels}
        return LicenseReport(
            tool=self._tool(),
            document=name,
            labels=tuple(sorted(labels)),
            osd=OsdAnswer(status=statuses, conformant=_conformant(statuses.values())),
            verdicts=wire.report_verdicts(verdicts, load_frameworks(), ids),
            licenses=tuple(map(wire.report_license, terms.readings)),
            findings=wire.report_findings(ids, load_frameworks()),
            obligations=wire.obligations(terms.findings, self._reader.rules),
            problems=wire.report_problems(terms.problems),
            texts={one.document.path: one.document.text for one in terms.readings},
        )

    def _tool(self) -> Tool:
        model = self._reader.classifier.model
        digest = model.sha256 if model else None
        return Tool(version=__version__, rules_version=rules_version(), model_sha256=digest)


def _conformant(statuses: Iterable[Status]) -> bool | None:
    answers = set(statuses)
    if Status.NOT_MET in answers:
        return False
    return True if answers <= {Status.MET, Status.NOT_APPLICABLE} else None
