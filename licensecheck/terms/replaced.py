"""Licences of which the publisher says that another one took their place.

Which of the two holds, and for what was fetched when, is for a person to say. What stands in the
former text alone is no certain restriction then and accuses nobody; nothing is open because of it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from licensecheck.domain import Document, DocumentKind, Reading, Snapshot, Span
from licensecheck.identify.mentions import mentions
from licensecheck.knowledge.facts import Facts
from licensecheck.knowledge.phrases import Phrase
from licensecheck.knowledge.spelling import name_key
from licensecheck.terms.reach import unsure
from licensecheck.terms.strangers import is_own
from licensecheck.terms.terms import Prose
from licensecheck.terms.titles import first_lines

_CHANGE = Phrase("licences/replacement")
_BY = Phrase("licences/replaced-by")
_OF = Phrase("licences/replaces")
_UNSETTLED = Phrase("licences/not-replaced-yet")
_LICENCE = Phrase("licences/word")
_LINE = re.compile(r"\S[^\n]*")
# "[the old terms](docs/OLD.pdf)": a link's text and the file that it leads to; `OLD.pdf`, LICENSE.
_LABEL = re.compile(r"\[([^\[\]\n]{1,300})\]")
_FILE = re.compile(
    r"(?:\]\(<?|`)(?:[^\s()<>`]{0,300}/)?([^\s()<>`/?#]{1,200})|(?<![\w/])([A-Z]{3,40}[\w.-]{0,60})"
)
# One text in two languages: TERMS.pdf and TERMS_EN.pdf.
_LANGUAGE = re.compile(r"(?:[._-](?:en|eng|english|zh|cn|chinese))?(?:\.[a-z]{2,4})?$", re.I)
_LONGEST = 1_000
"""Characters of such a sentence, addresses included."""


@dataclass(frozen=True, slots=True)
class _Replacement:
    """A sentence that says it."""

    document: Document
    span: Span
    old: str
    new: str


def without_replaced(
    readings: Sequence[Reading], snapshot: Snapshot, prose: Sequence[Prose], facts: Facts
) -> tuple[Reading, ...]:
    """The readings; nothing in a text of which a page says that it was replaced is certain."""
    told = [*_replacements(snapshot, prose)]
    return tuple(_doubted(one, told, facts) for one in readings)


def _doubted(reading: Reading, told: Sequence[_Replacement], facts: Facts) -> Reading:
    if reading.document.kind is not DocumentKind.LICENSE:
        return reading
    saying = [one for one in told if _is_former(reading, one, facts)]
    if not saying:
        return reading
    # Of two languages the one that links this very file.
    file = reading.document.path.rpartition("/")[2]
    by = next((one for one in saying if file in one.old), saying[0])
    doubt = (
        f"{by.document.place(by.span.start)} says that another licence took the place of "
        f"{reading.document.path}, please read which of them holds"
    )
    return replace(unsure(reading), conforms=None, doubt=doubt, doubted_by=(by.document, by.span))


def _is_former(reading: Reading, told: _Replacement, facts: Facts) -> bool:
    """True for the text that the sentence calls the old one, and not the new one too."""
    return _names(told.old, reading, facts) and not _names(told.new, reading, facts)


def _names(words: str, reading: Reading, facts: Facts) -> bool:
    """True where words link the file of a text, or say its licence or its title."""
    stem = _stem(reading.document.path.rpartition("/")[2])
    if stem in {_stem(unquote(one[1] or one[2])) for one in _FILE.finditer(words)}:
        return True
    if any(one.id in reading.licenses for one in mentions(words, facts)):
        return True
    title = name_key(first_lines(reading.document))
    called = (name_key(one) for one in (*_LABEL.findall(words), words))
    return any(len(one.split()) > 1 and is_own(one) and one in title for one in called)


def _stem(name: str) -> str:
    return _LANGUAGE.sub("", name.casefold())


def _replacements(snapshot: Snapshot, prose: Sequence[Prose]) -> Iterator[_Replacement]:
    for card, clauses in prose:
        for clause in clauses:
            yield from _said(card.document, clause.span)
    for document in snapshot.documents:
        if document.kind is DocumentKind.PROSE:
            for line in _LINE.finditer(document.text):
                yield from _said(document, Span(*line.span()))


def _said(document: Document, span: Span) -> Iterator[_Replacement]:
    if len(span) > _LONGEST or not _CHANGE.search(document.text, span.start, span.end):
        return
    said = " ".join(document.quote(span).split())
    by = _BY.search(said)
    found = by or _OF.search(said)
    if found and _LICENCE.search(said) and not _UNSETTLED.search(said, 0, found.end()):
        first, second = filter(None, found.groups())
        yield _Replacement(document, span, *((first, second) if by else (second, first)))
