"""Which of several models a sentence, a row or a file speaks about.

This is the one place where the scope of a statement is decided. Names in it decide, then what it
points at ("the following models"), then the headings above it. Who is surely meant is granted
something; who may be meant is bound.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from licensecheck.domain import Document, Span
from licensecheck.knowledge.phrases import Phrase
from licensecheck.releases.lineup import Model
from licensecheck.releases.naming import Naming
from licensecheck.releases.pointers import Pointed, pointed
from licensecheck.statements.names import Names
from licensecheck.statements.outline import Outline, outline
from licensecheck.text.html_tables import html_rows
from licensecheck.text.lines import line_start
from licensecheck.text.tables import Row, plain, rows

Scope = frozenset[int] | None
"""Numbers of models; None for all of them."""
_EVERY = Phrase("subjects/every-release")
_SENDS = Phrase("scopes/sends-to-another")
_CHOOSES = Phrase("scopes/chooses-by-licence")
# "the text of the herd in Zebra's page": what an item is about stands first.
_HEAD = re.compile(
    r"(?:(?!\s(?:of|in|on|about|from|with|for|by|found|see|that|which)\s|[,;:(–—]\s).){1,200}"
)
_OF_NONE: frozenset[int] = frozenset()
_ITEM = re.compile(r"(?P<indent>[ \t]{0,40})(?:[-*+]|\d{1,3}[.)])[ \t]+(?P<words>[^\n]{1,500})")
_LINES_UP = 40
"""Lines above an item in which the items around it are looked for."""


@dataclass(frozen=True)
class Scopes:
    """Decides about whom statements are, among some models."""

    models: tuple[Model, ...]
    own: Names
    plain: Collection[str]

    @cached_property
    def naming(self) -> Naming:
        """Finds the models that words name."""
        return Naming(self.models, self.own, self.plain)

    @property
    def every(self) -> frozenset[int]:
        """All of the models."""
        return frozenset(range(len(self.models)))

    def of_path(self, path: str) -> Scope:
        """The models that a file is called after; None where its path names none."""
        folder, _, file = path.rpartition("/")
        for part in (file, *reversed(folder.split("/"))):
            if named := list(self.naming.named(part, of_path=True)):
                return self._few(frozenset.intersection(*named))
        return None

    def of_place(self, document: Document, place: Span, *, grants: bool = False) -> Scope:
        """The models that the sentence or row at a place speaks about, else the heading above it,
        else its file; of what `grants` something those that are surely meant, of what may bind
        those that may be."""
        file, said = self.of_path(document.path), self._of_words(document, place, grants)
        if file is None or said is None:
            return said if file is None else file
        return file & said or file

    def _few(self, named: frozenset[int]) -> Scope:
        return named if 0 < len(named) < len(self.models) else None

    @cached_property
    def _decided(self) -> dict[tuple[str, Span, bool], Scope]:
        """Answers, kept: many places of one sentence are asked about in turn."""
        return {}

    def _of_words(self, document: Document, place: Span, grants: bool) -> Scope:
        from licensecheck.text.segment import segment  # reads prose

        row = _row(document, place)
        if row and (column := self._of_column(row, place)):
            return self._few(column)
        spans = [row.span] if row else [one.span for one in segment(document, place)]
        whole = Span(spans[0].start, spans[-1].end) if spans else place
        key = document.path, whole, grants
        if key not in self._decided:
            sentence = " ".join(map(document.quote, spans))
            self._decided[key] = self._of_sentence(document, whole, sentence, row, grants)
        return self._decided[key]

    def _of_sentence(
        self, document: Document, place: Span, sentence: str, row: Row | None, grants: bool
    ) -> Scope:
        for scope in self._pointing(document, place, sentence, grants):
            return scope
        if row:
            return self._few(self._of_row(document, row))
        if _EVERY.search(sentence):
            return None
        return self._by_names(document, place, sentence, grants)

    def _pointing(
        self, document: Document, place: Span, sentence: str, grants: bool
    ) -> Iterator[Scope]:
        """Whom a sentence means that points at others; nothing where it does not."""
        if sent := _SENDS.search(sentence):
            yield self._sent(sent["other"], grants)
        if chosen := _CHOOSES.search(sentence):
            yield self._chosen(chosen["named"] or "", grants)
        if target := pointed(document, place, sentence):
            yield self._at(document, target, grants)

    def _by_names(self, document: Document, place: Span, sentence: str, grants: bool) -> Scope:
        """The models that the sentence names, else what stands before it on its line, else the
        items of a list in which it stands, else the headings above it."""
        start = line_start(document.text, place.start)
        before = document.text[start : place.start]
        for words_here in (sentence or document.quote(place), before):
            if named := self.naming.within(words_here, sure=grants):
                return self._few(named)
        for item in _items_around(document.text, start):
            head = _HEAD.match(item)
            if head and (named := self.naming.within(head[0], sure=grants)):
                return self._few(named)
        for heading in reversed(_outline(document).path(place.start)):
            if named := self.naming.of_heading(heading):
                return self._few(named)
        return None

    def _sent(self, other: str, grants: bool) -> Scope:
        """Whom "for commercial use, take Zebra-2" is about: it grants something to the one that is
        named, and may bind those that it is to be taken instead of."""
        named = self.naming.within(other)
        others = self.every - self.naming.kin(named)
        return self._few(named if grants else others) if named else None

    def _chosen(self, named_there: str, grants: bool) -> Scope:
        """Whom "use the MIT-licensed model" is about: the one that is called so elsewhere."""
        named = self.naming.within(named_there)
        return self._few(named) if named else _OF_NONE if grants and len(self.models) > 1 else None

    def _at(self, document: Document, target: Pointed, grants: bool) -> Scope:
        """The models of a list or section. An item that nobody knows may be any of them."""
        found = [self._of_part(document, part, target.items and grants) for part in target.parts]
        named = _OF_NONE.union(*found)
        whole = bool(named) and (all(found) or not target.items)
        if grants:
            return self._few(named) if named else _OF_NONE
        return self._few(named) if whole else None

    def _of_part(self, document: Document, part: Span, head: bool) -> frozenset[int]:
        """The models that a list item names, its `head` alone where that is asked for, or that a
        section has: at addresses, in rows of its tables."""
        words_here = document.quote(part)
        said = _HEAD.match(words_here) if head else None
        in_rows = (self._of_row(document, row) for row in _rows_in(document, part))
        item = "\n" not in words_here
        named = self.naming.within(said[0] if said else words_here) if item else _OF_NONE
        return named.union(self._linked(document, part), *in_rows)

    def _linked(self, document: Document, part: Span) -> Iterator[int]:
        for at, model in enumerate(self.models):
            for link in model.links:
                here = link.source == document.path
                if here and part.start <= link.span.start < part.end:
                    yield at

    def _of_column(self, row: Row, place: Span) -> frozenset[int]:
        """The models that the head over a cell names, where a place is in one cell: tables may have
        a column for each model."""
        heads = (
            head for head, cell in row.cells if cell.start <= place.start < place.end <= cell.end
        )
        named = [self.naming.named(head) for head in heads]
        return _OF_NONE.union(*(one for found in named for one in found))

    def _of_row(self, document: Document, row: Row) -> frozenset[int]:
        """The models that the first cell of a row names, or that the row links to."""
        cells = [document.quote(cell) for _, cell in row.cells]
        for cell in cells:
            if named := frozenset().union(*self.naming.named(plain(cell))):
                return named
        return self.naming.within(" ".join(cells))


def _items_around(text: str, start: int) -> Iterator[str]:
    """The lines of the items in which the item that begins on a line stands, the nearest first."""
    item = _ITEM.match(text, start)
    for _ in range(_LINES_UP if item else 0):
        start = line_start(text, max(start - 1, 0))
        above = _ITEM.match(text, start)
        if item and above and len(above["indent"]) < len(item["indent"]):
            yield above["words"]
            item = above
        if start == 0 or (item and not item["indent"]):
            return


def _row(document: Document, place: Span) -> Row | None:
    """The row that a place stands in; none of a cell in HTML that stands in several."""
    if row := _rows(document).get(line_start(document.text, place.start)):
        return row
    found = _html(document)
    at = bisect_right(found, place.start, key=lambda row: row.span.start) - 1
    row = found[at] if at >= 0 and place.start < found[at].span.end else None
    below = found[at + 1 : at + 2]
    spanned = any(cell.overlaps(place) for one in below for _, cell in one.cells)
    return None if spanned else row


@lru_cache(maxsize=4)
def _rows(document: Document) -> Mapping[int, Row]:
    """Rows of tables by where they begin; many places of one page are asked about in turn."""
    return {row.span.start: row for row in rows(document)}


def _rows_in(document: Document, part: Span) -> Sequence[Row]:
    return [row for at, row in _rows(document).items() if part.start <= at < part.end]


@lru_cache(maxsize=4)
def _html(document: Document) -> tuple[Row, ...]:
    return tuple(html_rows(document))


@lru_cache(maxsize=4)
def _outline(document: Document) -> Outline:
    return outline(document)
