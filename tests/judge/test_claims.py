"""What a card claims of its own model: rules and classifier together."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.claim_labels import PARTS, measure, part
from licensecheck.classify.answers import Probabilities
from licensecheck.classify.classify import Classifier
from licensecheck.classify.matcher import claim_matcher, clause_matcher
from licensecheck.domain import Document, DocumentKind, Effort
from licensecheck.judge.claims import OpennessClaim, claims, without_addresses
from licensecheck.knowledge.knowledge import installed
from licensecheck.knowledge.rules import load_claims
from licensecheck.text.front_matter import read_card
from licensecheck.text.segment import segment


class Says:
    """A model that has one opinion of every sentence."""

    labels = ("open-source", "sale-restriction")
    thresholds: Mapping[str, tuple[float, float]] = dict.fromkeys(labels, (0.3, 0.6))
    sha256 = "0"

    def __init__(self, probability: float) -> None:
        self._probability = probability

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> Probabilities:
        return np.full((len(pairs), len(self.labels)), self._probability, np.float32)


def found(text: str, probability: float, effort: Effort | None = None) -> tuple[OpennessClaim, ...]:
    card, _ = read_card(Document("README.md", text, DocumentKind.CARD))
    reader = Classifier(claim_matcher(installed()), Says(probability))
    return claims(card, segment(card.document, card.body), load_claims(), reader, effort)


RULE = "Zebra is an open-source model."
NO_RULE = "Zebra belongs to the public, and so does all that it learned."


@pytest.mark.parametrize(
    ("sentence", "probability", "kinds"),
    [
        (RULE, 0.5, ["open-source"]),
        (RULE, 0.1, []),
        (NO_RULE, 0.9, ["open-source"]),
        (NO_RULE, 0.5, []),
        (f"## {NO_RULE}", 0.9, ["open-source"]),
        ("Zebra has two layers.", 0.9, []),
        ("| Zebra | open-source |", 0.9, []),
        ("> Zebra is an open-source model.", 0.9, []),
        ("The code of Zebra is under MIT. It is open-source for all.", 0.9, []),
        ("The code of Zebra is under MIT.\n\nIt is open-source for all.", 0.9, ["open-source"]),
    ],
)
def test_a_claim_is_what_rule_and_model_agree_on_or_the_model_is_sure_of(
    sentence: str, probability: float, kinds: list[str]
) -> None:
    assert [claim.kind for claim in found(f"Text.\n\n{sentence}\n", probability)] == kinds


SAID = "Zebra is an open-source model."
OTHER = "Zebra eats grass."


@pytest.mark.parametrize(
    ("body", "claimed"),
    [
        # Whose words they are.
        (f"> {SAID}", False),
        (f"  > {SAID}", False),
        (f"> {OTHER}\n> {SAID}", False),
        (f"> [!NOTE]\n> {SAID}", True),
        (f"> **Note:** {SAID}", True),
        (f">\n> Important\n>\n> {SAID}", True),
        (f"> Note\n\n> {SAID}", False),
        (f"Note\n> {SAID}", False),
        (f"> [!TIP]\n{f'> {OTHER}' * 1}\n> {SAID}", True),
        ("> [!NOTE]\n" + f"> {OTHER}\n" * 38 + f"> {SAID}", True),
        ("> [!NOTE]\n" + f"> {OTHER}\n" * 40 + f"> {SAID}", False),
        # Rows of tables.
        (f"| Zebra | {SAID} |", False),
        (f"Zebra | {SAID} | yes", False),
        (f"{SAID} | yes |", True),
        (f"Either | {SAID}", True),
        # Titles and what is told of other works.
        (f"@misc{{zebra, title = {{{SAID}}}}}", False),
        (f'author = "Foal", {SAID}', False),
        (f"Please cite as: {SAID}", False),
        (f"[Stripes](https://github.com/zoo/stripes): {SAID}", False),
        (f"[Stripes](https://zoo.example/stripes): {SAID}", True),
        (f'"[{SAID}](https://zoo.example/paper)"', False),
        # Addresses claim nothing; the words of a link do, unless it leads to a paper.
        ("Read https://zoo.example/zebra-is-an-open-source-model now.", False),
        ("Read [it](https://zoo.example/zebra-is-an-open-source-model(1)) now.", False),
        ("[Zebra is an open-source model](https://zoo.example) now.", True),
        ("[Zebra is an open-source model](https://arxiv.org/abs/1) now.", False),
        # A heading claims as much as a sentence.
        (f"## {SAID}", True),
    ],
)
def test_only_the_publishers_own_words_are_a_claim(body: str, claimed: bool) -> None:
    kinds = [claim.kind for claim in found(f"---\nlicense: mit\n---\n# Z\n\n{body}\n", 0.5)]
    assert kinds == ["open-source"] * claimed


@pytest.mark.parametrize(
    ("body", "claimed"),
    [
        ("The code is under MIT. It is open-source for all. It is open-source, too.", 0),
        ("The code is under MIT.\nIt is open-source for all.", 0),
        ("The code is under MIT. Zebra is big. It is open-source for all.", 0),
        ("The code is under MIT. The weights are open-source for all.", 1),
        ("The code is under MIT.\n\n- It is open-source for all.", 1),
        ("Zebra is big. It is open-source for all.", 1),
    ],
)
def test_what_goes_on_about_code_claims_nothing_of_the_model(body: str, claimed: int) -> None:
    assert len(found(f"Text.\n\n{body}\n", 0.9)) == claimed


def test_where_the_effort_is_spent_no_model_says_what_is_claimed() -> None:
    text = f"Text.\n\n{NO_RULE}\n"
    assert len(found(text, 0.9, Effort())) == 1
    assert found(text, 0.9, Effort(pieces=0)) == ()


def test_a_tag_is_a_claim_that_quotes_the_tags() -> None:
    text = "---\ntags: [zebra, Open-Source]\n---\n# Z\n\n" + SAID + "\n"
    first, second = found(text, 0.5)
    assert (first.kind, first.evidence.quote) == ("open-source", "tags: [zebra, Open-Source]")
    assert (second.kind, second.evidence.quote) == ("open-source", SAID)
    assert found("---\ntags: [zebra]\n---\n# Z\n", 0.5) == ()
    assert found("---\nkeywords: [open-source]\n---\n# Z\n", 0.5) == ()


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        (SAID, True),
        (f"> {SAID}", False),
        (f"> [!NOTE]\n> {SAID}", True),
        (f"| Z | {SAID} |", False),
    ],
)
def test_a_card_may_begin_with_its_claim(text: str, claimed: bool) -> None:
    assert [claim.kind for claim in found(text, 0.5)] == ["open-source"] * claimed


def test_without_addresses_every_place_stays() -> None:
    text = "See https://zoo.example/a, [b](https://zoo.example/(c)) and [d](http://doi.org/e)."
    bare = without_addresses(Document("README.md", text, DocumentKind.CARD))
    assert len(bare.text) == len(text)
    assert bare.path == "README.md"
    assert bare.text.split() == ["See", "[b]", "and", "."]


def test_a_claim_quotes_its_sentence() -> None:
    (claim,) = found(f"# Zebra\n\nText. {RULE} More.\n", 0.9)
    assert claim.evidence.quote == RULE


def test_the_model_is_asked_for_clauses_and_claims_apart() -> None:
    document = Document("LICENSE", RULE, DocumentKind.LICENSE)
    reader = Classifier(clause_matcher(installed()), Says(0.9))
    said = list(reader.decide(reader.score(document, segment(document))))
    assert [label.label for label in said] == ["sale-restriction"]


@pytest.mark.parametrize("name", PARTS)
def test_claims_are_found_as_well_as_was_measured(real: Path, name: str) -> None:
    whole, _ = measure([row for row in part(name) if not row.file.startswith("pypi:")])
    assert whole.precision >= 0.92
    assert whole.recall >= 0.92
