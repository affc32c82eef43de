"""Every rule file does what its own examples say."""

from pathlib import Path

import pytest
import yaml

from licensecheck.classify.matcher import RuleMatcher, clause_matcher
from licensecheck.errors import RuleFileError
from licensecheck.knowledge.files import rule_folder
from licensecheck.knowledge.knowledge import installed
from licensecheck.knowledge.rules import LabelRule, load_rules
from licensecheck.knowledge.washing import load_washing

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
    fired = {hit.label for hit in clause_matcher(installed()).hits(text, stem=stem)}
    assert (label in fired) is expected


EXEMPT = [(rule, text) for rule in load_rules().labels.values() for text in rule.examples.exempt]


@pytest.mark.parametrize(
    ("rule", "example"), EXEMPT, ids=lambda given: getattr(given, "label", given)
)
def test_what_is_exempt_is_not_said_whatever_the_classifier_thinks(
    rule: LabelRule, example: str
) -> None:
    assert rule.label in clause_matcher(installed()).read(example).exempt


@pytest.mark.parametrize("rule", [rule for rule in load_rules().labels.values() if rule.exempt])
def test_every_exemption_has_an_example_of_its_own(rule: LabelRule) -> None:
    for exemption in rule.exempt:
        alone = rule.model_copy(update={"exempt": (exemption,)})
        matcher = RuleMatcher({rule.label: alone}, load_rules().vocabulary, "clauses")
        assert any(rule.label in matcher.read(text).exempt for text in rule.examples.exempt)


@pytest.mark.parametrize("words", ["do {it", "do it}", "do {it.real}", "do [this|that", "do {0!r}"])
def test_a_wording_with_a_broken_slot_names_file_and_line(words: str, tmp_path: Path) -> None:
    rule = yaml.safe_load((rule_folder("washing") / "license-text-missing.yaml").read_text())
    (tmp_path / "license-text-missing.yaml").write_text(yaml.safe_dump({**rule, "says": words}))
    with pytest.raises(RuleFileError, match=r"license-text-missing.yaml:\d+: .*says"):
        load_washing(tmp_path)


TOLD = [
    (rule.label, at, text, expected)
    for rule in load_rules().labels.values()
    for at, one in enumerate(rule.tells)
    for texts, expected in ((one.examples, True), (one.other, False))
    for text in texts
]


@pytest.mark.parametrize(("label", "at", "example", "expected"), TOLD)
def test_what_clauses_of_a_label_tell_apart(
    label: str, at: int, example: str, expected: bool
) -> None:
    assert load_rules().labels[label].tells[at].is_in(example) is expected
