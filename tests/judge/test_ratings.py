"""The three words of the European index for the licences of all parts."""

import pytest

from corpus import evaluate_index, truth
from licensecheck.judge.score import Rating, rating
from licensecheck.knowledge.facts import load_facts

OPEN, TRADE, BANS = "Apache-2.0", "CC-BY-NC-4.0", "LicenseRef-scancode-bigscience-rail-1.0"
BY_SIZE = "LicenseRef-llama-3"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([OPEN], Rating.OPEN),
        ([OPEN, "MIT"], Rating.OPEN),
        ([OPEN, BANS], Rating.PARTIAL),
        ([OPEN, None], Rating.PARTIAL),
        ([TRADE], Rating.PARTIAL),
        ([BANS], Rating.CLOSED),
        ([BY_SIZE], Rating.CLOSED),
        ([None], Rating.UNKNOWN),
        ([], Rating.UNKNOWN),
    ],
)
def test_the_words(parts: list[str | None], expected: Rating) -> None:
    found = [load_facts().find(part) if part else None for part in parts]
    assert [part is None for part in parts] == [one is None for one in found]
    assert rating(found) is expected


def test_the_index_is_met_as_often_as_was_measured(real: object) -> None:
    rows = [(row, evaluate_index.opinion(row)) for row in truth.index()]
    known = [(row, ours) for row, ours in rows if ours is not Rating.UNKNOWN]
    agreed = sum(row["ratings"]["licenses"] == ours for row, ours in known)
    assert len(known) >= 79
    assert agreed / len(known) >= 0.85
