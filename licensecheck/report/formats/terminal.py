"""What a person sees: the headline first, then what it rests on."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from rich.console import Console, ConsoleOptions, RenderableType
from rich.padding import Padding
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from licensecheck.domain.duty import DutyState
from licensecheck.domain.report import AnyReport, CheckReport
from licensecheck.domain.reported_terms import Quote
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.document import Block, Kind, Line, Section, Span, Tone, faint, line
from licensecheck.report.document import Table as Rows
from licensecheck.report.links import addresses
from licensecheck.report.places import QUOTE, place, places
from licensecheck.report.sections import document
from licensecheck.report.summary import NO_ADVICE, Audit, outcome, plain, short
from licensecheck.text.inert import visible

DUTIES = {
    DutyState.DONE: ("done", "cyan"),
    DutyState.MISSING: ("MISSING", "bold red"),
    DutyState.CHECK: ("please check", "yellow"),
}
_STYLES = {
    Tone.PLAIN: "",
    Tone.STRONG: "bold",
    Tone.FAINT: "dim",
    Tone.GOOD: "cyan",
    Tone.FAIR: "blue",
    Tone.OPEN: "yellow",
    Tone.BAD: "red",
}
"""Colours repeat what words say: blue and cyan for good, red for bad, yellow for what is open.
People who see no red, or no colour, miss nothing."""
_APART = ("rights", "terms")
"""Sections with an empty line above them."""
_NARROW = 8
"""Characters of a title beside which lines stand."""
_PLACES, _ALL = 12, 1_000_000
"""Places in a line, and characters of a quote that is shown whole."""
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


_WAIVER = "to accept a stop for a time, name its rule [in brackets] in a waiver of the policy"


def _checked(report: CheckReport) -> Iterator[Text]:
    """A line for each model; below it where it is named, and why it is stopped."""
    for model in report.models:
        words, style = ("pass", "bold green") if model.passed else ("STOP", "bold red")
        words = "UNREAD" if model.unread else words
        level = str(model.level) if model.level else "not read"
        yield Text.assemble(
            (words, style), f"  {plain(model.called)}  {level}", (f"  {model.answer}", "dim")
        )
        for used in model.references:
            where = f"{used.file}:{used.line}" if used.line else used.file
            yield Text(f"      {plain(where)}  {plain(used.text)}  ({plain(used.how)})")
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
    if any(model.stopped for model in report.models):
        yield Text(_WAIVER, style="dim")
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


# --- Audits --------------------------------------------------------------------------------------


def _read(
    report: Audit, knowledge: Knowledge, verbose: int, *, links: bool
) -> Iterator[RenderableType]:
    told = document(report, knowledge)
    pen = _Pen(verbose, addresses(report) if links else {})
    name, verdict = (pen.text(line(one)) for one in (told.name, told.verdict))
    yield Text.assemble(Text(name.plain, "bold"), (told.origin, "dim"), "  ", verdict)
    for section in told.head:
        yield from pen.head(section)
    yield Text()
    *sections, following = told.sections
    yield pen.body((*sections, _hints(following, verbose)))


def _hints(following: Section, verbose: int) -> Section:
    """What to do next, and how to see more."""
    blocks = (following.full or following.brief) if verbose else following.brief
    said = [one.words for one in blocks if isinstance(one, Line)]
    hints = [*said, *([] if verbose else ["-v for quotes"]), "--format html for lawyers"]
    return Section("next", "Next", (line(faint(f"{' · '.join(hints)}. {NO_ADVICE}")),))


@dataclass(frozen=True, slots=True)
class _Pen:
    """Writes blocks as lines of a screen; places lead to the addresses that are known."""

    verbose: int
    known: Mapping[str, str]

    def head(self, section: Section) -> Iterator[RenderableType]:
        """A section above all others, with a short title in a column of its own."""
        lines = self._lines(section)
        title = Text(section.title, f"bold {_STYLES[section.tone]}")
        if len(section.title) > _NARROW and lines:
            yield title
            yield from (Padding(one, (0, 0, 0, 2)) for one in lines)
        elif section.title and lines:
            grid = Table.grid(padding=(0, 2))
            grid.add_column(no_wrap=True)
            grid.add_column(overflow="fold")
            for at, shown in enumerate(lines):
                grid.add_row(title if at == 0 else "", shown)
            yield grid
        else:
            yield from lines

    def body(self, sections: Iterable[Section]) -> Table:
        """Titles in a column as wide as the longest of them, none of which is cut off."""
        rows = list(self._rows(sections))
        grid = Table.grid(padding=(0, 2), expand=True)
        width = max((len(title) for title, _ in rows), default=0)
        grid.add_column(width=width, no_wrap=True, style="bold")
        grid.add_column(ratio=1, overflow="fold")
        for title, shown in rows:
            grid.add_row(title, shown)
        return grid

    def _rows(self, sections: Iterable[Section]) -> Iterator[tuple[str, RenderableType]]:
        begun = False
        for section in sections:
            lines = self._lines(section)
            below = [*self._rows(section.parts)]
            if begun and section.key in _APART:
                yield "", Text()
            yield from ((section.title if at == 0 else "", one) for at, one in enumerate(lines))
            yield from below
            begun = begun or bool(lines)

    def _lines(self, section: Section) -> list[RenderableType]:
        blocks = (section.full or section.brief) if self.verbose else section.brief
        return [shown for block in blocks for shown in self._block(block)]

    def _block(self, block: Block) -> Iterator[RenderableType]:
        match block:
            case Line():
                yield from self._line(block)
            case Rows():
                if self.verbose > 1 or not block.fine:
                    for row in block.rows:
                        yield from self._line(_joined(block, row))

    def _line(self, one: Line, indent: int = 0) -> Iterator[RenderableType]:
        """The line, its quotes, and what belongs below it, a little to the right."""
        if one.spans:
            yield Padding(self.text(one), (0, 0, 0, indent)) if indent else self.text(one)
        quotes = one.quotes if self.verbose > 1 else one.quotes[:1]
        for quote in quotes:
            yield Padding(self._quote(quote), (0, 0, 0, indent + 2))
        if also := one.quotes[len(quotes) :]:
            yield Padding(Text(f"also {places(also, _PLACES)}", "dim"), (0, 0, 0, indent + 2))
        for below in one.below:
            yield from self._line(below, indent + 2)

    def _quote(self, quote: Quote) -> Text:
        """The place and the words."""
        if quote.clause and not quote.line:
            return Text(quote.clause, "dim")
        words = short(quote.quote, QUOTE if self.verbose < 2 else _ALL)
        clause = f" → {plain(quote.clause)}" if quote.clause else ""
        said = Text.assemble(
            (f"{place(quote)} ", "dim"), (f'"{words}"', "dim italic"), (clause, "dim")
        )
        return self._linked(said)

    def text(self, one: Line) -> Text:
        """The words in their colours."""
        text = Text()
        for span in one.spans:
            text.append(self._said(span), style=_style(span))
        return self._linked(text)

    def _said(self, span: Span) -> str:
        if span.kind is Kind.QUOTE:
            return f'"{span.words}"'
        if span.kind is Kind.MORE and not self.verbose:
            it = "it" if re.search(r"\b1 (?:place|text)\b", span.words) else "them"
            return f"{span.words} (-v lists {it})"
        return span.words

    def _linked(self, text: Text) -> Text:
        """The text, where each place leads to its address."""
        words = "|".join(map(re.escape, sorted(self.known, key=len, reverse=True)))
        for found in re.finditer(rf"(?:{words})(?!\d)", text.plain) if words else ():
            text.stylize(Style(link=self.known[found[0]]), found.start(), found.end())
        return text


def _joined(of: Rows, row: Sequence[Line]) -> Line:
    """A row as a line: what it is about, then what each column says of it."""
    first, *others = row
    spans: list[Span] = []
    for at, (head, cell) in enumerate(zip(of.heads[1:], others, strict=True)):
        if cell.spans:
            label = f"{head.lower()}: " if at or of.named else ""
            spans += [faint("; " if spans else ": "), faint(label), *cell.spans]
    quotes = [quote for cell in row for quote in cell.quotes]
    below = [one for cell in row for one in cell.below]
    return Line((*first.spans, *spans), tuple(quotes), tuple(below))


def _style(span: Span) -> str:
    if span.kind is Kind.QUOTE:
        return "dim italic"
    colour = _STYLES[span.tone]
    return f"bold {colour}" if span.kind is Kind.ANSWER else colour
