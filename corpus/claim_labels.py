"""How well the claim rules find claims of openness, on sentences that people labelled.

`corpus/claims.jsonl` points at sentences of the real cards and READMEs: every one with a word about
openness, release or trade, and the kinds of claims it makes about the publisher's own model.
Conventions: plain "we release X" is no claim; nor are titles in citations, comparisons with other
models, announcements for the future, code or data alone, and commercial use after an application.
Files train or tune the classifier (`train`, `dev`); the rules were tuned on all of them, so these
figures say how well they fit, not how well they do elsewhere. Before the last round of rules,
sentences of 72 READMEs on GitHub that are not in here (366 sentences, read by two people) gave
precision and recall of 0.83 and 0.74. That round saw half of those READMEs; on the other half
(165 sentences of 39 repositories from OLMo to Zamba2, 44 claims), which nobody looked into, they
are 0.95 and 0.91 (0.88 and 0.84 before it).
"""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus import cards
from licensecheck.classify.classify import Classifier
from licensecheck.classify.matcher import claim_matcher
from licensecheck.classify.model import ClauseModel
from licensecheck.domain import Document
from licensecheck.judge.claims import claims
from licensecheck.knowledge.knowledge import installed
from licensecheck.knowledge.rules import load_claims
from licensecheck.text.front_matter import read_card
from licensecheck.text.segment import segment

PARTS = ("train", "dev")
LABELS = Path(__file__).parent / "claims.jsonl"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One sentence and the claims that it makes."""

    file: str
    """Of the folder of real data, or `pypi:NAME==VERSION`: see `cards`."""
    start: int
    end: int
    sha256: str
    claims: tuple[str, ...]
    arguable: tuple[str, ...]
    """Careful readers would differ on these: out of losses and scores."""
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


@cache
def labelled() -> tuple[Labelled, ...]:
    """All of them, in the order of the file."""
    rows = map(json.loads, LABELS.read_text("utf-8").splitlines())
    return tuple(
        Labelled(**{**row, "claims": tuple(row["claims"]), "arguable": tuple(row["arguable"])})
        for row in rows
    )


def sentence(row: Labelled) -> str:
    """Its words; raises ValueError where they are not those that were labelled."""
    words = cards.card(row.file).text[row.start : row.end]
    if hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest() != row.sha256:
        raise ValueError(f"{row.file}:{row.start}: not the sentence that was labelled")
    return words


def measure(rows: Sequence[Labelled], show: bool = False) -> tuple[Quality, dict[str, Quality]]:
    """All kinds together, and each."""
    counts: Counter[tuple[str, str]] = Counter()
    seen: set[tuple[str, str]] = set()
    for file in sorted({row.file for row in rows}):
        found = frozenset(_found(cards.card(file)))
        for row in (row for row in rows if row.file == file):
            words = sentence(row)
            for kind in load_claims():
                outcome = _outcome(kind in row.claims, (row.start, row.end, kind) in found)
                if outcome and kind not in row.arguable and (words, kind) not in seen:
                    seen.add((words, kind))
                    counts[outcome, kind] += 1
                    if show and outcome != "found":
                        print(outcome, kind, file, repr(words[:200]))
    kinds = {kind: _quality(counts, [kind]) for kind in load_claims()}
    return _quality(counts, list(kinds)), kinds


def _outcome(claimed: bool, found: bool) -> str:
    if claimed:
        return "found" if found else "missed"
    return "wrong" if found else ""


def _quality(counts: Counter[tuple[str, str]], kinds: list[str]) -> Quality:
    outcomes = ("found", "missed", "wrong")
    return Quality(*(sum(counts[outcome, kind] for kind in kinds) for outcome in outcomes))


@cache
def reader() -> Classifier:
    """What reads a card for claims, as an audit does."""
    return Classifier(claim_matcher(installed()), ClauseModel.load("cpu", threads=1))


def _found(document: Document) -> Iterator[tuple[int, int, str]]:
    card, _ = read_card(document)
    for claim in claims(card, segment(document, card.body), load_claims(), reader()):
        span = claim.evidence.span
        yield span.start, span.end, claim.kind


def part(name: str) -> tuple[Labelled, ...]:
    """Those that train the classifier, or those that tune it."""
    return tuple(row for row in labelled() if row.part == name)


if __name__ == "__main__":
    for name in sys.argv[1:] or PARTS:
        whole, each = measure(part(name), show=True)
        print(name, f"precision {whole.precision:.3f} recall {whole.recall:.3f}", whole)
        for kind, quality in each.items():
            print("  ", kind, f"{quality.precision:.3f} {quality.recall:.3f}", quality)
