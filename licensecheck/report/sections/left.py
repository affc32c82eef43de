"""What a person still has to read, what else happened, and how much was understood."""

from collections.abc import Sequence

from licensecheck.domain import Confidence, ProblemKind, cited
from licensecheck.domain.problem import OF_BASE
from licensecheck.domain.reported_terms import LeftOver, Quote, ReportedProblem
from licensecheck.domain.right import RightAnswer
from licensecheck.report.answers import FIRST
from licensecheck.report.document import (
    Block,
    Kind,
    Line,
    Section,
    Span,
    Tone,
    line,
    more,
    quoted,
    strong,
    table,
)
from licensecheck.report.places import QUOTE, name, shortened
from licensecheck.report.sections.answer import decisive
from licensecheck.report.sections.view import View
from licensecheck.report.summary import account_of, accounted, capital, short, spoken, washed
from licensecheck.text.han import is_chinese

CLAIM, UNHEARD = 56, 110
"""Characters of Chinese words that nobody understood, and of others."""
NOTES = 2
"""Lines on what was not looked at and hides no terms."""
LINES = 6
"""Lines of one document that are named there."""
UNREAD = 3
"""Lines on what was not read."""
_HIDES = " [may hide terms]"


def left(view: View) -> Section:
    """What may hide terms and was not read or understood."""
    report = view.short
    asked = next((one for one in report.rights if one.right == FIRST), None)
    above = asked and decisive(asked, report)
    told = _unsure(view) | ({(above.document, above.start)} if above else set())
    untold = [one for one in report.ledger.left if (one.subject, one.start) not in told]
    shown = [one for one in untold if one.speaks]
    if not shown and _waits(view) and len(untold) == len(report.ledger.left):
        shown = untold  # it is this that decides
    found: dict[str, list[LeftOver]] = {}
    for one in shown:
        found.setdefault(one.subject, []).append(one)
    lines = [_open(_left(subject, of)) for subject, of in found.items()]
    brief = (*lines[:UNREAD], *more(len(lines) - UNREAD, "left", Tone.OPEN))
    every = enumerate(view.report.ledger.left, 1)
    rows = ((line(one.account, ids=[f"left-{at}"]), _whole(one, at, view)) for at, one in every)
    full = table(("Account", "What is left"), rows)
    return Section("left", "TO READ", brief, full, "Left to read", Tone.OPEN)


def _open(words: str) -> Line:
    return line(Span(shortened(words), Tone.OPEN))


def _whole(one: LeftOver, at: int, view: View) -> Line:
    """Why a place is left, and all its words."""
    here = one.end > one.start and one.subject in view.report.texts
    quote = Quote(
        document=one.subject,
        start=one.start,
        end=one.end,
        line=one.line,
        page=one.page,
        quote=one.quote,
    )
    reason = Span(one.reason, to=f"here-{at}" if here else "")
    return line(reason, quotes=[quote] if one.quote else ())


def _waits(view: View) -> bool:
    """True where an answer waits for a person."""
    return any(one.answer is RightAnswer.PLEASE_READ for one in view.report.rights)


def _unsure(view: View) -> set[tuple[str, int]]:
    """The places of restrictions that are not certain, which have a line of their own; not those
    of other documents that raise the doubt."""
    unsure = (one for one in view.about.findings if one.confidence is Confidence.UNCERTAIN)
    return {
        (quote.document, quote.start)
        for one in unsure
        for quote in one.evidence
        if quote.document == one.evidence[0].document
    }


def _left(subject: str, of: Sequence[LeftOver]) -> str:
    """The words of the first place, and the lines of the others."""
    first, *others = of
    if not first.quote or not (first.line or first.page):
        words = first.reason
    else:
        said = short(spoken(first.quote), CLAIM if is_chinese(first.quote) else UNHEARD)
        words = f'{cited(subject, first.line, first.page)} "{said}"'
    lines = dict.fromkeys(str(one.page or one.line) for one in others if one.page or one.line)
    lines.pop(str(first.page or first.line), None)
    if not lines:
        return words
    unit = "page" if first.page else "line"
    named = ", ".join(list(lines)[:LINES]) + (", …" if len(lines) > LINES else "")
    return f"{words}, and {unit}{'s' if len(lines) > 1 else ''} {named}"


def notes(view: View) -> Section:
    """What happened while it was read, without what is left to read or told of elsewhere."""
    subjects = {one.subject for one in view.report.ledger.left}
    problems = view.report.problems
    others = [
        f"{one.subject}: {one.message}"
        for one in problems
        if one.subject not in subjects and not _is_told(one, view)
    ]
    brief = (*map(_open, others[:NOTES]), *more(len(others) - NOTES, "problems", Tone.OPEN))
    rows = (
        (line(strong(one.subject), f" ({one.kind})"), one.message + _HIDES * one.hides_terms)
        for one in problems
    )
    full = table(("What", "What happened"), rows) or (line("Everything that was found was read."),)
    return Section("problems", "NOTE", brief, full, "Notes on what was read", Tone.OPEN)


def _is_told(one: ReportedProblem, view: View) -> bool:
    """True for a model that stands under "Needs", and for a licence that is among the gaps."""
    needed = one.kind is ProblemKind.ASIDE and one.subject.startswith(OF_BASE)
    return needed or any(said.message.startswith(one.subject) for said in washed(view.short))


def read(view: View) -> Section:
    """How much of what could bind was understood; of a model in full alone, for what is left stands
    at the top."""
    account = view.report.ledger
    words = accounted(account)
    tone, kind = (Tone.OPEN, Kind.MORE) if account.left else (Tone.PLAIN, Kind.WORDS)
    brief = line(Span(words, tone, kind, "left" if account.left else ""))
    must = " No criterion about the terms is met while a place is left." if account.left else ""
    rows = (
        (name(one.document), account_of(one), f"{one.characters:,}") for one in account.documents
    )
    aside = (
        line(f"note: {one.reason} ", quoted(short(one.quote, QUOTE))) for one in account.unlikely
    )
    full: tuple[Block, ...] = (
        line(strong(f"{capital(words)}."), must),
        *table(("Text", "How its characters were accounted for", "Characters"), rows),
        *aside,
    )
    return Section("ledger", "Read", () if view.audit else (brief,), full, "What was read")
