"""`licensecheck batch DUMP -o FOLDER --policy P`: the gate's answer for each model."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licensecheck.auditor import Auditor
from licensecheck.batch.collected import HUB, collected
from licensecheck.batch.policed import Policed
from licensecheck.batch.record import record
from licensecheck.batch.run import Plan, run
from licensecheck.batch.shards import Judge
from licensecheck.domain import ModelRef
from licensecheck.errors import UsageError
from licensecheck.gate.gate import Gate
from licensecheck.gate.load import load_policy
from licensecheck.knowledge.knowledge import installed
from tests.batch.test_batch import OFFLINE, RECORDS, ROWS, dump, table

POLICY = """\
us: {purpose: commercial}
rules:
  - id: no-commercial-use
    when: {labels: [noncommercial-only]}
    answer: not-allowed
    says: It may not be used commercially
  - id: washed
    when: {washing: medium}
    answer: ask-your-lawyer
    says: Its claims and its terms differ
allow: {models: ["other/gull*"]}
deny: {models: [org/tern-GGUF], licenses: [LicenseRef-llama-3]}
unknown: warn
waivers:
  - model: org/tern
    rules: [no-commercial-use]
    reason: Tried out in a test only
    author: Ada
    expires: 2026-12-31
"""


def gate_of(folder: Path, text: str = POLICY) -> Gate:
    (folder / "policy.yaml").write_text(text)
    today = date(2026, 11, 27)
    return load_policy(str(folder / "policy.yaml"), today)


@pytest.fixture(scope="module")
def gate(tmp_path_factory: pytest.TempPathFactory) -> Gate:
    return gate_of(tmp_path_factory.mktemp("policy"))


def policed(folder: Path, gate: Gate | None, out: str = "out", **given: Any) -> list[Any]:
    plan = Plan(dump(folder), folder / out, gate=gate, **given)
    run(plan, OFFLINE, lambda _: None)
    return table(folder / out, "models")


def test_a_row_has_the_answer_and_the_rules_that_led_to_it(tmp_path: Path) -> None:
    strict = gate_of(tmp_path, POLICY.partition("waivers")[0])
    rows = {row["id"]: row for row in policed(tmp_path, strict)}
    said = {name: (one["gate"], one["gate_rules"], one["stopped"]) for name, one in rows.items()}
    assert said["org/tern"] == ("not-allowed", ["no-commercial-use"], True)
    assert said["other/gull"] == ("allowed-with-duties", ["allow"], False)
    assert said["org/heron"] == ("ask-your-lawyer", ["unknown"], False)
    summary = json.loads((tmp_path / "out" / "summary.json").read_text())
    assert summary["stopped"] == 1
    assert summary["gate"] == {
        "allowed-with-duties": 1,
        "ask-your-lawyer": 1,
        "not-allowed": 1,
    }


def test_without_a_policy_the_columns_are_empty(tmp_path: Path) -> None:
    rows = policed(tmp_path, None)
    assert {(one["gate"], one["gate_rules"], one["stopped"]) for one in rows} == {
        (None, None, None)
    }


@settings(max_examples=20, deadline=None, database=None)  # each judges ten records
@given(rows=st.lists(RECORDS, min_size=1, max_size=8))
def test_it_is_what_a_check_of_the_model_alone_says(
    gate: Gate, rows: list[Mapping[str, Any]]
) -> None:
    bases = {row["id"].casefold(): record(row) for row in reversed(rows)}
    judge = Judge(Auditor(OFFLINE, lambda _: None), bases, installed(), Policed(gate))
    for row in rows:
        one = record(row)
        ref = ModelRef(HUB, one.id)
        report = Auditor(OFFLINE, lambda _: None).judge(collected(one, bases, installed()))
        [checked] = gate.check([ref], lambda _, said=report: said).models
        model = judge(one).answer.model
        assert model["gate"] == checked.answer
        assert model["stopped"] is not checked.passed


def test_models_that_the_policy_names_are_told_from_those_that_are_alike(tmp_path: Path) -> None:
    rows = [{"id": name, "tags": ["license:mit"]} for name in ("a/x", "other/gull", "b/y")]
    path = dump(tmp_path, rows)
    run(Plan(path, tmp_path / "out", gate=gate_of(tmp_path)), OFFLINE, lambda _: None)
    found = table(tmp_path / "out", "models")
    assert len({row["essence"] for row in found}) == 1
    assert [row["gate_rules"] for row in found] == [["unknown"], ["allow"], ["unknown"]]


def test_a_run_goes_on_only_under_the_policy_with_which_it_began(tmp_path: Path) -> None:
    first = policed(tmp_path, gate_of(tmp_path))
    assert policed(tmp_path, gate_of(tmp_path), resume=True) == first
    with pytest.raises(UsageError, match="another input"):
        policed(tmp_path, gate_of(tmp_path, POLICY.replace("warn", "fail")), resume=True)


def test_what_a_baseline_accepts_is_not_stopped(tmp_path: Path) -> None:
    report = Auditor(OFFLINE, lambda _: None).judge(collected(record(ROWS[0]), {}, installed()))
    entry = {
        "ref": f"{HUB}:org/tern",
        "rule": "no-commercial-use",
        "licenses": sorted({one.sha256 for one in report.licenses} | {"CC-BY-NC-4.0"}),
    }
    (tmp_path / "kept.json").write_text(json.dumps({"baseline": [entry]}))
    text = f"baseline: kept.json\n{POLICY.partition('waivers')[0]}"
    rows = {row["id"]: row for row in policed(tmp_path, gate_of(tmp_path, text))}
    assert rows["org/tern"]["stopped"] is False
