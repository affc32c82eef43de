"""The top of the screen: the verdict, what was not read, and open-washing."""

import re
from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from licensecheck.domain import Confidence, Level, cited
from licensecheck.domain.report import LicenseReport, Report
from licensecheck.domain.reported_rights import ReportedRight
from licensecheck.domain.reported_terms import LeftOver, Quote, ReportedFinding
from licensecheck.domain.right import RightAnswer
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.answers import (
    ALONE,
    FIRST,
    TITLES,
    apart,
    by_licence,
    how_to_ask,
    of_part,
    told,
)
from licensecheck.report.licence_names import license_name
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
    SAYS_YES,
    Audit,
    capital,
    plain,
    says_yes,
    short,
    spoken,
    washed,
)
from licensecheck.report.wording import interval, without_ids
from licensecheck.terms.terms import UNCOVERED
from licensecheck.text.han import is_chinese

CLAIM, UNHEARD = 56, 110
"""Characters of a quote in a sentence, and of words that nobody understood."""
CONDITIONS = 3
"""Conditions of the first question that are named there."""
DECIDING, BEFORE = 140, 60
"""Characters of the words that decide, two lines of them, and of what stands before."""
NOTES = 2
"""Lines on what was not looked at and hides no terms."""
LINES = 6
"""Lines of one document that are named there."""
_CODE_ALONE = "the licence that is here may be for the code alone"
_PLACED = (RightAnswer.NO, RightAnswer.PLEASE_READ)
WASHED = 1
"""Claims that are not so, the gravest first, before `-v` is asked for the others."""
_MEND = re.compile(r"; to mend it, [^;]*$")
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
        f"\n{_reason(report)}",
    )


def _first_question(report: Audit, knowledge: Knowledge) -> Iterator[RenderableType]:
    """What most people come for, before all other answers; and how open the model is."""
    score = interval(report.score) if isinstance(report, Report) else ""
    for one in (one for one in report.rights if one.right == FIRST):
        where = _decisive(one, report)
        leads = _leads(one, where, knowledge)
        line = Text.assemble("commercial use: ", (_answer(one, report, leads), ANSWERS[one.answer]))
        line.append("" if leads else _where(one, where), style="dim")
        yield line.append(f" · {score}" if score else "", style="dim")
        if leads:
            first = f"please read first{_where(one, where)}" if where else "see NOT READ"
            yield Padding(Text(first, ANSWERS[one.answer]), (0, 0, 0, 2))
        yield from (Padding(said, (0, 0, 0, 2)) for said in _below(one, where, knowledge))
        yield from (Padding(said, (0, 0, 0, 2)) for said in _publisher(where, report))
        if one.alone and not leads:
            words = f"{ALONE}: {TITLES[one.alone]}{_if(one, report) if one.conditions else ''}"
            yield Padding(Text(words, ANSWERS[one.alone]), (0, 0, 0, 2))
    if score and not report.rights:
        yield Text(score, style="dim")


def _leads(right: ReportedRight, decisive: Quote | None, knowledge: Knowledge) -> bool:
    """True where what the licence gives alone comes first: no finding is in doubt, and the words
    that must be read do not speak of what is asked."""
    tells = knowledge.rights.rules[FIRST].told
    told_of = bool(decisive and tells and tells.by(decisive.quote))
    return by_licence(right) and not told_of


def _answer(right: ReportedRight, report: Audit, leads: bool) -> str:
    """The answer with its first conditions; of what waits for other pages, that of the licence."""
    if leads and right.alone:
        return f"{ALONE} {TITLES[right.alone]}{_if(right, report) if right.conditions else ''}"
    if said := apart(right, closed=isinstance(report, Report) and report.level is Level.CLOSED):
        return said
    return told(right) + (_if(right, report) if right.answer is RightAnswer.YES_IF else "")


def _where(right: ReportedRight, decisive: Quote | None) -> str:
    if decisive:
        return f" ({place(decisive)})"
    unplaced = right.answer is RightAnswer.PLEASE_READ and not right.evidence
    return " (see NOT READ)" if unplaced and not apart(right) else ""


