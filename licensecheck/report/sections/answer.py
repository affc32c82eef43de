"""How open it is, and whether a business may use it: what most people come for."""

from collections.abc import Iterator

from licensecheck.domain import Level
from licensecheck.domain.report import Report
from licensecheck.domain.reported_rights import ReportedRight
from licensecheck.domain.reported_terms import Quote
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
from licensecheck.report.document import (
    Kind,
    Line,
    Section,
    Span,
    Tone,
    faint,
    inside,
    line,
    quoted,
)
from licensecheck.report.each_model import in_words, unlike
from licensecheck.report.made_from import needed
from licensecheck.report.places import ANSWERS, place
from licensecheck.report.sections.view import View
from licensecheck.report.summary import (
    SAYS_YES,
    Audit,
    called_with_more,
    reason,
    says_yes,
    short,
    spoken,
)
from licensecheck.report.wording import at_least
from licensecheck.text.han import is_chinese

OTHERS = 3
"""Other models whose answer stands beside it."""
CONDITIONS = 3
"""Conditions that are named there."""
NEEDED = 4
"""Models that are named of those that it does not run without."""
DECIDING, BEFORE = 140, 60
"""Characters of the words that decide, two lines of them, and of what stands before."""
UNREAD = "see TO READ"
_PLACED = (RightAnswer.NO, RightAnswer.PLEASE_READ)


def answer(view: View) -> Section:
    """The reason of the verdict, what the model needs, and the answer that most people come for,
    with its words."""
    report = view.audit
    brief = [line(reason(report)), *_needs(report, view)] if report else []
    score = at_least(report.score) if report else ""
    right = next((one for one in view.short.rights if one.right == FIRST), None)
    if right:
        brief.append(_commercial(right, score, view))
    elif score:
        brief.append(line(faint(score)))
    return Section("answer", "", tuple(brief))


def _needs(report: Report, view: View) -> Iterator[Line]:
    """What it does not run without, whose terms all answers below take in."""
    found = list(needed(report, view.facts))
    others = f" and {len(found) - NEEDED} more" if len(found) > NEEDED else ""
    if found:
        yield line(f"it needs {', '.join(found[:NEEDED])}{others}")


def _commercial(right: ReportedRight, score: str, view: View) -> Line:
    """The answer with its place, how open the model is, and below what decides it."""
    report, knowledge = view.short, view.knowledge
    decides, tone = decisive(right, report), ANSWERS[right.answer]
    leads = _leads(right, decides, knowledge)
    unplaced = right.answer is RightAnswer.PLEASE_READ and not right.evidence
    unread = decides is None and (leads or (unplaced and not apart(right)))
    where = inside(place(decides) if decides else UNREAD if unread else "")
    below = [*_of_each(report), *_below(right, decides, knowledge), *_publisher(decides, report)]
    if leads:
        must = Span("please read first" if decides else UNREAD, tone, Kind.ANSWER)
        below.insert(0, line(must, *(where if decides else ())))
    elif right.alone:
        said = f"{ALONE}: {_alone(right, report, right.alone)}"
        below.append(line(Span(said, ANSWERS[right.alone])))
    return line(
        "commercial use: ",
        Span(_answer(right, report, leads), tone, Kind.ANSWER),
        *(() if leads else where),
        faint(f" · {score}" if score else ""),
        below=below,
    )


def decisive(right: ReportedRight, report: Audit) -> Quote | None:
    """The words that forbid it, or that a person must read before there is an answer; none where
    these hardly speak of terms, and the licence says enough."""
    if right.answer not in _PLACED or not right.evidence:
        return None
    first = right.evidence[0]
    aside = {(one.subject, one.start) for one in report.ledger.left if not one.speaks}
    hardly = not right.findings and (first.document, first.start) in aside
    return None if hardly and right.alone else first


def _leads(right: ReportedRight, decides: Quote | None, knowledge: Knowledge) -> bool:
    """True where what the licence gives alone comes first: no finding is in doubt, and the words
    that must be read do not speak of what is asked."""
    tells = knowledge.rights.rules[FIRST].told
    told_of = bool(decides and tells and tells.by(decides.quote))
    return by_licence(right) and not told_of


def _answer(right: ReportedRight, report: Audit, leads: bool) -> str:
    """The answer with its first conditions; of what waits for other pages, that of the licence."""
    if leads and right.alone:
        return f"{ALONE} {_alone(right, report, right.alone)}"
    if said := apart(right, closed=isinstance(report, Report) and report.level is Level.CLOSED):
        return said
    return told(right) + (_if(right, report) if right.answer is RightAnswer.YES_IF else "")


def _alone(right: ReportedRight, report: Audit, answer: RightAnswer) -> str:
    """What the licence gives by itself."""
    return f"{TITLES[answer]}{_if(right, report) if right.conditions else ''}"


def _of_each(report: Audit) -> Iterator[Line]:
    """Which of several models the answer is about, and what it is for the others, where that is
    not the same."""
    answers = unlike(report)
    said = [f"{called_with_more(one)}: {in_words(right, one)}" for one, right in answers[1:]]
    if said:
        more = ["and more, see Models"] if len(said) > OTHERS else []
        main = f"for {called_with_more(answers[0][0])}"
        yield line("; ".join((main, *said[:OTHERS], *more)))


def _below(right: ReportedRight, decides: Quote | None, knowledge: Knowledge) -> Iterator[Line]:
    """The words that decide, how one asks for more, and what holds for the code or the weights."""
    asked = right.leave.evidence[0] if right.leave else None
    foreign = asked and decides and is_chinese(decides.quote) and not is_chinese(asked.quote)
    if decides and decides.line and not foreign and decides != asked:
        yield line(quoted(_deciding(decides, knowledge)))
    if asked:
        words = _deciding(asked, knowledge) if asked.line else ""
        yield _proved(f"how to ask: {how_to_ask(right)}", asked, words)
    if (said := of_part(right)) and not apart(right):
        yield line(Span(said, Tone.GOOD))


def _publisher(decides: Quote | None, report: Audit) -> Iterator[Line]:
    """What the publisher says of it, where there is no answer yet."""
    words = says_yes(report)
    above = decides and (decides.document, decides.line)
    if words and (words.document, words.line) != above:
        yield _proved(SAYS_YES, words, short(spoken(words.quote), DECIDING))


def _proved(says: str, quote: Quote, words: str) -> Line:
    """A sentence with its place and its words."""
    return line(says, *inside(place(quote)), " " if words else "", quoted(words))


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
