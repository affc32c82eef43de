"""Whole projects, and whether a check of them stops: tests/gate/situations.yaml."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from licensecheck.cli.commands import app
from licensecheck.errors import LicensecheckError
from tests.hubs.git_double import git

SITUATIONS = yaml.safe_load(Path(__file__).with_name("situations.yaml").read_text("utf-8"))


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def project(folder: Path, said: dict[str, Any]) -> None:
    """The project as it is now, in a checkout where the situation is about one."""
    if said.get("git") or "before" in said:
        git(folder, "init", "-q")
        write(folder, said.get("before", {}))
        git(folder, "add", ".")
        git(folder, "commit", "-q", "--allow-empty", "-m", "Before")
    for name in said.get("remove", ()):
        (folder / name).unlink()
    write(folder, said["files"])


@pytest.mark.parametrize("said", SITUATIONS, ids=[one["name"] for one in SITUATIONS])
def test_a_check_ends_as_it_must(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: dict[str, Any]
) -> None:
    (folder := tmp_path / "project").mkdir()
    project(folder, said)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("HF_ENDPOINT")
    since = ("--since", "HEAD") if "before" in said else ()
    done = CliRunner().invoke(app, ["check", "--offline", *since, *said.get("args", ())])
    code = done.exception.exit_code if isinstance(done.exception, LicensecheckError) else None
    assert (code or done.exit_code) == said["code"], done.output


def test_there_are_as_many_as_were_meant() -> None:
    stopped = [one["code"] for one in SITUATIONS if one["code"]]
    assert (len(stopped), len(SITUATIONS)) == (60, 88)
    assert len({one["name"] for one in SITUATIONS}) == 88
