"""What licences want to be shown: the third-party page of a product, ready to ship.

It holds what the terms ask for and what is at hand. What is not at hand stands in it too, as words
in square brackets that a person has to replace.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from licensecheck.domain import DocumentKind
from licensecheck.domain.report import Report
from licensecheck.domain.reported_terms import Quote
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.spelling import is_family
from licensecheck.report.answered import text
from licensecheck.report.document import Document, Section, Span, Verbatim, line
from licensecheck.report.licence_names import called, license_name
from licensecheck.report.summary import page, plain
from licensecheck.report.to_show import TO_SHOW, certain, to_show
from licensecheck.text.inert import Inert, visible
from licensecheck.text.letters import plain_words

_TO_KEEP = "attribution-notice"
_QUOTED = re.compile(r"“((?:[^“”]|“[^“”]*”){20,900})”|\"([^\"]{20,900})\"")
"""A notice that a clause spells out; shorter words in quotes are names of files and of parties."""
_BETWEEN = re.compile(r"(?=[\"“]([^\"“”]{20,900})[\"”])")
"""What stands between two marks of any form, be they those of one quotation or of two."""
_TEXTS = (DocumentKind.LICENSE, DocumentKind.NOTICE, DocumentKind.USE_POLICY)


@dataclass(frozen=True, slots=True)
class Notice:
    """A page, and what a person has to add before it is complete."""

    text: Inert
    missing: tuple[str, ...]
    """Sentences without their full stop."""


def notice(reports: Sequence[Report], knowledge: Knowledge) -> Notice:
    """The page for some models, in their order; each licence text stands in it once."""
    missing = tuple(f"{plain(r.ref)}: {one}" for r in reports for one in _missing(r, knowledge))
    sections = (*(_model(one, knowledge) for one in reports), *_texts(reports))
    title = "THIRD-PARTY NOTICES"
    return Notice(text(Document(title, Span(title), sections=sections)), missing)


def _model(report: Report, knowledge: Knowledge) -> Section:
    revision = f", revision {report.revision}" if report.revision else ""
    said = [
        page(report.ref),
        f"Licence: {', '.join(_names(report, knowledge)) or '[no licence was found]'}",
        *(f"Show where your users see it: {plain(phrase)}" for phrase in to_show(report)),
        *spelt_notices(report),
        *(f"[{one}]" for one in _missing(report, knowledge)),
    ]
    lines = tuple(line(one) for one in said if one)
    return Section("model", f"{plain(report.ref)}{revision}", lines)


def _names(report: Report, knowledge: Knowledge) -> Iterator[str]:
    texts = [one for one in report.licenses if one.kind is DocumentKind.LICENSE]
    own = [f"the terms in {one.document}" for one in texts if not one.matches]
    said = [one.expression for one in texts if one.matches]
    said += [one.expression for one in report.declared]
    names = (plain(one) for one in (*own, *(called(one, knowledge.facts) for one in said)))
    yield from dict.fromkeys(filter(None, names))


def spelt_notices(report: Report) -> tuple[str, ...]:
    """Notices that clauses spell out word for word."""
    quotes = (quote for one in certain(report, _TO_KEEP) for quote in one.evidence)
    found = dict.fromkeys(filter(None, (_spelt(quote, report) for quote in quotes)))
    return tuple(one for one in found if "©" in one or "opyright" in one)


def spelt_with(text: str, words: Sequence[str]) -> str:
    """The first notice in quotation marks that has all of the words; empty where none has."""
    wanted = [plain_words(word) for word in words]
    curled = (quote[1] for quote in _QUOTED.finditer(text) if quote[1])
    quoted = map(plain, chain(curled, (quote[1] for quote in _BETWEEN.finditer(text))))
    return next((said for said in quoted if all(w in plain_words(said) for w in wanted)), "")


def _spelt(quote: Quote, report: Report) -> str:
    """What stands in quotation marks from a clause on; a full stop in it may end the clause."""
    found = _QUOTED.search(report.texts.get(quote.document, ""), quote.start)
    return plain(found[1] or found[2]) if found and found.start() < quote.end else ""


def copies(report: Report, knowledge: Knowledge) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The licences to pass on copies of: the text, empty where it is not at hand, and the ids that
    it is known by."""
    here = [one for one in report.licenses if one.kind is DocumentKind.LICENSE]
    texts = [
        (report.texts.get(one.document, ""), tuple(match.license for match in one.matches))
        for one in here
    ]
    known = {name for _, names in texts for name in names}
    declared = dict.fromkeys(name for one in report.declared for name in one.licenses)
    # `license: other` beside a text means that text.
    others = (name for name in declared if name not in known)
    return (*texts, *(("", (one,)) for one in others if not texts or knowledge.facts.find(one)))


def _texts(reports: Sequence[Report]) -> Iterator[Section]:
    """Licences, notices and policies, each text once with all models that come with it."""
    models: dict[str, list[str]] = {}
    for report in reports:
        for one in report.licenses:
            if one.kind in _TEXTS and one.document in report.texts:
                named = f"{plain(report.ref)}: {plain(one.document)}"
                models.setdefault(report.texts[one.document], []).append(named)
    for words, (first, *others) in models.items():
        shown = Verbatim(visible(words.replace("\r\n", "\n").strip()))
        yield Section("text", first, (*map(line, others), shown))


def _missing(report: Report, knowledge: Knowledge) -> Iterator[str]:
    wanted = (names for text, names in copies(report, knowledge) if not text)
    for name in (name for names in wanted for name in names):
        known = knowledge.facts.find(name)
        where = f" from {known.sources[0]}" if known else ""
        title = license_name(name, knowledge.facts)
        if is_family(known.id if known else name):
            yield f"ask the publisher which licence is meant, and add its text: {title}"
        else:
            yield f"add the text of {title}{where}"
    if certain(report, TO_SHOW) and not to_show(report):
        yield "show the licensor's name or mark as the licence asks"
    if left := report.ledger.left:
        places = "place" if len(left) == 2 else "places"
        more = f"; and {len(left) - 1} more {places}" if left[1:] else ""
        yield f"see to what is left to read: {plain(left[0].reason)}{more}"
