"""Which texts and declared licences there are, with who grants them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.text import Text

from licensecheck.domain import DocumentKind
from licensecheck.domain.report import Report
from licensecheck.domain.reported_terms import (
    LegalPoint,
    ReportedDetail,
    ReportedEdit,
    ReportedLicense,
)
from licensecheck.knowledge.facts import Facts
from licensecheck.knowledge.phrases import Phrase
from licensecheck.knowledge.spelling import is_of_family
from licensecheck.report.licence_names import called
from licensecheck.report.screen.words import QUOTE, name
from licensecheck.report.summary import Audit, identity, plain, short

LICENSOR = "licensor"
"""The topic of the legal part that stands beside a licence."""
_COPYRIGHT = Phrase("answers/copyright-line")
_OTHERS = re.compile(r" ?[Cc]opyright\b|,? and [A-Z]|, (?!Inc|Ltd|LLC|Co\b|Corp|GmbH|All\b)[A-Z]")
_FIRST = 2
"""Places that declare a licence, before `-v` is asked for the others."""


def licences(report: Audit, facts: Facts, verbose: int) -> Iterator[Text]:
    """Texts by name, and declared licences whose text is not here."""
    every = [text for text in report.licenses if not text.kind.is_page]
    texts = every if verbose else [text for text in every if _binds(text, report)]
    notices = [one for one in texts if one.kind is DocumentKind.NOTICE and not verbose]
    notices = [one for one in notices if one.document not in _binding(report)]
    texts = [text for text in texts if text not in notices or len(texts) == len(notices)]
    given = {one.document: _holder(one) for one in report.legal if one.topic == LICENSOR}
    for same in _alike(texts, facts, verbose):
        yield _license(same, facts, given, verbose)
        yield from _edits(same[0]) if verbose else ()
    if others := len(every) - len(texts) - len(notices):
        texts_said, them = ("text", "it") if others == 1 else ("texts", "them")
        yield Text(f"and {others} {texts_said} about other models (-v lists {them})", "dim")
    if notices:
        named = ", ".join(name(one.document) for one in notices)
        yield Text(f"and {named}{_what_for(report)}", "dim")
    if isinstance(report, Report):
        yield from _declared(report, facts, verbose)
        if not texts and not report.declared:
            yield Text("none found", style="yellow")


def _binding(report: Audit) -> frozenset[str]:
    """The documents that a ban, a duty or a grant stands in."""
    about = report.chosen if isinstance(report, Report) else report
    return frozenset(quote.document for one in about.findings for quote in one.evidence)


def _what_for(report: Audit) -> str:
    """What is done with notices: licences such as Apache 2.0 ask to pass them on."""
    values = (value for one in report.findings for value in one.values)
    kept = any(isinstance(one, ReportedDetail) and one.text == "NOTICE file" for one in values)
    return ", to go with every copy" if kept else " on other work"


def _alike(
    texts: Sequence[ReportedLicense], facts: Facts, verbose: int
) -> Sequence[Sequence[ReportedLicense]]:
    """The texts, those in folders together that are the same licence to the word."""
    found: dict[str, list[ReportedLicense]] = {}
    for text in texts:
        inner = "/" in text.document and text.matches and not (verbose or _changes(text))
        found.setdefault(identity(text, facts) if inner else text.document, []).append(text)
    return list(found.values())


def _license(
    same: Sequence[ReportedLicense], facts: Facts, given: Mapping[str, str], verbose: int
) -> Text:
    first, edits = same[0], len(_changes(same[0]))
    told = f", {edits} change{'s' if edits > 1 else ''}" if edits and not verbose else ""
    more = f" (+{len(same) - 1})" if len(same) > 1 else ""
    holders = list(dict.fromkeys(given[one.document] for one in same if given.get(one.document)))
    who = f"; {plain(holders[0])}{' and others' if len(holders) > 1 else ''}" if holders else ""
    return Text(f"{identity(first, facts)} ({name(first.document)}{told}){more}{who}")


def _changes(text: ReportedLicense) -> Sequence[ReportedEdit]:
    return [edit for match in text.matches for edit in match.edits]


def _edits(text: ReportedLicense) -> Iterator[Text]:
    """Its id, and each difference from the known licence."""
    yield Text(f"  {plain(str(text.expression))}", style="dim")
    for edit in _changes(text):
        words = f' "{short(edit.quote, QUOTE)}"' if edit.quote.strip() else ""
        at = f"page {edit.page}" if edit.page else f"line {edit.line}"
        lost = f" ({', '.join(edit.removed_labels)} gone)" if edit.removed_labels else ""
        yield Text(f"  {edit.kind} at {at}{lost}{words}", style="yellow")


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


def _declared(report: Report, facts: Facts, verbose: int) -> Iterator[Text]:
    """Each licence that is said to apply once, with all places; those that are here as a text only
    where they are asked for."""
    here = {match.license for text in report.licenses for match in text.matches}
    said: dict[str, list[str]] = {}
    for one in report.declared:
        if verbose or not one.licenses or not all(_is_here(name, here) for name in one.licenses):
            where = f"{one.document}:{one.line}" if one.line else one.document
            words = f' "{short(one.text, QUOTE)}"' if verbose or not one.licenses else ""
            shown = called(one.expression, facts) or "a licence that we do not know"
            said.setdefault(shown, []).append(f"{plain(where)}{words}")
    for shown, wheres in said.items():
        first = [*dict.fromkeys(wheres)][: None if verbose else _FIRST]
        more = f" (+{len(wheres) - len(first)})" if len(wheres) > len(first) else ""
        yield Text(f"{plain(shown)}, declared ({', '.join(first)}){more}")


def _is_here(named: str, texts: Iterable[str]) -> bool:
    """True for a licence whose text is here, and for a family of which one is."""
    return any(one == named or is_of_family(one, named) for one in texts)
