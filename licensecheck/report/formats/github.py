"""Annotations of GitHub Actions: lines on stdout that mark the user's own files."""

from collections.abc import Iterator, Mapping, Sequence

from licensecheck.domain import Answer, Status
from licensecheck.domain.report import (
    AnyReport,
    CheckedModel,
    CheckReport,
    Decision,
    ReportedReference,
    ReportedWarning,
)
from licensecheck.domain.reported_terms import ReportedProblem
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.summary import counts, decisions, headline, outcome, plain, subject, washed
from licensecheck.text.inert import Channel

CHANNEL = Channel.ANNOTATIONS
MOST = 10
"""Annotations of one kind that GitHub shows of a step."""
_PLACES = 5
"""Further places of a model that its annotation names."""


def render(report: AnyReport, _: Knowledge) -> str:
    """One workflow command a line, errors first, and not more than GitHub shows of a step."""
    lines = list(_checked(report) if isinstance(report, CheckReport) else _read(report))
    lines.sort(key=_rank)
    if len(lines) > MOST:
        left = len(lines) - MOST + 1
        more = _command("notice", f"{left} more are not shown here: see the summary of the job")
        lines = [*lines[: MOST - 1], more]
    return "\n".join(lines)


def _rank(line: str) -> int:
    return ("error", "warning", "notice").index(line.split("::")[1].split(" ", maxsplit=1)[0])


def _read(report: AnyReport) -> Iterator[str]:
    """What an audit has no place for in the user's files stands under the title alone."""
    if isinstance(report, CheckReport):
        return
    yield _command("notice", f"{subject(report)} is read: {headline(report)}")
    for verdict in report.verdicts:
        if verdict.framework == "osd" and verdict.status is Status.NOT_MET:
            words = f"OSD {verdict.criterion} is not met: {verdict.reason}"
            yield _command("error", words, title=subject(report))
    for finding in washed(report):
        yield _command("warning", f"Open-washing: {finding.message}", title=subject(report))
    yield from map(_problem, report.problems)


def _checked(report: CheckReport) -> Iterator[str]:
    yield _command("notice", f"models: {outcome(report)}")
    # What is not allowed comes before what somebody has to be asked about.
    gravest = sorted(report.models, key=lambda one: one.answer is not Answer.NOT_ALLOWED)
    for model in gravest:
        found = [one for one in decisions(model) if counts(one)]
        if found:
            yield _model(model, found)
    yield from map(_problem, report.problems)
    yield from map(_warning, report.warnings)


def _model(model: CheckedModel, found: Sequence[Decision]) -> str:
    """All that is against a model, at the first place that names it."""
    certain = any(one.answer is Answer.NOT_ALLOWED for one in found)
    title = f"{model.ref}: {model.answer.replace('-', ' ')}"
    words = "; ".join(f"{one.reason} [{one.rule}]" for one in found)
    first, *others = model.references or (None,)
    kind = "error" if certain or not model.passed else "warning"
    return _command(kind, words + _also(others), title=title, used=first)


def _also(others: Sequence[ReportedReference | None]) -> str:
    """The other places, as far as there is room."""
    places = [f"{one.file}:{one.line}" if one.line else one.file for one in others if one]
    more = f" and {len(places) - _PLACES} more" if len(places) > _PLACES else ""
    return f" (also named at {', '.join(places[:_PLACES])}{more})" if places else ""


def _problem(problem: ReportedProblem) -> str:
    return _command("warning", problem.message, title=f"Not read: {problem.subject}")


def _warning(warning: ReportedWarning) -> str:
    place = {"file": warning.file, "line": str(warning.line) if warning.line else ""}
    return _command("warning", warning.message, title="Policy", place=place)


def _command(
    kind: str,
    message: str,
    *,
    title: str = "",
    used: ReportedReference | None = None,
    place: Mapping[str, str] | None = None,
) -> str:
    fields = {"title": title, **(place or {})}
    if used:
        fields["file"] = used.file
        fields["line"] = str(used.line) if used.line else ""
    given = ",".join(f"{name}={_escaped(value)}" for name, value in fields.items() if value)
    return f"::{kind}{given and f' {given}'}::{_data(message)}"


def _data(text: str) -> str:
    """Nothing that ends the line, which would begin a command of its own."""
    return plain(text).replace("%", "%25")


def _escaped(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
