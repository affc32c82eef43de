"""What is trained, tuned and tested on: clauses with context and labels, by split."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from corpus import labels, split, texts
from licensecheck.engine.rules import Effect, load_rules

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


@cache
def names() -> tuple[str, ...]:
    """The labels, in the order of the model's outputs."""
    return tuple(sorted(set().union(*(clause.labels for clause in labels.labelled()))))


@cache
def restrictions() -> frozenset[str]:
    """The labels that take something from the licensee."""
    rules = load_rules()
    return rules.with_effect(Effect.VIOLATES) | rules.with_effect(Effect.CONCERN)


def real(part: str) -> Iterator[Example]:
    """Clauses of real licences in a split; copies of test clauses are in none of the others."""
    held = labels.held() if part != "test" else frozenset()
    place = labels.splits()
    for clause in labels.labelled():
        if place[clause.source] == part and clause.sha256 not in held:
            words = _NUMBER.sub("", clause.text)
            yield Example(
                clause.context, words, clause.labels, clause.arguable, clause.source, clause.start
            )


def of_a_model(source: str) -> bool:
    """The text is a licence or policy of an AI model."""
    return source.startswith(("real:", *split.TEST_AI, *split.DEV_AI))


def written(part: str) -> Iterator[Example]:
    """Clauses in own words for train and dev."""
    for row in _rows("written.jsonl"):
        tuning = int(texts.digest(row["text"]), 16) % _DEV_SHARE == 0
        if part == ("dev" if tuning else "train"):
            yield _example(row, "written")


def written_read_twice() -> Iterator[tuple[tuple[frozenset[str], frozenset[str]], ...]]:
    """Labels and arguable ones by both readers of clauses in own words that have a `second`."""
    for row in _rows("written.jsonl"):
        if "second" in row:
            yield _reading(row), _reading(row["second"])


def paraphrases() -> Iterator[Example]:
    """Clauses by someone who saw neither rules nor training clauses: test only."""
    for row in _rows("paraphrases.jsonl"):
        yield _example(row, "paraphrase")


@cache
def examples(part: str) -> tuple[Example, ...]:
    """All of train, or all of dev."""
    return (*real(part), *written(part))


def _reading(row: Mapping[str, Any]) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(row["labels"]), frozenset(row.get("arguable", ()))


def _rows(name: str) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, (labels.HERE / name).read_text(encoding="utf-8").splitlines())


def _example(row: Mapping[str, Any], source: str) -> Example:
    context = " ".join(filter(None, (row.get("heading"), row.get("lead"))))
    return Example(context, row["text"], *_reading(row), source)
