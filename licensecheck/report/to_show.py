"""Words that a licence wants a product to show, such as "Built with Llama"."""

from licensecheck.domain import Confidence
from licensecheck.domain.report import LicenseReport, Report
from licensecheck.domain.reported_terms import Obligation, ReportedDetail, ReportedFinding
from licensecheck.report.wording import shown_words

TO_SHOW = "branding-requirement"


def certain(report: Report | LicenseReport, rule: str) -> tuple[ReportedFinding, ...]:
    """What is certain of a rule, about the model that was asked for."""
    about = report.chosen if isinstance(report, Report) else report
    found = (one for one in about.findings if one.rule == rule)
    return tuple(one for one in found if one.confidence is Confidence.CERTAIN)


def to_show(report: Report | LicenseReport) -> tuple[str, ...]:
    """The words, each once."""
    values = (value for one in certain(report, TO_SHOW) for value in one.values)
    found = (v.text for v in values if isinstance(v, ReportedDetail) and v.name == "phrase")
    return tuple(dict.fromkeys(found))


def with_words(duty: Obligation, report: Report | LicenseReport) -> Obligation:
    """A duty to show a name or mark with the words, where the licence gives them."""
    if duty.label != TO_SHOW:
        return duty
    return duty.model_copy(update={"text": shown_words(duty.text, to_show(report))})
