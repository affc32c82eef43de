"""`make live`: answers of hubs are compared with a dated record, and what differs is shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.live import RECORD, main, read, write
from licensecheck.domain import Level
from tests.hubs.recorded import RecordedHub

DERIVED, RENAMED, SILENT, UNRECORDED = (
    "hf:deepset/roberta-base-squad2",
    "hf:t5-small",
    "hf:openai/clip-vit-base-patch32",
    "hf:HuggingFaceH4/zephyr-7b-beta",
)


@pytest.fixture(autouse=True)
def hub(real: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RecordedHub]:
    folder = real / "recorded"
    if not folder.is_dir():
        pytest.skip(f"no recorded answers at {folder} (set LICENSECHECK_REAL_DATA)")
    with RecordedHub(folder) as double:
        monkeypatch.setenv("HF_ENDPOINT", double.url)
        yield double


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """The record of three models, with one that has none and one that no hub has."""
    known = {one.asked: one for one in read()}
    bare = known[UNRECORDED].model_copy(update={"said": None, "seen": None})
    gone = bare.model_copy(update={"asked": "hf:herd/zebra"})
    file = tmp_path / "live.yaml"
    file.write_text("# A remark.\n")
    write([known[DERIVED], known[RENAMED], known[SILENT], bare, gone], file)
    return file


def test_the_record_has_thirty_models_of_every_hub() -> None:
    models = read(RECORD)
    assert len({one.asked for one in models}) == len(models) == 30
    kinds = {one.asked.partition(":")[0] for one in models}
    assert kinds == {"hf", "github", "ollama", "docker", "modelscope"}
    assert all(one.seen for one in models if one.said)


def test_what_is_as_it_was_is_the_same_and_what_has_no_record_is_new(
    record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--record", str(record)]) == 0
    same, renamed, silent, new, gone = capsys.readouterr().out.splitlines()
    assert same == f"same      {DERIVED} (recorded 2025-01-22)"
    assert renamed.startswith(f"same      {RENAMED}")
    assert silent.startswith(f"same      {SILENT}")
    assert new == f"new       {UNRECORDED}: open-weights, MIT"
    assert gone.startswith("not read  hf:herd/zebra: There is no model herd/zebra")


def test_what_differs_is_shown_and_today_can_become_the_record(
    record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, *others = read(record)
    assert first.said
    changed = first.said.model_copy(update={"level": Level.CLOSED, "licenses": ("MIT",)})
    write([first.model_copy(update={"said": changed}), *others], record)
    assert main(["--record", str(record), "--write"]) == 1
    out = capsys.readouterr().out
    assert f"differs   {DERIVED} (recorded 2025-01-22)" in out
    assert "          level: closed -> open-weights" in out
    assert "          licenses: MIT -> CC-BY-4.0" in out
    assert main(["--record", str(record)]) == 0
    assert record.read_text().startswith("# A remark.\n")
