"""Sentences of pages of models, with whether they limit what one may do with the weights.

A sentence that the program misreads is added to `doubts_written.jsonl` in our own words: `text`,
`binds`, `limits` (of `LIMITS`), and `heading` and `before` where these matter. Besides these come
sentences of the attacks and honest folders of the set `tuning`, the clauses in own words, the
labelled mentions of real pages (LICENSECHECK_REAL_DATA, else ../shared/real), and the sentences of
cards with open tags in a folder that is given: nearly all of them bind nobody.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from corpus import attack_sentences
from corpus.texts import real_folder
from licensecheck.domain import Clause, Document, DocumentKind
from licensecheck.knowledge.knowledge import installed
from licensecheck.knowledge.rules import Effect
from licensecheck.text.disguise import seen
from licensecheck.text.front_matter import read_card
from licensecheck.text.language import is_foreign
from licensecheck.text.segment import segment

HERE = Path(__file__).parent
WRITTEN = HERE / "doubts_written.jsonl"
LEFT_OUT = HERE / "doubts_left_out.txt"
"""Digests of sentences of pages with open tags that a reader took for binding, or arguable: the
first 16 hexadecimal digits of the SHA-256 of each."""
LIMITS = (
    "commercial", "research-only", "fee", "registration", "approval", "scale", "field", "place",
    "time", "competition", "outputs", "redistribution", "hosting", "modification", "revocable",
    "other",
)  # fmt: skip
"""What a sentence that binds may limit."""
OF_LABELS = {
    "noncommercial-only": "commercial", "sale-restriction": "commercial",
    "research-only": "research-only", "fee-required": "fee", "scale-threshold": "scale",
    "separate-permission-required": "approval", "field-of-use-restriction": "field",
    "geographic-restriction": "place", "non-compete": "competition",
    "output-training-restriction": "outputs", "no-redistribution": "redistribution",
    "limited-redistribution": "redistribution", "internal-use-only": "redistribution",
    "hosted-service-restriction": "hosting", "no-derivatives": "modification",
    "person-or-group-restriction": "other",
}  # fmt: skip
"""Of the labels of clauses that restrict, what they limit."""
LONGEST_PAGE, MOST_SENTENCES = 60_000, 400
_OWN = ("W", "A")
_OPEN = ("open-weights", "open-source-ai")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence with what stands around it, and what it does."""

    text: str
    binds: bool
    source: str
    """Where it comes from: sentences of one source teach alike."""
    group: str = ""
    """Card, publisher or class of attacks: those of one group are never told apart by a fold."""
    heading: str = ""
    before: str = ""
    limits: tuple[str, ...] = ()


def examples(cards: Path | None) -> list[Labelled]:
    """All of them, each once; `cards` has a folder with a README.md for each card."""
    found = [*written(), *_attacks(), *_clauses(), *_mentions()]
    if cards:
        found += [one for folder in sorted(cards.iterdir()) for one in _of_card(folder)]
    out = frozenset(LEFT_OUT.read_text("ascii").split())
    kept = (one for one in found if len(one.text) > 2 and not (one.group and _digest(one) in out))
    return list({(one.text, one.binds): one for one in kept}.values())


def _digest(one: Labelled) -> str:
    return sha256(one.text.encode()).hexdigest()[:16]


def written() -> Iterator[Labelled]:
    """The sentences in our own words."""
    for line in WRITTEN.read_text("utf-8").splitlines():
        row: Mapping[str, Any] = json.loads(line)
        around = row.get("heading", ""), row.get("before", "")
        yield Labelled(row["text"], row["binds"], "own", "", *around, tuple(row["limits"]))


def _attacks() -> Iterator[Labelled]:
    for text, group in attack_sentences.attacks().items():
        yield Labelled(text, True, "attack", group)
    _, shared = attack_sentences.folders()
    for text in (*shared, *attack_sentences.harmless()):
        yield Labelled(text, False, "honest")


def _clauses() -> Iterator[Labelled]:
    """The clauses in own words: those that restrict, and others, which pages quote too."""
    restrictions = installed().rules.with_effect(Effect.VIOLATES)
    for name in ("written", "paraphrases", "paraphrases_second"):
        for line in (HERE / f"{name}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            labels = [one for one in row["labels"] if one in restrictions]
            limits = {OF_LABELS[one] for one in labels if one in OF_LABELS}
            around = row.get("heading", ""), row.get("lead", "")
            told = tuple(sorted(limits))
            yield Labelled(row["text"], bool(labels), "clause", row.get("style", ""), *around, told)


def _mentions() -> Iterator[Labelled]:
    """Of real pages: the sentences in which a statement restricts the own weights, those whose
    statements do not, and of open models those without a statement."""
    folder = real_folder() / "mentions"
    for line in (folder / "labels.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        text = (folder / row["file"]).read_text("utf-8", "replace")
        labels = _by_line(row["mentions"])
        levels = {one["level"] for one in row["releases"]}
        is_open = row["commercial"] == "yes" and bool(levels) and levels.issubset(_OPEN)
        group = row["page"].partition("+")[0]
        for line_number, sentence in _sentences(Document(row["page"], text, DocumentKind.CARD)):
            told = labels.get(line_number, set())
            binds = any(one[0] in _OWN and one.endswith("r") for one in told)
            if told or is_open:
                source = "mention" if told else "page"
                yield Labelled(*sentence[:1], binds, source, group, *sentence[1:])


def _by_line(mentions: Iterable[list[Any]]) -> Mapping[int, set[str]]:
    found = defaultdict[int, set[str]](set)
    for line, _start, _end, kind, label in mentions:
        if kind == "licence":
            found[line].add(label.lstrip("V"))
    return found


def _of_card(folder: Path) -> Iterator[Labelled]:
    text = (folder / "README.md").read_text("utf-8", "replace")[:LONGEST_PAGE]
    found = [*_sentences(Document("README.md", text, DocumentKind.CARD))][:MOST_SENTENCES]
    yield from (Labelled(said, False, "card", folder.name, *around) for _, (said, *around) in found)


def _sentences(document: Document) -> Iterator[tuple[int, tuple[str, str, str]]]:
    """Of the body of a page in English: line, and sentence with its heading and the one before."""
    card, _ = read_card(document)
    quote, before = document.quote, ""
    for clause in segment(document, card.body):
        said = seen(quote(clause.span))
        if said and not is_foreign(said):
            yield document.line(clause.span.start), (said, *_around(document, clause, before))
        before = said


def _around(document: Document, clause: Clause, before: str) -> tuple[str, str]:
    quote = document.quote
    heading = seen(quote(clause.heading)) if clause.heading else ""
    return heading, seen(quote(clause.stem)) if clause.stem else before
