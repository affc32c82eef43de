"""What a person sees: the headline first, then what it rests on."""

from collections.abc import Iterable, Iterator
from io import StringIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from licensecheck.types import Confidence, Level, Status
from licensecheck.types.report import (
    LicenseReport,
    Quote,
    Report,
    ReportedFinding,
    ReportedLicense,
    ReportedVerdict,
)

# Longer quotes push the next finding off the screen; the JSON has all of it.
QUOTE = 140
# A finding with many places (a use policy of 30 items) shows the first ones.
PLACES = 2
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
    Status.NOT_APPLICABLE: ("not applicable", "dim"),
}


def render(report: Report | LicenseReport, *, width: int = 80, colour: bool = False) -> str:
    """The report as lines of at most `width` characters, without colour codes unless asked for."""
    console = Console(
        file=StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        emoji=False,
    )
    with console.capture() as captured:
        console.print(_headline(report))
        if isinstance(report, Report) and report.washing.level != "none":
            console.print(_washing(report))
        console.print()
        console.print(_body(report))
    lines = (line.rstrip() for line in captured.get().splitlines())
    return "\n".join(lines)


def _headline(report: Report | LicenseReport) -> Text:
    if isinstance(report, LicenseReport):
        words, style = _CONFORMANCE[report.osd.conformant]
        return Text.assemble((_clean(report.document), "bold"), "  ", (words, style))
    revision = f" @ {report.revision[:12]}" if report.revision else ""
    score = f"score {report.score.value:.0f}-{report.score.ceiling:.0f} of 100"
    return Text.assemble(
        (_clean(report.ref), "bold"),
        (f"{revision} ({report.origin})", "dim"),
        "  ",
        (str(report.level), _LEVELS[report.level]),
        f"  {score}\n",
        (_clean(report.level_reason), "italic"),
    )


def _washing(report: Report) -> Text:
    reasons = "; ".join(_message(f) for f in report.findings if f.id in report.washing.findings)
    return Text(f"OPEN-WASHING {report.washing.level}: {reasons}", style="bold red")


def _body(report: Report | LicenseReport) -> Table:
    grid = Table.grid(padding=(0, 2), expand=True)
    grid.add_column(width=12, no_wrap=True, style="bold")
    grid.add_column(ratio=1, overflow="fold")
    for title, lines in _sections(report):
        for at, line in enumerate(lines):
            grid.add_row(title if at == 0 else "", line)
    return grid


def _sections(report: Report | LicenseReport) -> Iterator[tuple[str, Iterable[Text]]]:
    yield "Licence", _licenses(report)
    certain = [f for f in report.findings if f.confidence is Confidence.CERTAIN]
    washing = set(report.washing.findings) if isinstance(report, Report) else set()
    own = [f for f in certain if f.id not in washing]
    unsure = [f for f in report.findings if f.confidence is Confidence.UNCERTAIN]
    yield "You may not", _said(own, "You may not ", report)
    yield "You must", _said(own, "You must ", report)
    yield "You may", _said(own, "You may ", report)
    yield "Beware", _said(own, "The ", report)
    yield "Please read", (_finding(f, _message(f), report) for f in unsure)
    for framework, verdicts in _frameworks(report.verdicts).items():
        yield framework.upper(), (_verdict(verdict) for verdict in verdicts)
    if isinstance(report, Report):
        yield "Parts", [Text(", ".join(f"{c.name} {c.state}" for c in report.components))]
    problems = [f"{p.subject}: {p.message}" for p in report.problems]
    yield "Not read", [Text(_clean(p), style="yellow") for p in problems] or [Text("nothing")]
    yield "Next", _next(report)


def _licenses(report: Report | LicenseReport) -> Iterator[Text]:
    for text in report.licenses:
        yield Text(f"{text.expression}, {_kind(text)} ({_clean(text.document)})")
        for edit in (edit for match in text.matches for edit in match.edits):
            words = f' "{_short(edit.quote)}"' if edit.quote.strip() else ""
            lost = f" ({', '.join(edit.removed_labels)} gone)" if edit.removed_labels else ""
            yield Text(f"  {edit.kind} at line {edit.line}{lost}{words}", style="yellow")
    if isinstance(report, Report):
        for said in report.declared:
            place = f"{said.document}:{said.line}" if said.line else said.document
            yield Text(f"declared: {_clean(said.text)} = {said.expression} ({_clean(place)})")
        if not report.licenses and not report.declared:
            yield Text("none found", style="yellow")


def _kind(text: ReportedLicense) -> str:
    if not text.matches:
        return f"no known licence, nearest {text.nearest}" if text.nearest else "no known licence"
    return ", ".join(dict.fromkeys(str(match.kind) for match in text.matches))


def _said(
    findings: Iterable[ReportedFinding], prefix: str, report: Report | LicenseReport
) -> Iterator[Text]:
    for finding in findings:
        if finding.message.startswith(prefix) and (
            prefix != "You may " or not finding.message.startswith("You may not ")
        ):
            yield _finding(finding, _message(finding).removeprefix(prefix), report)


def _finding(finding: ReportedFinding, words: str, report: Report | LicenseReport) -> Text:
    touched = [v.criterion for v in report.verdicts if v.framework == "osd"
               and finding.id in v.findings]  # fmt: skip
    text = Text(words)
    if touched:
        text.append(f"  OSD {' '.join(touched)}", style="red")
    for quote in finding.evidence[:PLACES]:
        text.append(f"\n  {_place(quote)}", style="dim")
        text.append(f' "{_short(quote.quote)}"', style="dim italic")
    if len(finding.evidence) > PLACES:
        text.append(f"\n  and {len(finding.evidence) - PLACES} more places", style="dim")
    return text


def _frameworks(verdicts: Iterable[ReportedVerdict]) -> dict[str, list[ReportedVerdict]]:
    grouped: dict[str, list[ReportedVerdict]] = {}
    for verdict in verdicts:
        grouped.setdefault(verdict.framework, []).append(verdict)
    return grouped


def _verdict(verdict: ReportedVerdict) -> Text:
    words, style = _STATUSES[verdict.status]
    return Text.assemble(
        f"{verdict.criterion} {verdict.name}: ",
        (words, style),
        (f"  {_clean(verdict.reason)}", "dim"),
    )


def _next(report: Report | LicenseReport) -> Iterator[Text]:
    grave = [f.rule for f in report.findings if f.severity == "high"]
    if grave:
        yield Text(f"licensecheck explain {grave[0]}")
    yield Text("--format json for every quote. This is no legal advice.", style="dim")


def _place(quote: Quote) -> str:
    return f"{_clean(quote.document)}:{quote.line}" if quote.line else _clean(quote.document)


def _message(finding: ReportedFinding) -> str:
    return _clean(finding.message)


def _short(text: str) -> str:
    words = _clean(" ".join(text.split()))
    return words if len(words) <= QUOTE else words[: QUOTE - 1] + "…"


def _clean(text: str) -> str:
    """Without control characters: what was fetched must not steer the terminal."""
    return "".join(char if char.isprintable() else " " for char in text)