def _below(right: ReportedRight, decisive: Quote | None, knowledge: Knowledge) -> Iterator[Text]:
    """The words that decide, how one asks for more, and what holds for the code or the weights."""
    asked = right.leave.evidence[0] if right.leave else None
    foreign = asked and decisive and is_chinese(decisive.quote) and not is_chinese(asked.quote)
    if decisive and decisive.line and not foreign and decisive != asked:
        yield Text(f'"{_deciding(decisive, knowledge)}"', "dim italic")
    if asked:
        yield Text.assemble("how to ask: ", how_to_ask(right), (f" ({place(asked)})", "dim"))
        if asked.line:
            yield Text(f'"{_deciding(asked, knowledge)}"', "dim italic")
    if (said := of_part(right)) and not apart(right):
        yield Text(said, ANSWERS[RightAnswer.YES])


def _publisher(decisive: Quote | None, report: Audit) -> Iterator[Text]:
    """What the publisher says of it, where there is no answer yet."""
    words = says_yes(report)
    above = decisive and (decisive.document, decisive.line)
    if words and (words.document, words.line) != above:
        yield Text.assemble(
            f"{SAYS_YES} ",
            (f"({place(words)}) ", "dim"),
            (f'"{short(spoken(words.quote), DECIDING)}"', "dim italic"),
        )


def _deciding(quote: Quote, knowledge: Knowledge) -> str:
    """As much of a quote as there is room for, with the words that speak of the question in it."""
    words, tells = spoken(quote.quote), knowledge.rights.rules[FIRST].told
    at = tells.where(words) if tells else 0
    begun = words.rfind(" ", 0, at - BEFORE) + 1 if at > DECIDING // 2 else 0
    return ("…" if begun else "") + short(words[begun:], DECIDING)


def _if(right: ReportedRight, report: Audit) -> str:
    """Its first conditions, those that name a size, a place or a mark before others; and how many
    more there are."""
    about = report.chosen if isinstance(report, Report) else report
    values = {one.id for one in about.findings if one.values}
    texts = [
        one.text
        for one in sorted(right.conditions, key=lambda one: values.isdisjoint(one.findings))
    ]
    others = f"; and {len(texts) - CONDITIONS} more" if len(texts) > CONDITIONS else ""
    return f" {'; '.join(texts[:CONDITIONS])}{others}"


def _decisive(right: ReportedRight, report: Audit) -> Quote | None:
    """The words that forbid it, or that a person must read before there is an answer; none where
    these hardly speak of terms, and the licence says enough."""
    if right.answer not in _PLACED or not right.evidence:
        return None
    first = right.evidence[0]
    aside = {(one.subject, one.start) for one in report.ledger.left if not one.speaks}
    hardly = not right.findings and (first.document, first.start) in aside
    return None if hardly and right.alone else first


def _reason(report: Report) -> str:
    """Why it has its level, where that does not stand right below."""
    below = any(one.reason == report.level_reason for one in report.ledger.left)
    if below and any(one.subject == UNCOVERED for one in report.ledger.left):
        return _CODE_ALONE
    return report.level.meaning if below else plain(without_ids(report.level_reason)).rstrip(".")


def _called(report: Report) -> str:
    """The address; of a folder its name, because the path is what was typed."""
    return name(report.ref) if report.ref.startswith("/") else plain(report.ref)


def _unread(report: Audit, verbose: int) -> Iterator[RenderableType]:
    """What may hide terms and was not read or understood; then what else was not looked at."""
    asked = next((one for one in report.rights if one.right == FIRST), None)
    above = asked and _decisive(asked, report)
    told = _unsure(report) if not verbose else set()
    told |= {(above.document, above.start)} if above and not verbose else set()
    left: dict[str, list[LeftOver]] = {}
    for one in (one for one in report.ledger.left if one.speaks or verbose):
        if (one.subject, one.start) not in told:
            left.setdefault(one.subject, []).append(one)
    found = [_left(subject, of) for subject, of in left.items()]
    aside = sum(not one.speaks for one in report.ledger.left)
    tail = () if verbose or not aside else (_hardly(aside),)
    subjects = {one.subject for one in report.ledger.left}
    others = [
        f"{one.subject}: {one.message}" for one in report.problems if one.subject not in subjects
    ]
    yield from _lines("NOT READ", found, None if verbose else UNREAD, tail)
    yield from _lines("NOTE", others, None if verbose else NOTES)


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
    told = finding.message if verbose else _MEND.sub("", without_ids(finding.message))
    return f"{capital(told)}."
