"""The top of the screen: the verdict, what was not read, and open-washing."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from licensecheck.domain import Confidence, Level, cited
from licensecheck.domain.report import LicenseReport, Report
from licensecheck.domain.reported_terms import LeftOver, ReportedFinding
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.answers import FIRST
from licensecheck.report.first_answer import AnswerLine, FirstAnswer, decisive, first_answer
from licensecheck.report.licence_names import license_name
from licensecheck.report.made_from import needed
from licensecheck.report.screen.bases import MOST
from licensecheck.report.screen.words import (
    ANSWERS,
    CONFORMANCE,
    LEVELS,
    name,
    place,
    quoted,
    shortened,
)
from licensecheck.report.summary import (
    Audit,
    capital,
    plain,
    reason,
    short,
    spoken,
    washed,
)
from licensecheck.report.wording import in_short, interval
from licensecheck.text.han import is_chinese

CLAIM, UNHEARD = 56, 110
"""Characters of a quote in a sentence, and of words that nobody understood."""
SEE_UNREAD = "see TO READ"
NOTES = 2
"""Lines on what was not looked at and hides no terms."""
LINES = 6
"""Lines of one document that are named there."""
WASHED = 1
"""Claims that are not so, the gravest first, before `-v` is asked for the others."""
UNREAD = 3
"""Lines on what was not read, before `-v` is asked for the others."""


def headline(report: Audit, knowledge: Knowledge, verbose: int) -> Iterator[RenderableType]:
    """The verdict with its reason; beside it what nobody read, and claims that are not true."""
    yield _verdict(report, knowledge)
    yield from _first_question(report, knowledge)
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
        f"\n{reason(report)}",
        _needs(report, knowledge),
    )


def _needs(report: Report, knowledge: Knowledge) -> str:
    """What it does not run without, whose terms all answers below take in."""
    found = list(needed(report, knowledge.facts))
    more = f" and {len(found) - MOST} more" if len(found) > MOST else ""
    return f"\nit needs {', '.join(found[:MOST])}{more}" if found else ""


def _first_question(report: Audit, knowledge: Knowledge) -> Iterator[RenderableType]:
    """What most people come for, before all other answers; and how open the model is."""
    score = interval(report.score) if isinstance(report, Report) else ""
    first = first_answer(report, knowledge)
    if first:
        line = Text.assemble("commercial use: ", (first.says, ANSWERS[first.answer]))
        line.append("" if first.read_first else _where(first), style="dim")
        yield line.append(f" · {score}" if score else "", style="dim")
        if first.read_first:
            must = f"please read first{_where(first)}" if first.place else SEE_UNREAD
            yield _below(Text(must, ANSWERS[first.answer]))
        yield from map(_below, map(_line, first.below))
    elif score:
        yield Text(score, style="dim")


def _where(first: FirstAnswer) -> str:
    if first.place:
        return f" ({place(first.place)})"
    return f" ({SEE_UNREAD})" if first.unread else ""


def _line(one: AnswerLine) -> Text:
    """What stands below the answer; the place of the words that decide it stands above."""
    line = Text(one.says, style=ANSWERS[one.answer] if one.answer else "")
    if one.says and one.quote:
        line.append(f" ({place(one.quote)})", style="dim")
    words = f'"{one.words}"' if one.words else ""
    return line.append(" " if one.says and words else "").append(words, style="dim italic")


def _below(line: Text) -> Padding:
    return Padding(line, (0, 0, 0, 2))


def _called(report: Report) -> str:
    """The address; of a folder its name, because the path is what was typed."""
    return name(report.ref) if report.ref.startswith("/") else plain(report.called)


def _unread(report: Audit, verbose: int) -> Iterator[RenderableType]:
    """What may hide terms and was not read or understood; then what else was not looked at."""
    asked = next((one for one in report.rights if one.right == FIRST), None)
    above = asked and decisive(asked, report)
    told = _unsure(report) if not verbose else set()
    told |= {(above.document, above.start)} if above and not verbose else set()
    left: dict[str, list[LeftOver]] = {}
    shown = [one for one in report.ledger.left if one.speaks or verbose or _decides(report)]
    for one in shown:
        if (one.subject, one.start) not in told:
            left.setdefault(one.subject, []).append(one)
    found = [_left(subject, of) for subject, of in left.items()]
    aside = len(report.ledger.left) - len(shown)
    tail = () if not aside else (_hardly(aside),)
    subjects = {one.subject for one in report.ledger.left}
    others = [
        f"{one.subject}: {one.message}" for one in report.problems if one.subject not in subjects
    ]
    yield from _lines("TO READ", found, None if verbose else UNREAD, tail)
    yield from _lines("NOTE", others, None if verbose else NOTES)


def _decides(report: Audit) -> bool:
    """True where the level is unknown, no restriction is in doubt, and all that was left hardly
    speaks of terms: then it is this that decides, and is named."""
    unknown = isinstance(report, Report) and report.level is Level.UNKNOWN
    return unknown and not _unsure(report) and not any(one.speaks for one in report.ledger.left)


def _unsure(report: Audit) -> set[tuple[str, int]]:
    """The places of restrictions that are not certain, which have a line of their own; not those
    of other documents that raise the doubt."""
    about = report.chosen if isinstance(report, Report) else report
    unsure = (one for one in about.findings if one.confidence is Confidence.UNCERTAIN)
    return {
        (quote.document, quote.start)
        for one in unsure
        for quote in one.evidence
        if quote.document == one.evidence[0].document
    }


def _hardly(places: int) -> str:
    """How many places are left that nobody is sent to first."""
    one = "1 place that hardly speaks of terms (-v lists it)"
    return one if places == 1 else f"{places} places that hardly speak of terms (-v lists them)"


def _lines(
    title: str, said: Sequence[str], most: int | None, tail: Sequence[str] = ()
) -> Iterator[RenderableType]:
    """The first of them in a column of their own, how many more there are, and a last line."""
    shown = [*said[:most]]
    if len(said) > len(shown):
        shown.append(f"and {len(said) - len(shown)} more (-v lists them)")
    shown += tail
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="bold yellow")
    grid.add_column(overflow="fold", style="yellow")
    for at, words in enumerate(shown):
        grid.add_row(title if at == 0 else "", plain(shortened(words) if most else words))
    if shown:
        yield grid


def _left(subject: str, of: Sequence[LeftOver]) -> str:
    """The words of the first place, and the lines of the others: -v and the JSON have all."""
    first, *others = of
    if not first.quote or not (first.line or first.page):
        words = first.reason
    else:
        said = short(spoken(first.quote), CLAIM if is_chinese(first.quote) else UNHEARD)
        words = f'{plain(cited(subject, first.line, first.page))} "{said}"'
    lines = dict.fromkeys(str(one.page or one.line) for one in others if one.page or one.line)
    lines.pop(str(first.page or first.line), None)
    if not lines:
        return words
    unit = "page" if first.page else "line"
    more = ", ".join(list(lines)[:LINES]) + (", …" if len(lines) > LINES else "")
    return f"{words}, and {unit}{'s' if len(lines) > 1 else ''} {more}"


def _washing(report: Report, verbose: int) -> Iterator[RenderableType]:
    """Contradicted claims in red; gaps that contradict nothing are gaps."""
    found = [one for one in washed(report) if one.confidence is Confidence.CERTAIN]
    if report.washing.level == "none" or not found:
        return
    gaps = report.washing.level == "low"
    style = "yellow" if gaps else "red"
    yield Text("GAPS" if gaps else f"OPEN-WASHING {report.washing.level}", style=f"bold {style}")
    shown = found[: None if verbose else WASHED]
    for one in shown:
        text = Text(_sentence(one, verbose), style=style)
        text.append(f"  [{one.rule}]" if verbose else "", style="dim")
        yield Padding(text, (0, 0, 0, 2))
        for quote in one.evidence[: None if verbose > 1 else 2]:
            words = quoted(quote, indent=0, length=150 if verbose else CLAIM)
            yield Padding(words[1:], (0, 0, 0, 4))
        if verbose and one.letter:
            said = Text(f"To the publisher: {plain(capital(one.letter))}.", style="dim")
            yield Padding(said, (0, 0, 0, 4))
    if len(found) > len(shown):
        more = Text(f"and {len(found) - len(shown)} more (-v lists them)", style=style)
        yield Padding(more, (0, 0, 0, 2))


def _sentence(finding: ReportedFinding, verbose: int) -> str:
    """What it says; names of labels and what would mend it are for those who ask for more."""
    told = finding.message if verbose else in_short(finding.message)
    return f"{capital(told)}."
