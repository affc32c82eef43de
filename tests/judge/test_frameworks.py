"""Each framework answers from the same labels, by its own file."""

from pathlib import Path

import pytest

from corpus import evaluate_mof, evaluate_openness
from licensecheck.auditor import Auditor
from licensecheck.domain import ModelRef, Status
from licensecheck.judge.verdicts import judge
from licensecheck.judge.washing import DETECTORS
from licensecheck.knowledge.criteria import load_frameworks
from licensecheck.knowledge.facts import load_facts
from licensecheck.knowledge.rules import load_rules
from licensecheck.knowledge.washing import load_washing
from licensecheck.settings import Settings
from licensecheck.terms.declared import of_facts
from licensecheck.terms.findings import findings
from licensecheck.terms.terms import Terms


def answers(framework: str, license_id: str) -> dict[str, Status]:
    facts = load_facts().find(license_id)
    assert facts is not None
    declared = (of_facts(facts),)
    found = findings((), declared, load_rules(), load_facts())
    verdicts = judge(load_frameworks()[framework], Terms((), declared, found, ()), load_rules())
    return {verdict.criterion: verdict.status for verdict in verdicts}


@pytest.mark.parametrize(
    ("license_id", "use"),
    [
        ("Apache-2.0", Status.MET),
        ("CC-BY-NC-4.0", Status.NOT_MET),
        ("LicenseRef-scancode-llama-3.1-license-2024", Status.NOT_MET),
        ("LicenseRef-scancode-bigscience-rail-1.0", Status.UNKNOWN),
    ],
)
def test_the_ai_act_leaves_restrictions_for_safety_to_judgement(
    license_id: str, use: Status
) -> None:
    found = answers("eu-ai-act", license_id)
    assert found["use"] is use
    assert found["systemic-risk"] is Status.UNKNOWN


def test_tags_name_rules_and_labels_that_exist() -> None:
    names = set(load_rules().labels) | set(load_washing())
    for framework in load_frameworks().values():
        for tag in framework.tags:
            assert set(tag.rules) <= names, tag.id


def test_every_rule_of_open_washing_is_looked_for() -> None:
    assert set(load_washing()) == set(DETECTORS)


def test_findings_carry_the_headings_of_nist() -> None:
    auditor = Auditor(Settings(offline=True), lambda _: None)
    report = auditor.audit(ModelRef("huggingface", "meta-llama/Llama-3.1-8B"))
    tags = {tag for finding in report.findings for tag in finding.tags}
    assert "nist: MAP 4.1" in tags
    assert "nist" not in {verdict.framework for verdict in report.verdicts}


@pytest.mark.parametrize("name", sorted(evaluate_openness.OSI))
def test_the_verdicts_of_the_open_source_initiative(name: str) -> None:
    auditor = Auditor(Settings(offline=True), lambda _: None)
    report = auditor.audit(ModelRef("huggingface", name))
    assert evaluate_openness.reason(report) == evaluate_openness.OSI[name]
    assert (report.level == "open-source-ai") is (evaluate_openness.OSI[name] == "pass")


def test_the_files_of_the_model_openness_tool(
    real: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evaluate_mof.oracle()
    assert "27 of 27" in capsys.readouterr().out
