"""Dumps and disks that are not as they should be: every row is a model or has a reason."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks import hub_dump
from licensecheck.batch.input import opened
from licensecheck.batch.summary import Summary
from licensecheck.errors import UsageError
from tests.batch.test_batch import dump, judged, table

# A shell's job in the background ignores Ctrl-C, and so would what it starts.
HEARS_CTRL_C = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])
"""
BATCH = [sys.executable, "-m", "licensecheck", "batch", "dump.parquet", "-o", "out"]


def counted(found: Summary) -> tuple[int, int, int]:
    """Rows, models and rows that could not be read."""
    assert found.rows == found.tables["models"] + found.unread + found.unchanged
    return found.rows, found.tables["models"], found.unread


def test_a_file_that_is_cut_is_refused(tmp_path: Path) -> None:
    hub_dump.write(tmp_path / "dump.parquet", 40, seed=1, group=20)
    whole = (tmp_path / "dump.parquet").read_bytes()
    (tmp_path / "dump.parquet").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UsageError, match=r"dump\.parquet cannot be read"):
        opened(tmp_path / "dump.parquet")


def test_rows_of_a_damaged_part_are_told_and_the_others_judged(tmp_path: Path) -> None:
    path = tmp_path / "dump.parquet"
    hub_dump.write(path, 60, seed=1, group=20)
    group = pq.read_metadata(path).row_group(1)
    content = bytearray(path.read_bytes())
    for at in range(group.num_columns):
        column = group.column(at)
        start = column.dictionary_page_offset or column.data_page_offset
        content[start : start + column.total_compressed_size] = (
            b"\xff" * column.total_compressed_size
        )
    path.write_bytes(bytes(content))
    assert counted(judged(path, tmp_path / "out")) == (60, 40, 20)
    problems = [row for row in table(tmp_path / "out", "problems") if not row["judged"]]
    assert [row["row"] for row in problems] == list(range(20, 40))
    assert all("its part of the file is damaged" in row["message"] for row in problems)


def test_a_text_that_is_no_utf_8_costs_one_row(tmp_path: Path) -> None:
    ids = pa.array([b"org/tern", b"org/\xff", b"org/gull"]).view(pa.string())
    pq.write_table(pa.table({"id": ids}), tmp_path / "x.parquet")
    assert counted(judged(tmp_path / "x.parquet", tmp_path / "out")) == (3, 2, 1)
    [problem] = table(tmp_path / "out", "problems")
    assert problem["message"] == "it has a text that is no UTF-8"


def test_columns_that_are_missing_count_as_not_said(tmp_path: Path) -> None:
    pq.write_table(pa.table({"modelId": ["org/tern", None]}), tmp_path / "x.parquet")
    assert counted(judged(tmp_path / "x.parquet", tmp_path / "out")) == (2, 1, 1)


WRONG = [
    {"id": "org/a", "tags": {"license": "mit"}, "gated": [1], "private": 3},
    {"id": "org/b", "tags": [["license:mit"], 7, None], "siblings": {"x": "y"}},
    {"id": "org/c", "cardData": [1], "baseModels": "[[", "downloads": "many"},
    {"id": "org/d", "cardData": '"mit"', "baseModels": {"models": 7, "relation": []}},
    {"id": "org/e", "cardData": {"license": {"a": [1]}, "base_model": {"b": 2}}, "sha": 5},
    {"id": "org/f", "cardData": '{"license": ' + "[" * 100_000},
    {"id": ["org/g"]},
    {"id": 7},
    {"id": "org/h\x00\x1b[31m"},
    {"id": "org/\u202ei"},
]


def test_values_of_another_type_are_left_out(tmp_path: Path) -> None:
    path = dump(tmp_path, WRONG)
    path.write_text(path.read_text() + '{"id": "org/cut", "tags": [\n[1]\n')
    assert counted(judged(path, tmp_path / "out")) == (12, 6, 6)
    problems = {row["row"]: row["message"] for row in table(tmp_path / "out", "problems")}
    assert problems[2].startswith("its ")
    assert problems[10] == "its line is no JSON"
    assert "\x1b" not in "".join(problems.values())


def test_a_card_of_10_megabytes_is_left_out(tmp_path: Path) -> None:
    rows = [{"id": "org/long", "tags": ["license:mit"], "card": "You may. " * 1_200_000}]
    assert counted(judged(dump(tmp_path, rows), tmp_path / "out")) == (1, 1, 0)
    [problem] = table(tmp_path / "out", "problems")
    assert (problem["judged"], problem["message"]) == (
        True,
        "its card has 10,800,000 characters and was not read",
    )


def test_of_an_id_that_is_there_twice_both_rows_are_kept_and_counted(tmp_path: Path) -> None:
    rows = [
        {"id": "org/tern", "tags": ["license:cc-by-nc-4.0"]},
        {"id": "org/tern", "tags": ["license:mit"]},
        {"id": "else/gull", "tags": ["license:mit", "base_model:org/tern"]},
    ]
    found = judged(dump(tmp_path, rows), tmp_path / "out")
    assert counted(found) == (3, 3, 0)
    assert found.duplicates == 1
    gull = table(tmp_path / "out", "models")[2]
    assert gull["conflicts"] == ["derivative-under-laxer-terms"]  # the first one is the base


def test_what_was_not_changed_is_counted_too(tmp_path: Path) -> None:
    rows = [{"id": "org/tern", "lastModified": "2026-01-01"}, {"id": "org/gull"}, {"id": 7}]
    found = judged(dump(tmp_path, rows), tmp_path / "out", since="2026-11-01")
    assert (counted(found), found.unchanged) == ((3, 1, 1), 1)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_disk_without_room_is_told(tmp_path: Path, jobs: str) -> None:
    hub_dump.write(tmp_path / "dump.parquet", 60, seed=1, group=20)

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, 9_000))

    done = subprocess.run(
        [*BATCH, "--quiet", "--jobs", jobs],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        preexec_fn=small_files,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert "out cannot be written" in done.stderr
    assert "--resume" in done.stderr
    assert "Traceback" not in done.stderr
    assert all(pq.read_metadata(one) for one in tmp_path.glob("out/models/part-*.parquet"))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_stops_at_once_and_the_run_goes_on_later(tmp_path: Path, jobs: str) -> None:
    hub_dump.write(tmp_path / "dump.parquet", 3_000, seed=1, group=100)
    started = subprocess.Popen(
        [sys.executable, "-c", HEARS_CTRL_C, *BATCH, "--quiet", "--jobs", jobs],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not list(tmp_path.glob("out/models/*.parquet")):
        assert started.poll() is None
        time.sleep(0.02)
    os.killpg(started.pid, signal.SIGINT)  # as a terminal does, to all processes
    _, said = started.communicate(timeout=60)
    assert started.returncode == 130
    assert said == "licensecheck: stopped; go on with --resume\n"
    assert all(pq.read_metadata(one) for one in tmp_path.glob("out/models/part-*.parquet"))
    done = len(list(tmp_path.glob("out/models/*.parquet")))
    assert 0 < done < 30
    assert json.loads((tmp_path / "out" / "run.json").read_text())["shards"] == [100] * 30
