"""Answers to what people ask: together in brief, each with its reason and its words in full."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from licensecheck.domain import Confidence, FindingKind
from licensecheck.domain.reported_rights import ReportedCondition, ReportedRight
from licensecheck.domain.right import RightAnswer
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.answers import (
    UNLESS,
    AnswerGroup,
    SharedCondition,
    asked,
    by_reason,
    grouped,
    how_to_ask,
    joined,
    waits,
)
from licensecheck.report.document import Kind, Line, Section, Span, faint, line, strong
from licensecheck.report.places import ANSWERS, place, places
from licensecheck.report.sections.view import View
from licensecheck.report.summary import is_told_above
from licensecheck.report.wording import without_ids

_FIRST = 2
"""Places to read first, of which different questions have their own."""
_MANY = 6
"""Rights that wait for the same places, from which on these are not named one by one."""
_BELOW = ReportedCondition(label="", text="fulfil the duties below", findings=())
"""Instead of conditions that stand below as duties, with their places."""
_CONDITIONS = 4
"""Lines of conditions of what is allowed: those of fewer rights stand among the duties too."""


def rights(view: View) -> Section:
    """The questions by their answers, the best first."""
    every = view.report.rights
    if not every:
        return Section("rights", "May we …?")
    short, whole = (_by_title(one, view.knowledge) for one in (_briefer(view), every))
    parts = [
        Section(
            f"rights-{first.answer}",
            title.capitalize(),
            tuple(_brief(groups, whole=len(groups[0].rights) == len(every))),
            tuple(_full(whole[title], view.knowledge)),
            tone=ANSWERS[first.answer],
        )
        for title, groups in short.items()
        for first in groups[:1]
    ]
    about = f" about {view.audit.model}" if view.audit and len(view.models) > 1 else ""
    told = line(faint(f"{len(every)} questions{about}"))
    return Section("rights", "May we …?", (told,), parts=tuple(parts))


def _by_title(
    rights: Sequence[ReportedRight], knowledge: Knowledge
) -> Mapping[str, Sequence[AnswerGroup]]:
    same = groupby(grouped(rights, knowledge), lambda one: one.title)
    return {title: list(groups) for title, groups in same}


def _briefer(view: View) -> tuple[ReportedRight, ...]:
    """The answers without the conditions that stand below as duties, which they point to."""
    duties = {
        one.rule
        for one in view.about.findings
        if one.kind is FindingKind.DUTY
        and one.confidence is Confidence.CERTAIN
        and not is_told_above(one, view.short)
    }
    return tuple(_less(one, duties) for one in view.short.rights)


def _less(right: ReportedRight, duties: set[str]) -> ReportedRight:
    own = tuple(said for said in right.conditions if said.label not in duties)
    fewer = len(own) < len(right.conditions) and right.answer is RightAnswer.YES_IF
    return right.model_copy(update={"conditions": (*own, _BELOW) if fewer else own})


def _brief(groups: Sequence[AnswerGroup], *, whole: bool) -> Iterator[Line]:
    """The rights of one answer, then what must hold for them; `whole` where it is that of all."""
    last = [one for one in groups if _waits(one)]
    parts: list[Span] = []
    for group in (*(one for one in groups if one not in last), *last):
        said = f"all {len(group.names)} questions" if whole else joined(group.names)
        said = f"all {len(group.names)} others" if group in last and not whole else said
        offer = f", {UNLESS}" if group.asked else ""
        parts += [Span("; ")] if parts else []
        parts.append(Span(f"{said}{offer}", ANSWERS[group.answer], Kind.ANSWER))
        parts += [faint(f" ({_reason(group)})")] if _is_told(group) else []
    largest = max(groups, key=lambda one: sum(len(shared.texts) for shared in one.conditions))
    yield line(*parts, below=_conditions(largest))


def _waits(group: AnswerGroup) -> bool:
    """True for a group of so many rights that it is best told by what it waits for."""
    return len(group.names) > _MANY and waits(group.rights[0])


def _conditions(group: AnswerGroup) -> Iterator[Line]:
    """The conditions of what is allowed, those of most rights first; of what is doubtful those that
    most of it shares, or that a licence or a part of it by itself allows it."""
    certain = group.answer is RightAnswer.YES_IF
    shown = group.conditions[: _CONDITIONS if certain else 0 if group.asides else 1]
    yield from map(line, group.asides)
    yield from (_condition(group, one, "" if certain else f"{group.lead} ") for one in shown)
    left = sum(len(shared.texts) for shared in group.conditions[len(shown) :])
    if certain and left:
        yield line(Span(f"and {left} more for some of them", kind=Kind.MORE, to="rights"))


def _condition(group: AnswerGroup, shared: SharedCondition, lead: str) -> Line:
    return line(faint(group.who(shared.names)), f"{lead}{'; '.join(shared.texts)}")


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


def _full(groups: Sequence[AnswerGroup], knowledge: Knowledge) -> Iterator[Line]:
    """The questions that have one answer for one reason, with the reason and its words."""
    rights = [right for group in groups for right in group.rights]
    for group in by_reason(rights, knowledge):
        first = group.rights[0]
        questions = "; ".join(map(asked, group.rights))
        shown = (*group.asides, *([f"{UNLESS}; ask: {how_to_ask(first)}"] if first.leave else ()))
        below = [
            *map(line, shown),
            *(_condition(group, one, f"{group.lead} ") for one in group.conditions),
        ]
        yield line(
            strong(questions),
            f": {without_ids(first.reason)}",
            quotes=(*first.evidence, *(first.leave.evidence if first.leave else ())),
            below=below,
            ids=[right.right for right in group.rights],
        )
