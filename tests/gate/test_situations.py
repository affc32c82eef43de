"""Whole projects, and how a check of them ends: situations.yaml, and situations_stranger.yaml by
somebody who knew only the pages."""

import os
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from licensecheck.cli.commands import app
from licensecheck.errors import LicensecheckError
from tests.hubs.git_double import git

POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "6f" * 32 + "\nsize 5242880\n"


def dated(text: str) -> str:
    """The text with real days in place of `<today+30>`."""
    return re.sub(
        r"<today([+-]\d+)>", lambda m: str(date.today() + timedelta(days=int(m[1]))), text
    )


def situations(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(
        dated(Path(__file__).with_name(name).read_text("utf-8"))
    )
    return found


OURS, OF_STRANGER = situations("situations.yaml"), situations("situations_stranger.yaml")


def put(path: Path, said: str | dict[str, Any]) -> None:
    """One file, as the head of the situations describes it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(said, str):
        path.write_text(said, "utf-8")
    elif "link" in said:
        path.symlink_to(said["link"])
    elif "lfs" in said:
        path.write_text(POINTER)
    elif "pipe" in said:
        os.mkfifo(path)
    else:
        text = "{" + " " * said["pad"] + said["text"] if "pad" in said else said["text"]
        path.write_bytes(text.encode(said.get("encoding", "utf-8")))


def write(folder: Path, files: dict[str, Any]) -> None:
    for name, said in files.items():
        put(folder / name, said)


def project(folder: Path, said: dict[str, Any]) -> None:
    """The project as it is now, in a checkout where the situation is about one: `git` is true for
    one that has nothing, or the commands that come last."""
    commands = said.get("git", ())
    if "before" in said or commands is True:
        git(folder, "init", "-q")
        write(folder, said.get("before", {}))
        git(folder, "add", ".")
        git(folder, "commit", "-q", "--allow-empty", "-m", "Before")
    for name in said.get("remove", ()):
        (folder / name).unlink()
    write(folder, said["files"])
    for command in () if commands is True else commands:
        git(folder, *command)


def checked(arguments: list[str]) -> tuple[int, str]:
    """How a check ended, and what it printed."""
    done = CliRunner().invoke(app, ["check", "--offline", *arguments])
    if isinstance(done.exception, LicensecheckError):
        return done.exception.exit_code, f"{done.output}{done.exception}"
    return done.exit_code, f"{done.output}{done.exception or ''}"


def parameters() -> Iterator[Any]:
    """Each situation with its arguments. In ours, `before` asks about what is new."""
    for said in (*OURS, *OF_STRANGER):
        new = ["--since", "HEAD"] if "before" in said and said in OURS else []
        yield pytest.param(said, [*new, *said.get("args", [])], id=said["name"])


@pytest.mark.parametrize(("said", "arguments"), [*parameters()])
def test_a_check_ends_as_it_must(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: dict[str, Any], arguments: list[str]
) -> None:
    (folder := tmp_path / "project").mkdir()
    project(folder, said)
    monkeypatch.chdir(folder / said.get("in", "."))
    monkeypatch.delenv("HF_ENDPOINT")
    if "first" in said and checked(said["first"])[0]:
        pytest.fail("The check that goes ahead did not pass")
    code, printed = checked(arguments)
    assert code in (said["code"] if isinstance(said["code"], list) else [said["code"]]), printed


@pytest.mark.parametrize(
    ("found", "passing", "every"), [(OURS, 28, 88), (OF_STRANGER, 60, 150)], ids=["ours", "theirs"]
)
def test_there_are_as_many_as_were_meant(
    found: list[dict[str, Any]], passing: int, every: int
) -> None:
    assert (sum(one["code"] == 0 for one in found), len(found)) == (passing, every)
    assert len({one["name"] for one in found}) == every
