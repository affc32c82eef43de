"""What one may not, must and may do: by place in brief, each sentence with its words in full."""

from collections.abc import Iterable, Iterator, Sequence

from licensecheck.domain import Confidence, FindingKind, Severity
from licensecheck.domain.component import BOUGHT, holds_for, is_folder
from licensecheck.domain.reported_terms import Obligation, Quote, ReportedFinding
from licensecheck.report.data import OF_DATA
from licensecheck.report.document import (
    Line,
    Section,
    Span,
    Tone,
    beside,
    faint,
    line,
    more,
    quoted,
    strong,
)
from licensecheck.report.gate import TITLE as GATE
from licensecheck.report.gate import gate_lines
from licensecheck.report.places import place, places
from licensecheck.report.sections.clauses import LONG, SHORT, telling, unclear
from licensecheck.report.sections.view import View
from licensecheck.report.summary import SummaryLine, duties, is_told_above, statements, washed
from licensecheck.report.wire import values_of
from licensecheck.report.wording import brief, in_short, mark, under_title

_GROUPS = {
    "You may not": (FindingKind.BAN, Tone.BAD),
    "You must": (FindingKind.DUTY, Tone.OPEN),
    "Beware": (FindingKind.POWER, Tone.OPEN),
}
_NOTHING = "No clause was found that forbids, demands or grants anything."
_UNSURE = 2
"""Places that a person should read, in the brief form."""
_FEW = 3
"""Conditions that leave room for others."""
_USUAL = (Severity.LOW, Severity.INFO)
"""What most licences ask for: where there is much, it shares a line."""


def terms(view: View) -> Section:
    """What is forbidden first, what is granted last."""
    said = statements(view.report)
    washing = {one.id for one in washed(view.short)}
    own = [one for one in view.about.findings if one.id not in washing]
    certain = [one for one in own if one.confidence is Confidence.CERTAIN]
    certain = [one for one in certain if not is_told_above(one, view.short)]
    weighty = [one for one in certain if one.severity is not Severity.INFO]
    parts = [
        Section(
            f"terms-{kind}",
            title,
            tuple(_brief([one for one in weighty if one.kind is kind], view)),
            tuple(_duties(view, of) if kind is FindingKind.DUTY else map(_statement, of)),
            tone=tone,
        )
        for title, (kind, tone) in _GROUPS.items()
        for of in [said.get(title, ())]
    ]
    unsure = Section(
        "terms-unclear",
        "Unclear",
        tuple(_unsure(own, {one.rule for one in certain})),
        tuple(map(_statement, said.get("Please read", ()))),
        tone=Tone.OPEN,
    )
    granted = tuple(map(_statement, said.get("You may", ())))
    grants = Section("terms-grant", "You may", (), granted, tone=Tone.GOOD)
    nothing = () if said else (line(_NOTHING),)
    return Section("terms", "", (), nothing, "What the terms say", parts=(*parts, unsure, grants))


def gate(view: View) -> Section:
    """Before you click: what one agrees to and hands over."""
    lines = gate_lines(view.audit, view.knowledge) if view.audit else ()
    shown = (line(says, *beside(place(quote) if quote else "")) for says, quote in lines)
    return Section("gate", GATE, tuple(shown))


# --- In full -------------------------------------------------------------------------------------


def _statement(said: SummaryLine) -> Line:
    osd = f", OSD {' '.join(said.osd)}" if said.osd else ""
    tag = faint(f" [{said.rule}, weight {said.severity}{osd}]")
    ids = [one.id for one in said.findings]
    return line(strong(said.words), tag, quotes=said.quotes, ids=ids)


def _duties(view: View, said: Sequence[SummaryLine]) -> tuple[Line, ...]:
    """Each duty to be ticked off, with the words that a product must show; those that an answer
    tells, as all other statements."""
    found: dict[str, list[SummaryLine]] = {}
    for one in said:
        found.setdefault(one.rule, []).append(one)
    ticked = [_duty(one, found.pop(one.label, ())) for one in duties(view.report)]
    return (*ticked, *(_statement(one) for same in found.values() for one in same))


