"""The file of findings that are accepted for now: what it holds, and what is wrong with one."""

import json
from datetime import date
from pathlib import Path

import pytest

from licensecheck.domain import Level, ModelRef
from licensecheck.domain.report import CheckedModel, Report
from licensecheck.errors import AccessError, RuleFileError, UsageError
from licensecheck.gate.baseline import MAX_BYTES, read_baseline, write_baseline
from licensecheck.gate.load import FILE, load_gate
from tests.gate.reports import MODEL, answer, finding, gate, report, text

WAIVER = {
    "model": "org/name",
    "rules": ["fee"],
    "reason": "Only for a trial in the lab",
    "author": "Ada",
    "expires": "2027-01-31",
}
STOPPED = report(
    finding("noncommercial-only"),
    finding("fee-required"),
    finding("use-policy-incorporation"),
    license="MIT",
    texts=[text("CC-BY-NC-4.0")],
)


def unreadable(_: ModelRef) -> Report:
    raise AccessError("give a token")


def stopped() -> CheckedModel:
    return answer("commercial-use", STOPPED)


def test_the_file_lists_what_stops_with_the_licences_it_rests_on(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    gone = gate("commercial-use").decide(ModelRef("github", "a/b"), unreadable)
    assert write_baseline(path, [stopped(), gone]) == 3
    licenses = """\
      "licenses": [
        "CC-BY-NC-4.0",
        "MIT",
        "digest of CC-BY-NC-4.0"
      ]"""
    assert (
        path.read_text()
        == f"""\
{{
  "baseline": [
    {{
      "ref": "github:a/b",
      "rule": "not-read",
      "licenses": []
    }},
    {{
      "ref": "huggingface:org/name",
      "rule": "fee",
{licenses}
    }},
    {{
      "ref": "huggingface:org/name",
      "rule": "noncommercial",
{licenses}
    }}
  ]
}}
"""
    )


def test_what_passes_or_is_waived_is_not_in_it(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    warned = answer({"extends": "commercial-use", "ask": "warn", "unknown": "warn"}, STOPPED)
    passed = answer({"ask": "warn", "unknown": "warn"}, report(level=Level.UNKNOWN))
    waived = answer({"extends": "commercial-use", "waivers": [WAIVER]}, STOPPED)
    assert write_baseline(path, [warned, passed, waived]) == 2
    rules = [one["rule"] for one in json.loads(path.read_text())["baseline"]]
    assert rules == ["noncommercial", "noncommercial"]


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("policy.yaml", "extends: commercial-use\nbaseline: baseline.json\n", True),
        (FILE, "extends: commercial-use\nbaseline: baseline.json\n", False),
        (
            "pyproject.toml",
            "tool.licensecheck.policy = {extends = 'commercial-use', baseline = 'baseline.json'}\n",
            False,
        ),
    ],
)
def test_what_it_names_stops_no_longer_until_a_new_one_is_written(
    tmp_path: Path, name: str, text: str, named: bool
) -> None:
    baseline = tmp_path / "baseline.json"
    write_baseline(baseline, [stopped()])
    path = tmp_path / name
    path.write_text(text)
    policy = str(path) if named else None
    decided = load_gate(policy, (), tmp_path).decide(MODEL, lambda _: STOPPED)
    assert {one.rule: one.waived for one in decided.decisions} == {
        "noncommercial": "baseline",
        "fee": "baseline",
        "use-restrictions": "",
    }
    anew = load_gate(policy, (), tmp_path, new_baseline=True)
    assert not anew.decide(MODEL, lambda _: STOPPED).passed
    baseline.unlink()
    assert load_gate(policy, (), tmp_path, new_baseline=True) == anew
    with pytest.raises(RuleFileError, match="cannot be read"):
        load_gate(policy, (), tmp_path)


def test_a_waiver_goes_before_the_baseline(tmp_path: Path) -> None:
    write_baseline(tmp_path / "baseline.json", [stopped()])
    policy = tmp_path / FILE
    waiver = json.dumps(WAIVER | {"expires": str(date.today())})
    policy.write_text(f"extends: commercial-use\nbaseline: baseline.json\nwaivers: [{waiver}]\n")
    decided = load_gate(None, (), tmp_path).decide(MODEL, lambda _: STOPPED)
    waived = {one.rule: one.waived for one in decided.decisions}
    assert waived["fee"] == f"Ada, until {date.today()}: Only for a trial in the lab"
    assert waived["noncommercial"] == "baseline"


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    path = tmp_path / "none" / "baseline.json"
    with pytest.raises(UsageError) as caught:
        write_baseline(path, [stopped()])
    assert str(caught.value) == f"{path}: No such file or directory"
    assert caught.value.remedy == "Name another file."


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ("[]", "Input should be an object"),
        ('{"baseline": [{"ref": "x", "rule": "y"}]}', "Field required"),
        ('{"base": []}', "Extra inputs are not permitted"),
    ],
)
def test_a_file_that_is_no_baseline_says_why(tmp_path: Path, content: str, wrong: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(content)
    with pytest.raises(RuleFileError) as caught:
        read_baseline(path)
    assert str(caught.value) == f"{path}:1: no baseline: {wrong}"


def test_a_baseline_has_a_bound(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_bytes(b'{"baseline": []}'.ljust(MAX_BYTES))
    assert not read_baseline(path).baseline
    path.write_bytes(b'{"baseline": []}'.ljust(MAX_BYTES + 1))
    with pytest.raises(UsageError) as caught:
        read_baseline(path)
    assert str(caught.value) == f"{path} cannot be read (it is larger than 10,000,000 bytes)"
    assert caught.value.remedy == (
        "Write it with `licensecheck check --write-baseline FILE` before you name it."
    )
