"""What is trained, tuned and tested on: clauses with context and labels, by split."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from corpus import cards, claim_labels, flips, labels, split, texts
from licensecheck.judge.claims import without_addresses
from licensecheck.knowledge.rules import Effect, load_claims, load_rules
from licensecheck.text import segment
from licensecheck.text.front_matter import read_card

RESERVED = ("reserved", "reserved_second")
"""Files of whole licences that nothing was tuned on: for the third weights, and for the rules that
came after them."""

# Every tenth clause in own words tunes thresholds: the real dev licences lack the thin labels.
_DEV_SHARE = 10
# An enumerator is outside the clauses that a licence is cut into, but inside many labelled ones.
_NUMBER = re.compile(
    r"\A\s*(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zA-Z]|[ivx]{1,5})[.)]|[-*•·])\s+(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Example:
    """One clause."""

    context: str
    text: str
    labels: frozenset[str]
    arguable: frozenset[str]
    source: str
    """Licence it is of; "written" or "paraphrase" for clauses in own words."""
    start: int = 0
    """Offset in the licence."""
    pair: str = ""
    """Of two clauses that differ in polarity alone: they are read together."""


@cache
def names() -> tuple[str, ...]:
    """The labels of clauses and the kinds of claims, in the order of the model's outputs."""
    return (*sorted(set().union(*(clause.labels for clause in labels.labelled()))), *load_claims())


@cache
def restrictions() -> frozenset[str]:
    """The labels that take something from the licensee."""
    rules = load_rules()
    return rules.with_effect(Effect.VIOLATES) | rules.with_effect(Effect.CONCERN)


@cache
def kinds() -> Mapping[str, frozenset[str]]:
    """Labels that are calibrated and get their thresholds together."""
    claimed = frozenset(load_claims())
    others = frozenset(names()) - claimed - restrictions()
    return {"restrictions": restrictions(), "claims": claimed, "others": others}


def real(part: str) -> Iterator[Example]:
    """Clauses of real licences in a split; copies of test clauses are in none of the others."""
    held = labels.held() if part != "test" else frozenset()
    place = labels.splits()
    for clause in labels.labelled():
        if place[clause.source] == part and clause.sha256 not in held:
            yield _of_licence(clause)


def reserved(name: str = "reserved") -> Iterator[Example]:
    """Clauses of whole licences that were labelled later, to measure only: one of `RESERVED`."""
    return map(_of_licence, labels.labelled(name))


def _of_licence(clause: labels.Labelled) -> Example:
    words = _NUMBER.sub("", clause.text)
    arguable = clause.arguable.union(load_claims())
    return Example(clause.context, words, clause.labels, arguable, clause.source, clause.start)


def of_a_model(source: str) -> bool:
    """The text is a licence or policy of an AI model."""
    return source.startswith(("real:", *split.TEST_AI, *split.DEV_AI))


def written(part: str) -> Iterator[Example]:
    """Clauses in own words for train and dev.

    Contrasting ones only train: their frames are the same in all, so that on a tenth of them every
    answer would be right, and thresholds too low for real clauses.
    """
    for row in _rows("written.jsonl"):
        if part == _part(row["text"]):
            yield _example(row, "written")
    for row in _rows("contrast.jsonl") if part == "train" else ():
        yield _example(row, "written", row["id"][:-1])


def flipped() -> Iterator[Example]:
    """Sentences of licences that somebody rewrote, to train: only the label that changed counts.

    None is like a clause that measures.
    """
    measuring = (*real("test"), *(one for name in RESERVED for one in reserved(name)))
    seen = {run for clause in measuring for run in split.sequences(clause.text)}
    for clause in flips.clauses():
        if split.overlap(clause.text, seen) <= split.HELD_OVERLAP:
            unknown = frozenset(names()) - clause.labels - clause.lost
            yield Example(clause.context, clause.text, clause.labels, unknown, "flipped")


def written_read_twice() -> Iterator[tuple[tuple[frozenset[str], frozenset[str]], ...]]:
    """Labels and arguable ones by both readers of clauses in own words that have a `second`."""
    for row in _rows("written.jsonl"):
        if "second" in row:
            yield _reading(row), _reading(row["second"])


def paraphrases(name: str = "paraphrases") -> Iterator[Example]:
    """Clauses by someone who saw neither rules nor training clauses: test only.

    "paraphrases_second" are by another, for the weights that came after the test was opened.
    """
    for row in _rows(f"{name}.jsonl"):
        yield _example(row, "paraphrase")


def claims(part: str) -> Iterator[Example]:
    """Sentences of real cards, labelled with what they claim."""
    rows = claim_labels.part(part)
    for file in sorted({row.file for row in rows}):
        if file.startswith("pypi:") and not cards.answers():
            continue
        document = cards.card(file)
        card, _ = read_card(document)
        cut = {(c.span.start, c.span.end): c for c in segment.segment(document, card.body)}
        read = without_addresses(document)
        for row in (row for row in rows if row.file == file):
            claim_labels.sentence(row)  # checks that it is the one that was labelled
            clause = cut.get((row.start, row.end))
            context = segment.context(read, clause) if clause else ""
            yield _claim(context, read.text[row.start : row.end], row.claims, row.arguable)


def claims_written(part: str) -> Iterator[Example]:
    """Claims and near misses in own words."""
    for row in _rows("claims_written.jsonl"):
        if part == _part(row["text"]):
            yield _claim(_context(row), row["text"], row["claims"], ())


@cache
def clauses(part: str) -> tuple[Example, ...]:
    """The clauses of train, or of dev."""
    return (*real(part), *written(part), *(flipped() if part == "train" else ()))


@cache
def examples(part: str) -> tuple[Example, ...]:
    """All of train, or all of dev: clauses, and what cards claim."""
    return (*clauses(part), *claims(part), *claims_written(part))


def _claim(context: str, text: str, said: Iterable[str], arguable: Iterable[str]) -> Example:
    """What a card claims tells nothing of what clauses do, and the other way round."""
    clauses = frozenset(names()) - frozenset(load_claims())
    return Example(context, text, frozenset(said), clauses.union(arguable), "claim")


def _reading(row: Mapping[str, Any]) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(row["labels"]), frozenset(row.get("arguable", ()))


def _rows(name: str) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, (labels.HERE / name).read_text(encoding="utf-8").splitlines())


def _part(text: str) -> str:
    return "dev" if int(texts.digest(text), 16) % _DEV_SHARE == 0 else "train"


def _example(row: Mapping[str, Any], source: str, pair: str = "") -> Example:
    said, arguable = _reading(row)
    arguable = arguable.union(load_claims())
    return Example(_context(row), row["text"], said, arguable, source, pair=pair)


def _context(row: Mapping[str, Any]) -> str:
    return " ".join(filter(None, (row.get("heading"), row.get("lead"))))
