"""Sentences of pages of models, with whether they limit what one may do with the weights.

A sentence that the program misreads is added to `doubts_written.jsonl` in our own words: `text`,
`binds`, `limits` (of `LIMITS`), and `heading` and `before` where these matter. Besides these come
sentences of the attacks and honest folders of the set `tuning`, the clauses in own words, the
labelled mentions of real pages (LICENSECHECK_REAL_DATA, else ../shared/real), and the sentences of
the cards of a hub in a folder that is given (`hub_cards`): of those with an open licence nearly all
bind nobody, and of all of them some were labelled by a reader (`doubt_labels.jsonl`).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from corpus import attack_sentences, hub_cards
from corpus.texts import real_folder
from licensecheck.domain import Document, DocumentKind
from licensecheck.knowledge.knowledge import installed
from licensecheck.knowledge.rules import Effect
from licensecheck.terms.weighed import Page
from licensecheck.text.disguise import seen
from licensecheck.text.front_matter import read_card
from licensecheck.text.language import is_foreign
from licensecheck.text.segment import segment

HERE = Path(__file__).parent
WRITTEN = HERE / "doubts_written.jsonl"
LABELS = HERE / "doubt_labels.jsonl"
"""What a reader said of sentences of cards: the card, a digest of the sentence, what it does."""
LEFT_OUT = HERE / "doubts_left_out.txt"
"""Digests of sentences of pages that teach nothing, as readers could differ on them."""
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


def examples(folders: Iterable[Path]) -> list[Labelled]:
    """All of them, each once; `folders` hold cards of a hub."""
    found = [*written(), *_attacks(), *_clauses(), *_mentions()]
    found = [*(one for folder in folders for one in _of_cards(folder)), *found]
    out = frozenset(LEFT_OUT.read_text("ascii").split())
    own = [one for one in found if one.source == "own"]
    # "No." has as many meanings as there are questions; one of a page is read once.
    known = {one.text for one in own}
    unique = {(one.text, one.heading, one.before): one for one in own}
    by_text: dict[str, Labelled] = {}
    for one in sorted(found, key=lambda one: one.source == "card"):
        # What somebody said of a sentence comes first, and counts before what is taken for granted.
        taken = one.text in known or (one.group and digest(one.text) in out)
        if len(one.text) > 2 and not taken:
            by_text.setdefault(one.text, one)
    return [*unique.values(), *by_text.values()]


def digest(text: str) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of a sentence."""
    return sha256(text.encode()).hexdigest()[:16]


def _of_cards(cards: Path) -> Iterator[Labelled]:
    """The sentences of cards that teach, with what a reader said of them. All that might bind for
    an earlier model was read, so what has no label binds nobody."""
    told = map(json.loads, LABELS.read_text("utf-8").splitlines())
    labels: Mapping[str, Mapping[str, Any]] = {row["digest"]: row for row in told}
    drawn = hub_cards.draw(cards)
    for path in (*drawn.teaching, *drawn.others):
        for one in of_card(path):
            row = labels.get(digest(one.text))
            limits = tuple(row["limits"]) if row else ()
            yield replace(one, binds=row["binds"], limits=limits, source="label") if row else one


def written() -> Iterator[Labelled]:
    """The sentences in our own words; ValueError where one limits what nothing is called."""
    for number, line in enumerate(WRITTEN.read_text("utf-8").splitlines(), start=1):
        row: Mapping[str, Any] = json.loads(line)
        if unknown := sorted(set(row["limits"]).difference(LIMITS)):
            said = f"no limit is called {', '.join(unknown)}; there are {', '.join(LIMITS)}"
            raise ValueError(f"{WRITTEN}:{number}: {said}")
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
    statements do not, and those without a statement. What might bind of these for an earlier
    model was read, and left out where it does."""
    folder = real_folder() / "mentions"
    for line in (folder / "labels.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        text = (folder / row["file"]).read_text("utf-8", "replace")
        labels = _by_line(row["mentions"])
        group = row["page"].partition("+")[0]
        for line_number, sentence in _sentences(Document(row["page"], text, DocumentKind.CARD)):
            told = labels.get(line_number, set())
            binds = any(one[0] in _OWN and one.endswith("r") for one in told)
            source = "mention" if told else "page"
            yield Labelled(*sentence[:1], binds, source, group, *sentence[1:])


def _by_line(mentions: Iterable[list[Any]]) -> Mapping[int, set[str]]:
    found = defaultdict[int, set[str]](set)
    for line, _start, _end, kind, label in mentions:
        if kind == "licence":
            found[line].add(label.lstrip("V"))
    return found


def of_card(path: Path) -> Iterator[Labelled]:
    """The sentences of a card, as if none of them bound anybody."""
    found = [*_sentences(hub_cards.page(path, LONGEST_PAGE))][:MOST_SENTENCES]
    yield from (Labelled(said, False, "card", path.stem, *around) for _, (said, *around) in found)


def _sentences(document: Document) -> Iterator[tuple[int, tuple[str, str, str]]]:
    """Of the body of a page in English: line, and sentence with its heading and what stands before
    it, as an audit reads them."""
    card, _ = read_card(document)
    page = Page(document)
    for clause in segment(document, card.body):
        words = seen(document.quote(clause.span))
        if words and not is_foreign(words):
            read = page.said(clause.span, words)
            yield document.line(clause.span.start), (read.text, read.heading, read.before)
