"""The labelled clauses: pointers with labels in `labels.jsonl`, words beside them when asked for.

A line of `labels.jsonl` is one licence: its source and its clauses, each `[start, end, sha256,
labels, arguable, reading]` and, where it was read twice, the labels and arguable ones of the
second reading. `reading` is "whole" (every clause of the text was read) or "picked" (chosen
because something hinted at a restriction: no random sample).
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus import texts

HERE = Path(__file__).parent
_HEADING = re.compile(r"(?:#{1,6}\s|[IVXLC]+\.\s|\(?\d+[.)\d]*\s|[A-Z][.)]\s)?\W*[A-Z0-9].{0,90}")
_ITEM = re.compile(r"\s*(?:[-*•·–—oO]\s|\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,5})[.)]\s?|\s{2,})")
_LOOK_BACK = 4000
"""Characters in which the lead-in of a long list is still looked for."""
_HEADING_LENGTH = 90


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
        return context(texts.text(self.source), self.start)


@cache
def labelled() -> tuple[Labelled, ...]:
    """All of them, in the order of the file."""
    lines = (HERE / "labels.jsonl").read_text(encoding="utf-8").splitlines()
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


def context(text: str, start: int) -> str:
    """Heading and lead-in of what starts at an offset, found by looks: short lines and colons."""
    lines = text[max(0, start - _LOOK_BACK) : start].splitlines()
    blocks = [line for line in lines if line.strip()]
    if text[:start].endswith("\n") is False and blocks:
        inline = blocks.pop()
        lead = inline.strip() if inline.rstrip().endswith(":") else ""
    else:
        lead = ""
    heading = ""
    for line in reversed(blocks):
        stripped = line.strip()
        if not lead and stripped.endswith(":"):
            lead = re.split(r"(?<=[.;])\s+", stripped)[-1]
        elif _is_heading(stripped):
            heading = stripped
            break
        elif not lead and not _ITEM.match(line) and not stripped.endswith((";", ",", "and", "or")):
            lead = " "
    return " ".join(filter(None, (heading, lead.strip())))


def _is_heading(line: str) -> bool:
    short = len(line) <= _HEADING_LENGTH and not line.endswith((".", ";", ",", ":", "and", "or"))
    return short and bool(_HEADING.fullmatch(line))
