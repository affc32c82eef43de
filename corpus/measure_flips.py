"""What the tool says of a sentence whose polarity or modality was flipped.

    python -m corpus.measure_flips [--aside] [--show TERM]

LiAgent's `ossmut_620` has licence texts in which a language model rewrote one sentence, so that one
cell of a table (may, must not, must) changed. Read in full, the rewritten sentence should get the
label of the new cell and must not keep that of the old one for certain. Every tenth text, drawn by
a hash of its name, is kept aside: `--aside` measures it, and nothing else reads it.
"""

import argparse
import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus import texts
from licensecheck.domain import Document, DocumentKind, Span
from licensecheck.knowledge.knowledge import installed
from licensecheck.terms.texts import TextReader

FOLDER = texts.real_folder() / "liagent"
_ASIDE = 10
_MAY, _MUST_NOT, _MUST = 1, 2, 3
_LABELS: Mapping[tuple[str, int], frozenset[str]] = {
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


def answers(flip: Flip, reader: TextReader) -> dict[str, bool]:
    """The labels of the clauses that were rewritten, and whether each is certain."""
    reading = reader.text(Document(flip.file, flip.text, DocumentKind.LICENSE))
    found: dict[str, bool] = {}
    for label in reading.labels:
        if any(label.clause.span.overlaps(span) for span in flip.spans):
            found[label.label] = found.get(label.label, False) or label.certain
    return found


def main() -> None:
    """Print the table, and with `--show` what is wrong of one term."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--aside", action="store_true")
    parser.add_argument("--show", metavar="TERM")
    parser.add_argument("--cache", type=Path, help="keep the classifier's answers here")
    options = parser.parse_args()
    reader = TextReader(installed(), "cpu", 1, options.cache)
    count: Counter[tuple[str, str]] = Counter()
    for flip in flips(aside=options.aside):
        said = answers(flip, reader)
        sure = {name for name, certain in said.items() if certain}
        old = _LABELS.get((flip.term, flip.old), frozenset())
        new = _LABELS.get((flip.term, flip.new), frozenset())
        kinds = {
            "flips": True,
            "had": bool(old),
            "kept": bool(old & sure),
            "wanted": bool(new),
            "right": bool(new & sure),
            "shown": bool(new & said.keys()),
        }
        for row in (flip.term, "all"):
            count.update((row, kind) for kind, holds in kinds.items() if holds)
        if options.show in (flip.term, "all") and (old & sure or (new and not new & sure)):
            words = " … ".join(" ".join(flip.text[s.start : s.end].split()) for s in flip.spans)
            print(f"{flip.term} {flip.old}>{flip.new} {flip.file} {said}\n    {words}")
    print(f"{'term':26} flips  old label  kept  new label  right  shown")
    for term in sorted({term for term, _ in count}, key=lambda name: (name == "all", name)):
        had, kept, wanted = count[term, "had"], count[term, "kept"], count[term, "wanted"]
        print(
            f"{term:26}{count[term, 'flips']:6}{had:11}{kept:6}{wanted:11}"
            f"{count[term, 'right']:7}{count[term, 'shown']:7}"
        )


if __name__ == "__main__":
    main()
