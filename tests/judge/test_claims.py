"""What a card claims of its own model: rules and classifier together."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.claim_labels import PARTS, measure, part
from licensecheck.classify.answers import Probabilities
from licensecheck.classify.classify import Classifier
from licensecheck.classify.matcher import claim_matcher, clause_matcher
from licensecheck.domain import Document, DocumentKind
from licensecheck.judge.claims import Claim, claims
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


def found(text: str, probability: float) -> tuple[Claim, ...]:
    card, _ = read_card(Document("README.md", text, DocumentKind.CARD))
    reader = Classifier(claim_matcher(installed()), Says(probability))
    return claims(card, segment(card.document, card.body), load_claims(), reader)


RULE = "Zebra is an open-source model."
NO_RULE = "Zebra belongs to the public, and so does all that it learned."


@pytest.mark.parametrize(
    ("sentence", "probability", "kinds"),
    [
        (RULE, 0.5, ["open-source"]),
        (RULE, 0.1, []),
        (NO_RULE, 0.9, ["open-source"]),
        (NO_RULE, 0.5, []),
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
