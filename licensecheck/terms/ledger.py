"""An account of all that could bind: what was known, understood, no terms, or left for a person.

The verdicts ask whether anything is left, not whether something bad was seen. So every file that
could carry terms, every licence that is declared and every text that was read has its entry.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from licensecheck.domain import (
    Account,
    Declaration,
    Document,
    DocumentKind,
    Problem,
    ProblemKind,
    Reading,
    Span,
)
from licensecheck.domain.component import BESIDE
from licensecheck.knowledge.spelling import is_nameless, is_of_family

FOR_WHICH_PART = "please read for which part"
"""How the doubt ends of a licence that is named beside a text."""
OF_ANOTHER = "its link leads to the licence of another repository, please read"
OF_OTHER_TERMS = "its link leads to terms of another repository, please read"
_NO_KNOWN_ONE = frozenset({"custom", "unknown"})


@dataclass(frozen=True, slots=True)
class Left:
    """Something that a person must read before the model can be called open."""

    account: Account
    subject: str
    """The document, field or address."""
    reason: str
    """A sentence without its full stop."""
    document: Document | None = None
    span: Span | None = None
    """Its place in the document."""
    declares: bool = False
    """True for words that say under which licence something is."""
    label: str = ""
    """The restriction that it may be; empty where nobody can tell which."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How the characters of one text were accounted for; together they are all of it."""

    document: Document
    known: int
    understood: int
    not_terms: int
    left: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """The account of a snapshot, or of one text."""

    coverage: tuple[Coverage, ...]
    """One for each text that binds."""
    left: tuple[Left, ...]
    """What is left, in the order in which a person should look; empty where all is accounted."""
    unlikely: tuple[Left, ...] = ()
    """What pages say with words of terms that hardly bind anybody: notes, which decide nothing."""

    @property
    def share(self) -> float | None:
        """Share of the characters of all texts that are accounted for; None without a text."""
        total = sum(len(one.document.text) for one in self.coverage)
        return 1 - sum(one.left for one in self.coverage) / total if total else None


def unreadable(reading: Reading) -> Iterator[Problem]:
    """A problem for parts in another language, and one for clauses that nobody understood."""
    for kind, spans, words in (
        (ProblemKind.LANGUAGE, reading.foreign, "neither English nor Chinese, so not read"),
        (ProblemKind.UNCLEAR, reading.unclear, "not understood"),
    ):
        if spans:
            unit, lines = _numbered(reading.document, spans)
            first = ", ".join(map(str, lines[:5])) + (" and more" if len(lines) > 5 else "")
            parts = "1 part" if len(spans) == 1 else f"{len(spans)} parts"
            at = unit if len(lines) == 1 else f"{unit}s"
            message = f"{parts} {words}: please read from {at} {first}"
            yield Problem(kind, reading.document.path, message)


def _numbered(document: Document, spans: Iterable[Span]) -> tuple[str, list[int]]:
    """The pages on which spans begin, or their lines, and which of the two it is."""
    unit, number = ("page", document.page) if document.pages else ("line", document.line)
    return unit, sorted({number(span.start) for span in spans})


def ledger(
    readings: Sequence[Reading],
    declarations: Sequence[Declaration],
    problems: Iterable[Problem],
    restrictions: Collection[str] = (),
) -> Ledger:
    """The account of the texts that bind, of what is declared, and of what could not be read.

    `restrictions` are the labels of which nobody may be unsure.
    """
    # Places in a text speak for themselves; the problem that sums them up would count them twice.
    summed = {problem for reading in readings for problem in unreadable(reading)}
    # An open base licenses what was made from it by nobody's word but its own publisher's; a page
    # that was not understood licenses nothing.
    none = all(one.ancestor for one in declarations) and not any(
        one.labels or not one.document.kind.is_page for one in readings
    )
    binding = binding_of(declarations)
    left = (
        *(one for reading in readings for one in _doubted_elsewhere(reading)),
        *_of_problems(one for one in dict.fromkeys(problems) if one not in summed),
        *((Left(Account.UNREAD, "licence", "no licence was found"),) if none else ()),
        *(one for reading in readings for one in _of_reading(reading)),
        *(one for reading in readings for one in _doubted(reading, restrictions)),
        *(
            one
            for said in declarations
            if not (said.doubt and said.licenses and binding.issuperset(said.licenses))
            for one in of_declaration(said, readings)
        ),
    )
    once = tuple(_places(left))
    counted = [one for one in readings if not one.document.kind.is_page or _says(one)]
    notes = tuple(one for reading in readings for one in _unlikely(reading))
    return Ledger(tuple(_coverage(reading, once) for reading in counted), once, notes)


