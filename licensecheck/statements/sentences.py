"""Sentences as the heads read them: marked, with what stands around them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from licensecheck.domain import Card, Clause
from licensecheck.statements.marks import Marker
from licensecheck.statements.outline import outline
from licensecheck.text.lines import line_start

_DATE = re.compile(
    r"20\d\d ?[-./年] ?\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.? \d"
    r"|\d{1,2}[-/]\d{1,2}[-/](?:20)?\d\d",
    re.I,
)
# A date stands at the beginning of an entry of a changelog.
_DATED = 60
_ROW = re.compile(r"\s*\||[^|\n]*\|[^|\n]*\|[^|\n]*\|")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One clause of a card, with marks for names."""

    words: str
    before: str = ""
    """The clause before it."""
    headings: tuple[str, ...] = ()
    """What it stands under, the outermost first."""
    stem: str = ""
    """The lead-in of the list that it is an item of."""
    kind: str = "sentence"
    front: bool = False
    """Part of the front matter."""
    place: float = 0.5
    """Where in the document it stands: 0 at the top, 1 at the end."""
    row: bool = False
    dated: bool = False
    work: tuple[str, ...] = ()
    """What is known of the work and the file: see `Marker.work`."""


def sentences(card: Card, clauses: Sequence[Clause], marker: Marker) -> Iterator[Sentence]:
    """The clauses, which are neighbours in the order of the text."""
    document, around = card.document, outline(card.document)
    for before, clause in zip(chain([None], clauses), clauses, strict=False):
        text = document.quote(clause.span)
        start = line_start(document.text, clause.span.start)
        yield Sentence(
            marker.marked(text),
            marker.marked(document.quote(before.span)) if before else "",
            tuple(map(marker.marked, around.path(clause.span.start))),
            marker.marked(document.quote(clause.stem)) if clause.stem else "",
            clause.kind,
            clause.span.start < card.body.start,
            clause.span.start / max(1, len(document.text)),
            bool(_ROW.match(document.text, start, clause.span.end)),
            bool(_DATE.search(text, 0, _DATED)),
            marker.work(document.path),
        )
