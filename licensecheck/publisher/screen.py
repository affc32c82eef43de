"""How the answer is told: `licensecheck publish`."""

from collections.abc import Iterator

from licensecheck.domain.duty import DutyState
from licensecheck.domain.publication import PublishReport, ReportedRequirement
from licensecheck.knowledge.facts import Facts
from licensecheck.report import answered
from licensecheck.report.document import (
    Block,
    Document,
    Kind,
    Line,
    Section,
    Span,
    Tone,
    Verbatim,
    line,
    table,
)
from licensecheck.report.licence_names import called
from licensecheck.report.summary import NO_ADVICE, plain
from licensecheck.text.inert import Inert

_STATES = {
    DutyState.MISSING: ("MISSING", Tone.BAD),
    DutyState.CHECK: ("please check", Tone.OPEN),
    DutyState.DONE: ("done", Tone.GOOD),
}
_WIDEST = max(len(words) for words, _ in _STATES.values())
"""One column in every answer, whichever states it has."""


def show(report: PublishReport, form: str, facts: Facts) -> Inert:
    """The report for people, or as JSON."""
    told = Document(
        "Before you publish",
        Span(plain(report.ref)),
        Span(_outcome(report), Tone.BAD if report.exit_code else Tone.GOOD, Kind.ANSWER),
        sections=(Section("publish", "", tuple(_blocks(report, facts))),),
    )
    return answered.show(told, report.model_dump_json(indent=2), form)


def _blocks(report: PublishReport, facts: Facts) -> Iterator[Block]:
    """What was added, then a row for the licence, for each requirement, for what is unread, and for
    each file that was written or was to be."""
    if report.diff:
        yield Verbatim(report.diff)
    licence = plain(called(report.license, facts)) or "none that is known"
    rows = [
        (_title("licence"), line(licence)),
        *map(_requirement, report.requirements),
        *((_title("not read", Tone.OPEN), line(plain(one))) for one in report.unread),
        *((_title("wrote", Tone.GOOD), line(plain(one))) for one in report.written),
        *((_title("not written", Tone.OPEN), line(plain(one))) for one in report.not_written),
    ]
    yield from table(("", "What the release carries"), rows)
    yield line(NO_ADVICE)


def _outcome(report: PublishReport) -> str:
    missing, check = (len(report.of(state)) for state in (DutyState.MISSING, DutyState.CHECK))
    if missing:
        return f"{missing} {'thing is' if missing == 1 else 'things are'} missing"
    if report.unread:
        return "nothing that was read is missing, and not all could be read"
    return f"nothing is missing{f', {check} to check' if check else ''}"


def _requirement(asked: ReportedRequirement) -> tuple[Line, Line]:
    """How it stands; what must be there, who asks for it and where it is; what would meet it."""
    section = f"section {asked.section}" if asked.section else ""
    model = "" if asked.model in asked.text else asked.model
    why = ", ".join(filter(None, (section, model)))
    places = f" [{', '.join(asked.places)}]" if asked.places else ""
    words = plain(f"{asked.text}{f' ({why})' if why else ''}{places}")
    by_hand = f"nothing to write: {asked.by_hand}" if asked.by_hand else ""
    below = tuple(line(plain(one)) for one in (asked.mend, by_hand) if one)
    return _title(*_STATES[asked.state]), line(words, below=below)


def _title(words: str, tone: Tone = Tone.PLAIN) -> Line:
    return line(Span(words.ljust(_WIDEST), tone, Kind.ANSWER))
