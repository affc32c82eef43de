"""How well the claim rules find claims of openness, on sentences that people labelled.

`corpus/claims.jsonl` points at sentences of the real cards and READMEs: every one with a word about
openness, release or trade, and the kinds of claims it makes about the publisher's own model.
Conventions: plain "we release X" is no claim; nor are titles in citations, comparisons with other
models, announcements for the future, code or data alone, and commercial use after an application.
Files fall into parts by a hash of their name: `tune` (half), `second` and `third` (a quarter each);
`fresh` came later and has few claims. The rules were tuned on all of them by now, `third` last, so
these figures say how well the rules fit, not how well they do elsewhere: before `third` was looked
at, precision and recall on it were 0.83, and on 65 sentences of seventeen READMEs that are not in
here (Open-Sora, Yuan 2.0, Chatterbox, Orpheus, CogVideo, OpenChatKit, Yi-Coder, Janus, DeepSeekMoE,
Step1X-Edit, MMAudio, OpenFlamingo, GPT4All, Kandinsky 3, SkyReels V2, PixArt, Mistral 7B; 33
claims) they were 0.96 and 0.70, each before those sentences led to further changes. A sentence
that many files repeat counts once.
"""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from licensecheck.engine.rules import load_claims
from licensecheck.openness.claims import claims
from licensecheck.text.front_matter import read_card
from licensecheck.text.segment import segment
from licensecheck.types import Document, DocumentKind

PARTS = ("tune", "second", "third", "fresh")
LABELS = Path(__file__).parent / "claims.jsonl"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One sentence and the claims that it makes."""

    file: str
    start: int
    end: int
    sha256: str
    claims: tuple[str, ...]
    part: str


@dataclass(frozen=True, slots=True)
class Quality:
    """Counts over (sentence, kind of claim) pairs."""

    found: int
    missed: int
    wrong: int

    @property
    def precision(self) -> float:
        return self.found / max(1, self.found + self.wrong)

    @property
    def recall(self) -> float:
        return self.found / max(1, self.found + self.missed)


def labelled() -> list[Labelled]:
    rows = map(json.loads, LABELS.read_text("utf-8").splitlines())
    return [Labelled(**{**row, "claims": tuple(row["claims"])}) for row in rows]


def measure(real: Path, part: str, show: bool = False) -> tuple[Quality, dict[str, Quality]]:
    """All kinds together, and each."""
    counts: Counter[tuple[str, str]] = Counter()
    seen: set[tuple[str, str]] = set()
    rows = [row for row in labelled() if row.part == part]
    for file in sorted({row.file for row in rows}):
        document = _document(real, file)
        wanted = {(r.start, r.end, k) for r in rows if r.file == file for k in r.claims}
        found = set(_found(document))
        _check(document, [row for row in rows if row.file == file])
        for outcome, pairs in (
            ("found", found & wanted),
            ("missed", wanted - found),
            ("wrong", found - wanted),
        ):
            for start, end, kind in sorted(pairs):
                sentence = document.text[start:end]
                if (sentence, kind) in seen:
                    continue
                seen.add((sentence, kind))
                counts[outcome, kind] += 1
                if show and outcome != "found":
                    print(outcome, kind, file, repr(document.text[start:end][:200]))
    kinds = {kind: _quality(counts, [kind]) for kind in load_claims()}
    return _quality(counts, list(kinds)), kinds


def _quality(counts: Counter[tuple[str, str]], kinds: list[str]) -> Quality:
    outcomes = ("found", "missed", "wrong")
    return Quality(*(sum(counts[outcome, kind] for kind in kinds) for outcome in outcomes))


def _document(real: Path, file: str) -> Document:
    with (real / file).open(encoding="utf-8", errors="replace", newline="") as stream:
        return Document(file, stream.read(), DocumentKind.CARD)


def _found(document: Document) -> Iterator[tuple[int, int, str]]:
    card, _ = read_card(document)
    for claim in claims(card, segment(document, card.body), load_claims()):
        span = claim.evidence.span
        yield span.start, span.end, claim.kind


def _check(document: Document, rows: list[Labelled]) -> None:
    for row in rows:
        text = document.text[row.start : row.end].encode("utf-8", "surrogatepass")
        if hashlib.sha256(text).hexdigest() != row.sha256:
            raise SystemExit(f"{row.file}:{row.start}: not the sentence that was labelled")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for part in sys.argv[2:] or PARTS:
        whole, each = measure(folder, part, show=True)
        print(part, f"precision {whole.precision:.3f} recall {whole.recall:.3f}", whole)
        for kind, quality in each.items():
            print("  ", kind, f"{quality.precision:.3f} {quality.recall:.3f}", quality)
