"""The report on one licence text, and on a licence that is named."""

from collections.abc import Iterable

from licensecheck.domain import Deadline, DocumentKind, Effort, Status
from licensecheck.domain.report import LicenseReport, OsdAnswer
from licensecheck.domain.reported_terms import Tool
from licensecheck.errors import UsageError
from licensecheck.judge.rights import rights
from licensecheck.judge.verdicts import judge
from licensecheck.knowledge import rules_version
from licensecheck.knowledge.knowledge import Knowledge, installed
from licensecheck.report import wire
from licensecheck.report.legal import report_legal
from licensecheck.report.rights import report_rights
from licensecheck.settings import Settings
from licensecheck.terms.declared import of_facts
from licensecheck.terms.terms import Terms
from licensecheck.terms.texts import TextReader, out_of_time
from licensecheck.version import __version__


class LicenseAuditor:
    """Reads licences; knowledge and classifier are loaded once, each where it is first needed.

    Every entry point takes `knowledge`, by default that of this installation.
    """

    def __init__(self, settings: Settings, knowledge: Knowledge | None = None) -> None:
        self._knowledge = knowledge or installed()
        self._seconds = settings.deadline
        self._texts = TextReader(self._knowledge, settings.device, settings.threads, settings.cache)

    def license(self, name: str, content: bytes, *, clauses_only: bool = False) -> LicenseReport:
        """The reading of one licence text; `clauses_only` uses no known texts and facts.

        Raises UsageError where the bytes are no text.
        """
        from licensecheck.hubs.decode import read_document  # known licences need none of these
        from licensecheck.hubs.wanted import Wanted
        from licensecheck.terms.declarations import named_beside, pointed

        document, problems = read_document(Wanted(name, DocumentKind.LICENSE, "model"), content)
        if document is None:
            raise UsageError(problems[0].message, remedy="Give a licence text in plain text.")
        declared = () if clauses_only else pointed(document, self._knowledge.facts)
        if declared:
            return self._license_report(name, self._texts.terms((), declared, problems))
        effort = self._effort()
        reading = self._texts.text(document, effort, clauses_only=clauses_only)
        beside = tuple(named_beside(reading, self._knowledge.facts))
        problems += (out_of_time(document),) if effort.deadline.over else ()
        return self._license_report(name, self._texts.terms((reading,), beside, problems))

    def known_license(self, name: str) -> LicenseReport:
        """What is known of a licence by its id or name; UsageError where nothing is."""
        facts = self._knowledge.facts.find(name)
        if facts is None:
            raise UsageError(
                f"{name!r} is neither a file nor a licence that we know",
                remedy="Give the path of a text, `-` for standard input, or an SPDX id.",
            )
        declaration = of_facts(facts)
        return self._license_report(facts.id, self._texts.terms((), (declaration,), ()))

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
            verdicts=wire.report_verdicts(verdicts, ids, self._knowledge),
            licenses=tuple(
                wire.report_license(one, self._knowledge.facts) for one in terms.readings
            ),
            findings=wire.report_findings(ids, self._knowledge),
            obligations=wire.obligations(terms.findings, self._knowledge),
            problems=wire.report_problems(terms.problems),
            ledger=wire.report_ledger(terms.ledger, self._knowledge),
            rights=report_rights(rights(terms, self._knowledge), ids, self._knowledge),
            legal=report_legal(terms.readings, self._knowledge),
            texts={one.document.path: one.document.text for one in terms.readings},
        )

    def _effort(self) -> Effort:
        return Effort(Deadline.after(self._seconds))

    def _tool(self) -> Tool:
        digest = self._texts.model_sha256
        return Tool(version=__version__, rules_version=rules_version(), model_sha256=digest)


def _conformant(statuses: Iterable[Status]) -> bool | None:
    answers = set(statuses)
    if Status.NOT_MET in answers:
        return False
    return True if answers <= {Status.MET, Status.NOT_APPLICABLE} else None
