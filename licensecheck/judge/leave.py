"""What a licensor gives on request though the licence forbids it, and how one asks."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import takewhile

from licensecheck.domain import ClauseKind, Confidence, Evidence, Finding, Reading, Span
from licensecheck.domain.right import Leave
from licensecheck.judge.binding import Binding, quoted
from licensecheck.knowledge.phrases import Phrase
from licensecheck.knowledge.rights import RightRule
from licensecheck.terms.terms import Terms
from licensecheck.text.han import is_chinese
from licensecheck.text.lines import line_start
from licensecheck.text.references import without_end

_OFFERS = Phrase("limits/offers")
ASKED = "separate-permission-required"
_LONGEST = 2_000
"""Characters of a clause that is searched: longer ones are lists of everything."""
_BETWEEN = 8
"""Characters between two sentences of a clause, at most."""
_SECTION = 600
"""Characters behind a declared licence in which an offer of another one is looked for."""
_MOST = 3
"""Offers and addresses that are shown."""
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[A-Za-z]{2,12}\b")
_PAGE = re.compile(r"https?://[^\s<>()\[\]\"'，。；（）《》]{4,300}")
# Such a page has the terms, and takes no questions.
_TERMS = re.compile(
    r"\.(?:pdf|md|txt|docx?)$|/licen[cs]es?\b|/(?:blob|resolve|tree)/|license-?\w*$", re.I
)


def leave(rule: RightRule, proof: Sequence[Finding], found: Binding, terms: Terms) -> Leave | None:
    """The words that offer what `proof` forbids, and the addresses that they name; None where
    nobody offers it, and for what no licensor can give, such as another licence for others."""
    if ASKED not in (*rule.limited_by, *rule.untouched_by):
        return None
    places = [place for finding in proof for place in finding.evidence]
    texts = {one.document.path: one.document.text for one in terms.readings}
    offers = [
        one
        for one in (*_asked(found), *(_behind(places, terms) if rule.told else ()))
        if _concerns(one, places, rule) and not _is_cell(one, texts.get(one.source, ""))
    ]
    if not offers:
        return None
    first = sorted(dict.fromkeys(offers), key=_plainness)[:_MOST]
    return Leave(tuple(first), tuple(dict.fromkeys(_addresses(first, terms)))[:_MOST])


def _plainness(offer: Evidence) -> tuple[bool, bool]:
    """Words in English first, and of these the ones that name an address."""
    return is_chinese(offer.quote), not any(_named(offer.quote))


def _asked(found: Binding) -> Iterator[Evidence]:
    """Clauses with the duty to ask, certain ones first, and places left that speak of terms."""
    asking = (one for one in found.findings if one.rule == ASKED)
    for finding in sorted(asking, key=lambda one: one.confidence is not Confidence.CERTAIN):
        yield from finding.evidence
    for left, speaks in found.left:
        if speaks:
            yield from quoted(left)


def _behind(places: Sequence[Evidence], terms: Terms) -> Iterator[Evidence]:
    """The sentences of a section behind the words that declare a licence: beside one that forbids
    it they limit nothing more, so nobody else asks of them."""
    from licensecheck.text.segment import segment  # most licences stand in no page

    pages = {one.document.path: one.document for one in terms.declarations if one.document}
    for place in places:
        page = pages.get(place.source)
        if page:
            behind = Span(place.span.end, min(place.span.end + _SECTION, len(page.text)))
            clauses = segment(page, behind)
            same = takewhile(lambda one: one.kind is not ClauseKind.HEADING, clauses)
            yield from (
                Evidence.at(page, one.span) for one in same if one.span.start >= behind.start
            )


def _concerns(offer: Evidence, places: Sequence[Evidence], rule: RightRule) -> bool:
    """True for the section of a licence that forbids it, and for words that offer it: they speak of
    it, or where no words are known to, they are those that forbid it or the next ones."""
    if offer.clause:
        return offer.clause in {one.clause for one in places}
    if len(offer.quote) > _LONGEST or not _OFFERS.search(offer.quote):
        return False
    here = [one.span for one in places if one.source == offer.source]
    if rule.told is None and any(0 <= offer.span.start - one.end <= _BETWEEN for one in here):
        return True
    told = rule.told is not None and rule.told.by(offer.quote)
    return told or any(one.overlaps(offer.span) for one in here)


def _is_cell(offer: Evidence, text: str) -> bool:
    """True for words in a row of a table with no address: a comparison, or what a model wrote."""
    row = text[line_start(text, offer.span.start) :].startswith("|")
    return row and not any(_named(offer.quote))


def _addresses(offers: Sequence[Evidence], terms: Terms) -> Iterator[str]:
    """Those in the words; else the mail addresses of the licence that they stand in."""
    for offer in offers:
        yield from tuple(_named(offer.quote)) or _of_licence(offer, terms)


def _named(words: str) -> Iterator[str]:
    yield from _MAIL.findall(words)
    pages = map(without_end, _PAGE.findall(words))
    yield from (one for one in pages if not _TERMS.search(one))


def _of_licence(offer: Evidence, terms: Terms) -> Iterator[str]:
    texts = (one for one in terms.judged if not one.document.kind.is_page)
    for one in (one for one in texts if one.document.path == offer.source):
        yield from _MAIL.findall(one.document.quote(_part(one, offer.span)))


def _part(reading: Reading, place: Span) -> Span:
    """The licence of a text that a place stands in, with what follows up to the next one."""
    starts = [match.span.start for match in reading.identification.matches[1:]]
    edges = [0, *starts, len(reading.document.text)]
    at = bisect_right(starts, place.start)
    return Span(edges[at], edges[at + 1])
