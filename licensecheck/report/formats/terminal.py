"""What a person sees: the headline first, then what it rests on."""

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from pathlib import PurePath

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from licensecheck.domain import Confidence, FindingKind, Level, Status, cited
from licensecheck.domain.report import AnyReport, CheckReport, LicenseReport, Report
from licensecheck.domain.reported_terms import (
    Quote,
    ReportedFinding,
    ReportedLedger,
    ReportedVerdict,
)
from licensecheck.knowledge.facts import Facts
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.summary import (
    account_of,
    accounted,
    by_framework,
    called,
    identity,
    model_row,
    plain,
    short,
    washed,
)
from licensecheck.report.wording import under_title
from licensecheck.terms.prose import BESIDE
from licensecheck.text.inert import visible

# Longer quotes push the next finding off the screen; the JSON has all of it.
QUOTE = 150
_LEVELS = {
    Level.OPEN_SOURCE_AI: "bold green",
    Level.OPEN_WEIGHTS: "bold cyan",
    Level.RESTRICTED_WEIGHTS: "bold red",
    Level.CLOSED: "bold red",
    Level.UNKNOWN: "bold yellow",
}
_CONFORMANCE: dict[bool | None, tuple[str, str]] = {
    True: ("meets the OSD", "bold green"),
    False: ("fails the OSD", "bold red"),
    None: ("OSD: unknown", "bold yellow"),
}
_STATUSES = {
    Status.MET: ("met", "green"),
    Status.NOT_MET: ("NOT MET", "bold red"),
    Status.UNKNOWN: ("unknown", "yellow"),
    Status.NOT_APPLICABLE: ("n/a", "dim"),
}
# What is unknown is explained where most readers look; the JSON has the reasons of all.
_EXPLAINED = dict.fromkeys(("osd", "osaid"), (Status.NOT_MET, Status.UNKNOWN))
_SHORT = {"eu-ai-act": "EU 53(2)"}
_GROUPS = {
    FindingKind.BAN: "You may not",
    FindingKind.DUTY: "You must",
    FindingKind.POWER: "Beware",
}


