"""The places of a page as a network reads them; training and reading make them alike."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from licensecheck.domain import Span
from licensecheck.reader.candidates import Candidate
from licensecheck.reader.features import mention_features, term_features
from licensecheck.reader.layout import Line
from licensecheck.reader.network import Array
from licensecheck.reader.page import Page, key_of
from licensecheck.reader.sentences import around
from licensecheck.reader.words import buckets
from licensecheck.text.tables import plain

_END = re.compile(r"[.!?](?=[\s\"')\]*_]|$)|[。！？；;]|</?(?:p|br|li|td|th)\b")
_ABOVE, _LONGEST = 100, 600
"""Characters of headings and of a statement that the clause model reads."""


class Clauses(Protocol):
    """What says of a sentence which terms it has."""

    @property
    def labels(self) -> Sequence[str]:
        """What it tells."""

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> Array:
        """[pairs, labels], for pairs of context and sentence."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The places of one kind in a page, before they are numbers of a certain network."""

    features: Sequence[Mapping[str, float]]
    words: Sequence[Sequence[int]]
    groups: tuple[int, ...]
    lines: tuple[int, ...]


def names_seen(page: Page) -> Seen:
    """The names of a page; those of one spelling are a group."""
    groups = _numbered([key_of(one.words) for one in page.names])
    words = [buckets(around(page, one)) for one in page.names]
    return Seen(mention_features(page), words, groups, tuple(one.line for one in page.names))


def terms_seen(page: Page, clauses: Clauses) -> Seen:
    """The words of terms of a page; those of one statement are a group. What the clause model says
    of the statement is among their features."""
    spans = [statement(page, one) for one in page.terms]
    words = [buckets(around(page, one), one.words) for one in page.terms]
    said = _said(clauses, [_pair(page, *each) for each in zip(page.terms, spans, strict=True)])
    found = [one | more for one, more in zip(term_features(page), said, strict=True)]
    return Seen(found, words, _numbered(spans), tuple(one.line for one in page.terms))


def _pair(page: Page, place: Candidate, span: Span) -> tuple[str, str]:
    """A statement as the clause model reads it: what it stands under, and its words."""
    line = page.lines[place.line]
    above = " > ".join(line.headings[-2:])[-_ABOVE:] or line.field
    return above, plain(" ".join(page.text[span.start : span.end].split()))[:_LONGEST]


def _said(clauses: Clauses, pairs: Sequence[tuple[str, str]]) -> list[dict[str, float]]:
    """By label how likely each statement has it."""
    if not pairs:
        return []  # the model need not be opened
    labels = [f"clause {label}" for label in clauses.labels]
    return [dict(zip(labels, row.tolist(), strict=True)) for row in clauses.probabilities(pairs)]


def _numbered(keys: Sequence[object]) -> tuple[int, ...]:
    numbers = dict[object, int]()
    return tuple(numbers.setdefault(key, len(numbers)) for key in keys)


def statement(page: Page, place: Candidate) -> Span:
    """The sentence, the cell or the field that words of terms stand in."""
    line = page.lines[place.line]
    for cell in line.cells:
        if cell.span.overlaps(place.span):
            return cell.span
    return _sentence(page.text, line, place.span)


def _sentence(text: str, line: Line, place: Span) -> Span:
    ends = [found.end() for found in _END.finditer(text, line.span.start, line.span.end)]
    start = max((end for end in ends if end <= place.start), default=line.span.start)
    end = min((end for end in ends if end >= place.end), default=line.span.end)
    blank = len(text[start:end]) - len(text[start:end].lstrip())
    return Span(start + blank, end)


def integers(found: Sequence[int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Groups or lines as a network has them."""
    return np.array(found, np.int64)
