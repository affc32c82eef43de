"""Whatever a report can say, `licensecheck explain` knows it."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import get_args

import pytest
from pydantic import BaseModel

from licensecheck.domain.report import SCHEMAS
from licensecheck.errors import UsageError
from licensecheck.gate.bases import preset, presets
from licensecheck.gate.explained import explain
from licensecheck.judge.verdicts import violating
from licensecheck.knowledge.knowledge import installed
from licensecheck.knowledge.profiles import profiles
from licensecheck.report import wording
from licensecheck.report.vocabulary import KINDS, vocabulary

KNOWN = installed()


def enumerations(annotation: object, seen: set[object]) -> Iterator[type[StrEnum]]:
    """All that a field of a report, or of a part of it, can have as a word of ours."""
    if annotation in seen:
        return
    seen.add(annotation)
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        yield annotation
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for field in annotation.model_fields.values():
            yield from enumerations(field.annotation, seen)
    for part in get_args(annotation):
        yield from enumerations(part, seen)


SEEN: set[object] = set()
WORDS = [kind for report in SCHEMAS.values() for kind in enumerations(report, SEEN)]
VALUES = {"Unit", "Period"}  # written into sentences: "users", "a year"


def names() -> Iterator[str]:
    for kind in WORDS:
        if kind.__name__ not in VALUES:
            yield from (str(member) for member in kind)
    yield from KNOWN.rules.labels
    yield from KNOWN.washing
    yield from KNOWN.claims
    yield from KNOWN.rights.rules
    yield from KNOWN.frameworks
    for framework in KNOWN.frameworks.values():
        yield from (f"{framework.framework}:{one.id}" for one in framework.criteria)
        yield from (f"{framework.framework}:{one.id}" for one in framework.tags)
    yield from (part.name for part in KNOWN.components)
    yield from (topic.topic for topic in KNOWN.legal)
    yield from (profile.profile for profile in profiles())
    yield from KNOWN.facts.licenses
    yield from ("finetune", "adapter", "quantized", "merge", "distill", "dataset", "trained on")
    yield from ("deny", "allow", "not-read", "internal-error", "fail-on")
    yield from ("choice", "level", "level-unknown", "unknown")
    yield from (rule.id for name in presets() for rule in preset(name, KNOWN).rules)


@pytest.mark.parametrize("name", sorted(set(names())))
def test_it_is_explained(name: str) -> None:
    said = explain(name, KNOWN)
    assert len(said.split()) > 4
    assert name.partition(":")[2].lower() in said.lower()


def test_every_enumeration_has_a_title_and_every_member_a_meaning() -> None:
    assert set(KINDS) >= {kind for kind in WORDS if kind.__name__ not in VALUES}
    for kind, title in KINDS.items():
        for member in kind:
            assert title in [used for used, _ in vocabulary()[member]], member


def test_a_word_with_several_uses_has_all_of_them() -> None:
    said = explain("unknown", KNOWN)
    assert "level of openness" in said
    assert "how much is known of a part" in said


def test_what_labels_say_is_whole_english_without_names_of_labels() -> None:
    for label in KNOWN.rules.labels:
        said = wording.label_says(label, KNOWN)
        assert re.fullmatch(r"(You may not|You must|You may|The licensor may) [^{}\[\]]+[^.]", said)
        assert label not in said or "-" not in label


def test_every_label_that_fails_a_criterion_is_one_that_can_be_explained() -> None:
    for framework in KNOWN.frameworks.values():
        for criterion in framework.criteria:
            assert violating(criterion, KNOWN.rules) <= KNOWN.rules.labels.keys()


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("keep copyright and attribution notices (code)", "attribution-notice"),
        ("You must pass on a copy of the licence", "license-copy"),
        ("stay below 700,000,000 monthly active users", "scale-threshold"),
        (
            "you may not use it above 100,000,000 monthly active users without another licence",
            "scale-threshold",
        ),
        ("use it commercially without another licence", "noncommercial-only"),
        ("the licensor may end the licence at will or at a date", "revocable-grant"),
    ],
)
def test_a_sentence_of_a_report_is_explained_by_its_label(said: str, label: str) -> None:
    assert explain(said, KNOWN).startswith(f"{label} (")


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("TO READ", "What a person has to read"),
        ("Left to read", "What a person has to read"),
        ("code yes, weights please read", "Which part an answer is for"),
        ("openness 60-69/100", "How much of an open model was shown"),
        ("by the licence alone: yes", "What the licences give by themselves"),
        ("no, unless the licensor agrees", "The terms forbid it"),
    ],
)
def test_words_around_findings_are_explained(said: str, means: str) -> None:
    assert means in " ".join(explain(said, KNOWN).split())


@pytest.mark.parametrize("said", ["", "a poem", "you may not dance"])
def test_words_of_no_report_are_explained_by_nothing(said: str) -> None:
    with pytest.raises(UsageError, match="nothing is called"):
        explain(said, KNOWN)
