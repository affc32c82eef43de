"""A policy that is wrong says where; one that is right says what it comes to."""

import re
from datetime import date
from pathlib import Path

import pytest

from licensecheck.errors import RuleFileError, UsageError
from licensecheck.policy.gate import load_gate
from licensecheck.policy.load import FILE, describe, find_policy, load_policy, presets
from licensecheck.policy.schema import Policy, Us
from licensecheck.policy.starter import write_starter
from licensecheck.types import Answer

TODAY = date(2026, 11, 25)


def policy(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "policy.yaml"
    path.write_text(text)
    return path


def rule(when: str, answer: str) -> str:
    return f"rules:\n  - id: a\n    when: {when}\n    answer: {answer}\n    says: Something long\n"


def waiver(**more: str) -> str:
    fields = {
        "model": "org/name",
        "rules": "[too-large]",
        "reason": "Only for a trial in the lab",
        "author": "Ada Lovelace",
        "expires": "2027-06-30",
        **more,
    }
    lines = "\n    ".join(f"{key}: {value}" for key, value in fields.items())
    return f"extends: terms\nwaivers:\n  - {lines}\n"


@pytest.mark.parametrize("name", presets())
def test_every_preset_is_valid_and_has_reasons_of_its_own(name: str) -> None:
    rules = load_policy(name, TODAY).policy.rules
    assert rules
    assert len({rule.id for rule in rules}) == len(rules)
    assert len({rule.says for rule in rules}) == len(rules)


def test_the_presets_are_those_that_are_promised() -> None:
    promised = {"open-source-only", "permissive", "commercial-use", "research", "eu-distribution"}
    assert promised <= set(presets())


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("extends: terms\ncolour: blue\n", 2, "colour"),
        ("us:\n  purpose: commercial\n  user: 3\n", 3, "us.user"),
        ("us: {users: many}\n", 1, "users"),
        ("extends: everything\n", 1, "no preset 'everything'"),
        (rule("{labels: [no-such-label]}", "allowed"), 3, "no-such-label"),
        (rule("{criteria: {osd:77: [MET]}}", "allowed"), 3, "osd:77"),
        (rule("{}", "allowed"), 3, "must name something"),
        (rule("{us: {mood: true}}", "allowed"), 3, "mood"),
        (rule("{washing: high}", "perhaps"), 4, "answer"),
        ("us: {users: 1}\nus: {users: 2}\n", 2, "twice"),
        ("allow: {models: ['*']}\n", 1, "would allow everything"),
        (waiver(reason="because"), 5, "reason"),
        (waiver(model='"*/Llama-*"'), 3, "too broad"),
        (waiver(model='"*"'), 3, "too broad"),
        (waiver(rules='["*"]'), 4, "too broad"),
        (waiver(expires="2029-01-01"), 7, "a year at most"),
        (waiver(expires="soon"), 7, "expires"),
        ("rules: [\n", 2, "not YAML"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    path = policy(tmp_path, text)
    with pytest.raises(RuleFileError) as caught:
        load_policy(str(path), TODAY)
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"{path}:")
    assert abs(caught.value.line - line) <= 1


def test_a_narrow_waiver_is_accepted(tmp_path: Path) -> None:
    for model in ("org/name", "org/name-*", "ollama:llama3*", "hf:org/n"):
        assert load_policy(str(policy(tmp_path, waiver(model=f'"{model}"'))), TODAY)


def test_validate_refuses_an_expired_waiver_and_says_whose(tmp_path: Path) -> None:
    path = policy(tmp_path, waiver(expires="2020-01-01"))
    with pytest.raises(RuleFileError, match="Ada Lovelace for org/name expired on 2020-01-01"):
        describe(str(path))


def test_a_policy_adds_to_its_preset_and_replaces_rules_of_the_same_id(tmp_path: Path) -> None:
    own = (
        "extends: commercial-use\nus: {users: 5}\n"
        "rules:\n  - id: fee\n    when: {labels: [fee-required]}\n"
        "    answer: allowed\n    says: We pay gladly\n"
    )
    whole = load_policy(str(policy(tmp_path, own)), TODAY).policy
    assert (whole.us.purpose, whole.us.users) == ("commercial", 5)
    assert [rule.answer for rule in whole.rules if rule.id == "fee"] == [Answer.ALLOWED]
    assert any(rule.id == "noncommercial" for rule in whole.rules)


def test_the_policy_may_stand_in_the_projects_settings(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.licensecheck]\noffline = true\n[tool.licensecheck.policy]\nextends = "permissive"\n'
    )
    found = find_policy(tmp_path, TODAY)
    assert found
    assert {rule.id for rule in found.policy.rules} == {"open-terms", "copyleft"}


def test_a_mistake_in_the_projects_settings_has_its_line(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[project]\nname = "x"\n[tool.licensecheck.policy]\nextends = "terms"\ncolour = 1\n'
    )
    with pytest.raises(RuleFileError, match=r"pyproject\.toml:5: colour"):
        find_policy(tmp_path, TODAY)


def test_a_policy_that_is_not_there_names_the_presets(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        load_policy(str(tmp_path / "none.yaml"), TODAY)
    assert "commercial-use" in caught.value.remedy


@pytest.mark.parametrize("preset", presets())
def test_the_starter_is_a_valid_policy_and_is_found(tmp_path: Path, preset: str) -> None:
    write_starter(tmp_path, preset)
    assert FILE in load_gate(None, (), tmp_path).name
    with pytest.raises(UsageError, match="there already"):
        write_starter(tmp_path, preset)


def test_what_the_starter_comments_out_is_valid_too(tmp_path: Path) -> None:
    text = write_starter(tmp_path, "commercial-use").read_text()
    examples = re.sub(r"(?m)^(\s*)#(?! \S)", r"\1", text)
    whole = load_policy(str(policy(tmp_path, examples)), date.today()).policy
    assert set(Policy.model_fields) <= whole.model_fields_set | {"ask"}
    assert set(Us.model_fields) <= whole.us.model_fields_set


def test_a_key_that_nobody_knows_is_named_with_the_one_that_was_meant(tmp_path: Path) -> None:
    text = "extends: terms\nwaviers: []\nrules: [{id: a, when: {level: []}, answer: allowed}]\n"
    with pytest.raises(RuleFileError, match=r":3: rules\.0\.when\.level.*\(and 2 more\)") as caught:
        load_policy(str(policy(tmp_path, text)), TODAY)
    assert "did you mean 'levels'?" in caught.value.remedy
