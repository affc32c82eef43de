"""What the makers of sections look at."""

from dataclasses import dataclass

from licensecheck.domain.report import Report
from licensecheck.domain.reported_model import ReportedModel
from licensecheck.knowledge.facts import Facts
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.sections.sole import abridged
from licensecheck.report.summary import Audit


@dataclass(frozen=True, slots=True)
class View:
    """A report with what is known; `short` names sections of its one licence without its name."""

    report: Audit
    short: Audit
    knowledge: Knowledge

    @classmethod
    def of(cls, report: Audit, knowledge: Knowledge) -> "View":
        """The view of a report."""
        return cls(report, abridged(report), knowledge)

    @property
    def facts(self) -> Facts:
        """What is known of licences."""
        return self.knowledge.facts

    @property
    def audit(self) -> Report | None:
        """The report, where it is on a model."""
        return self.report if isinstance(self.report, Report) else None

    @property
    def models(self) -> tuple[ReportedModel, ...]:
        """All that is released here; none where a text was read."""
        return self.audit.models if self.audit else ()

    @property
    def about(self) -> Audit:
        """The short report without findings on other models than the one that was asked for."""
        return self.short.chosen if isinstance(self.short, Report) else self.short
