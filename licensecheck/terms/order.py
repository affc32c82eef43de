"""What a person should read first of what is left: what speaks of terms before what hardly does.

The ledger leaves whatever was not understood, so that nothing hides in it. Terms hardly stand in a
heading, a row of figures, code or a sample of what a model writes: such a place stays in the
account, and nobody is sent there first.
"""

import re
from collections.abc import Iterable, Mapping

from licensecheck.domain import Document, DocumentKind, Span
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.terms.ledger import Left
from licensecheck.text.spans import Spans

_TERMS = frozenset({DocumentKind.LICENSE, DocumentKind.USE_POLICY})
_FIGURES = re.compile(r"[\d.,%±×x*+-]+")
_ROW = re.compile(r"\|[^\n]*\|")
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
_LIMITS = frozenset({"only", "no", "not", "never", "must", "may", "prohibited", "forbidden"})
FEWEST = 4
"""Words that say something though none of them limits: "License: see the forms"."""
_MOST_FIGURES = 0.4
"""Share of the words of a table's row that are figures, from which on it is one of results."""


def in_order(left: Iterable[Left], knowledge: Knowledge) -> tuple[tuple[Left, bool], ...]:
    """Each with whether it speaks of terms; those that do come first."""
    found = [*left]
    documents = dict.fromkeys(one.document for one in found if one.document)
    samples = {document: Spans(_aside(document)) for document in documents}
    each = [(one, _speaks(one, samples, knowledge)) for one in found]
    return tuple(sorted(each, key=lambda one: not one[1]))


def _speaks(one: Left, samples: Mapping[Document, Spans], knowledge: Knowledge) -> bool:
    """True for a text, field or address as a whole, for a clause of a licence, for words that
    declare one, and for words of another page that are about terms."""
    document, span = one.document, one.span
    if document is None or span is None or document.kind in _TERMS or one.declares:
        return True
    if samples[document].overlap(span):
        return False
    return about_terms(document.quote(span), knowledge)


def is_fragment(text: str) -> bool:
    """True for an item of a list or a cell that says nothing by itself: "Non-commercial users"."""
    words = _WORD.findall(text)
    return (
        text.isascii() and len(words) < FEWEST and not _LIMITS.intersection(map(str.lower, words))
    )


def about_terms(text: str, knowledge: Knowledge) -> bool:
    """True where words of a page are about terms, whatever they say of them."""
    if is_fragment(text):
        return False
    words = text.split()
    figures = sum(_FIGURES.fullmatch(word) is not None for word in words)
    if _ROW.search(text) and figures >= _MOST_FIGURES * len(words):
        return False
    told = knowledge.remarks.leaves(text, named=False)
    doubted = told or any(one.raised_by(text) for one in knowledge.doubts)
    return doubted or knowledge.cues.english(text) or knowledge.cues.foreign(text)


def _aside(document: Document) -> tuple[Span, ...]:
    """Blocks of code, and samples of what a model reads or writes."""
    from licensecheck.terms.harmless import sampled  # needs what tells names of licences
    from licensecheck.text.fences import fenced

    if document.kind in _TERMS:
        return ()
    return (*(Span(*place) for place in fenced(document.text)), *sampled(document.text))
