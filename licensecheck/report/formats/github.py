"""Annotations of GitHub Actions: lines on stdout that mark the user's own files."""

from collections.abc import Iterator

from licensecheck.domain import Answer, Status
from licensecheck.domain.report import (
    AnyReport,
    CheckedModel,
    CheckReport,
    Decision,
    ReportedReference,
)
from licensecheck.domain.reported_terms import ReportedProblem
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.summary import counts, decisions, headline, plain, subject, washed
from licensecheck.text.inert import Channel

CHANNEL = Channel.ANNOTATIONS


def render(report: AnyReport, _: Knowledge) -> str:
    """One workflow command a line, errors first: GitHub shows only the first ten of a step."""
    lines = list(_checked(report) if isinstance(report, CheckReport) else _read(report))
    return "\n".join(sorted(lines, key=_rank))


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
    stopped = sum(not model.passed for model in report.models)
    yield _command("notice", f"{len(report.models)} models checked, {stopped} stopped")
    for model in report.models:
        for decision in decisions(model):
            if counts(decision):
                yield from _decision(model, decision)
    yield from map(_problem, report.problems)


def _decision(model: CheckedModel, decision: Decision) -> Iterator[str]:
    kind = "error" if decision.answer is Answer.NOT_ALLOWED or not model.passed else "warning"
    title = f"{model.ref}: {decision.answer.replace('-', ' ')}"
    for used in model.references or (None,):
        yield _command(kind, f"{decision.reason} [{decision.rule}]", title=title, used=used)


def _problem(problem: ReportedProblem) -> str:
    return _command("warning", problem.message, title=f"Not read: {problem.subject}")


def _command(
    kind: str, message: str, *, title: str = "", used: ReportedReference | None = None
) -> str:
    fields = {"title": title}
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