def _says(page: Reading) -> bool:
    """True for a page of which something counts."""
    return bool(page.labels or page.unclear or page.foreign or page.doubt)


def _unlikely(reading: Reading) -> Iterator[Left]:
    document = reading.document
    for span in reading.unlikely:
        reason = f"{document.place(span.start)} speaks of terms and hardly binds"
        yield Left(Account.NOT_TERMS, document.path, reason, document, span)


def _places(left: Iterable[Left]) -> Iterator[Left]:
    """What is left, each place once and with the first of its reasons."""
    seen = set[tuple[str, Span]]()
    for one in left:
        place = one.span and (one.subject, one.span)
        if place is None or place not in seen:
            yield one
        if place:
            seen.add(place)


def _of_problems(problems: Iterable[Problem]) -> Iterator[Left]:
    for problem in problems:
        if problem.hides_terms:
            unclear = problem.kind in (ProblemKind.UNCLEAR, ProblemKind.METADATA)
            account = Account.NOT_UNDERSTOOD if unclear else Account.UNREAD
            yield Left(account, problem.subject, f"{problem.subject}: {problem.message}")


def _of_reading(reading: Reading) -> Iterator[Left]:
    document = reading.document
    spans = [(Account.UNREAD, span) for span in reading.foreign]
    spans += [(Account.NOT_UNDERSTOOD, span) for span in reading.unclear]
    for account, span in spans:
        place = document.place(span.start)
        beside = document.kind is DocumentKind.PROSE
        reason = (
            f"{place} {'may hold terms' if beside else 'could not be understood'}, please read it"
        )
        yield Left(account, document.path, reason, document, span)
    if reading.doubt and not reading.doubted_by:
        yield Left(Account.NOT_UNDERSTOOD, document.path, reading.doubt, document)


def _doubted_elsewhere(reading: Reading) -> Iterator[Left]:
    """The words of another document that leave open whether a text holds at all, which settle most
    of what is left of the text."""
    if reading.doubted_by:
        page, span = reading.doubted_by
        doubt = reading.doubt
        yield Left(Account.NOT_UNDERSTOOD, page.path, doubt, page, span, declares=True)


def _doubted(reading: Reading, restrictions: Collection[str]) -> Iterator[Left]:
    """The clauses that may restrict, for all that is known; a restriction that the text has for
    certain needs no second place."""
    certain = {one.label for one in reading.labels if one.certain}
    document = reading.document
    for one in reading.labels:
        if one.label in restrictions and one.label not in certain:
            span = one.clause.span
            reason = f"{document.place(span.start)} may restrict ({one.label}), please read it"
            left = Left(Account.NOT_UNDERSTOOD, document.path, reason, document, span)
            yield replace(left, label=one.label)


def of_declaration(said: Declaration, readings: Sequence[Reading]) -> Iterator[Left]:
    """What is left of a declaration: its doubt, and terms that nobody knows."""
    subject = said.document.path if said.document else "hub metadata"
    at = said.doubted or said.span
    if said.doubt and said.document and at and not _is_told(said, readings):
        reason = f"{said.document.place(at.start)}: {said.doubt}"
        yield Left(Account.NOT_UNDERSTOOD, subject, reason, said.document, at, declares=True)
    if said.conforms is None and not answered(said, readings):
        reason = unknown_terms(said)
        yield Left(Account.NOT_UNDERSTOOD, subject, reason, said.document, said.span, declares=True)


