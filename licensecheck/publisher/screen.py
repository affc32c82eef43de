"""How the answer is shown: `licensecheck publish`."""

from collections.abc import Callable, Iterator, Mapping
from textwrap import fill

from licensecheck.domain.duty import DutyState
from licensecheck.domain.publication import PublishReport, ReportedRequirement
from licensecheck.errors import SettingsError
from licensecheck.knowledge.facts import Facts
from licensecheck.report.licence_names import called
from licensecheck.report.summary import NO_ADVICE, plain
from licensecheck.text.inert import Channel, Inert, inert

_TITLES = {
    DutyState.MISSING: "MISSING",
    DutyState.CHECK: "please check",
    DutyState.DONE: "done",
}
_WIDTH, _INDENT = 100, 14
"""Columns of a line, and of what stands before its words."""


def check_format(format_name: str) -> None:
    """SettingsError for a format that there is not."""
    if format_name not in _FORMATS:
        known = ", ".join(_FORMATS)
        raise SettingsError(f"publish has no format {format_name!r}", remedy=f"Formats: {known}.")


def show(report: PublishReport, format_name: str, facts: Facts) -> Inert:
    """The report as `terminal` or `json`."""
    channel = Channel.JSON if format_name == "json" else Channel.TEXT
    return inert(_FORMATS[format_name](report, facts), channel)


def _json(report: PublishReport, _: Facts) -> str:
    return report.model_dump_json(indent=2)


def _terminal(report: PublishReport, facts: Facts) -> str:
    lines = [report.diff] if report.diff else []  # ends in an empty line
    lines.append(f"{plain(report.ref)}: {_outcome(report)}")
    lines.append(_row("licence", called(report.license, facts) or "none that is known"))
    lines += [line for asked in report.requirements for line in _requirement(asked)]
    lines += [_row("not read", reason) for reason in report.unread]
    return "\n".join([*lines, NO_ADVICE])


def _outcome(report: PublishReport) -> str:
    missing, check = (len(report.of(state)) for state in (DutyState.MISSING, DutyState.CHECK))
    if missing:
        return f"{missing} {'thing is' if missing == 1 else 'things are'} missing"
    if report.unread:
        return "nothing that was read is missing, and not all could be read"
    return f"nothing is missing{f', {check} to check' if check else ''}"


def _requirement(asked: ReportedRequirement) -> Iterator[str]:
    section = f"section {asked.section}" if asked.section else ""
    model = "" if asked.model in asked.text else asked.model
    why = ", ".join(filter(None, (section, model)))
    places = f" [{', '.join(asked.places)}]" if asked.places else ""
    yield _row(_TITLES[asked.state], f"{asked.text}{f' ({why})' if why else ''}{places}")
    if asked.mend:
        yield _row("", asked.mend)


def _row(title: str, text: str) -> str:
    return fill(
        plain(text),
        _WIDTH,
        initial_indent=title.ljust(_INDENT),
        subsequent_indent=" " * _INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )


_FORMATS: Mapping[str, Callable[[PublishReport, Facts], str]] = {
    "terminal": _terminal,
    "json": _json,
}
