"""Every claim rule does what its own examples say."""

import pytest

from licensecheck.classify.matcher import claim_matcher
from licensecheck.knowledge.knowledge import installed
from licensecheck.knowledge.rules import load_claims

CASES = [
    (rule.claim, text, expected)
    for rule in load_claims().values()
    for texts, expected in ((rule.examples.matching, True), (rule.examples.other, False))
    for text in texts
]


@pytest.mark.parametrize(("claim", "example", "expected"), CASES)
def test_rule_fires_on_its_examples_and_not_on_near_misses(
    claim: str, example: str, expected: bool
) -> None:
    assert (claim in {hit.label for hit in claim_matcher(installed()).hits(example)}) is expected