def _duty(one: Obligation, said: Iterable[SummaryLine]) -> Line:
    ids = [finding.id for same in said for finding in same.findings]
    tag = faint(f" [{one.label}]")
    return line(
        strong(under_title(FindingKind.DUTY, one.text)),
        tag,
        quotes=one.evidence,
        ids=ids,
        tick=True,
    )


# --- In brief ------------------------------------------------------------------------------------


def _brief(findings: Sequence[ReportedFinding], view: View) -> Iterator[Line]:
    """A line for each place with what is said there."""
    said = [sorted(one, key=_reach) for one in _by_rule(findings)]
    placed: dict[str, list[Sequence[ReportedFinding]]] = {}
    for same in said:
        usual = same[0].severity in _USUAL and len(said) > _FEW
        placed.setdefault("" if usual else place(same[0].evidence[0]), []).append(same)
    licence, length = "", LONG if len(placed) <= _FEW else SHORT
    for told in placed.values():
        words = _together([_briefly(same, view) for same in told])
        quotes = [quote for same in told for quote in _quotes(same)]
        where = places(quotes, len({place(same[0].evidence[0]) for same in told}))
        named, _, section = where.partition(", ")
        shown = f"same licence, {section}" if section and named == licence else where
        licence = named if section else ""
        clauses = (telling(same, view, length) for same in told)
        yield line(words, *beside(shown), *_clause(next(filter(None, clauses), "")))


def _clause(words: str) -> tuple[Span, ...]:
    return (faint(" "), quoted(words)) if words else ()


def _reach(finding: ReportedFinding) -> bool:
    """What binds all comes before what binds who uses a folder or bought a licence."""
    return is_folder(finding.part) or finding.part == BOUGHT


def _together(told: Sequence[tuple[str, str]]) -> str:
    """What stands at one place, in a line: for which part once, where that is the same of all."""
    words, marks = [one for one, _ in told], {mark for _, mark in told}
    if len(marks) == 1:
        return f"{'; '.join(words)}{marks.pop()}"
    return "; ".join(map("".join, told))


def _briefly(same: Sequence[ReportedFinding], view: View) -> tuple[str, str]:
    """What they say in few words, with the values of the first that names any; and for which part.
    A folder is named by the place."""
    part = holds_for({one.part for one in same})
    told = " (that folder)" if is_folder(part) else mark(part)
    first = next((one for one in same if one.values), same[0])
    rule = view.knowledge.rules.labels.get(first.rule)
    if rule is None:
        is_power = first.kind is FindingKind.POWER
        return first.message if is_power else under_title(first.kind, first.message), ""
    words = brief(rule, values_of(first))
    return (f"the licensor may {words}" if first.kind is FindingKind.POWER else words), told


def _unsure(findings: Sequence[ReportedFinding], sure: set[str]) -> Iterator[Line]:
    """What is not certain, without what is certain too, what is granted, and what stands under
    "Data"."""
    told = [
        one
        for one in findings
        if one.confidence is Confidence.UNCERTAIN
        and one.kind is not FindingKind.GRANT
        and one.rule not in sure | OF_DATA
    ]
    found = _by_rule(told)
    for same in found[:_UNSURE]:
        where = beside(places(_quotes(same)))
        yield line(in_short(same[0].message), *where, *_clause(unclear(same)))
    yield from more(len(found) - _UNSURE, "terms-unclear", Tone.OPEN)


def _by_rule(findings: Iterable[ReportedFinding]) -> list[list[ReportedFinding]]:
    found: dict[str, list[ReportedFinding]] = {}
    for one in findings:
        found.setdefault(one.rule, []).append(one)
    return list(found.values())


def _quotes(same: Iterable[ReportedFinding]) -> Sequence[Quote]:
    return [quote for finding in same for quote in finding.evidence]
