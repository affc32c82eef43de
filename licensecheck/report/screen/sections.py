"""The parts below the headline: what one may, may not and must do; with -v all that it rests on."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from licensecheck.domain import Confidence, FindingKind, Severity
from licensecheck.domain.component import BOUGHT, holds_for, is_folder, is_narrow
from licensecheck.domain.report import Report
from licensecheck.domain.reported_rights import ReportedCondition, ReportedRight
from licensecheck.domain.reported_terms import (
    Quote,
    ReportedFinding,
)
from licensecheck.domain.right import RightAnswer
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.answers import (
    UNLESS,
    AnswerGroup,
    by_reason,
    grouped,
    how_to_ask,
    joined,
    waits,
)
from licensecheck.report.data import NOT_OF_THE_WEIGHTS, OF_DATA, data_lines, few_lines
from licensecheck.report.each_model import commercial, in_a_line
from licensecheck.report.gate import TITLE as GATE
from licensecheck.report.gate import gate_lines
from licensecheck.report.screen.bases import bases
from licensecheck.report.screen.clauses import LONG, SHORT, telling, unclear
from licensecheck.report.screen.law import law
from licensecheck.report.screen.licences import licences
from licensecheck.report.screen.words import (
    ANSWERS,
    LEVELS,
    place,
    places,
    quoted,
)
from licensecheck.report.summary import (
    Audit,
    followed,
    is_told_above,
    model_row,
    plain,
    washed,
)
from licensecheck.report.wire import values_of
from licensecheck.report.wording import brief, in_short, mark, under_title

Section = tuple[str, Iterable[RenderableType]]
_GROUPS = {
    FindingKind.BAN: "You may not",
    FindingKind.DUTY: "You must",
    FindingKind.POWER: "Beware",
}
MODELS = 8
"""Models, before `-v` is asked for the others."""
_UNSURE = 2
"""Places that a person should read, before `-v` is asked for the others."""
_FIRST = 2
"""Places to read first, of which different questions have their own."""
_MANY = 6
"""Rights that wait for the same places, from which on these are not named one by one."""
_FEW = 3
"""Conditions that leave room for others."""
_USUAL = (Severity.LOW, Severity.INFO)
"""What most licences ask for: where there is much, it shares a line."""
_BELOW = ReportedCondition(label="", text="fulfil the duties below", findings=())
"""Instead of conditions that stand below as duties, with their places."""
_CONDITIONS = 4
"""Lines of conditions of what is allowed: those of fewer rights stand among the duties too."""
_MORE = 12
"""Places of a line with `-v`."""


def sections(report: Audit, knowledge: Knowledge, verbose: int) -> Iterator[Section]:
    """Titles with their lines; without `verbose` what a first reader wants."""
    if isinstance(report, Report) and len(report.models) > 1:
        yield "Models", _models(report, knowledge, verbose)
    yield "Licence", licences(report, knowledge.facts, verbose)
    if isinstance(report, Report):
        yield "Weights at", _followed(report, verbose)
        yield "Made from", bases(report, knowledge.facts, verbose)
    if report.rights:
        yield "", [Text("")] if report.licenses or isinstance(report, Report) else []
        yield "May we …?", [_asked(report)]
    rights = report.rights if verbose else tuple(_briefer(report))
    for title, same in groupby(grouped(rights, knowledge), lambda one: one.title):
        groups = list(same)
        whole = len(groups) == 1 and len(groups[0].rights) == len(report.rights)
        lines = _proof(groups, knowledge, verbose) if verbose else _answers(groups, whole)
        yield title.capitalize(), lines
    yield "", [Text("")]
    washing = washed(report)
    about = report.chosen if isinstance(report, Report) else report
    own = [one for one in about.findings if one not in washing]
    certain = [one for one in own if one.confidence is Confidence.CERTAIN]
    certain = [one for one in certain if verbose or not is_told_above(one, report)]
    for kind, title in _GROUPS.items():
        yield title, _said([one for one in certain if one.kind is kind], report, knowledge, verbose)
    if isinstance(report, Report):
        yield GATE, _gate(report, knowledge)
    yield "Law", law(report, verbose)
    unsure = [one for one in about.findings if one.confidence is Confidence.UNCERTAIN]
    if not verbose:
        known = {sure.rule for sure in certain}
        unsure = [o for o in unsure if o.rule not in known and o.kind is not FindingKind.GRANT]
        unsure = [one for one in unsure if one.rule not in OF_DATA]  # told under "Data"
    yield "Unclear", _unsure(unsure, report, verbose)
    if isinstance(report, Report):
        yield "Data", _data(report, knowledge, verbose)


def _gate(report: Report, knowledge: Knowledge) -> Iterator[Text]:
    for says, quote in gate_lines(report, knowledge):
        yield Text.assemble(plain(says), (f"  {place(quote)}" if quote else "", "dim"))


def _models(report: Report, knowledge: Knowledge, verbose: int) -> Iterator[Text]:
    """A line for each model that is released here; the one that was asked for stands out. A licence
    that all of them have stands below; all that may be done with each stands there with `-v`."""
    several = len({one.license.expression for one in report.models}) > 1
    shown = report.models[: None if verbose else MODELS]
    for one in shown:
        called_, level, licence, weights, bases = model_row(one, knowledge.facts)
        style = "bold" if one.name == report.model else ""
        made = f"made from {plain(bases)}" if bases else ""
        own = (plain(licence) if several else "", f"weights {weights}", made)
        text = Text.assemble((plain(called_), style), "  ", (level, LEVELS[one.level]))
        answer = commercial(one)
        yield text.append(f"  {' · '.join(filter(None, (answer, *own)))}", style="dim")
        if verbose and one.rights:
            yield Text(f"  {in_a_line(one, knowledge)}", "dim")
    if len(report.models) > len(shown):
        yield Text(f"and {len(report.models) - len(shown)} more (-v lists them)", "dim")


def _followed(report: Report, verbose: int) -> Iterator[Text]:
    """The pages where the weights lie, the first ones alone without `-v`."""
    pages = followed(report)
    shown = pages if verbose else pages[:MODELS]
    yield from (Text(plain(one), "dim") for one in shown)
    if len(pages) > len(shown):
        yield Text(f"and {len(pages) - len(shown)} more (-v lists them)", "dim")


def _data(report: Report, knowledge: Knowledge, verbose: int) -> Iterator[Text]:
    """What is known of the terms of its data; what restricts nothing shares lines."""
    every = data_lines(report.lineage, knowledge)
    if not every:
        return
    yield Text(NOT_OF_THE_WEIGHTS, "dim")
    for one in every if verbose else few_lines(every):
        more = f" and {one.more} more" if one.more else ""
        yield Text(f"{plain(', '.join(one.names))}{more}: {plain(one.says)}")


# --- Answers -------------------------------------------------------------------------------------


def _asked(report: Audit) -> Text:
    """Which of several models the answers are about, and where they are explained."""
    several = isinstance(report, Report) and len(report.models) > 1
    about = f"about {plain(report.model)}; " if several and isinstance(report, Report) else ""
    return Text(f"{about}see `licensecheck explain use-commercially`", "dim")


def _answers(groups: Sequence[AnswerGroup], whole: bool) -> Iterator[RenderableType]:
    """The rights of one answer, then what must hold for them; `whole` where it is that of all."""
    line = Text()
    last = [one for one in groups if _waits(one)]
    for group in (*(one for one in groups if one not in last), *last):
        said = f"all {len(group.names)} questions" if whole else joined(group.names)
        said = f"all {len(group.names)} others" if group in last and not whole else said
        line.append("; " if line else "").append(said, style=ANSWERS[group.answer])
        line.append(f", {UNLESS}" if group.asked else "", style=ANSWERS[group.answer])
        line.append(f" ({_reason(group)})" if _is_told(group) else "", style="dim")
    yield line
    largest = max(groups, key=lambda one: sum(len(shared.texts) for shared in one.conditions))
    yield from _conditions(largest)


def _briefer(report: Audit) -> Iterator[ReportedRight]:
    """The answers without the conditions that stand below as duties, which they point to."""
    about = report.chosen if isinstance(report, Report) else report
    duties = {
        one.rule
        for one in about.findings
        if one.kind is FindingKind.DUTY
        and one.confidence is Confidence.CERTAIN
        and not is_told_above(one, report)
    }
    for one in report.rights:
        own = tuple(said for said in one.conditions if said.label not in duties)
        fewer = len(own) < len(one.conditions) and one.answer is RightAnswer.YES_IF
        yield one.model_copy(update={"conditions": (*own, _BELOW) if fewer else own})


def _waits(group: AnswerGroup) -> bool:
    """True for a group of so many rights that it is best told by what it waits for."""
    return len(group.names) > _MANY and waits(group.rights[0])


def _conditions(group: AnswerGroup) -> Iterator[RenderableType]:
    """The conditions of what is allowed, those of most rights first; of what is doubtful those that
    most of it shares, or that a licence or a part of it by itself allows it."""
    certain = group.answer is RightAnswer.YES_IF
    shown = group.conditions[: _CONDITIONS if certain else 0 if group.asides else 1]
    for said in group.asides:
        yield _below(Text(said))
    lead = "" if certain else f"{group.lead} "
    for shared in shown:
        words = f"{lead}{plain('; '.join(shared.texts))}"
        yield _below(Text.assemble((group.who(shared.names), "dim"), words))
    left = sum(len(shared.texts) for shared in group.conditions[len(shown) :])
    if certain and left:
        yield _below(Text(f"and {left} more for some of them (see below, or -v)", "dim"))


def _below(line: Text) -> Padding:
    """A line that belongs to the one above it, all of it a little to the right."""
    return Padding(line, (0, 0, 0, 2))


def _is_told(group: AnswerGroup) -> bool:
    return group.answer in (RightAnswer.NO, RightAnswer.PLEASE_READ)


def _reason(group: AnswerGroup) -> str:
    """The place of the clause, or of what must be read before there is an answer."""
    first = group.rights[0]
    if not first.evidence:
        return "see TO READ"
    if first.leave and (asked := place(first.leave.evidence[0])) != place(first.evidence[0]):
        return f"{place(first.evidence[0])}; how to ask: {asked}"
    if not waits(first):
        return place(first.evidence[0])
    return f"first read {places([one.evidence[0] for one in group.rights], _FIRST)}"


def _proof(
    groups: Sequence[AnswerGroup], knowledge: Knowledge, verbose: int
) -> Iterator[RenderableType]:
    """The questions that have one answer for one reason, with the reason and its quotes."""
    rights = [right for group in groups for right in group.rights]
    for group in by_reason(rights, knowledge):
        first = group.rights[0]
        asked = "; ".join(right.question for right in group.rights)
        yield Text.assemble((asked, "bold"), f": {plain(first.reason)}")
        for said in group.asides:
            yield _below(Text(said))
        for shared in group.conditions:
            words = f"{group.lead} {plain('; '.join(shared.texts))}"
            yield _below(Text.assemble((group.who(shared.names), "dim"), words))
        if first.leave:
            yield _below(Text(f"{UNLESS}; ask: {how_to_ask(first)}"))
        for quotes in (first.evidence, first.leave.evidence if first.leave else ()):
            for quote in quotes[: None if verbose > 1 else 1]:
                yield _below(quoted(quote, indent=0)[1:])


# --- Findings ------------------------------------------------------------------------------------


def _said(
    findings: Sequence[ReportedFinding], report: Audit, knowledge: Knowledge, verbose: int
) -> Iterator[Text]:
    """A line for each place with what is said there; with `-v` one for each meaning and part."""
    key = (lambda one: (one.rule, is_narrow(one.part))) if verbose else (lambda one: one.rule)
    said = [sorted(one, key=_reach) for one in _by(findings, key).values()]
    if verbose:
        yield from (_finding(_titled(same[0]), same, report, verbose) for same in said)
        return
    placed: dict[str, list[Sequence[ReportedFinding]]] = {}
    for same in said:
        usual = same[0].severity in _USUAL and len(said) > _FEW
        placed.setdefault("" if usual else place(same[0].evidence[0]), []).append(same)
    licence, length = "", LONG if len(placed) <= _FEW else SHORT
    for told in placed.values():
        words = _together([_briefly(same, knowledge) for same in told])
        quotes = [quote for same in told for quote in _quotes(same)]
        where = places(quotes, len({place(same[0].evidence[0]) for same in told}))
        named, _, section = where.partition(", ")
        shown = f"same licence, {section}" if section and named == licence else where
        licence = named if section else ""
        line = Text.assemble(plain(words), (f"  {shown}", "dim"))
        quoted_ = (telling(same, report, knowledge, length) for same in told)
        yield line.append(next(filter(None, quoted_), ""), "dim italic")


def _reach(finding: ReportedFinding) -> bool:
    """What binds all comes before what binds who uses a folder or bought a licence."""
    return is_folder(finding.part) or finding.part == BOUGHT


def _together(told: Sequence[tuple[str, str]]) -> str:
    """What stands at one place, in a line: for which part once, where that is the same of all."""
    words, marks = [one for one, _ in told], {mark for _, mark in told}
    if len(marks) == 1:
        return f"{'; '.join(words)}{marks.pop()}"
    return "; ".join(map("".join, told))


def _briefly(same: Sequence[ReportedFinding], knowledge: Knowledge) -> tuple[str, str]:
    """What they say in few words, with the values of the first that names any; and for which part.
    A folder is named by the place."""
    part = holds_for({one.part for one in same})
    told = " (that folder)" if is_folder(part) else mark(part)
    first = next((one for one in same if one.values), same[0])
    rule = knowledge.rules.labels.get(first.rule)
    if rule is None:
        return _titled(first), ""
    words = brief(rule, values_of(first))
    return (f"the licensor may {words}" if first.kind is FindingKind.POWER else words), told


def _unsure(findings: Sequence[ReportedFinding], report: Audit, verbose: int) -> Iterator[Text]:
    found = list(_by(findings, lambda one: one.rule).values())
    shown = found if verbose else found[:_UNSURE]
    for same in shown:
        told = same[0].message if verbose else in_short(same[0].message)
        yield _finding(told, same, report, verbose)
    if len(found) > len(shown):
        yield Text(f"and {len(found) - len(shown)} more (-v lists them)", style="yellow")


def _by(
    findings: Iterable[ReportedFinding], key: Callable[[ReportedFinding], Hashable]
) -> Mapping[Hashable, Sequence[ReportedFinding]]:
    grouped_: dict[Hashable, list[ReportedFinding]] = {}
    for one in findings:
        grouped_.setdefault(key(one), []).append(one)
    return grouped_


def _quotes(same: Iterable[ReportedFinding]) -> Sequence[Quote]:
    return [quote for finding in same for quote in finding.evidence]


def _titled(finding: ReportedFinding) -> str:
    """Its sentence, without the words that its title says."""
    said = finding.confidence is Confidence.CERTAIN and finding.kind is not FindingKind.POWER
    return under_title(finding.kind, finding.message) if said else finding.message


def _finding(words: str, same: Sequence[ReportedFinding], report: Audit, verbose: int) -> Text:
    ids = {finding.id for finding in same}
    touched = [
        v.criterion for v in report.verdicts if v.framework == "osd" and ids & set(v.findings)
    ]
    quotes = _quotes(same)
    text = Text(plain(words))
    if touched and verbose:
        text.append(f"  [{same[0].rule}, OSD {' '.join(touched)}]", style="dim")
    if not verbose:
        text.append(f"  {places(quotes)}", style="dim")
        return text.append(unclear(same), style="dim italic")
    for quote in quotes[: None if verbose > 1 else 1]:
        text.append_text(quoted(quote))
    if verbose == 1 and len(quotes) > 1:
        text.append(f"\n  also {places(quotes[1:], _MORE)}", style="dim")
    return text
