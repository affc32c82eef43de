"""`licensecheck batch DUMP -o FOLDER`: every model of a dump, each distinct thing judged once."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import hub_dump
from licensecheck.auditor import Auditor
from licensecheck.batch import answers
from licensecheck.batch.bases import bases_of
from licensecheck.batch.collected import collected
from licensecheck.batch.input import SHARD, opened
from licensecheck.batch.record import CARD_BYTES, UnreadableRowError, record
from licensecheck.batch.run import Plan, run
from licensecheck.batch.schema import TABLES
from licensecheck.batch.shards import Judge, part
from licensecheck.batch.summary import Summary
from licensecheck.errors import UsageError
from licensecheck.knowledge.knowledge import installed
from licensecheck.settings import Settings

OFFLINE = Settings(offline=True)
ROWS = [
    {"id": "org/tern", "tags": ["license:cc-by-nc-4.0"], "siblings": ["model.safetensors"]},
    {
        "id": "other/gull",
        "tags": ["license:mit", "base_model:org/tern"],
        "siblings": [{"rfilename": "model.safetensors"}],
    },
    {"id": "org/heron", "cardData": '{"license": ', "tags": []},
    {"id": "no such/name/at all"},
    {"tags": ["license:mit"]},
]


def dump(folder: Path, rows: Iterable[Mapping[str, Any]] = ROWS, name: str = "dump.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return path


def table(folder: Path, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(folder / name).to_pylist()
    return rows


def judged(path: Path, out: Path, **given: Any) -> Summary:
    return run(Plan(path, out, **given), OFFLINE, lambda _: None)


@pytest.fixture
def models(tmp_path: Path) -> dict[str, dict[str, Any]]:
    judged(dump(tmp_path), tmp_path / "out")
    return {row["id"]: row for row in table(tmp_path / "out", "models")}


def test_a_row_says_what_its_licence_forbids(models: dict[str, dict[str, Any]]) -> None:
    tern = models["org/tern"]
    assert (tern["level"], tern["license"]) == ("restricted-weights", "CC-BY-NC-4.0")
    assert "noncommercial-only" in tern["restrictions"]
    assert dict(tern["rights"])["use-commercially"] == "no"
    assert dict(tern["criteria"])["osd:6"] == "NOT_MET"


def test_a_row_keeps_what_the_dump_says_of_task_time_and_use(tmp_path: Path) -> None:
    said = {"pipeline_tag": "text-generation", "createdAt": "2026-03-01T10:00:00Z"}
    rows = [
        {"id": "org/tern", **said, "downloads": 12},
        {"id": "org/gull", "downloads": 10**30, "pipeline_tag": 7},
    ]
    judged(dump(tmp_path, rows), tmp_path / "out")
    tern, gull = table(tmp_path / "out", "models")
    assert (tern["task"], tern["created"][:7], tern["downloads"]) == (
        "text-generation",
        "2026-03",
        12,
    )
    assert (gull["task"], gull["created"], gull["downloads"]) == ("7", "", None)


def test_what_a_base_forbids_travels_and_is_dropped(
    models: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    assert models["other/gull"]["bases"] == ["org/tern"]
    assert models["other/gull"]["conflicts"] == ["derivative-under-laxer-terms"]
    [edge] = table(tmp_path / "out", "edges")
    assert (edge["source"], edge["target"]) == ("other/gull", "org/tern")
    assert edge["terms"] == edge["dropped"] == ["noncommercial-only"]


def test_no_file_that_nobody_read_makes_a_model_open(tmp_path: Path) -> None:
    files = ["LICENSE", "README.md", "model.safetensors"]
    rows = [
        {"id": "org/read-nothing", "tags": ["license:mit"], "siblings": files},
        {"id": "org/no-list", "tags": ["license:mit"]},
    ]
    judged(dump(tmp_path, rows), tmp_path / "out")
    assert {row["level"] for row in table(tmp_path / "out", "models")} == {"unknown"}


def test_what_cannot_be_read_is_told_and_every_row_is_somewhere(
    models: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    problems = {row["row"]: row["message"] for row in table(tmp_path / "out", "problems")}
    assert problems == {
        2: "its cardData is no JSON and was not read",
        3: "'no such/name/at all' is no id of a model",
        4: "it has no id",
    }
    assert models["org/heron"]["level"] == "unknown"
    assert len(models) + 2 == len(ROWS)


def test_a_card_is_read_where_the_dump_has_it(tmp_path: Path) -> None:
    card = "---\nlicense: cc-by-nc-4.0\n---\n# Tern\n\nA model of birds.\n"
    rows = [
        {"modelId": "org/tern", "card": card},
        {"modelId": "org/long", "card": "a" * (CARD_BYTES + 1)},
    ]
    judged(dump(tmp_path, rows), tmp_path / "out")
    tern, long = table(tmp_path / "out", "models")
    assert "noncommercial-only" in tern["restrictions"]
    assert any("characters and was not read" in one for one in long["problems"])


NAMES = ["org/tern", "org/tern-GGUF", "other/gull", "gpt2", "mistralai/Mistral-7B-v0.1", "org/TERN"]
RECORDS = st.fixed_dictionaries(
    {
        "id": st.sampled_from(NAMES),
        "tags": st.lists(
            st.sampled_from(
                [
                    *("license:mit", "license:cc-by-nc-4.0", "license:llama3", "license:other"),
                    *(f"base_model:{name}" for name in NAMES),
                    *("base_model:adapter:other/gull", "dataset:glue", "dataset:tatsu-lab/alpaca"),
                ]
            ),
            max_size=4,
            unique=True,
        ),
        "gated": st.sampled_from([False, "auto", "manual"]),
        "siblings": st.sampled_from([None, [], ["model.safetensors"], ["LICENSE", "x.gguf"]]),
        "cardData": st.sampled_from(
            [
                "",
                '{"license": "other", "license_name": "gull-terms", "license_link": "LICENSE"}',
                '{"base_model": ["org/tern", "gpt2"], "license": "apache-2.0"}',
                '{"extra_gated_prompt": "You may not use org/tern for weapons."}',
            ]
        ),
    }
)


def named(rows: answers.EssenceRows, names: tuple[str, ...]) -> answers.EssenceRows:
    return rows.with_values(lambda value: answers.filled(value, names))


def rows_alone(row: Mapping[str, Any], bases: Mapping[str, Any]) -> answers.EssenceRows:
    """What an audit of one record says, without anything that was judged before."""
    found = collected(record(row), bases, installed())
    report = Auditor(OFFLINE, lambda _: None).judge(found)
    return named(answers.answer(report, ("\x01",), installed()), ("\x01",))


def said_of(judge: Judge, row: Mapping[str, Any]) -> answers.EssenceRows:
    found = judge(record(row))
    return named(found.answer, found.names)


@settings(max_examples=30, deadline=None, database=None)  # each judges ten records
@given(st.lists(RECORDS, min_size=1, max_size=8))
def test_a_batch_says_of_each_record_what_its_audit_says(rows: list[Mapping[str, Any]]) -> None:
    bases = {row["id"].casefold(): record(row) for row in reversed(rows)}
    judge = Judge(Auditor(OFFLINE, lambda _: None), bases, installed())
    for row in rows:
        assert said_of(judge, row) == rows_alone(row, bases)


def test_that_holds_for_a_dump_as_hubs_write_them(tmp_path: Path) -> None:
    hub_dump.write(tmp_path / "dump.parquet", 200, seed=3, group=100)
    found = opened(tmp_path / "dump.parquet")
    bases = dict(bases_of(found))
    judge = Judge(Auditor(OFFLINE, lambda _: None), bases, installed())
    rows = [row for shard in range(2) for row in found.rows(shard)]
    said = [said_of(judge, row) for row in rows]
    assert len(judge.answers) < len(rows)
    for row, answer in list(zip(rows, said, strict=True))[::7]:
        assert answer == rows_alone(row, bases)


def test_that_holds_for_real_models(real: Path) -> None:
    found = opened(real / "liagent" / "models_metadata_3988.json")
    bases = dict(bases_of(found))
    judge = Judge(Auditor(OFFLINE, lambda _: None), bases, installed())
    for row in list(found.rows(0))[::50]:
        assert said_of(judge, row) == rows_alone(row, bases)


def test_a_circle_of_a_thousand_models_ends(tmp_path: Path) -> None:
    rows = [
        {"id": f"org/m{at}", "tags": [f"base_model:org/m{(at + 1) % 1000}"]} for at in range(1000)
    ]
    found = judged(dump(tmp_path, rows), tmp_path / "out")
    assert found.tables["models"] == 1000


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_was_ended_goes_on_and_gives_the_same_bytes(tmp_path: Path, jobs: int) -> None:
    hub_dump.write(tmp_path / "dump.parquet", 60, seed=1, group=20)
    whole, halves = tmp_path / "whole", tmp_path / "halves"
    judged(tmp_path / "dump.parquet", whole)
    judged(tmp_path / "dump.parquet", halves, jobs=jobs)
    part(halves, "models", 1).unlink()
    part(halves, "edges", 2).write_bytes(b"")
    part(halves, "models", 2).unlink()
    judged(tmp_path / "dump.parquet", halves, resume=True, jobs=jobs)
    for name in TABLES:
        for at in range(3):
            assert part(whole, name, at).read_bytes() == part(halves, name, at).read_bytes()
    assert (whole / "summary.json").read_bytes() == (halves / "summary.json").read_bytes()


def test_a_worker_that_is_killed_is_told(tmp_path: Path) -> None:
    hub_dump.write(tmp_path / "dump.parquet", 1000, seed=1, group=250)
    command = [sys.executable, "-m", "licensecheck", "batch", "dump.parquet", "-o", "out", "-q"]
    started = subprocess.Popen(
        [*command[:-1], "--jobs", "2", "--quiet"], cwd=tmp_path, stderr=subprocess.PIPE, text=True
    )
    while not (children := _children(started.pid)):
        assert started.poll() is None
        time.sleep(0.01)
    for child in children:
        os.kill(child, signal.SIGKILL)
    _, said = started.communicate()
    assert started.returncode == 3
    assert "--resume" in said


def test_a_run_that_is_killed_goes_on_and_gives_the_same_bytes(tmp_path: Path) -> None:
    hub_dump.write(tmp_path / "dump.parquet", 200, seed=1, group=20)
    judged(tmp_path / "dump.parquet", tmp_path / "whole")
    command = [sys.executable, "-m", "licensecheck", "batch", "dump.parquet", "-o", "out"]
    started = subprocess.Popen([*command, "--jobs", "2"], cwd=tmp_path, stderr=subprocess.DEVNULL)
    while not list((tmp_path / "out").glob("models/*.parquet")):
        assert started.poll() is None
        time.sleep(0.01)
    started.kill()
    started.wait()
    (tmp_path / "out" / "models" / ".part-00001.parquet.left").write_bytes(b"half of it")
    judged(tmp_path / "dump.parquet", tmp_path / "out", resume=True)
    for name in TABLES:
        for at in range(10):
            one, other = part(tmp_path / "whole", name, at), part(tmp_path / "out", name, at)
            assert one.read_bytes() == other.read_bytes()
    assert table(tmp_path / "out", "models") == table(tmp_path / "whole", "models")
    assert not list((tmp_path / "out").glob("*/.part*"))


def _children(pid: int) -> list[int]:
    """The workers, once both are there."""
    try:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [int(one) for one in found] if len(found) == 2 else []


def test_only_what_was_changed_since_a_date_is_judged(tmp_path: Path) -> None:
    rows = [
        {"id": "org/old", "lastModified": "2026-01-01T00:00:00Z"},
        {"id": "org/new", "lastModified": "2026-11-02T00:00:00Z"},
        {"id": "org/undated"},
    ]
    judged(dump(tmp_path, rows), tmp_path / "out", since="2026-11-01")
    found = [row["id"] for row in table(tmp_path / "out", "models")]
    assert found == ["org/new", "org/undated"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("none.parquet", None, "there is no file"),
        ("cut.parquet", b"PAR1 and no more", "cannot be read"),
        ("a.json", b'{"id": "org/x"}', "is no list of models"),
        ("b.json", b"[" * 100_000, "cannot be read"),
    ],
)
def test_what_is_no_dump_is_an_error_that_says_so(
    tmp_path: Path, name: str, content: bytes | None, says: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(UsageError, match=says):
        opened(tmp_path / name)


def test_a_dump_without_ids_says_what_it_has(tmp_path: Path) -> None:
    pq.write_table(pa.table({"name": ["x"]}), tmp_path / "x.parquet")
    with pytest.raises(UsageError, match=r"no column `id` or `modelId` \(it has name\)"):
        opened(tmp_path / "x.parquet")


def test_columns_of_another_type_are_read_as_far_as_they_go(tmp_path: Path) -> None:
    rows = pa.table({"id": ["org/x"], "tags": [7], "cardData": [1.5], "siblings": ["a.bin"]})
    pq.write_table(rows, tmp_path / "x.parquet")
    assert judged(tmp_path / "x.parquet", tmp_path / "out").tables["models"] == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.csv", "id,tags\norg/tern,license:mit; dataset:glue\norg/gull,\n"),
        ("x.txt", "# models\norg/tern  # ours\nhf:org/gull\n"),
        ("x.json", '["org/tern", {"id": "org/gull"}]'),
    ],
)
def test_other_forms_of_lists_are_read(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    found = opened(tmp_path / name)
    assert [record(row).id for row in found.rows(0)] == ["org/tern", "org/gull"]


def test_a_long_list_has_several_shards(tmp_path: Path) -> None:
    found = opened(dump(tmp_path, ({"id": f"org/m{at}"} for at in range(SHARD + 3))))
    assert found.sizes == (SHARD, 3)
    assert [row["id"] for row in found.rows(1)] == [f"org/m{SHARD + at}" for at in range(3)]


def test_a_folder_with_other_answers_is_left_alone(tmp_path: Path) -> None:
    judged(dump(tmp_path), tmp_path / "out")
    with pytest.raises(UsageError, match="not empty"):
        judged(dump(tmp_path), tmp_path / "out")
    with pytest.raises(UsageError, match="another input"):
        judged(dump(tmp_path, ROWS[:1], "other.jsonl"), tmp_path / "out", resume=True)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "none of them is the run.json"),
        (b'{"schema": ', "is damaged"),
        (b"\xff\xfe", "is damaged"),
        (b"[" * 100_000, "is damaged"),
        (b"[]", "another input"),
    ],
)
def test_a_folder_that_is_of_no_run_is_not_gone_on_with(
    tmp_path: Path, content: bytes | None, says: str
) -> None:
    judged(dump(tmp_path), tmp_path / "out")
    if content is None:
        (tmp_path / "out" / "run.json").unlink()
    else:
        (tmp_path / "out" / "run.json").write_bytes(content)
    with pytest.raises(UsageError, match=says):
        judged(dump(tmp_path), tmp_path / "out", resume=True)


def test_a_file_is_no_folder_for_tables(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(UsageError, match="is no folder"):
        judged(dump(tmp_path), tmp_path / "out")


@pytest.mark.parametrize("name", [None, 7, "", "a\x1b[31m", "a/b/c", "../x", "org/" + "a" * 200])
def test_a_row_with_no_id_of_a_model_is_refused(name: object) -> None:
    with pytest.raises(UnreadableRowError):
        record({"id": name})


def test_models_of_one_essence_are_told_apart_by_name(tmp_path: Path) -> None:
    rows = [{"id": f"org/m{at}", "tags": ["license:mit", "base_model:org/m0"]} for at in range(9)]
    judged(dump(tmp_path, rows), tmp_path / "out")
    found = table(tmp_path / "out", "models")
    assert Counter(row["essence"] for row in found).most_common(1)[0][1] == 8
    assert {row["source"] for row in table(tmp_path / "out", "edges")} == {
        f"org/m{at}" for at in range(1, 9)
    }
