"""Licences that a column of a table gives to the publisher's models, row by row."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from licensecheck.domain import Clause, Declaration, Document, Span
from licensecheck.identify.mentions import mentions, without
from licensecheck.knowledge.facts import Facts, LicenseFacts
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.phrases import Phrase
from licensecheck.statements.outline import outline
from licensecheck.statements.spelling import Spelling
from licensecheck.terms.declared import of_facts
from licensecheck.terms.granted import is_of_another_release, is_planned
from licensecheck.terms.prose import LICENCE
from licensecheck.terms.subject import names_weights
from licensecheck.text.fences import fenced
from licensecheck.text.model_pages import MODEL_PAGE
from licensecheck.text.spans import Spans, inside
from licensecheck.text.tables import BASE_HEAD, Row, plain, rows
from licensecheck.text.titles import COMMENT

_OF_LICENCE = Phrase("licences/column")
_NAMING = Phrase("subjects/names-a-model")
_RELEASED = Phrase("subjects/release-column")
_NO_NAME = Phrase("subjects/no-model")
_INHERITED = Phrase("licences/of-the-original")
_TO_COME = Phrase("granted/to-come")
_BESIDE = (Phrase("subjects/code"), Phrase("subjects/data"))
_LIMITED = Phrase("limits/column")
# A footnote, a remark in brackets or a second name beside it is more than a name.
_CELL = re.compile(
    r"\s*(?P<marks>[*_`]{0,3})(?:\[(?P<called>[^\[\]\n]{2,80})\]\((?P<address>[^\s()#][^\s()]{0,500})\)"
    r"|(?P<name>[A-Za-z0-9.+ -]{2,80}))(?P=marks)\s*"
)
_NAME = re.compile(r"[A-Za-z0-9.+ -]{2,80}")
_HEADING = re.compile(r"^(?:#|<h\d)", re.M)
_NEAR = 1_000
"""Characters below a table in which a note on all of its rows stands."""


@dataclass(frozen=True, slots=True)
class LicensedRow:
    """A row of a model with what its cell for the licence says."""

    span: Span
    licence: LicenseFacts | None
    """None where the cell is anything but the name of one that is known."""
    original: bool
    """True where the cell links to a page of another model than the row does."""


@dataclass(frozen=True, slots=True)
class LicenceTable:
    """A table that gives models of the publisher, and no others, their licences."""

    head: Span
    rows: tuple[LicensedRow, ...]


@lru_cache(maxsize=4)  # what is declared and what is left of a page are asked for in turn
def licence_tables(
    document: Document, knowledge: Knowledge, own: Spelling | None
) -> tuple[LicenceTable, ...]:
    """The tables of which at least one row is understood, and whose other columns limit nothing."""
    return tuple(_tables(document, knowledge, own)) if own else ()


def _tables(document: Document, knowledge: Knowledge, own: Spelling) -> Iterator[LicenceTable]:
    hidden, around = Spans(_hidden(document)), outline(document)
    for heads, group in groupby(rows(document), key=lambda row: row.heads):
        if _is_planned(around.path(heads[0].start)):
            continue
        table = list(group)
        if not hidden.overlap(heads[0]) and (turned := _turned(document, table, knowledge, own)):
            yield turned
            continue
        at = _column(document, heads)
        if at is None or hidden.overlap(heads[at]):
            continue
        if not all(_is_own(document, row, own) for row in table):
            continue
        found = tuple(_row(document, row, at, knowledge) for row in table)
        if any(one.licence for one in found):
            yield LicenceTable(Span(heads[0].start, heads[-1].end), found)


def _turned(
    document: Document, table: Sequence[Row], knowledge: Knowledge, own: Spelling
) -> LicenceTable | None:
    """A table with a column for each model, and one row of their licences; None for another."""
    labels = [plain(document.quote(row.cells[0][1])) if row.cells else "" for row in table]
    found = [row for row, label in zip(table, labels, strict=True) if _OF_LICENCE.fullmatch(label)]
    others = [label for label in labels if not _OF_LICENCE.fullmatch(label)]
    if len(found) != 1 or len(found[0].cells) < 2 or any(map(_speaks_of_terms, others)):
        return None
    label, *cells = found[0].cells
    if not all(own.search(head) and not _is_beside(head) for head, _ in cells):
        return None
    told = tuple(_cell(document, cell, knowledge) for _, cell in cells)
    return LicenceTable(label[1], told) if any(one.licence for one in told) else None


def _cell(document: Document, cell: Span, knowledge: Knowledge) -> LicensedRow:
    said = _CELL.fullmatch(document.quote(cell))
    address = (said["address"] or "") if said else ""
    known = _licence(said["called"] or said["name"], address, knowledge.facts) if said else None
    return LicensedRow(_trimmed(document, cell), known, original=False)


def declared_in(document: Document, tables: Sequence[LicenceTable]) -> Iterator[Declaration]:
    """The licences of the rows that are understood, each of the weights of its model."""
    for table in tables:
        for row in table.rows:
            if row.licence:
                said = replace(of_facts(row.licence), document=document, span=row.span)
                yield replace(said, text=document.quote(row.span), component="weights")


def understood_in(
    document: Document, tables: Sequence[LicenceTable], clauses: Sequence[Clause]
) -> Iterator[Span]:
    """The places of which the rows of a table tell all: its heads, and that its models keep the
    licence of the original, where each row that is understood links to that one."""
    for table in tables:
        yield table.head
        read = [row for row in table.rows if row.licence]
        end = table.rows[-1].span.end
        kept = read and all(row.original for row in read)
        for clause in inside(clauses, Span(end, end + _NEAR)) if kept else ():
            headed = _HEADING.search(document.text, end, clause.span.start)
            if not headed and _INHERITED.fullmatch(document.quote(clause.span)):
                yield clause.span


def left_in(tables: Sequence[LicenceTable]) -> Iterator[Span]:
    """The rows whose licence a person has to read."""
    return (row.span for table in tables for row in table.rows if row.licence is None)


def _hidden(document: Document) -> Iterator[Span]:
    """Blocks of code and comments, which show what a page may say."""
    yield from (Span(*place) for place in fenced(document.text))
    yield from (Span(*comment.span()) for comment in COMMENT.finditer(document.text))


def _is_planned(above: Sequence[str]) -> bool:
    """True below headings of what is to come, or of other releases."""
    return any(
        _TO_COME.search(one) or is_planned(one) or is_of_another_release(one) for one in above
    )


def _column(document: Document, heads: Sequence[Span]) -> int | None:
    """The number of the one column of licences of a table of models; None where there is none, or
    where another one may limit what it gives."""
    named = [document.quote(head).strip() for head in heads]
    found = [at for at, head in enumerate(named) if _OF_LICENCE.fullmatch(head)]
    others = [plain(head) for at, head in enumerate(named) if at not in found]
    models = any(_NAMING.search(head) for head in others)
    if len(found) != 1 or not models or any(map(_speaks_of_terms, others)):
        return None
    before = plain(named[found[0] - 1]) if found[0] else ""
    return None if _is_of_others(before, others) else found[0]


def _is_of_others(before: str, heads: Sequence[str]) -> bool:
    """True where a licence may be that of code, data or a base: such a column stands right before
    it, or stands in a table that does not say where weights are."""
    beside = [head for head in heads if any(one.search(head) for one in _BESIDE)]
    offered = any(_RELEASED.search(head) for head in heads)
    return before in beside or bool(BASE_HEAD.fullmatch(before)) or bool(beside and not offered)


def _speaks_of_terms(words: str) -> bool:
    return bool(LICENCE.search(words) or _LIMITED.search(words))


def _is_own(document: Document, row: Row, own: Spelling) -> bool:
    """True for a row that names a model of the publisher, and nothing beside it such as code or
    a tokenizer; without a link to the model, by its name alone."""
    head, cell = next((one for one in row.cells if _NAMING.search(one[0])), ("", row.span))
    name = plain(document.quote(cell))
    beside = _is_beside(name)
    found = own.search(name)
    alone = found is not None and found.words == name and names_weights(head)
    model = alone or MODEL_PAGE.search(document.quote(row.span))
    return bool(head and model and found) and not beside


def _is_beside(name: str) -> bool:
    """True for the name of code, data or a tokenizer."""
    return any(one.search(name) for one in _BESIDE) or bool(_NO_NAME.search(name))


def _row(document: Document, row: Row, at: int, knowledge: Knowledge) -> LicensedRow:
    cell = document.quote(row.cells[at][1]) if at < len(row.cells) else ""
    others = [document.quote(one) for n, (_, one) in enumerate(row.cells) if n != at]
    said = _CELL.fullmatch(cell)
    address = (said["address"] or "") if said else ""
    known = _licence(said["called"] or said["name"], address, knowledge.facts) if said else None
    limited = any(map(_speaks_of_terms, map(plain, others)))
    limited = limited or any(map(knowledge.cues.english, map(plain, others)))
    mine = {page[0] for one in others for page in MODEL_PAGE.finditer(one)}
    page = MODEL_PAGE.search(address)
    original = page is not None and page[0] not in mine
    return LicensedRow(_trimmed(document, row.span), None if limited else known, original)


def _trimmed(document: Document, line: Span) -> Span:
    """A row without the bars around it."""
    text = document.quote(line)
    start = line.start + len(text) - len(text.lstrip(" \t>|"))
    return Span(start, max(start, line.start + len(text.rstrip(" \t\r|"))))


def _licence(name: str, address: str, facts: Facts) -> LicenseFacts | None:
    """The licence that a name is all of; none where its link leads to another one. The page of all
    versions of it is no other."""
    named = tuple(mentions(name, facts, beside="license")) if _NAME.fullmatch(name) else ()
    if len(named) != 1 or without(name, facts, "", lambda _: True).strip():
        return None
    at = facts.at(address) if address else None
    known = named[0]
    versions = at and at.text is None and known.name.split()[0] == at.name.split()[0]
    return known if at is None or at.id == known.id or versions else None
