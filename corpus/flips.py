"""Sentences of licences whose polarity or modality was flipped, and the labels that changed.

LiAgent's `ossmut_620` has licence texts in which a language model rewrote one sentence, so that one
cell of a table (may, must not, must) changed. Every tenth text, drawn by a hash of its name, is
kept aside: it only measures.
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus import texts
from licensecheck.domain import Document, DocumentKind, Span
from licensecheck.text import segment

FOLDER = texts.real_folder() / "liagent"
_ASIDE = 10
_MAY, _MUST_NOT, _MUST = 1, 2, 3
LABELS: Mapping[tuple[str, int], frozenset[str]] = {
    ("Distribute", _MAY): frozenset({"grant-distribute"}),
    ("Distribute", _MUST_NOT): frozenset({"no-redistribution"}),
    ("Modify", _MAY): frozenset({"grant-modify"}),
    ("Modify", _MUST_NOT): frozenset({"no-derivatives"}),
    ("Commercial Use", _MAY): frozenset({"grant-commercial"}),
    ("Commercial Use", _MUST_NOT): frozenset({"noncommercial-only"}),
    ("Hold Liable", _MUST_NOT): frozenset({"liability-limitation"}),
    ("Include Copyright", _MUST): frozenset({"attribution-notice"}),
    ("Include Notice", _MUST): frozenset({"attribution-notice"}),
    ("Give Credit", _MUST): frozenset({"attribution-notice"}),
    ("Include License", _MUST): frozenset({"license-copy"}),
    ("Disclose Source", _MUST): frozenset({"copyleft", "network-copyleft"}),
    ("State Changes", _MUST): frozenset({"state-changes"}),
    ("Use Trademark", _MUST_NOT): frozenset({"trademark-reservation"}),
    ("Use Patent Claims", _MAY): frozenset({"grant-patent"}),
    ("Use Patent Claims", _MUST_NOT): frozenset({"patent-reservation"}),
    ("Private Use", _MAY): frozenset({"grant-use"}),
    ("Compensate for Damages", _MUST): frozenset({"indemnification"}),
}
"""The label that says what a cell says; of the other cells no label speaks."""


@dataclass(frozen=True, slots=True)
class Flip:
    """One sentence that was rewritten."""

    file: str
    term: str
    old: int
    new: int
    text: str
    spans: tuple[Span, ...]
    """Where its words are not those of the original text."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A rewritten sentence that is one clause of its text."""

    context: str
    text: str
    labels: frozenset[str]
    """The one that it has now, if a label says what the new cell says."""
    lost: frozenset[str]
    """What it had before."""


def clauses() -> Iterator[Changed]:
    """What may be learned from: each sentence that is one clause, once, and none that is aside."""
    aside = {_words(flip, span) for flip in flips(aside=True) for span in flip.spans}
    seen = set(aside)
    for flip in flips(aside=False):
        new = LABELS.get((flip.term, flip.new), frozenset())
        lost = LABELS.get((flip.term, flip.old), frozenset()) - new
        document = Document(flip.file, flip.text, DocumentKind.LICENSE)
        cut = {(c.span.start, c.span.end): c for c in segment.segment(document)}
        for span in flip.spans if len(flip.spans) == 1 and (new or lost) else ():
            words = _words(flip, span)
            clause = next((c for at, c in cut.items() if _is_all(at, span)), None)
            if clause and words not in seen:
                seen.add(words)
                said = new if len(new) == 1 else frozenset()
                yield Changed(segment.context(document, clause), words, said, lost)


def _words(flip: "Flip", span: Span) -> str:
    return flip.text[span.start : span.end].strip()


def _is_all(at: tuple[int, int], span: Span) -> bool:
    """Nothing but a number or a dot stands outside the clause."""
    return span.start - 2 <= at[0] <= span.start + 6 and span.end - 2 <= at[1] <= span.end + 2


def is_aside(file: str) -> bool:
    """True for a text that only measures."""
    return int(texts.digest(file), 16) % _ASIDE == 0


def flips(*, aside: bool) -> Iterator[Flip]:
    """The flips of one part whose rewritten sentence is found in their text."""
    before = _table(FOLDER / "oss_124" / "label_124.csv")
    for file, row in _table(FOLDER / "ossmut_620" / "label_mutate_620.csv").items():
        original = f"{file.partition('_')[0]}.txt"
        if is_aside(file) is not aside:
            continue
        changed = [term for term in row if row[term] != before[original][term]]
        text, spans = _apart(
            _read(FOLDER / "ossmut_620" / "license" / file),
            _read(FOLDER / "oss_124" / "license" / original),
            _sentences(original),
        )
        for term in changed if spans else ():
            yield Flip(file, term, before[original][term], row[term], text, spans)


def _sentences(original: str) -> Iterator[str]:
    told = json.loads((FOLDER / "ossmut_620" / "transformed_output.json").read_text("utf-8"))
    for term in told.get(original, {}).values():
        for item in term["items"]:
            yield from (one["sentence"] for one in item["modified"])


def _apart(text: str, known: str, sentences: Iterable[str]) -> tuple[str, tuple[Span, ...]]:
    """A text with its rewritten sentences on lines of their own, and where they are.

    The texts are one line each, with headings and paragraphs glued to the sentences.
    """
    found = {one for one in sentences if one in text and one not in known}
    for sentence in found:
        text = text.replace(sentence, f"\n\n{sentence}\n\n")
    places = (text.find(sentence) for sentence in found)
    spans = (Span(at, at + len(one)) for at, one in zip(places, found, strict=True) if at >= 0)
    return text, tuple(sorted(spans))


def _table(path: Path) -> dict[str, dict[str, int]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return {
            row.pop("License File"): {term: int(float(cell)) for term, cell in row.items()}
            for row in csv.DictReader(lines)
        }


def _read(path: Path) -> str:
    return re.sub(r"\r\n?", "\n", path.read_text(encoding="utf-8", errors="replace"))
