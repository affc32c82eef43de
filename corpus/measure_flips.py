"""What the tool says of a sentence whose polarity or modality was flipped.

    python -m corpus.measure_flips [--aside] [--show TERM]

LiAgent's `ossmut_620` has licence texts in which a language model rewrote one sentence, so that one
cell of a table (may, must not, must) changed. Read in full, the rewritten sentence should get the
label of the new cell and must not keep that of the old one for certain. Every tenth text, drawn by
a hash of its name, is kept aside: `--aside` measures it, and nothing else reads it.
"""

import argparse
from collections import Counter
from pathlib import Path

from corpus import flips
from licensecheck.domain import Document, DocumentKind
from licensecheck.knowledge.knowledge import installed
from licensecheck.terms.texts import TextReader


def answers(flip: flips.Flip, reader: TextReader) -> dict[str, bool]:
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
    for flip in flips.flips(aside=options.aside):
        said = answers(flip, reader)
        sure = {name for name, certain in said.items() if certain}
        old = flips.LABELS.get((flip.term, flip.old), frozenset())
        new = flips.LABELS.get((flip.term, flip.new), frozenset())
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