def binding_of(declarations: Iterable[Declaration]) -> frozenset[str]:
    """The licences that restrict and bind the whole without a doubt: another doubt on their terms
    can limit nothing more."""
    sure = (one for one in declarations if not one.doubt and one.component not in BESIDE)
    return frozenset(name for one in sure if one.conforms is False for name in one.licenses)


def binding_all(
    fields: Sequence[Declaration], declarations: Sequence[Declaration]
) -> frozenset[str]:
    """The licences that restrict and that `fields` of the hub and of the first page put every model
    under; none where anything declared is open, for one model of several may be under that."""
    if any(one.conforms and one.component not in BESIDE for one in declarations):
        return frozenset()
    return binding_of([one for one in fields if not one.document or "/" not in one.document.path])


def _is_told(said: Declaration, readings: Sequence[Reading]) -> bool:
    """True where the doubt is for which part a licence is, or whose it is, and its text is here for
    the whole."""
    texts = (one for one in readings if one.document.kind is DocumentKind.LICENSE)
    whole = (one for one in texts if one.document.component == "model" and not one.doubt)
    here = {name for one in whole for name in one.licenses}
    named = {name.key for name in said.expression.named}
    return (
        said.doubt.endswith((FOR_WHICH_PART, OF_ANOTHER, OF_OTHER_TERMS))
        and bool(named)
        and named <= here
    )


def unknown_terms(said: Declaration) -> str:
    """Why a declaration is left: nobody knows whether what it names meets the OSD."""
    return f"the terms of {said.text!r} are not known and not in the snapshot"


def answered(said: Declaration, readings: Sequence[Reading]) -> bool:
    """True where the texts here are what a declaration names without saying more.

    The terms of an ancestor are the business of its own problems.
    """
    texts = [one for one in readings if one.document.kind is DocumentKind.LICENSE]
    here = {name for one in texts for name in one.licenses}
    paths = {one.document.path.rpartition("/")[2].casefold() for one in texts}
    alone = len(tuple(said.expression.named)) == 1
    return bool(said.ancestor) or all(
        any(name.key == one or is_of_family(one, name.key) for one in here)
        or (
            name.written is not None
            and bool(texts)
            and _points_to(name.written, paths, alone, here)
        )
        for name in said.expression.named
    )


def _points_to(written: str, paths: set[str], alone: bool, here: Collection[str]) -> bool:
    """True for the file of one of the texts, and for a word that names no licence (`other`).

    Beside other names such a word means one more licence, and a publisher who says that the licence
    is his own (`custom`), or that he does not know it, does not mean a known text that lies there.
    """
    name = written.strip().casefold()
    told = alone and not (here and name in _NO_KNOWN_ONE)
    return name.rpartition("/")[2] in paths or (is_nameless(name) and told)


_UNDERSTOOD, _KNOWN, _LEFT = 1, 2, 3


def _coverage(reading: Reading, left: Sequence[Left]) -> Coverage:
    document, matches = reading.document, reading.identification.matches
    marks = bytearray(len(document.text))
    page = document.kind.is_page
    spoken = [one.clause.span for one in reading.labels] if page else []
    for mark, spans in (
        (_UNDERSTOOD, spoken),
        (_KNOWN, [match.span for match in matches]),
        (0, [edit.span for match in matches for edit in match.edits]),
        (_LEFT, [one.span for one in left if one.document is document and one.span]),
    ):
        for span in spans:
            marks[span.start : span.end] = bytes([mark]) * len(span)
    rest, understood = marks.count(0), marks.count(_UNDERSTOOD)
    if not page:
        rest, understood = 0, understood + rest
    return Coverage(document, marks.count(_KNOWN), understood, rest, marks.count(_LEFT))
