"""The whole order, from a reference to a report; the only place that knows it."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from licensecheck import __version__, hubs
from licensecheck.clauses.answers import KeptAnswers, Reader
from licensecheck.clauses.classify import Classifier
from licensecheck.clauses.matcher import default_matcher
from licensecheck.clauses.model import ClauseModel
from licensecheck.engine import rules_version
from licensecheck.engine.components import load_components
from licensecheck.engine.criteria import load_frameworks
from licensecheck.engine.facts import Facts, load_facts
from licensecheck.engine.families import load_families
from licensecheck.engine.profiles import COMPARISONS, load_profile
from licensecheck.engine.rules import Rules, load_claims, load_rules
from licensecheck.engine.washing import load_washing
from licensecheck.errors import CollectError, NotFoundError, RefError, UnavailableError, UsageError
from licensecheck.hubs import catalogue
from licensecheck.hubs.decode import read_document
from licensecheck.hubs.files import Wanted
from licensecheck.hubs.options import default_cache
from licensecheck.licenses.identify import identify
from licensecheck.openness.claims import claim_matcher, claims
from licensecheck.openness.comparison import Facts as WashingFacts
from licensecheck.openness.components import components, judge_components, weights_available
from licensecheck.openness.declarations import declarations, of_facts, pointed
from licensecheck.openness.findings import findings
from licensecheck.openness.following import Linked, found_in, repositories
from licensecheck.openness.level import level
from licensecheck.openness.lineage import Chain, follow
from licensecheck.openness.origins import contradictions, links
from licensecheck.openness.parts import licensed, with_catalogue
from licensecheck.openness.prose import named_beside, stated_licenses, stated_terms
from licensecheck.openness.readings import read, unreadable
from licensecheck.openness.scope import is_third_party, set_aside, uncovered
from licensecheck.openness.score import score
from licensecheck.openness.sources import (
    Known,
    first_links,
    from_catalogue,
    from_terms,
    not_asked,
    not_read,
)
from licensecheck.openness.verdicts import Terms, judge
from licensecheck.openness.washing import washing, washing_level
from licensecheck.reports import wire
from licensecheck.settings import Settings
from licensecheck.text.language import language, language_problems
from licensecheck.text.segment import segment
from licensecheck.types import (
    Card,
    Clause,
    Component,
    Declaration,
    Document,
    DocumentKind,
    Identification,
    ModelRef,
    Problem,
    Reading,
    Snapshot,
    Status,
    Verdict,
)
from licensecheck.types.report import LicenseReport, OsdAnswer, Report
from licensecheck.types.reported_model import Washing
from licensecheck.types.reported_terms import Tool

Prose = tuple[Card, tuple[Clause, ...]]
_TERMS = (DocumentKind.LICENSE, DocumentKind.USE_POLICY, DocumentKind.NOTICE)


class Auditor:
    """Audits models and licence texts; rules, facts, index and classifier are loaded once."""

    def __init__(self, settings: Settings, progress: Callable[[str], None]) -> None:
        self._settings = settings
        self._progress = progress

    def audit(self, ref: ModelRef) -> Report:
        """The report on one model. Raises CollectError where nothing of it could be read."""
        snapshot = self.collect(ref)
        until = time.monotonic() + self._settings.deadline
        follow_hub = self._settings.lineage and not self._settings.offline
        chain = self.trace(snapshot, follow_hub=follow_hub, until=until)
        return self.judge(snapshot, chain, self._linked(snapshot, until))

    def collect(self, ref: ModelRef) -> Snapshot:
        """The snapshot of a model; from the catalogue where its hub could not be asked."""
        try:
            return hubs.collect(ref, self._fetch(self._settings.deadline))
        except (UnavailableError, NotFoundError) as error:
            entry = catalogue.find(ref)
            # A hub that knows no such model is right, unless the model is one that no hub has.
            nowhere = entry is not None and entry.weights.state is catalogue.WeightsState.API_ONLY
            if entry is None or (isinstance(error, NotFoundError) and not nowhere):
                raise
            return catalogue.snapshot(entry, ref)

    def _fetch(self, deadline: float) -> hubs.FetchOptions:
        return hubs.FetchOptions(
            offline=self._settings.offline,
            refresh=self._settings.refresh,
            timeout=self._settings.timeout,
            deadline=deadline,
            progress=self._progress,
        )

    def trace(
        self, snapshot: Snapshot, *, follow_hub: bool = False, until: float | None = None
    ) -> Chain:
        """What a model was made from: by the catalogue, and where it knows nothing by the hub.

        No request is made after `until`, a time of `time.monotonic`; by default, all together take
        no longer than one model may.
        """
        end = until or time.monotonic() + self._settings.deadline
        hub = snapshot.ref.hub if snapshot.ref.hub == "modelscope" else "huggingface"

        def lookup(name: str) -> Known | Problem:
            ref = ModelRef(hub, name)
            entry = catalogue.find(ref)
            if entry and (known := from_catalogue(entry, name, self._facts)):
                return known
            left = end - time.monotonic()
            return self._ask(ref, left) if follow_hub and left > 0 else not_asked(name)

        entry = catalogue.find(snapshot.ref)
        chain = follow(first_links(snapshot, load_families(), entry), snapshot.ref.name, lookup)
        return replace(chain, problems=(*chain.problems, *contradictions(snapshot)))

    def _ask(self, ref: ModelRef, deadline: float) -> Known | Problem:
        """What the hub has of an ancestor."""
        try:
            found = hubs.collect(hubs.parse_ref(f"{ref.hub}:{ref.name}"), self._fetch(deadline))
        except (CollectError, RefError) as error:
            return not_read(ref.name, error)
        prose = [(card, segment(card.document, card.body)) for card in found.cards]
        parts = components(found, load_components())
        steps = links(found, load_families())
        return from_terms(self._terms_of(found, prose, parts), steps, str(ref))

    def _linked(self, snapshot: Snapshot, until: float) -> tuple[Linked, ...]:
        """The publisher's repositories that the cards link to, where the user lets us look."""
        if not self._settings.follow_links or self._settings.offline:
            return ()
        found = (self._repository(name, until) for name in repositories(snapshot))
        return tuple(one for one in found if one)

    def _repository(self, name: str, until: float) -> Linked | None:
        """One repository of GitHub; None where it cannot be read: its parts stay what they were."""
        left = until - time.monotonic()
        if left <= 0:
            return None
        try:
            read = hubs.collect(hubs.parse_ref(f"github:{name}"), self._fetch(left))
        except (CollectError, RefError) as error:
            self._progress(f"{name} is linked and could not be read: {error}")
            return None
        prose = [(card, segment(card.document, card.body)) for card in read.cards]
        readings, declared = self._read_all(read, prose)
        return Linked(read, self._terms(readings, declared, read.problems))

    def judge(
        self, snapshot: Snapshot, chain: Chain | None = None, linked: Sequence[Linked] = ()
    ) -> Report:
        """The report on a snapshot: the same snapshot, chain, rules and model give the same report.

        Without a chain, the catalogue alone says what the model was made from. In `linked`
        repositories, parts are looked for that are not here.
        """
        chain = self.trace(snapshot) if chain is None else chain
        entry = catalogue.find(snapshot.ref)
        parts = with_catalogue(components(snapshot, load_components()), load_components(), entry)
        prose = [(card, segment(card.document, card.body)) for card in snapshot.cards]
        own = self._terms_of(snapshot, prose, parts)
        parts = licensed(parts, own, entry, self._facts)
        parts = found_in(parts, linked, load_components())
        terms = self._with_inherited(own, chain)
        verdicts = self._verdicts(terms, parts)
        downloadable = weights_available(snapshot, parts)
        said = tuple(
            claim
            for card, clauses in prose
            for claim in claims(card, clauses, load_claims(), self._claim_reader)
        )
        known = WashingFacts(
            snapshot, own, verdicts, said, load_claims(), self._rules, downloadable, chain
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
            obligations=wire.obligations(terms.findings, self._rules),
            problems=wire.report_problems(terms.problems),
            texts={one.document.path: one.document.text for one in terms.readings},
        )

    def _terms_of(
        self, snapshot: Snapshot, prose: Sequence[Prose], parts: Sequence[Component]
    ) -> Terms:
        """All that was read of the terms, and what was not."""
        readings, declared = self._read_all(snapshot, prose)
        problems = [
            *snapshot.problems,
            *(p for card, _ in prose for p in language_problems(card.document, card.body)),
            *set_aside(snapshot.documents),
            *uncovered(snapshot, readings, declared, parts, self._facts),
        ]
        return self._terms(readings, declared, problems)

    def _with_inherited(self, own: Terms, chain: Chain) -> Terms:
        """The model's terms with those that come with what it was made from."""
        declared = (*own.declarations, *chain.inherited)
        return self._terms(own.readings, declared, (*own.problems, *chain.problems))

    def _read_all(
        self, snapshot: Snapshot, prose: Sequence[Prose]
    ) -> tuple[tuple[Reading, ...], tuple[Declaration, ...]]:
        """Every text with terms, and every licence that is said to apply."""
        texts = [
            document
            for document in snapshot.documents
            if document.kind in _TERMS and not is_third_party(document)
        ]
        declared = list(declarations(snapshot, self._facts))
        pointers = {text: pointed(text, self._facts) for text in texts}
        declared += [said for found in pointers.values() for said in found]
        readings = [self.read(text) for text in texts if not pointers[text]]
        declared += [said for found in readings for said in named_beside(found, self._facts)]
        for card, clauses in prose:
            declared += stated_licenses(card, clauses, self._facts)
            stated = stated_terms(card, clauses, self._classifier, self._rules)
            readings += [stated] if stated else []
        own = (said for said in declared if said.component not in ("base", "data"))
        return tuple(readings), tuple(dict.fromkeys(own))

    def _verdicts(self, terms: Terms, parts: Sequence[Component]) -> tuple[Verdict, ...]:
        return tuple(
            verdict
            for framework in load_frameworks().values()
            for verdict in (
                *judge(framework, terms, self._rules),
                *judge_components(framework, parts, self._facts),
            )
        )

    def license(self, name: str, content: bytes, *, clauses_only: bool = False) -> LicenseReport:
        """The reading of one licence text; `clauses_only` uses no known texts and facts.

        Raises UsageError where the bytes are no text.
        """
        document, problems = read_document(Wanted(name, DocumentKind.LICENSE, "model"), content)
        if document is None:
            raise UsageError(problems[0].message, remedy="Give a licence text in plain text.")
        declared = () if clauses_only else pointed(document, self._facts)
        if declared:
            return self._license_report(name, self._terms((), declared, problems))
        reading = self.read(document, clauses_only=clauses_only)
        beside = tuple(named_beside(reading, self._facts))
        return self._license_report(name, self._terms((reading,), beside, problems))

    def known_license(self, name: str) -> LicenseReport:
        """What is known of a licence by its id or name; UsageError where nothing is."""
        facts = self._facts.find(name)
        if facts is None:
            raise UsageError(
                f"{name!r} is neither a file nor a licence that we know",
                remedy="Give the path of a text, `-` for standard input, or an SPDX id.",
            )
        declaration = of_facts(facts)
        return self._license_report(facts.id, self._terms((), (declaration,), ()))

    def read(self, document: Document, *, clauses_only: bool = False) -> Reading:
        """One text, read: identified, its clauses labelled."""
        known = Identification() if clauses_only else identify(document.text)
        scored = self._classifier.score(document, segment(document))
        foreign = language(document.text).foreign
        return read(document, known, scored, self._classifier, self._facts, foreign)

    def _terms(
        self,
        readings: Sequence[Reading],
        declared: Sequence[Declaration],
        problems: Iterable[Problem],
    ) -> Terms:
        found = findings(readings, declared, self._rules, self._facts)
        languages = [problem for reading in readings for problem in unreadable(reading)]
        return Terms(tuple(readings), tuple(declared), found, (*problems, *languages))

    def _license_report(self, name: str, terms: Terms) -> LicenseReport:
        verdicts = judge(load_frameworks()["osd"], terms, self._rules)
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
            obligations=wire.obligations(terms.findings, self._rules),
            problems=wire.report_problems(terms.problems),
            texts={one.document.path: one.document.text for one in terms.readings},
        )

    def _tool(self) -> Tool:
        model = self._classifier.model
        digest = model.sha256 if model else None
        return Tool(version=__version__, rules_version=rules_version(), model_sha256=digest)

    @cached_property
    def _classifier(self) -> Classifier:
        return Classifier(default_matcher(), self._reader)

    @cached_property
    def _claim_reader(self) -> Classifier:
        return Classifier(claim_matcher(), self._reader)

    @cached_property
    def _reader(self) -> Reader | None:
        """The model with its kept answers; None where its weights are not installed."""
        try:
            model = ClauseModel.load(self._settings.device, self._settings.threads)
        except FileNotFoundError:
            return None
        # A GPU rounds otherwise from batch to batch: only a CPU's answers hold in any company.
        kept = KeptAnswers(model, default_cache() / "clauses.sqlite")
        return kept if model.device == "cpu" else model

    @cached_property
    def _rules(self) -> Rules:
        return load_rules()

    @cached_property
    def _facts(self) -> Facts:
        return load_facts()


def _conformant(statuses: Iterable[Status]) -> bool | None:
    answers = set(statuses)
    if Status.NOT_MET in answers:
        return False
    return True if answers <= {Status.MET, Status.NOT_APPLICABLE} else None
