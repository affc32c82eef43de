"""Which texts and declared licences there are, with who grants them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from licensecheck.domain import DocumentKind
from licensecheck.domain.component import ELSEWHERE
from licensecheck.domain.report import Report
from licensecheck.domain.reported_terms import (
    LegalPoint,
    ReportedDeclaration,
    ReportedDetail,
    ReportedEdit,
    ReportedLicense,
    ReportedMatch,
)
from licensecheck.knowledge.facts import Facts
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.phrases import Phrase
from licensecheck.knowledge.spelling import is_of_family
from licensecheck.report.document import (
    Block,
    Drawing,
    Kind,
    Line,
    Section,
    Span,
    Table,
    Tone,
    faint,
    line,
    quoted,
    strong,
    table,
)
from licensecheck.report.licence_names import called, license_name
from licensecheck.report.places import QUOTE, name, others
from licensecheck.report.sections.view import View
from licensecheck.report.summary import Audit, identity, linked, plain, short
from licensecheck.report.wording import label_says

LICENSOR = "licensor"
"""The topic of the legal part that stands beside a licence."""
_COPYRIGHT = Phrase("answers/copyright-line")
_OTHERS = re.compile(r" ?[Cc]opyright\b|,? and [A-Z]|, (?!Inc|Ltd|LLC|Co\b|Corp|GmbH|All\b)[A-Z]")
_FIRST = 2
"""Places that declare a licence, in the brief form."""
NOTHING_ALLOWED = "without one nothing is allowed"
"""What follows for users where nobody gives a licence: copyright law grants them none."""


def licences(view: View) -> Section:
    """Texts by name, and declared licences whose text is not here; in full, how each differs from
    the known one, and the texts themselves."""
    return Section("texts", "Licence", tuple(_brief(view)), tuple(_full(view)), "Licence texts")


def _brief(view: View) -> Iterator[Line]:
    report = view.short
    every = [text for text in report.licenses if not text.kind.is_page]
    texts = [text for text in every if _binds(text, report)]
    notices = [one for one in texts if one.kind is DocumentKind.NOTICE]
    notices = [one for one in notices if one.document not in _binding(view)]
    texts = [text for text in texts if text not in notices or len(texts) == len(notices)]
    given = {one.document: _holder(one) for one in report.legal if one.topic == LICENSOR}
    for same in _alike(sorted(texts, key=_is_aside), view.facts):
        yield _license(same, view.facts, given)
    if left := len(every) - len(texts) - len(notices):
        words = "text" if left == 1 else "texts"
        yield line(Span(f"and {left} {words} about other models", Tone.FAINT, Kind.MORE, "texts"))
    if notices:
        named = ", ".join(name(one.document) for one in notices)
        yield line(faint(f"and {named}{_what_for(report)}"))
    if view.audit:
        yield from _declared(view.audit, view.facts)
        if not texts and not view.audit.declared:
            why = "" if view.audit.followed or linked(view.audit) else f": {NOTHING_ALLOWED}"
            yield line(Span(f"none found{why}", Tone.OPEN))


def _is_aside(text: ReportedLicense) -> bool:
    """True for a text about data, which is named behind those of what is asked for."""
    return text.component in ELSEWHERE


def _full(view: View) -> Iterator[Block]:
    texts, facts = view.report.licenses, view.facts
    yield from table(("Text", "Licence"), (_row(one, facts) for one in texts))
    said = ((_where(one), _declares(one, facts), line(quoted(one.text))) for one in _said(view))
    yield from table(("Where", "Licence", "Words"), said, "Licences that are said to apply")
    for text in texts:
        for match in text.matches:
            yield from _edits(text, match, view)
    yield Drawing("texts", view.report)
    if not texts:
        yield line("No text with terms was found.")


def _said(view: View) -> Sequence[ReportedDeclaration]:
    return view.audit.declared if view.audit else ()


def _row(text: ReportedLicense, facts: Facts) -> tuple[Line | str, ...]:
    """Which licence a text is, by its name and its id, and what a person should read it for."""
    unsure = f". Please read it for: {', '.join(text.uncertain)}" if text.uncertain else ""
    told, named = identity(text, facts), str(text.expression)
    also = "" if named in told else f" [{named}]"
    return text.document, line(told, faint(also), unsure)


def _edits(text: ReportedLicense, match: ReportedMatch, view: View) -> tuple[Table, ...]:
    """Each difference from the known licence."""
    known = license_name(match.license, view.facts)
    share = f"{match.coverage * 100:.1f} % of its words are here"
    rows = (
        (
            line(
                strong(f"page {edit.page}" if edit.page else f"line {edit.line}"), f" {edit.kind}"
            ),
            _removed(edit, view.knowledge),
            line(quoted(plain(edit.quote))) if edit.quote.strip() else "nothing in its place",
        )
        for edit in match.edits
    )
    caption = f"{text.document}: differences to {known} ({match.kind}, {share})"
    return table(("Place", f"{known} has", "This text has"), rows, caption)


def _removed(edit: ReportedEdit, knowledge: Knowledge) -> str:
    if not edit.removed_words:
        return "nothing here"
    are, s = ("are", "s") if edit.removed_words > 1 else ("is", "")
    said = "; ".join(label_says(one, knowledge) for one in edit.removed_labels)
    of = f", of what says: {said}" if said else ""
    return f"{edit.removed_words} word{s} that {are} not here{of}"


def _binding(view: View) -> frozenset[str]:
    """The documents that a ban, a duty or a grant stands in."""
    return frozenset(quote.document for one in view.about.findings for quote in one.evidence)


def _what_for(report: Audit) -> str:
    """What is done with notices: licences such as Apache 2.0 ask to pass them on."""
    values = (value for one in report.findings for value in one.values)
    kept = any(isinstance(one, ReportedDetail) and one.text == "NOTICE file" for one in values)
    return ", to go with every copy" if kept else " on other work"


def _alike(texts: Sequence[ReportedLicense], facts: Facts) -> Sequence[Sequence[ReportedLicense]]:
    """The texts, those in folders together that are the same licence to the word."""
    found: dict[str, list[ReportedLicense]] = {}
    for text in texts:
        inner = "/" in text.document and text.matches and not _changes(text)
        found.setdefault(identity(text, facts) if inner else text.document, []).append(text)
    return list(found.values())


def _license(same: Sequence[ReportedLicense], facts: Facts, given: Mapping[str, str]) -> Line:
    first, edits = same[0], len(_changes(same[0]))
    told = f", {edits} change{'s' if edits > 1 else ''}" if edits else ""
    more = others(len(same) - 1, "such text")
    holders = list(dict.fromkeys(given[one.document] for one in same if given.get(one.document)))
    who = f"; {holders[0]}{' and others' if len(holders) > 1 else ''}" if holders else ""
    return line(f"{identity(first, facts)} ({name(first.document)}{told}){more}{who}")


def _changes(text: ReportedLicense) -> Sequence[ReportedEdit]:
    return [edit for match in text.matches for edit in match.edits]


def _holder(point: LegalPoint) -> str:
    """Who grants, or who is only said to hold the copyright: a copied notice names others."""
    if not point.value:
        return ""
    words = plain(point.evidence[0].quote) if point.evidence else ""
    if not _COPYRIGHT.search(words) or LICENSOR in words.casefold():
        return f"{LICENSOR} {point.value}"
    others = _OTHERS.match(words.partition(point.value)[2])
    return f"copyright {point.value}{' and others' if others else ''}"


def _binds(text: ReportedLicense, report: Audit) -> bool:
    """True for a text about the model that was asked for, where there are several."""
    several = isinstance(report, Report) and len(report.models) > 1
    return not several or any(one.document == text.document for one in report.ledger.documents)


def _declared(report: Report, facts: Facts) -> Iterator[Line]:
    """Each licence that is said to apply and is not here as a text once, with its places."""
    here = {match.license for text in report.licenses for match in text.matches}
    said: dict[str, list[str]] = {}
    for one in report.declared:
        if not one.licenses or not all(_is_here(name, here) for name in one.licenses):
            words = "" if one.licenses else f' "{short(one.text, QUOTE)}"'
            said.setdefault(_declares(one, facts), []).append(f"{_where(one)}{words}")
    for shown, wheres in said.items():
        first = [*dict.fromkeys(wheres)][:_FIRST]
        more = others(len({*wheres}) - len(first), "place")
        yield line(f"{shown}, declared ({', '.join(first)}){more}")


def _declares(one: ReportedDeclaration, facts: Facts) -> str:
    return called(one.expression, facts) or "a licence that we do not know"


def _where(one: ReportedDeclaration) -> str:
    return plain(f"{one.document}:{one.line}" if one.line else one.document)


def _is_here(named: str, texts: Iterable[str]) -> bool:
    """True for a licence whose text is here, and for a family of which one is."""
    return any(one == named or is_of_family(one, named) for one in texts)
