"""`licensecheck batch --engine ray`: the same tables from a Ray cluster on this machine."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from benchmarks import hub_dump
from licensecheck.batch.run import Plan, run
from licensecheck.batch.schema import TABLES
from licensecheck.batch.shards import part
from licensecheck.errors import SettingsError
from licensecheck.settings import Settings

SHARDS = 8
needs_ray = pytest.mark.skipif(
    find_spec("ray") is None, reason="Ray is not installed (270 MB): pip install '.[ray]'"
)


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    hub_dump.write(tmp_path / "dump.parquet", 40 * SHARDS, seed=5, group=40)
    return tmp_path / "dump.parquet"


def tables(folder: Path) -> Iterator[bytes]:
    for name in TABLES:
        for at in range(SHARDS):
            yield part(folder, name, at).read_bytes()
    yield (folder / "summary.json").read_bytes()


def on_ray(folder: Path, *more: str) -> subprocess.Popen[str]:
    """The command, in a process of its own: it ends its cluster with itself."""
    command = [sys.executable, "-m", "licensecheck", "batch", "dump.parquet", "-o", "there"]
    env = {name: value for name, value in os.environ.items() if name != "RAY_ADDRESS"}
    return subprocess.Popen(
        [*command, "--engine", "ray", "--jobs", "2", *more],
        cwd=folder,
        env=env,
        text=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


@needs_ray
def test_a_worker_that_is_killed_is_replaced_and_the_bytes_are_the_same(
    dump: Path, tmp_path: Path
) -> None:
    there = tmp_path / "there"
    run(Plan(dump, tmp_path / "here"), Settings(offline=True, threads=1), lambda _: None)
    with on_ray(tmp_path) as started:
        while not (list(there.glob("models/*.parquet")) and (workers := _workers(started.pid))):
            assert started.poll() is None
            time.sleep(0.01)
        os.kill(workers[0], signal.SIGKILL)
        _, said = started.communicate()
    assert started.returncode == 0, said
    assert list(tables(there)) == list(tables(tmp_path / "here"))
    part(there, "models", 3).unlink()
    with on_ray(tmp_path, "--resume") as again:
        _, said = again.communicate()
    assert again.returncode == 0, said
    assert list(tables(there)) == list(tables(tmp_path / "here"))


@needs_ray
def test_ray_is_told_to_report_nothing() -> None:
    asked = (
        "from licensecheck.batch.ray_library import ray\n"
        "from ray._common.usage.usage_lib import usage_stats_enabled\n"
        "print(usage_stats_enabled())"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"]


def test_without_ray_it_is_said_how_to_get_it(
    dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("licensecheck.batch.on_ray", "licensecheck.batch.ray_library"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "1")
    with pytest.raises(SettingsError, match="needs Ray"):
        run(Plan(dump, tmp_path / "out", engine="ray"), Settings(offline=True), lambda _: None)
    assert os.environ["RAY_USAGE_STATS_ENABLED"] == "0"  # said before the library is looked for


def _workers(pid: int) -> list[int]:
    """The processes below one that Ray runs our actors in."""
    return [one for one in _descendants(pid) if b"ray::Worker" in _title(one)]


def _descendants(pid: int) -> Iterator[int]:
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(one) for one in listed.read_text().split()]
        except OSError:
            continue  # it ended meanwhile
        for child in children:
            yield child
            yield from _descendants(child)


def _title(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
