"""Every rule file does what its own examples say."""

from pathlib import Path

import pytest
import yaml

from licensecheck.classify.matcher import RuleMatcher
from licensecheck.errors import RuleFileError
from licensecheck.knowledge.files import rule_folder
from licensecheck.knowledge.rules import LabelRule, load_rules
from licensecheck.knowledge.washing import load_washing


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
