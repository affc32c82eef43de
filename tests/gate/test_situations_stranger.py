"""A company's repository, by somebody who knew only the pages: situations_stranger.yaml."""

import os
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from licensecheck.cli.commands import app
from licensecheck.errors import LicensecheckError
from tests.hubs.git_double import git

TEXT = Path(__file__).with_name("situations_stranger.yaml").read_text("utf-8")
POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "6f" * 32 + "\nsize 5242880\n"


def dated(text: str) -> str:
    """The text with real days in place of `<today+30>`."""
    return re.sub(
        r"<today([+-]\d+)>", lambda m: str(date.today() + timedelta(days=int(m[1]))), text
    )


SITUATIONS = yaml.safe_load(dated(TEXT))


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
    """The project as it is now, in a checkout where the situation is about one."""
    if "before" in said:
        git(folder, "init", "-q")
        write(folder, said["before"])
        git(folder, "add", ".")
        git(folder, "commit", "-q", "-m", "Before")
    for name in said.get("remove", ()):
        (folder / name).unlink()
    write(folder, said["files"])
    for command in said.get("git", ()):
        git(folder, *command)


def checked(arguments: list[str]) -> tuple[int, str]:
    """How a check ended, and what it printed."""
    done = CliRunner().invoke(app, ["check", "--offline", *arguments])
    if isinstance(done.exception, LicensecheckError):
        return done.exception.exit_code, f"{done.output}{done.exception}"
    return done.exit_code, f"{done.output}{done.exception or ''}"


def as_parameter(said: dict[str, Any]) -> Any:
    """The situation, expected to fail where the program is known to be wrong about it."""
    mark = pytest.mark.xfail(reason=said.get("xfail", ""), raises=AssertionError, strict=True)
    return pytest.param(said, id=said["name"], marks=[mark] if "xfail" in said else [])


@pytest.mark.parametrize("said", [as_parameter(one) for one in SITUATIONS])
def test_a_check_ends_as_the_pages_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: dict[str, Any]
) -> None:
    (folder := tmp_path / "project").mkdir()
    project(folder, said)
    monkeypatch.chdir(folder / said.get("in", "."))
    monkeypatch.delenv("HF_ENDPOINT")
    if "first" in said and checked(said["first"])[0]:
        pytest.fail("The check that goes ahead did not pass")
    code, printed = checked(said.get("args", []))
    assert code in (said["code"] if isinstance(said["code"], list) else [said["code"]]), printed


def test_there_are_as_many_as_were_meant() -> None:
    passing = [one for one in SITUATIONS if one["code"] == 0]
    assert (len(passing), len(SITUATIONS)) == (60, 150)
    assert len({one["name"] for one in SITUATIONS}) == len(SITUATIONS)
