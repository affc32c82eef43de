"""The top of the screen: the verdict, what was not read, and open-washing."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from licensecheck.domain import Confidence
from licensecheck.domain.report import LicenseReport, Report
from licensecheck.domain.reported_terms import LeftOver, ReportedFinding
from licensecheck.domain.right import RightAnswer
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.answers import TITLES
from licensecheck.report.licence_names import license_name
from licensecheck.report.screen.words import ANSWERS, CONFORMANCE, LEVELS, name, place, quoted
from licensecheck.report.summary import Audit, capital, plain, washed
from licensecheck.report.wording import interval

CLAIM = 56
"""Characters of a quote in a sentence."""
LINES = 6
"""Lines of one document that are named there."""
FIRST = "use-commercially"
_PLACED = (RightAnswer.NO, RightAnswer.PLEASE_READ)
UNREAD = 3
"""Lines on what was not read, before `-v` is asked for the others."""


def headline(report: Audit, knowledge: Knowledge, verbose: int) -> Iterator[RenderableType]:
    """The verdict with its reason; beside it what nobody read, and claims that are not true."""
    yield _verdict(report, knowledge)
    yield from _first_question(report)
    yield from _unread(report, verbose)
    if isinstance(report, Report):
        yield from _washing(report, verbose)


def _verdict(report: Audit, knowledge: Knowledge) -> Text:
    if isinstance(report, LicenseReport):
        words, style = CONFORMANCE[report.osd.conformant]
        called = license_name(report.document, knowledge.facts)
        return Text.assemble((name(called), "bold"), "  ", (words, style))
    revision = f" @ {report.revision[:12]}" if report.revision else ""
    return Text.assemble(
        (_called(report), "bold"),
        (f"{revision} ({report.origin})", "dim"),
        "  ",
        (str(report.level), LEVELS[report.level]),
        f"\n{_reason(report)}",
    )


def _first_question(report: Audit) -> Iterator[Text]:
    """What most people come for, before all other answers; and how open the model is."""
    score = interval(report.score) if isinstance(report, Report) else ""
    for one in (one for one in report.rights if one.right == FIRST):
        where = f" ({place(one.evidence[0])})" if one.evidence and one.answer in _PLACED else ""
        more = f" {one.conditions[0].text}" if one.answer is RightAnswer.YES_IF else ""
        others = f", and {len(one.conditions) - 1} more" if more and len(one.conditions) > 1 else ""
        answer = (f"{TITLES[one.answer]}{more}", ANSWERS[one.answer])
        told = Text.assemble("commercial use: ", answer, (f"{others}{where}", "dim"))
        yield told.append(f" · {score}" if score else "", style="dim")
    if score and not report.rights:
        yield Text(score, style="dim")


def _reason(report: Report) -> str:
    """Why it has its level, where that does not stand right below."""
    below = any(one.reason == report.level_reason for one in report.ledger.left)
    return report.level.meaning if below else plain(report.level_reason).rstrip(".")


def _called(report: Report) -> str:
    """The address; of a folder its name, because the path is what was typed."""
    return name(report.ref) if report.ref.startswith("/") else plain(report.ref)


def _unread(report: Audit, verbose: int) -> Iterator[RenderableType]:
    """What may hide terms and was not read or understood; then what else was not looked at."""
    left: dict[str, list[LeftOver]] = {}
    for one in report.ledger.left:
        left.setdefault(one.subject, []).append(one)
    found = [_left(subject, of) for subject, of in left.items()]
    others = [f"{one.subject}: {one.message}" for one in report.problems if one.subject not in left]
    yield from _lines("NOT READ", found, None if verbose else UNREAD)
    yield from _lines("NOTE", others, None if verbose else UNREAD)


def _lines(title: str, said: Sequence[str], most: int | None) -> Iterator[RenderableType]:
    """The first of them in a column of their own, and how many more there are."""
    shown = [*said[:most]]
    if len(said) > len(shown):
        shown.append(f"and {len(said) - len(shown)} more (-v lists them)")
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="bold yellow")
    grid.add_column(overflow="fold", style="yellow")
    for at, words in enumerate(shown):
        grid.add_row(title if at == 0 else "", plain(words))
    if shown:
        yield grid


def _left(subject: str, of: Sequence[LeftOver]) -> str:
    """The reason of one place; of several the lines, because -v and the JSON have the reasons."""
    if len(of) == 1:
        return of[0].reason
    lines = [*dict.fromkeys(str(one.page or one.line) for one in of if one.page or one.line)]
    unit = "pages" if any(one.page for one in of) else "lines"
    first = ", ".join(lines[:LINES]) + (", …" if len(lines) > LINES else "")
    return f"{subject}: {len(of)} places" + (f", {unit} {first}: please read them" if lines else "")


def _washing(report: Report, verbose: int) -> Iterator[RenderableType]:
    """Contradicted claims in red; gaps that contradict nothing are gaps."""
    found = [one for one in washed(report) if one.confidence is Confidence.CERTAIN]
    if report.washing.level == "none" or not found:
        return
    gaps = report.washing.level == "low"
    style = "yellow" if gaps else "red"
    yield Text("GAPS" if gaps else f"OPEN-WASHING {report.washing.level}", style=f"bold {style}")
    for one in found:
        text = Text(_sentence(one), style=style)
        text.append(f"  [{one.rule}]" if verbose else "", style="dim")
        yield Padding(text, (0, 0, 0, 2))
        for quote in one.evidence[: None if verbose > 1 else 2]:
            words = quoted(quote, indent=0, length=150 if verbose else CLAIM)
            yield Padding(words[1:], (0, 0, 0, 4))
        if verbose and one.letter:
            said = Text(f"To the publisher: {plain(capital(one.letter))}.", style="dim")
            yield Padding(said, (0, 0, 0, 4))


def _sentence(finding: ReportedFinding) -> str:
    return f"{capital(finding.message)}."