def render(
    report: AnyReport,
    knowledge: Knowledge,
    *,
    width: int = 80,
    colour: bool = False,
    verbose: bool = False,
) -> str:
    """The report as lines of at most `width` characters, without colour codes unless asked for;
    `verbose` lists what was accounted for and what is left.

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
        parts: Iterator[Text | Table] = (
            _checked(report)
            if isinstance(report, CheckReport)
            else _read(report, knowledge, verbose)
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
        level = str(model.level) if model.level else "not read"
        yield Text.assemble(
            (words, style), f"  {plain(model.ref)}  {level}", (f"  {model.answer}", "dim")
        )
        for place in model.references:
            where = f"{place.file}:{place.line}" if place.line else place.file
            yield Text(f"      {plain(where)}  {plain(place.text)}  ({plain(place.how)})")
        for reason in model.reasons:
            yield Text(f"      {plain(reason)}", style="red")
        for one in model.decisions:
            if one.waived:
                yield Text(f"      waived: {one.rule} ({plain(one.waived)})", style="yellow")
    for problem in report.problems:
        words, style = ("UNREAD", "bold red") if problem.hides_terms else ("note", "yellow")
        said = f"  {plain(problem.subject)}: {plain(problem.message)}"
        yield Text.assemble((words, style), (said, "yellow"))
    for left_out in report.skipped:
        named = plain(", ".join(left_out.examples))
        more = ", …" if left_out.count > len(left_out.examples) else ""
        said = f"not searched: {left_out.count:,} {left_out.reason} ({named}{more})"
        yield Text(said, style="dim")
    yield Text(_counted(report))


def _counted(report: CheckReport) -> str:
    stopped = sum(not model.passed for model in report.models)
    rules = ", ".join((*filter(None, [report.policy]), *report.fail_on))
    searched = f"{report.files} files searched, " if report.files else ""
    return f"{searched}{len(report.models)} checked, {stopped} stopped ({plain(rules)})"


def _read(
    report: Report | LicenseReport, knowledge: Knowledge, verbose: bool
) -> Iterator[Text | Table]:
    yield _headline(report)
    if isinstance(report, Report) and report.washing.level != "none":
        yield _washing(report)
    yield Text()
    yield _body(report, knowledge, verbose)


def _headline(report: Report | LicenseReport) -> Text:
    if isinstance(report, LicenseReport):
        words, style = _CONFORMANCE[report.osd.conformant]
        return Text.assemble((_name(report.document), "bold"), "  ", (words, style))
    revision = f" @ {report.revision[:12]}" if report.revision else ""
    score = f"score {report.score.value:.0f}-{report.score.ceiling:.0f} of 100"
    return Text.assemble(
        (plain(report.ref), "bold"),
        (f"{revision} ({report.origin})", "dim"),
        "  ",
        (str(report.level), _LEVELS[report.level]),
        f"  {score}\n",
        (plain(report.level_reason), "italic"),
    )


def _washing(report: Report) -> Text:
    """Contradicted claims in red; gaps that contradict nothing are gaps."""
    gaps = report.washing.level == "low"
    style = "yellow" if gaps else "red"
    text = Text("GAPS" if gaps else f"OPEN-WASHING {report.washing.level}", style=f"bold {style}")
    for finding in washed(report):
        text.append(f"\n  {plain(finding.message)}", style=style)
        text.append(f"  [{finding.rule}]", style="dim")
        for quote in finding.evidence[:2]:
            text.append_text(_quoted(quote, indent=4))
    return text


def _body(report: Report | LicenseReport, knowledge: Knowledge, verbose: bool) -> Table:
    grid = Table.grid(padding=(0, 2), expand=True)
    grid.add_column(width=11, no_wrap=True, style="bold")
    grid.add_column(ratio=1, overflow="fold")
    for title, lines in _sections(report, knowledge, verbose):
        for at, line in enumerate(lines):
            grid.add_row(title if at == 0 else "", line)
    return grid


def _sections(
    report: Report | LicenseReport, knowledge: Knowledge, verbose: bool
) -> Iterator[tuple[str, Iterable[Text]]]:
    if isinstance(report, Report) and len(report.models) > 1:
        yield "Models", _models(report, knowledge.facts)
    yield "Licence", _licenses(report, knowledge.facts)
    washing = washed(report)
    about = report.chosen if isinstance(report, Report) else report
    own = [f for f in about.findings if f not in washing]
    certain = [f for f in own if f.confidence is Confidence.CERTAIN]
    for kind, title in _GROUPS.items():
        yield title, _said([f for f in certain if f.kind is kind], report)
    unsure = [f for f in own if f.confidence is Confidence.UNCERTAIN]
    yield "Please read", _said(unsure, report)
    for framework, verdicts in by_framework(report.verdicts).items():
        yield _SHORT.get(framework, framework.upper()), _criteria(framework, verdicts)
    if isinstance(report, Report):
        yield "Parts", [_parts(report)]
    problems = [f"{p.subject}: {p.message}" for p in report.problems]
    yield "Accounted", _accounted(report.ledger, verbose)
    yield "Not read", [Text(plain(p), style="yellow") for p in problems] or [Text("nothing")]
    yield "Next", [_next(report)]


def _models(report: Report, facts: Facts) -> Iterator[Text]:
    """A line for each model that is released here; the one that was asked for stands out."""
    for one in report.models:
        name, level, *rest = model_row(one, facts)
        style = "bold" if one.name == report.model else ""
        said = f"  {' · '.join(filter(None, map(plain, rest)))}"
        yield Text.assemble((plain(name), style), "  ", (level, _LEVELS[one.level]), (said, "dim"))


def _accounted(account: ReportedLedger, verbose: bool) -> Iterator[Text]:
    """How much of what could bind was understood; each text and each place left, if asked for."""
    style = "yellow" if account.left else ""
    hint = " (-v lists them)" if account.left and not verbose else ""
    yield Text.assemble((accounted(account), style), (hint, "dim"))
    if verbose:
        for text in account.documents:
            yield Text(f"  {_name(text.document)}: {account_of(text)}", style="dim")
        for one in account.left:
            quote = f' "{short(one.quote, QUOTE)}"' if one.quote else ""
            yield Text(f"  {one.account}: {plain(one.reason)}{quote}", style="yellow")


def _licenses(report: Report | LicenseReport, facts: Facts) -> Iterator[Text]:
    for text in report.licenses:
        if not text.kind.is_page:
            yield Text(f"{identity(text, facts)} ({_name(text.document)})")
        for edit in (edit for match in text.matches for edit in match.edits):
            words = f' "{short(edit.quote, QUOTE)}"' if edit.quote.strip() else ""
            at = f"page {edit.page}" if edit.page else f"line {edit.line}"
            lost = f" ({', '.join(edit.removed_labels)} gone)" if edit.removed_labels else ""
            yield Text(f"  {edit.kind} at {at}{lost}{words}", style="yellow")
    if isinstance(report, Report):
        for said in report.declared:
            place = f"{said.document}:{said.line}" if said.line else said.document
            words = short(said.text, QUOTE)
            yield Text(f'{called(said.expression, facts)}, declared ({plain(place)}) "{words}"')
        if not report.licenses and not report.declared:
            yield Text("none found", style="yellow")


def _said(findings: Sequence[ReportedFinding], report: Report | LicenseReport) -> Iterator[Text]:
    """One line for each meaning and part, with its first places."""
    grouped: dict[tuple[str, bool], list[ReportedFinding]] = {}
    for finding in findings:
        aside = finding.part in BESIDE
        grouped.setdefault((finding.rule, aside), []).append(finding)
    for same in grouped.values():
        yield _finding(_titled(same[0]), same, report)


def _titled(finding: ReportedFinding) -> str:
    """Its sentence, without the words that its title says."""
    said = finding.confidence is Confidence.CERTAIN and finding.kind is not FindingKind.POWER
    return under_title(finding.kind, finding.message) if said else finding.message


def _finding(words: str, same: Sequence[ReportedFinding], report: Report | LicenseReport) -> Text:
    ids = {finding.id for finding in same}
    touched = [
        v.criterion for v in report.verdicts if v.framework == "osd" and ids & set(v.findings)
    ]
    text = Text(plain(words))
    if touched:
        text.append(f"  OSD {' '.join(touched)}", style="red")
    places = [quote for finding in same for quote in finding.evidence]
    if places[0].line or places[0].clause:
        text.append_text(_quoted(places[0]))
    if len(places) > 1:
        where = ", ".join(dict.fromkeys(map(_place, places[1:5])))
        more = f" and {len(places) - 5} more" if len(places) > 5 else ""
        text.append(f"\n  also {where}{more}", style="dim")
    return text


def _quoted(quote: Quote, indent: int = 2) -> Text:
    text = Text(f"\n{' ' * indent}", style="dim")
    if quote.clause and not quote.line:
        return text.append(plain(quote.clause))
    text.append(_place(quote)).append(f' "{short(quote.quote, QUOTE)}"', style="dim italic")
    return text.append(f" → {plain(quote.clause)}" if quote.clause else "")


def _criteria(framework: str, verdicts: Sequence[ReportedVerdict]) -> Iterator[Text]:
    """All answers on one line; then why those are not met or unknown, once for each reason."""
    line = Text()
    for at, verdict in enumerate(verdicts):
        words, style = _STATUSES[verdict.status]
        line.append(" · " if at else "").append(f"{verdict.criterion} ").append(words, style=style)
    yield line
    reasons: dict[tuple[Status, str], list[str]] = {}
    for verdict in verdicts:
        if verdict.status in _EXPLAINED.get(framework, (Status.NOT_MET,)):
            reasons.setdefault((verdict.status, verdict.reason), []).append(verdict.criterion)
    for (status, reason), names in reasons.items():
        words, style = _STATUSES[status]
        yield Text.assemble(
            f"  {', '.join(names)} ", (words, style), (f": {short(reason, QUOTE)}", "dim")
        )


def _parts(report: Report) -> Text:
    states: dict[str, list[str]] = {}
    for part in report.components:
        states.setdefault(str(part.state), []).append(part.name)
    return Text(" · ".join(f"{state}: {', '.join(names)}" for state, names in states.items()))


def _next(report: Report | LicenseReport) -> Text:
    grave = [f.rule for f in report.findings if f.severity == "high"]
    text = Text(f"licensecheck explain {grave[0]}\n" if grave else "")
    return text.append("--format json has every quote. This is no legal advice.", style="dim")


def _place(quote: Quote) -> str:
    document = _name(quote.document) if quote.line else quote.document
    return plain(cited(document, quote.line, quote.page))


def _name(document: str) -> str:
    """A path as typed may be long; its last two parts tell which file it is."""
    path = PurePath(document)
    return plain("/".join(path.parts[-2:]) if path.is_absolute() else document)
