"""A policy that is wrong says where; one that is right says what it comes to."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from licensecheck.domain import Answer
from licensecheck.errors import RuleFileError, UsageError
from licensecheck.gate.load import FILE, describe, find_policy, load_gate, load_policy, presets
from licensecheck.gate.schema import Policy, Us
from licensecheck.gate.starter import write_starter
from tests.gate.waivers import waiver

TODAY = date(2026, 11, 25)


def policy(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "policy.yaml"
    path.write_text(text)
    return path


def rule(when: str, answer: str) -> str:
    return f"rules:\n  - id: a\n    when: {when}\n    answer: {answer}\n    says: Something long\n"


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
        ("allow: {models: ['*']}\n", 1, "too broad"),
        (waiver(reason="because"), 5, "reason"),
        (waiver(model='"*/Llama-*"'), 3, "too broad"),
        (waiver(model='"*"'), 3, "too broad"),
        (waiver(rules='["*"]'), 4, "too broad"),
        (waiver(expires="2029-01-01"), 7, "a year at most"),
        (waiver(expires="soon"), 7, "expires"),
        (waiver(expires="2027-72-01"), 7, "not YAML: month must be in 1..12"),
        (waiver(rules="[too-lrage]"), 4, "'too-lrage': did you mean 'too-large'?"),
        (waiver(rules="[deny]"), 4, "cannot be waived"),
        ("extends: terms\nbaseline: b.json\n", 2, "b.json cannot be read"),
        ("", 1, "a policy is a table of keys, such as `extends: commercial-use`"),
        ("- extends: terms\n", 1, "a policy is a table of keys"),
        ("\nallow: [Apache-2.0]\n", 2, "in this form: allow: {licenses: [Apache-2.0]}"),
        ("us:\n", 1, "in this form: us: {purpose: commercial}"),
        ("us: {territories: EU}\n", 1, "say a list: territories: [one, another]"),
        ("us: {purpose: money}\n", 1, "'money' is none of 'commercial', 'research'"),
        ("us: {users: -1}\n", 1, "say a whole number, 0 or more"),
        ("us: {modifies: perhaps}\n", 1, "say true or false"),
        (waiver(author="12"), 6, "say a text, in quotes if it is a number"),
        (waiver(expires="soon"), 7, "say a day, such as 2027-06-30"),
        (rule("{us: {purpose: commercial}}", "allowed"), 3, "say purpose: [commercial]"),
        (rule("{us: {purpose: [money]}}", "allowed"), 3, "say purpose: [commercial]"),
        ("us: {purpose: research}\nnot: \x01\n", 2, "not YAML"),
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
    assert caught.value.line > 0


def test_a_narrow_waiver_is_accepted(tmp_path: Path) -> None:
    for model in ("org/name", "org/name-*", "ollama:llama3*", "hf:org/n"):
        assert load_policy(str(policy(tmp_path, waiver(model=f'"{model}"'))), TODAY)


@pytest.mark.parametrize("name", ["too-large", "unknown", "not-read", "level", "osd:6", "own"])
def test_a_waiver_may_name_every_rule_that_can_stop(tmp_path: Path, name: str) -> None:
    """Those of the preset, of the file, of `--fail-on`, and what was not read or is not known."""
    own = rule("{washing: low}", "not-allowed").replace("id: a", "id: own")
    assert describe(str(policy(tmp_path, waiver(rules=f"[{name}]") + own)))


def test_all_mistakes_are_shown_each_with_its_line(tmp_path: Path) -> None:
    first = "extends: terms\nus: {users: many}\nunknown: stop\nwaivers:\n  - model: org/name\n"
    path = policy(tmp_path, first)
    with pytest.raises(RuleFileError) as caught:
        describe(str(path))
    assert str(caught.value).splitlines() == [
        f"{path}:2: us.users: say a whole number",
        f"{path}:3: unknown: 'stop' is none of 'fail' or 'warn'",
        f"{path}:5: waivers.0.author: it is missing here",
        f"{path}:5: waivers.0.expires: it is missing here",
        f"{path}:5: waivers.0.reason: it is missing here",
        f"{path}:5: waivers.0.rules: it is missing here",
    ]


def test_mistakes_that_only_the_whole_policy_shows_are_shown_together(tmp_path: Path) -> None:
    text = waiver(rules="[too-lrage, fee]", expires="2020-01-01") + "baseline: b.json\n"
    with pytest.raises(RuleFileError) as caught:
        describe(str(policy(tmp_path, text)))
    lines = [one.split(":")[1] for one in str(caught.value).splitlines()]
    assert lines == ["3", "4", "8"]


def test_a_baseline_that_is_none_is_a_mistake_of_the_policy(tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text("[]")
    path = policy(tmp_path, "extends: terms\nbaseline: b.json\n")
    with pytest.raises(RuleFileError, match=r"policy\.yaml:2: baseline: .*b\.json:1: no baseline"):
        describe(str(path))


def test_a_policy_may_have_the_name_of_the_preset_it_builds_on(tmp_path: Path) -> None:
    path = tmp_path / "research.yaml"
    path.write_text("extends: research\n")
    assert load_policy(str(path), TODAY).policy.us.purpose == "research"


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


def test_each_mistake_in_the_projects_settings_has_its_line(tmp_path: Path) -> None:
    head = "[[tool.licensecheck.policy.waivers]]\nmodel = 'org/name'\nauthor = 'Ada'\n"
    rest = "reason = 'Only for the lab'\nexpires = 2027-01-01\n"
    path = tmp_path / "pyproject.toml"
    path.write_text(
        "[tool.other]\nrules = 1\n[tool.licensecheck.policy]\nextends = 'terms'\n"
        f"{head}{rest}rules = ['fee']\n{head}{rest}rules = ['feee']\n"
    )
    with pytest.raises(RuleFileError, match=r"toml:16: .*did you mean 'fee'"):
        find_policy(tmp_path, TODAY)
    path.write_text("[project]\nname = \n")
    with pytest.raises(RuleFileError, match=r"toml:2: not TOML"):
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


@pytest.mark.parametrize("preset", presets())
def test_the_starter_says_of_us_what_its_preset_says(tmp_path: Path, preset: str) -> None:
    path = write_starter(tmp_path, preset)
    inherited = load_policy(preset, TODAY).policy.us
    assert load_policy(str(path), TODAY).policy.us == inherited
    own = yaml.safe_load(path.read_text()).get("us", {})
    assert Us.model_validate(own) == inherited


def test_the_starter_for_the_eu_says_what_is_inherited(tmp_path: Path) -> None:
    text = write_starter(tmp_path, "eu-distribution").read_text()
    said = "purpose: commercial, territories: [EU], redistributes: true"
    assert f"Inherited from eu-distribution, and repeated here: {said}." in text


@pytest.mark.parametrize("preset", presets())
def test_what_the_starter_comments_out_is_valid_too(tmp_path: Path, preset: str) -> None:
    text = write_starter(tmp_path, preset).read_text()
    (tmp_path / "licensecheck-baseline.json").write_text('{"baseline": []}')
    examples = re.sub(r"(?m)^(\s*)#(?! \S)", r"\1", text)
    whole = load_policy(str(policy(tmp_path, examples)), date.today()).policy
    assert set(Policy.model_fields) <= whole.model_fields_set | {"ask"}
    assert set(Us.model_fields) <= whole.us.model_fields_set


def test_a_key_that_nobody_knows_is_named_with_the_one_that_was_meant(tmp_path: Path) -> None:
    text = "extends: terms\nwaviers: []\nrules: [{id: a, when: {level: []}, answer: allowed}]\n"
    with pytest.raises(RuleFileError) as caught:
        load_policy(str(policy(tmp_path, text)), TODAY)
    assert "waviers: there is no key 'waviers' here: did you mean 'waivers'?" in str(caught.value)
    assert "rules.0.when.level: there is no key 'level' here: did you mean 'levels'?" in str(
        caught.value
    )
