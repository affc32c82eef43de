"""The labelled clauses: pointers with labels in `labels.jsonl`, words beside them when asked for.

A line of `labels.jsonl`, `reserved.jsonl` and `reserved_second.jsonl` is one licence: its source
and its clauses, each `[start, end, sha256, labels, arguable, reading]` and, where it was read
twice, the labels and arguable ones of the second reading. `reading` is "whole" (every clause of the
text was read) or "picked" (chosen because something hinted at a restriction: no random sample).
"""

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus import texts
from licensecheck.domain import Clause, Document, DocumentKind, Span
from licensecheck.text import segment

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Labelled:
    """One clause with what was read in it."""

    source: str
    start: int
    end: int
    sha256: str
    labels: frozenset[str]
    arguable: frozenset[str]
    """Careful readers would differ on these: out of losses and scores."""
    reading: str
    second: tuple[frozenset[str], frozenset[str]] | None = None
    """Labels and arguable ones of an independent second reading."""

    @property
    def text(self) -> str:
        """Its words, checked against the hash."""
        return texts.clause(self.source, self.start, self.end, self.sha256)

    @property
    def context(self) -> str:
        """The heading it stands under and the lead-in of its list."""
        return context(self.source, self.start, self.end)


@cache
def labelled(name: str = "labels") -> tuple[Labelled, ...]:
    """All of them, in the order of the file; "reserved" and "reserved_second"
    are those that only measure."""
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(clause for line in lines for clause in _clauses(json.loads(line)))


@cache
def splits() -> Mapping[str, str]:
    """Source -> train, dev or test."""
    named = json.loads((HERE / "splits.json").read_text(encoding="utf-8"))
    return {source: name for name, sources in named["sources"].items() for source in sources}


@cache
def held() -> frozenset[str]:
    """Hashes of clauses that repeat test clauses in licences of other families."""
    return frozenset(json.loads((HERE / "splits.json").read_text(encoding="utf-8"))["held"])


def _clauses(licence: dict[str, list[list[object]] | str]) -> Iterator[Labelled]:
    for start, end, sha256, labels, arguable, reading, *second in licence["clauses"]:  # type: ignore[misc]  # JSON
        twice = tuple(map(frozenset, second))
        yield Labelled(
            licence["source"], start, end, sha256, frozenset(labels), frozenset(arguable), reading,  # type: ignore[arg-type]  # JSON
            twice or None,  # type: ignore[arg-type]  # JSON
        )  # fmt: skip


def context(source: str, start: int, end: int) -> str:
    """Heading and lead-in of a piece of a text, as they are found when a licence is read."""
    document, clauses = _segmented(source)
    at = max(0, bisect_right(clauses, start, key=lambda clause: clause.span.start) - 1)
    overlapping = [c for c in clauses[at : at + 3] if c.span.overlaps(Span(start, end))]
    return segment.context(document, overlapping[0]) if overlapping else ""


@cache
def _segmented(source: str) -> tuple[Document, tuple[Clause, ...]]:
    document = Document(source, texts.text(source), DocumentKind.LICENSE)
    return document, segment.segment(document)
