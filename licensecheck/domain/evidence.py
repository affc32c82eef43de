"""Quotes and their places."""

from dataclasses import dataclass
from enum import StrEnum

from licensecheck.domain.document import Document, Span


class Basis(StrEnum):
    """What a quote is taken from; the value stands in reports where there is no document."""

    DOCUMENT = "document"
    REPOSITORY = "repository"
    """Another repository, which the card links to."""
    HUB = "hub metadata"
    """A field that the hub keeps apart from the files."""
    NAME = "name"
    """The model's own name."""
    CATALOGUE = "catalogue"
    """Our dated facts about the model."""
    DATASET = "data set facts"
    """Our dated facts about a data set."""
    ANCESTOR = "lineage"
    """The terms of a model that it was made from."""


LONGEST_QUOTE = 20_000
"""Characters. No clause is longer; a field with a list may be, and each name in it quotes it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote and its place."""

    basis: Basis
    source: str
    """Path of the document, address of the repository or of the ancestor; else empty."""
    span: Span
    line: int
    """1-based line of the span's start; 0 where there is no document."""
    quote: str
    """The document's text in the span."""
    clause: str = ""
    """Where the quote only names a licence: that licence and its section that says so."""
    page: int = 0
    """1-based page of the span's start; 0 where the document has no pages."""

    @classmethod
    def at(cls, document: Document, span: Span) -> "Evidence":
        """The words of a document, no more than the first `LONGEST_QUOTE` characters."""
        span = Span(span.start, min(span.end, span.start + LONGEST_QUOTE))
        line, quote = document.line(span.start), document.quote(span)
        page = document.page(span.start)
        return cls(Basis.DOCUMENT, document.path, span, line, quote, page=page)

    @classmethod
    def said(cls, basis: Basis, words: str, source: str = "") -> "Evidence":
        """Words that stand in no document."""
        return cls(basis, source, Span(0, len(words)), 0, words)

    @property
    def document(self) -> str:
        """The place as reports name it: a path or an address, else what the quote is taken from."""
        named = self.basis in (Basis.DOCUMENT, Basis.REPOSITORY)
        return self.source if named else self.basis.value
