"""Several models in one report: what each of them may be used for, beside the others."""

from collections.abc import Iterator

from licensecheck.domain import Level
from licensecheck.domain.report import Report
from licensecheck.domain.reported_model import ReportedModel
from licensecheck.domain.reported_rights import ReportedRight
from licensecheck.domain.right import RightAnswer
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.answers import ALONE, CONDITIONAL, FIRST, apart, names, short_name, told
from licensecheck.report.summary import Audit

ANSWER_COLUMNS = ("Model", "Yes", "Yes, with conditions", "No", "Please read, or not said")
_COLUMNS = (
    (RightAnswer.YES,),
    (RightAnswer.YES_IF,),
    (RightAnswer.NO,),
    (RightAnswer.PLEASE_READ, RightAnswer.NOT_SAID),
)


def by_model(report: Audit, knowledge: Knowledge) -> tuple[tuple[str, ...], ...]:
    """What may be done with each model, under `ANSWER_COLUMNS`, where there are several."""
    return tuple((one.name, *_answers_of(one, knowledge)) for one in several(report))


def several(report: Audit) -> tuple[ReportedModel, ...]:
    """The models of a report that has more than one; none where one licence answers for all."""
    return report.models if isinstance(report, Report) and len(report.models) > 1 else ()


def _answers_of(model: ReportedModel, knowledge: Knowledge) -> Iterator[str]:
    every = {short_name(one, knowledge): one.answer for one in model.rights}
    for answers in _COLUMNS:
        yield names([name for name, answer in every.items() if answer in answers], [*every])


def commercial(model: ReportedModel) -> str:
    """What a line on one of several models says of it; empty where nothing was asked."""
    asked = _first(model)
    return f"commercial use: {in_words(asked, model)}" if asked else ""


def unlike(report: Audit) -> tuple[tuple[ReportedModel, ReportedRight], ...]:
    """Models with their answers to the first question, the one that the report is about before the
    others; none where all have one answer."""
    asked = [(one, right) for one in several(report) if (right := _first(one))]
    main = report.model if isinstance(report, Report) else ""
    alike = len({in_words(right, one) for one, right in asked}) < 2
    return () if alike else tuple(sorted(asked, key=lambda one: one[0].name != main))


def _first(model: ReportedModel) -> ReportedRight | None:
    return next((one for one in model.rights if one.right == FIRST), None)


def in_words(right: ReportedRight, model: ReportedModel) -> str:
    """The answer in a line on one of several models."""
    if said := apart(right, closed=model.level is Level.CLOSED):
        return said
    if right.alone:
        return f"{ALONE} {'yes' if right.alone is RightAnswer.YES else CONDITIONAL}"
    return CONDITIONAL if right.answer is RightAnswer.YES_IF else told(right)
