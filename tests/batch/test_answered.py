"""Answers that processes share, and that a later run on a newer dump takes from an earlier one."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks import hub_dump
from licensecheck.auditor import Auditor
from licensecheck.batch.answered import Answered
from licensecheck.batch.answers import EssenceRows
from licensecheck.batch.run import ANSWERS, RUN, Plan, run
from licensecheck.batch.schema import TABLES
from licensecheck.batch.shards import part
from licensecheck.collect import Collected
from licensecheck.domain import Effort
from licensecheck.domain.report import Report
from licensecheck.settings import Settings
from tests.batch.test_batch import dump

OLD = [
    {"id": "org/tern", "tags": ["license:mit"]},
    {"id": "org/gull", "tags": ["license:cc-by-nc-4.0"]},
    {"id": "else/kite", "tags": ["license:mit", "base_model:org/gull"]},
]
NEW = [*OLD, {"id": "org/wren", "tags": ["license:apache-2.0"]}]


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LICENSECHECK_CACHE_KEY", "a" * 32)


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The models that an auditor judged."""
    names, judge = list[str](), Auditor.judge

    def told(self: Auditor, found: Collected, effort: Effort | None = None) -> Report:
        names.append(found.snapshot.ref.name)
        return judge(self, found, effort)

    monkeypatch.setattr(Auditor, "judge", told)
    return names


def batch(folder: Path, dumped: Path, name: str, against: str = "") -> Path:
    out, earlier = folder / name, folder / against if against else None
    plan = Plan(dumped, out, against=earlier)
    run(plan, Settings(offline=True, cache=folder / "cache"), lambda _: None)
    return out


def tables(out: Path) -> Iterator[bytes]:
    return (part(out, name, 0).read_bytes() for name in TABLES)


def test_a_run_on_a_newer_dump_judges_what_is_new(tmp_path: Path, judged: list[str]) -> None:
    batch(tmp_path, dump(tmp_path, OLD, "old.jsonl"), "old")
    assert judged == ["org/tern", "org/gull", "else/kite"]
    newer = dump(tmp_path, NEW, "new.jsonl")
    judged.clear()
    incremental = batch(tmp_path, newer, "new", against="old")
    assert judged == ["org/wren"]
    assert list(tables(incremental)) == list(tables(batch(tmp_path, newer, "whole")))


def test_the_third_run_needs_the_second_one_alone(tmp_path: Path, judged: list[str]) -> None:
    newer = dump(tmp_path, NEW, "new.jsonl")
    batch(tmp_path, dump(tmp_path, OLD, "old.jsonl"), "old")
    batch(tmp_path, newer, "new", against="old")
    (tmp_path / "old" / ANSWERS).unlink()
    judged.clear()
    batch(tmp_path, newer, "newest", against="new")
    assert judged == []


def test_what_other_rules_judged_is_judged_again(tmp_path: Path, judged: list[str]) -> None:
    dumped = dump(tmp_path, OLD, "old.jsonl")
    said = batch(tmp_path, dumped, "old") / RUN
    said.write_text(json.dumps({**json.loads(said.read_text()), "rules": "2020-01-01"}))
    judged.clear()
    batch(tmp_path, dumped, "new", against="old")
    assert len(judged) == len(OLD)


@pytest.mark.parametrize("change", ["UPDATE answers SET answer = x'00'", "DROP TABLE answers"])
def test_answers_that_somebody_else_wrote_count_for_nothing(
    tmp_path: Path, judged: list[str], change: str
) -> None:
    dumped = dump(tmp_path, OLD, "old.jsonl")
    out = batch(tmp_path, dumped, "old")
    with closing(sqlite3.connect(out / ANSWERS)) as store, store:
        store.execute(change)
    judged.clear()
    again = batch(tmp_path, dumped, "new", against="old")
    assert len(judged) == len(OLD)
    assert list(tables(again)) == list(tables(out))


def test_an_answer_to_one_question_is_none_to_another(tmp_path: Path) -> None:
    said = EssenceRows({"criteria": [("osd:1", "MET")], "rights": []}, ({"rule": "x"},), ())
    store = Answered(tmp_path / ANSWERS, tmp_path)
    store.keep(b"one", said)
    assert (store.get(b"one"), store.get(b"other")) == (said, None)
    with closing(sqlite3.connect(tmp_path / ANSWERS)) as rows, rows:
        name = store._seal.name(b"other")
        rows.execute("INSERT INTO answers SELECT ?, answer FROM answers", (name,))
    assert store.get(b"other") is None


def test_processes_judge_nothing_twice_and_say_the_same(tmp_path: Path) -> None:
    hub_dump.write(tmp_path / "dump.parquet", 200, seed=7, group=50)
    settings = Settings(offline=True, cache=tmp_path / "cache")
    for jobs in (1, 3):
        plan = Plan(tmp_path / "dump.parquet", tmp_path / f"by-{jobs}", jobs=jobs)
        run(plan, settings, lambda _: None)
        files = {one.name for one in plan.out.iterdir() if one.is_file()}
        assert files == {RUN, "summary.json", ANSWERS}
    for name in TABLES:
        for at in range(4):
            ours, theirs = (part(tmp_path / f"by-{jobs}", name, at) for jobs in (1, 3))
            assert ours.read_bytes() == theirs.read_bytes()
