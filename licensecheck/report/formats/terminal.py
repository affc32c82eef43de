"""What a person sees: the headline first, then what it rests on."""

from collections.abc import Iterator, Mapping, Sequence
from io import StringIO

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from licensecheck.domain.duty import DutyState
from licensecheck.domain.report import AnyReport, CheckReport
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.screen.details import details
from licensecheck.report.screen.headline import headline
from licensecheck.report.screen.links import addresses, linked
from licensecheck.report.screen.sections import Section, sections
from licensecheck.report.screen.sole import abridged
from licensecheck.report.summary import Audit, outcome, plain
from licensecheck.text.inert import visible

DUTIES = {
    DutyState.DONE: ("done", "cyan"),
    DutyState.MISSING: ("MISSING", "bold red"),
    DutyState.CHECK: ("please check", "yellow"),
}
SHOWN, KINDS = 20, 8
"""Places and kinds of files that are named; the JSON has all."""


def render(
    report: AnyReport,
    knowledge: Knowledge,
    *,
    width: int = 80,
    colour: bool = False,
    links: bool = False,
    verbose: int = 0,
) -> str:
    """The report as lines of at most `width` characters, without colour codes unless asked for.

    It answers first: `verbose` 1 adds quotes, frameworks, parts and places, 2 leaves nothing out.

    With `links` the places of a coloured report lead to the page of their hub.

    A line of a check is a line whatever its length: people look for it in logs.
    """
    console = _InertConsole(
        file=StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        emoji=False,
        markup=False,
    )
    with console.capture() as captured:
        parts: Iterator[RenderableType] = (
            _checked(report)
            if isinstance(report, CheckReport)
            else _read(report, knowledge, verbose, links=links)
        )
        for part in parts:
            console.print(part, soft_wrap=isinstance(report, CheckReport))
    lines = (line.rstrip() for line in captured.get().splitlines())
    return "\n".join(lines)


class _InertConsole(Console):
    """Makes all words visible before it adds the sequences for colour, which are its own."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterator[Segment]:
        for segment in super().render(renderable, options):
            yield segment._replace(text=visible(segment.text))


def _checked(report: CheckReport) -> Iterator[Text]:
    """A line for each model; below it where it is named, and why it is stopped."""
    for model in report.models:
        words, style = ("pass", "bold green") if model.passed else ("STOP", "bold red")
        words = "UNREAD" if model.unread else words
        level = str(model.level) if model.level else "not read"
        yield Text.assemble(
            (words, style), f"  {plain(model.called)}  {level}", (f"  {model.answer}", "dim")
        )
        for place in model.references:
            where = f"{place.file}:{place.line}" if place.line else place.file
            yield Text(f"      {plain(where)}  {plain(place.text)}  ({plain(place.how)})")
        for reason in model.reasons:
            rules = dict.fromkeys(one.rule for one in model.stopping if one.reason == reason)
            named = "".join(f" [{plain(rule)}]" for rule in rules)
            yield Text(f"      {plain(reason)}{named}", style="red")
        if model.passed and not model.fulfilled:
            yield from map(_duty, model.duties)
        for duty in model.fulfilled:
            word, style = DUTIES[duty.state]
            where = f" ({', '.join(duty.places)})" if duty.places else ""
            yield Text(f"      {word:12}  {plain(duty.text + where)}", style=style)
        for one in model.decisions:
            if one.waived:
                yield Text(f"      waived: {one.rule} ({plain(one.waived)})", style="yellow")
    for problem in report.problems:
        words, style = ("UNREAD", "bold red") if problem.hides_terms else ("note", "yellow")
        said = f"  {plain(problem.subject)}: {plain(problem.message)}"
        yield Text.assemble((words, style), (said, "yellow"))
    for warning in report.warnings:
        where = f"{warning.file}:{warning.line}" if warning.line else warning.file
        said = f"  {plain(where)}: {plain(warning.message)}"
        yield Text.assemble(("warn", "yellow"), (said, "yellow"))
    yield from _coverage(report)
    yield Text(_counted(report))


def _duty(words: str) -> Text:
    """Something that a model which passes asks for."""
    return Text(f"      {plain(words)}", style="cyan")


def _coverage(report: CheckReport) -> Iterator[Text]:
    """What was searched and what was not, and what looks like a model and was not checked."""
    for one in report.possible[:SHOWN]:
        where = f"{plain(one.file)}:{one.line}"
        yield Text(f"possible, not checked: {where}  {plain(one.text)}", style="dim")
    if len(report.possible) > SHOWN:
        yield Text(f"possible, not checked: {len(report.possible) - SHOWN:,} more", style="dim")
    if report.endings:
        yield Text(f"searched: {_endings(report.endings)}", style="dim")
    for left_out in report.skipped:
        named = plain(", ".join(left_out.examples))
        more = ", …" if left_out.count > len(left_out.examples) else ""
        kinds = {name: count for name, count in left_out.endings.items() if name != "/"}
        by_kind = f": {_endings(kinds)}" if kinds else ""
        said = f"not searched: {left_out.count:,} {left_out.reason}{by_kind} ({named}{more})"
        yield Text(said, style="dim")


def _endings(counted: Mapping[str, int]) -> str:
    """`12 .py, 3 .yaml`, the most frequent ones."""
    most = [f"{count:,} {plain(name)}" for name, count in list(counted.items())[:KINDS]]
    left = sum(list(counted.values())[KINDS:])
    return ", ".join([*most, *([f"{left:,} others"] if left else [])])


def _counted(report: CheckReport) -> str:
    rules = ", ".join((*filter(None, [report.policy]), *report.fail_on))
    unit = "file" if report.files == 1 else "files"
    searched = f"{report.files} {unit} searched, " if report.files else ""
    old = f"{report.unchanged} unchanged since {plain(report.since)}, " if report.since else ""
    return f"{searched}{old}{outcome(report)} ({plain(rules)})"


def _read(
    report: Audit, knowledge: Knowledge, verbose: int, *, links: bool
) -> Iterator[RenderableType]:
    report = report if verbose else abridged(report)
    known = addresses(report) if links else {}
    yield from linked(headline(report, knowledge, verbose), known)
    yield Text()
    parts = (*sections(report, knowledge, verbose), *details(report, knowledge, verbose))
    yield _table([(title, linked(lines, known)) for title, lines in parts])


def _table(parts: Sequence[Section]) -> Table:
    """Titles in a column as wide as the longest of them, none of which is cut off."""
    rows = [(title, list(lines)) for title, lines in parts]
    grid = Table.grid(padding=(0, 2), expand=True)
    width = max((len(title) for title, lines in rows if lines), default=0)
    grid.add_column(width=width, no_wrap=True, style="bold")
    grid.add_column(ratio=1, overflow="fold")
    for title, lines in rows:
        for at, line in enumerate(lines):
            grid.add_row(title if at == 0 else "", line)
    return grid
