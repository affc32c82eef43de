"""A sentence that only says which licence something is under states no term by itself."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from licensecheck.classify.answers import Probabilities
from licensecheck.classify.classify import Classifier
from licensecheck.classify.matcher import clause_matcher
from licensecheck.domain import Document, DocumentKind
from licensecheck.knowledge.knowledge import installed
from licensecheck.terms.prose import stated_terms
from licensecheck.text.front_matter import read_card
from licensecheck.text.segment import segment

LABEL = "output-training-restriction"


class Imagines:
    """A model that is sure of one ban wherever it looks."""

    labels = (LABEL,)
    thresholds: Mapping[str, tuple[float, float]] = {LABEL: (0.1, 0.45)}
    sha256 = "0"

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> Probabilities:
        return np.full((len(pairs), 1), 0.9, np.float32)


def found(sentence: str) -> list[str]:
    text = f"# Zebra\n\n## License\n\n{sentence}\n"
    card, _ = read_card(Document("README.md", text, DocumentKind.CARD))
    reader = Classifier(clause_matcher(installed()), Imagines())
    reading = stated_terms(card, segment(card.document, card.body), reader, installed())
    return [one.label for one in reading.labels] if reading else []


@pytest.mark.parametrize(
    "sentence",
    [
        "All is released under the MIT license except the models, which are under CC-BY-NC.",
        "The models are licensed under CC BY-NC 4.0.",
    ],
)
def test_names_of_licences_are_no_ban(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The models are licensed under CC BY-NC 4.0 and must never teach another one.",
        "Lessons drawn from it are kept away from smaller zebras.",
    ],
)
def test_what_says_more_is_heard(sentence: str) -> None:
    assert found(sentence) == [LABEL]
