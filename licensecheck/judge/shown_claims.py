"""Claims of openness that the words or the form of a page make by themselves.

A tick beside the own name in a column "Open Source", a link to the terms that is called an open
source licence, a heading, terms that call themselves open source, the own name with what it is, or
compared with "other" open models, and what is said of it in Chinese: nobody has to read these.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from urllib.parse import unquote

from licensecheck.domain import (
    Card,
    Clause,
    ClauseKind,
    Document,
    DocumentKind,
    Evidence,
    Reading,
    Span,
)
from licensecheck.domain.component import BESIDE
from licensecheck.judge.claims import OpennessClaim, in_own_words
from licensecheck.knowledge.phrases import Phrase
from licensecheck.statements.spelling import NamePlace, Spelling
from licensecheck.text.html_tables import html_rows
from licensecheck.text.tables import plain, rows

_COLUMN, _TICKED = Phrase("openness/column"), Phrase("openness/ticked")
_TERMS_CALLED = Phrase("openness/name-of-open-terms")
_TERMS_SAY = Phrase("openness/open-terms-of-itself")
_TERMS_HEADED = Phrase("openness/heading-of-open-terms")
_PLAN, _DONE = Phrase("openness/plan"), Phrase("openness/done")
_AMONG_OTHERS, _IS_OPEN = Phrase("openness/among-others"), Phrase("openness/calls-itself-open")
_IN_CHINESE, _NOT_SO = Phrase("openness/open-in-chinese"), Phrase("openness/not-open-in-chinese")
_LINK = re.compile(r"\[([^\[\]\n]{1,120})\]\(<?(?:https?://[^\s()<>]{1,300}/)?([^\s()<>#?]{1,200})")
_OTHER, _SOURCE = re.compile(r"\bother\b", re.I), re.compile(r"\bopen[- ]?source", re.I)
_OPEN = re.compile("开源|開源")
# Signs around such a word, so that a line without an end is read in one pass; Chinese needs fewer.
_AROUND, _AROUND_CHINESE, _MOST = (240, 120), (60, 80), 5
_STOP = re.compile("[。;;!?\n]")
_OWN = "◆"
# Behind an own name: another version of it, and no size.
_VERSION = re.compile(r"[-_. ]?v?\d(?![\d.]*[bm]\b)", re.I)
_KIND = "open-source"


def shown_claims(
    prose: Sequence[tuple[Card, Sequence[Clause]]],
    readings: Sequence[Reading],
    own: Spelling | None,
) -> Iterator[OpennessClaim]:
    """The claims of the cards, what says most first, then those of the terms."""
    texts = {one.document.path: one.document for one in readings if _may_restrict(one)}
    for card, clauses in prose:
        document = card.document
        if own is not None:
            yield from _sentences(card, clauses, own)
            yield from _ticks(document, own)
        yield from _links(document, texts)
        yield from _headings(card, clauses, texts)
    for text in texts.values():
        yield from _of_itself(text)


def with_shown(
    read: Iterable[OpennessClaim], shown: Iterable[OpennessClaim]
) -> tuple[OpennessClaim, ...]:
    """The claims that were read, those that show themselves as such, and behind them the others
    that do."""
    left = {(one.kind, one.evidence): one for one in shown}
    both = [replace(one, shown=(one.kind, one.evidence) in left) for one in read]
    found = {(one.kind, one.evidence) for one in both}
    return (*both, *(one for key, one in left.items() if key not in found))


def _may_restrict(reading: Reading) -> bool:
    """True for the text of terms that is not known to be open, and not for code or data alone."""
    document = reading.document
    licence = document.kind is DocumentKind.LICENSE and document.component not in BESIDE
    return licence and not reading.conforms


def _ticks(document: Document, own: Spelling) -> Iterator[OpennessClaim]:
    """The own row of a table that ticks which works are open source."""
    for row in chain(rows(document), html_rows(document)):
        for at, (head, cell) in enumerate(row.cells):
            if at and _COLUMN.fullmatch(head) and _TICKED.fullmatch(plain(document.quote(cell))):
                if own.search(plain(document.quote(row.cells[0][1]))):
                    beside = (Evidence.at(document, row.heads[at]),)
                    yield _shown(document, Span(row.cells[0][1].start, cell.end), beside=beside)
                break


def _links(document: Document, texts: Mapping[str, Document]) -> Iterator[OpennessClaim]:
    """Links to the terms, where they are called an open source licence."""
    for link in _LINK.finditer(document.text):
        target = _linked(link[2], texts)
        if target is not None and _TERMS_CALLED.search(link[1]):
            yield _shown(document, Span(*link.span(1)), about=_all_of(target))


def _linked(address: str, texts: Mapping[str, Document]) -> Document | None:
    return texts.get(unquote(address).removeprefix("./"))


def _headings(
    card: Card, clauses: Sequence[Clause], texts: Mapping[str, Document]
) -> Iterator[OpennessClaim]:
    """Headings that call what stands below them open source: terms that restrict, or weights that
    have been given out."""
    document = card.document
    heads = [clause.span for clause in clauses if clause.kind is ClauseKind.HEADING]
    ends = [*(span.start for span in heads[1:]), len(document.text)]
    for head, end in zip(heads, ends, strict=False):
        title, below = document.quote(head), Span(head.end, end)
        if _TERMS_HEADED.fullmatch(title):
            yield _shown(document, head, about=((document.path, below),))
            for link in _LINK.finditer(document.text, below.start, below.end):
                target = _linked(link[2], texts)
                if target is not None:
                    yield _shown(document, head, about=_all_of(target))
        done = _DONE.search(document.text, below.start, end) if _PLAN.fullmatch(title) else None
        if done:
            yield _shown(document, head, beside=(Evidence.at(document, Span(*done.span())),))


def _sentences(card: Card, clauses: Sequence[Clause], own: Spelling) -> Iterator[OpennessClaim]:
    """Sentences that call the own model open at once, or place it among others that are."""
    for clause in clauses:
        said = card.document.quote(clause.span)
        worth = _OPEN.search(said) or _SOURCE.search(said)
        if worth and in_own_words(card, clause) and _calls_open(own.sub(_marked, said)):
            yield _shown(card.document, clause.span)


def _calls_open(said: str) -> bool:
    among = any(map(_AMONG_OTHERS.search, _around(said, _OTHER, *_AROUND)))
    among = among or any(map(_IS_OPEN.search, _around(said, _SOURCE, *_AROUND)))
    parts = _around(said, _OPEN, *_AROUND_CHINESE)
    return among or any(_IN_CHINESE.search(one) and not _NOT_SO.search(one) for one in parts)


def _around(said: str, word: re.Pattern[str], before: int, after: int) -> Iterator[str]:
    """The words around each place of a word, within its sentence."""
    for found in islice(word.finditer(said), _MOST):
        start = max(found.start() - before, 0)
        ahead = _STOP.split(said[start : found.start()])[-1]
        yield ahead + _STOP.split(said[found.start() : found.end() + after])[0]


def _marked(place: NamePlace) -> str:
    return place.words if _VERSION.match(place.tail) else _OWN


def _of_itself(text: Document) -> Iterator[OpennessClaim]:
    """Where terms call themselves an open source licence."""
    if found := _TERMS_SAY.search(text.text):
        yield _shown(text, Span(*found.span()), about=_all_of(text))


def _all_of(text: Document) -> tuple[tuple[str, Span], ...]:
    return ((text.path, Span(0, len(text.text))),)


def _shown(
    document: Document,
    span: Span,
    *,
    beside: tuple[Evidence, ...] = (),
    about: tuple[tuple[str, Span], ...] = (),
) -> OpennessClaim:
    where = Evidence.at(document, span)
    return OpennessClaim(_KIND, where, shown=True, beside=beside, about=about)
