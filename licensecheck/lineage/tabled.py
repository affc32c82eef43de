"""Cells of tables that say what the models of their rows were made from."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from licensecheck.domain import Span
from licensecheck.knowledge.families import Family
from licensecheck.lineage.named import Named, named
from licensecheck.lineage.page import PAGE, Page
from licensecheck.lineage.sentence import Told, is_known, named_family, of_family, told_of
from licensecheck.text.html_tables import html_rows
from licensecheck.text.letters import letters
from licensecheck.text.tables import BASE_HEAD, Row, plain, rows

# A column of parts, which a table of rivals has too.
_PART_HEAD = re.compile(
    r"(?:vision|visual|image|text|audio|speech|language)"
    r"(?:[- ](?:encoder|backbone|tower|model|component)s?)?"
    r"|(?:base[- ])?llms?(?: (?:component|backbone))?|text[- ]?encoders?|vocoder",
    re.I,
)
# A folder of the repository itself.
_FOLDER = re.compile(r"\]\(\./\w[\w./-]{0,100}\)")
_TAGS = re.compile(r"^(?:\s|<[^<>\n]{0,500}>)+")


def tabled(page: Page, families: Sequence[Family]) -> Iterator[Told]:
    """The bases in columns that are called so, and in rows of this model's own its parts."""
    document = page.card.document
    for row in chain(rows(document), html_rows(document)):
        for head, cell in row.cells:
            if BASE_HEAD.fullmatch(head):
                yield from _base(page, row, cell, families)
            elif _PART_HEAD.fullmatch(head) and _is_own(page, row):
                yield from _part(page, cell)


def _base(page: Page, row: Row, cell: Span, families: Sequence[Family]) -> Iterator[Told]:
    """A base by its page or its family; by another name in rows of this model's own, since tables
    of rivals say what those were made from."""
    words = page.card.document.quote(cell).strip()
    if linked := re.search(PAGE, words, re.I):
        yield Told(linked[1].rstrip("."), "fine-tuned", cell)
    elif found := named_family(plain(words), families):
        yield of_family(found, "fine-tuned", cell, plain(words))
    elif _is_own(page, row) or _links_to_own(page, row.span):
        yield from told_of(page, _only(page, cell), "fine-tuned", cell)


def _only(page: Page, cell: Span) -> Named | None:
    """The model whose name is all that a cell shows."""
    quote = page.card.document.quote
    begin = cell.start + len(quote(cell)) - len(_TAGS.sub("", quote(cell)))
    one = next(named(page.card.document.text, Span(begin, cell.end)), None)
    return one if one and not plain(quote(Span(one.end, cell.end))) else None


def _part(page: Page, cell: Span) -> Iterator[Told]:
    """A part by its page, if the catalogue knows that, else by its name."""
    linked = re.search(PAGE, page.card.document.quote(cell), re.I)
    address = linked[1].rstrip(".") if linked else ""
    if address:
        yield Told(address, "with", cell, page.is_publisher(address), is_known(address))
    elif one := next(named(page.card.document.text, cell), None):
        yield from told_of(page, one, "with", cell)


def _is_own(page: Page, row: Row) -> bool:
    """Whether the first cell of a row names this model, or another of its publisher."""
    words = page.card.document.quote(row.cells[0][1])
    said = letters(plain(words))
    if _links_to_own(page, row.cells[0][1]) or _FOLDER.search(words):
        return True
    return any(len(name) > 2 and said.startswith(name) for name in page.names)


def _links_to_own(page: Page, place: Span) -> bool:
    """Whether a row or a cell links to a model of the publisher."""
    linked = re.finditer(PAGE, page.card.document.quote(place), re.I)
    return any(page.is_listed(one[1]) for one in linked)
