"""`licensecheck batch NEW -o OUT --against OLD`: what changed since an earlier run, by model."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from licensecheck.batch.drift import drift, show
from licensecheck.errors import UsageError
from tests.batch.test_batch import dump, judged, table

OLD = [
    {"id": "org/tern", "tags": ["license:mit"], "sha": "a"},
    {"id": "org/gull", "tags": ["license:cc-by-nc-4.0"]},
    {"id": "org/heron", "tags": ["license:mit"]},
    {"id": "else/kite", "tags": ["license:mit", "base_model:org/gull"]},
]
NEW = [
    {"id": "org/tern", "tags": ["license:cc-by-nc-4.0"], "sha": "b"},
    {"id": "org/gull", "tags": ["license:mit"]},
    {"id": "else/kite", "tags": ["license:mit", "base_model:org/gull"]},
    {"id": "org/wren", "tags": []},
]


def changed(
    folder: Path,
    old: Iterable[Mapping[str, Any]] = OLD,
    new: Iterable[Mapping[str, Any]] = NEW,
    **given: Any,
) -> list[tuple[str, str, str, str, str]]:
    judged(dump(folder, old, "old.jsonl"), folder / "old")
    judged(dump(folder, new, "new.jsonl"), folder / "new", **given)
    drift(folder / "old", folder / "new")
    return [tuple(row.values()) for row in table(folder / "new", "drift")]


def test_each_change_says_which_way_it_goes(tmp_path: Path) -> None:
    found = changed(tmp_path)
    tern = {one[1:] for one in found if one[0] == "org/tern"}
    assert tern >= {
        ("other", "licence", "MIT", "CC-BY-NC-4.0"),
        ("other", "revision", "a", "b"),
        ("worse", "restriction", "", "noncommercial-only"),
        ("worse", "use-commercially", "please-read", "no"),
        ("worse", "osd:6", "UNKNOWN", "NOT_MET"),
    }
    gull = {one[1:] for one in found if one[0] == "org/gull"}
    assert gull >= {
        ("better", "restriction", "noncommercial-only", ""),
        ("better", "use-commercially", "no", "please-read"),
        ("other", "osd:6", "NOT_MET", "UNKNOWN"),
    }


def test_what_a_base_lifts_is_told_of_what_was_made_from_it(tmp_path: Path) -> None:
    kite = {one[1:] for one in changed(tmp_path) if one[0] == "else/kite"}
    assert ("better", "conflict", "derivative-under-laxer-terms", "") in kite


def test_models_come_and_go(tmp_path: Path) -> None:
    found = changed(tmp_path)
    assert ("org/heron", "other", "model", "unknown", "") in found
    assert ("org/wren", "other", "model", "", "unknown") in found


def test_what_was_not_looked_at_has_not_gone(tmp_path: Path) -> None:
    found = changed(tmp_path, since="2026-11-01")
    assert "org/heron" not in {one[0] for one in found}


def test_between_the_same_dumps_nothing_changes(tmp_path: Path) -> None:
    assert changed(tmp_path, OLD, OLD) == []


def test_of_an_id_that_is_there_twice_the_first_counts(tmp_path: Path) -> None:
    assert changed(tmp_path, OLD, [*OLD, {**OLD[0], "tags": ["license:cc-by-nc-4.0"]}]) == []


def test_rules_that_changed_are_seen_where_the_model_did_not(tmp_path: Path) -> None:
    """Answers of older rules are compared even where what decides is the same."""
    judged(dump(tmp_path, OLD), tmp_path / "old")
    judged(dump(tmp_path, OLD), tmp_path / "new")
    file = tmp_path / "old" / "run.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), "rules": "older"}))
    rewritten(tmp_path / "old", "unread", 0)
    assert drift(tmp_path / "old", tmp_path / "new") == {"worse": 4}
    assert {row["what"] for row in table(tmp_path / "new", "drift")} == {"places left"}


def rewritten(folder: Path, column: str, value: object) -> None:
    """The table of models with another value in one column, as other rules would write it."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = folder / "models" / "part-00000.parquet"
    rows = pq.read_table(path)
    at = rows.schema.get_field_index(column)
    values = pa.array([value] * len(rows), rows.schema.field(at).type)
    pq.write_table(rows.set_column(at, rows.schema.field(at), values), path)


def test_the_counts_are_told_in_a_line(tmp_path: Path) -> None:
    changed(tmp_path)
    counts = drift(tmp_path / "old", tmp_path / "new")
    said = show(counts, tmp_path / "old")
    assert f"{counts['worse']} worse, {counts['better']} better" in said


def test_what_is_no_run_is_told(tmp_path: Path) -> None:
    judged(dump(tmp_path), tmp_path / "new")
    with pytest.raises(UsageError, match="no run of batch"):
        drift(tmp_path, tmp_path / "new")
