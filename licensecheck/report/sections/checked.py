"""What a check says of all models that are used, before what is said of each."""

from collections.abc import Iterable, Iterator

from licensecheck.domain.duty import DutyState
from licensecheck.domain.report import CheckedModel, CheckReport, ReportedReference
from licensecheck.report.document import (
    Block,
    Document,
    Kind,
    Line,
    Section,
    Span,
    Tone,
    faint,
    line,
    strong,
    table,
)
from licensecheck.report.places import LEVELS
from licensecheck.report.summary import counts, decisions, outcome

_DUTIES = {DutyState.DONE: Tone.GOOD, DutyState.MISSING: Tone.BAD, DutyState.CHECK: Tone.OPEN}


def checked(report: CheckReport) -> Document:
    """The models with the answers of the policy, what was searched, and what was not."""
    tone = Tone.GOOD if report.passed else Tone.BAD
    rules = report.policy or ", ".join(report.fail_on)
    return Document(
        title="Models that are used here",
        name=Span("Models that are used here"),
        verdict=Span(outcome(report), tone, Kind.ANSWER),
        meaning=f"{len(report.models)} models checked by {rules}",
        sections=tuple(_sections(report)),
    )


def _sections(report: CheckReport) -> Iterator[Section]:
    heads = ("Answer", "Model", "Level", "Why", "Where")
    at = {one.ref: f"m{n}" for n, one in enumerate((m for m in report.models if m.report), 1)}
    models = sorted(report.models, key=lambda model: model.passed)
    rows = (_model(one, at.get(one.ref, "")) for one in models)
    yield _section("models", "Models", table(heads, rows))
    duties = (
        (one.called, duty.text, line(_state(duty.state)), ", ".join(duty.places))
        for one in models
        for duty in one.fulfilled
    )
    shown = table(("Model", "Duty", "State", "Where"), duties)
    yield _section("duties", "What the product's files show of the duties", shown)
    problems = (line(strong(one.subject), f": {one.message}") for one in report.problems)
    yield _section("not-searched", f"Not searched: {len(report.problems)}", problems)
    warnings = (line(_place(one.file, one.line), f": {one.message}") for one in report.warnings)
    yield _section("policy", f"Policy: {len(report.warnings)} to look at", warnings)
    possible = (
        line(_place(one.file, one.line), ": ", Span(one.text, kind=Kind.NAME))
        for one in report.possible
    )
    yield _section("possible", f"Possible, not checked: {len(report.possible)}", possible)
    left = "; ".join(f"{one.count:,} {one.reason}" for one in report.skipped)
    searched = f"{report.files:,} files searched{f'; not searched: {left}' if left else ''}."
    yield Section("searched", "Searched", (line(searched),))


def _section(key: str, title: str, blocks: Iterable[Block]) -> Section:
    return Section(key, title, (), tuple(blocks))


def _model(one: CheckedModel, to: str) -> tuple[Line | str, ...]:
    tone = Tone.GOOD if one.passed else Tone.BAD
    level = Span(str(one.level), LEVELS[one.level]) if one.level else faint("not read")
    return (
        line(Span(str(one.answer).replace("-", " "), tone, Kind.ANSWER)),
        line(Span(one.called, kind=Kind.NAME, to=to)),
        line(level),
        "; ".join(_why(one)),
        line(*_wheres(one.references)),
    )


def _state(state: DutyState) -> Span:
    return Span(str(state).replace("-", " "), _DUTIES[state], Kind.ANSWER)


def _why(model: CheckedModel) -> Iterator[str]:
    """What counts against it, else what must be done; then what was waived."""
    against = [f"{one.reason} [{one.rule}]" for one in decisions(model) if counts(one)]
    yield from against or model.duties
    yield from (f"waived: {one.waived}" for one in decisions(model) if one.waived)


def _wheres(used: Iterable[ReportedReference]) -> Iterator[Span]:
    for at, one in enumerate(used):
        yield Span(", " if at else "")
        yield _place(one.file, one.line)


def _place(file: str, at: int) -> Span:
    return Span(f"{file}:{at}" if at else file, Tone.FAINT, Kind.PLACE)
