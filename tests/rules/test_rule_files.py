"""Every rule file does what its own examples say."""

import pytest

from licensecheck.clauses.matcher import default_matcher
from licensecheck.engine.rules import load_rules

CASES = [
    (rule.label, text, expected)
    for rule in load_rules().labels.values()
    for texts, expected in ((rule.examples.matching, True), (rule.examples.other, False))
    for text in texts
]


@pytest.mark.parametrize(("label", "example", "expected"), CASES)
def test_rule_fires_on_its_examples_and_not_on_near_misses(
    label: str, example: str, expected: bool
) -> None:
    stem, _, text = example.rpartition(" | ")
    fired = {hit.label for hit in default_matcher().hits(text, stem=stem)}
    assert (label in fired) is expected
