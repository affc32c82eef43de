"""Facts and the text they were checked against: neither says more than the other.

What the rules for clauses find in a text stands in its facts, or the facts say why it is a mistake.
What stands in the facts, found by the rules or not, is in the text at the place that they name.
"""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from corpus.texts import DOWNLOADS, text
from licensecheck.classify.classify import Classifier
from licensecheck.classify.matcher import clause_matcher
from licensecheck.domain import Document, DocumentKind
from licensecheck.knowledge.facts import LicenseFacts, load_facts
from licensecheck.knowledge.knowledge import installed
from licensecheck.knowledge.rules import Effect, load_rules
from licensecheck.text.segment import segment

READ = sorted(
    (f for f in load_facts().licenses.values() if f.text and f.text.sha256), key=lambda f: f.id
)
SCANCODE = DOWNLOADS / "scancode" / "licensedcode"
PARAGRAPH = re.compile(r"\n\s*\n")


@pytest.fixture(scope="module")
def files(real: Path) -> dict[str, bytes]:
    """The files of the folder of real licences and repositories by their hash."""
    paths = [*(real / "licenses").iterdir(), *(real / "repos").glob("*/*")]
    contents = [path.read_bytes() for path in paths if path.is_file()]
    return {sha256(content).hexdigest(): content for content in contents}


def read(facts: LicenseFacts, files: dict[str, bytes]) -> str:
    """The text that the facts were checked against; the test is skipped where it is not here."""
    assert facts.text is not None
    assert facts.text.sha256 is not None
    if facts.text.source.startswith("scancode:"):
        if not SCANCODE.is_dir():
            pytest.skip(f"no licence texts at {SCANCODE} (python -m corpus.texts)")
        found = text(facts.text.source)
        assert sha256(found.encode()).hexdigest() == facts.text.sha256
        return found
    if facts.text.sha256 not in files:
        pytest.skip(f"not among the real files: {facts.text.source}")
    return files[facts.text.sha256].decode("utf-8")


def restrictions(words: str) -> set[str]:
    """Labels against the Open Source Definition that the rules find."""
    document = Document("LICENSE", words, DocumentKind.LICENSE)
    classifier = Classifier(clause_matcher(installed()), None)
    found = classifier.decide(classifier.score(document, segment(document)))
    return {one.label for one in found} & load_rules().with_effect(Effect.VIOLATES)


def missing(words: str, section: str) -> Iterator[str]:
    """The parts of a reference such as "1.b, ¶7, Attachment A" that the text does not have."""
    for part in section.split(", "):
        paragraph = re.match(r"¶(\d+)$", part)
        number = re.match(r"(?:\d+|[IVX]+)\b", part)
        if paragraph:
            there = int(paragraph[1]) <= len(PARAGRAPH.split(words.strip()))
        elif number:
            heading = rf"^[^\w\n]*(?:section|article|clause|§|第)?\s*{number[0]}(?!\w)"
            there = bool(re.search(heading, words, re.M | re.I))
        else:
            name = re.match(r"\w+", part)
            there = bool(name and re.search(re.escape(name[0]), words, re.I))
        if not there:
            yield part


@pytest.mark.parametrize("facts", READ, ids=lambda facts: facts.id)
def test_facts_leave_out_nothing_that_the_rules_find(
    facts: LicenseFacts, files: dict[str, bytes]
) -> None:
    found = restrictions(read(facts, files))
    assert found - facts.labels.keys() == facts.misread.keys()


@pytest.mark.parametrize("facts", READ, ids=lambda facts: facts.id)
def test_the_text_has_the_places_that_facts_name(
    facts: LicenseFacts, files: dict[str, bytes]
) -> None:
    words = read(facts, files)
    gone = {label: [*missing(words, fact.section)] for label, fact in facts.labels.items()}
    assert {label: parts for label, parts in gone.items() if parts} == {}


def test_a_place_that_is_not_there_is_noticed() -> None:
    words = "Terms\n\n1. You may look.\n\n2. You may not touch.\n\nAttachment A"
    assert list(missing(words, "1, 2.b, ¶3, Attachment A")) == []
    assert list(missing(words, "3, ¶5, Appendix, VI")) == ["3", "¶5", "Appendix", "VI"]


def test_a_label_has_its_place_or_says_that_no_text_was_read() -> None:
    for facts in load_facts().licenses.values():
        for fact in facts.labels.values():
            assert bool(fact.section) == (facts.text is not None), facts.id
            assert fact.section or fact.note, facts.id
