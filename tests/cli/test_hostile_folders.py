"""The commands on folders that want to hang, to blind or to end them."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import ROOT
from tests.hubs.git_double import git
from tests.odd_files import ODD, nested, pipe

LLAMA = "meta-llama/Llama-3.1-8B-Instruct"
USE = f'from transformers import AutoModel\nAutoModel.from_pretrained("{LLAMA}")\n'
CARD = "---\nlicense: mit\n---\n# A model\n"


def unread(result: subprocess.CompletedProcess[str]) -> list[str]:
    """The files that were not read and might have mattered."""
    lines = result.stdout.splitlines()
    return [one.split("  ")[1].split(": ")[0] for one in lines if one.startswith("UNREAD")]


@pytest.mark.parametrize("make", ODD)
def test_audit_opens_nothing_but_files(
    process: Run, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    (tmp_path / "MODEL_CARD.md").write_text(CARD)
    (tmp_path / "m.safetensors").write_bytes(b"\0" * 20_000)
    for name in ("LICENSE", "README.md", "config.json"):
        make(tmp_path / name)
    result = process("audit", ".", "--offline", "--format", "json", timeout=60)
    assert result.returncode == 0, result.stderr
    report = json.loads(result.stdout)
    assert report["level"] == "unknown"
    found = {one["subject"]: one["hides_terms"] for one in report["problems"]}
    assert found == {"LICENSE": True, "README.md": True, "config.json": False}


@pytest.mark.parametrize("make", ODD)
def test_check_opens_nothing_but_files_and_is_not_green_where_one_may_name_models(
    process: Run, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    (tmp_path / "main.py").write_text("")
    make(tmp_path / ".gitignore")
    assert process("check", timeout=60).returncode == 0
    for name in ("README.md", "app.py", "config.json", "a.css"):
        make(tmp_path / name)
    result = process("check", timeout=60)
    assert result.returncode == 3, result.stdout + result.stderr
    assert unread(result) == ["README.md", "app.py", "config.json"]
    assert "note  a.css: " in result.stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["license", "pipe"], 2),
        (["compare", "pipe", "MIT"], 2),
        (["diff", "pipe", "pipe"], 2),
        (["policy", "validate", "pipe"], 2),
        (["check", "--policy", "pipe"], 2),
        (["check", "models.txt"], 3),
        (["check", "./pipe"], 3),
        (["audit", "./pipe"], 3),
    ],
)
def test_a_pipe_that_is_named_is_not_waited_for(
    process: Run, tmp_path: Path, arguments: list[str], code: int
) -> None:
    os.mkfifo(tmp_path / "pipe")
    os.mkfifo(tmp_path / "models.txt")
    result = process(*arguments, timeout=60)
    assert result.returncode == code, result.stdout + result.stderr
    assert "a named pipe" in result.stdout + result.stderr


@pytest.mark.parametrize("make", [pipe, lambda path: path.symlink_to("gone")])
@pytest.mark.parametrize(
    "name", ["licensecheck-policy.yaml", "licensecheck.toml", "pyproject.toml"]
)
def test_settings_that_cannot_be_read_are_not_taken_for_none(
    process: Run, tmp_path: Path, make: Callable[[Path], None], name: str
) -> None:
    make(tmp_path / name)
    result = process("check", timeout=60)
    assert (result.returncode, name in result.stderr) == (2, True), result.stderr


def test_of_standard_input_no_more_is_read_than_of_a_file(process: Run) -> None:
    with Path("/dev/zero").open("rb") as endless:
        result = process("license", "-", stdin=endless, timeout=60)
    assert (result.returncode, "binary file" in result.stderr) == (2, True)


# --- Nothing is lost ------------------------------------------------------------------------------


def test_a_project_that_looks_like_a_model_is_searched_and_audited(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "README.md").write_text(CARD)
    (tmp_path / "vendored.safetensors").write_bytes(b"\0" * 20_000)
    (tmp_path / "app.py").write_text(USE)
    result = run("check", "--offline", "--format", "json")
    assert result.returncode == 1
    assert {one["ref"] for one in json.loads(result.stdout)["models"]} == {
        ".",
        f"huggingface:{LLAMA}",
    }


@pytest.mark.parametrize("folder", ["meta-llama/Llama-3.1-8B-Instruct", "services/chat"])
def test_an_empty_folder_is_not_green(run: Run, tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir(parents=True)
    result = run("check", folder, "--offline")
    assert (result.returncode, unread(result)) == (3, [folder])
    assert "hf:" in result.stdout


def test_what_git_tracks_is_checked_though_it_is_ignored(run: Run, tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    git(project, "init", "-q")
    (project / ".gitignore").write_text("app.py\n")
    (project / "main.py").write_text("")
    (project / "app.py").write_text(USE)
    ignored = run("check", "project", "--offline")
    assert ignored.returncode == 0
    assert "not searched: 1 that git ignores: 1 .py (project/app.py)" in ignored.stdout
    git(project, "add", "--force", "app.py")
    assert run("check", "project", "--offline").returncode == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [("data.json", b" " * 4_000_001), ("run.sh", b"exec serve\n\0"), ("a\u200b.py", USE.encode())],
)
def test_a_file_that_is_not_read_is_not_green_until_it_is_excluded(
    run: Run, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / "main.py").write_text("")
    (tmp_path / name).write_bytes(content)
    result = run("check")
    assert (result.returncode, len(unread(result))) == (3, 1)
    for arguments, settings in (
        (["--exclude", "[!m]*"], ""),
        ([], 'exclude = ["*", "!main.py"]\n'),
    ):
        (tmp_path / "licensecheck.toml").write_text(settings)
        accepted = run("check", "--format", "json", *arguments)
        assert accepted.returncode == 0, accepted.stdout + accepted.stderr
        skipped = json.loads(accepted.stdout)["skipped"]
        assert "that `exclude` leaves out" in {one["reason"] for one in skipped}


def test_what_is_excluded_altogether_is_not_green(run: Run, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(USE)
    assert run("check", "--exclude", "*", "--offline").returncode == 3
    (tmp_path / "licensecheck.toml").write_text("exclude = [1]\n")
    wrong = run("check")
    assert (wrong.returncode, "a list of patterns" in wrong.stderr) == (2, True)


# --- Odd names and depths -------------------------------------------------------------------------


NAMES = ("\udcff", "a\u200b", "a\nb", "ü" * 120, "\u202e", "##vso[x]y", "<b>", "a\\b", "-rf", " ")


@pytest.mark.parametrize("command", ["check", "audit"])
def test_no_name_ends_a_command(run: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "README.md").write_text(CARD)
    for kind in ("LICENSE{}", "{}.py", "{}/LICENSE", "{}.safetensors", "{}.json"):
        for name in NAMES:
            path = tmp_path / kind.format(name)
            path.parent.mkdir(exist_ok=True)
            path.write_text(USE)
    for format_ in ("terminal", "json", "markdown", "sarif", "github"):
        result = run(command, ".", "--offline", "--format", format_)
        assert result.returncode in {0, 1, 3}, result.stderr
        assert all(line.isprintable() for line in result.stdout.splitlines())


@pytest.mark.parametrize("command", ["check", "audit"])
def test_a_thousand_nested_folders_end_no_command(
    process: Run, tmp_path: Path, command: str
) -> None:
    (tmp_path / "README.md").write_text(CARD)
    with nested(tmp_path, 1000):
        result = process(command, ".", "--offline", timeout=120)
    assert result.returncode in {0, 1, 3}, result.stderr
    assert "too long" in " ".join(result.stdout.split())


NEITHER = {("app.py", "audit"), (".git", "audit"), ("LICENSE", "check")}
"""An audit reads neither code nor an index; a check of a stopped model gives its reasons only."""


@pytest.mark.parametrize("closed", ["folder", "LICENSE", "app.py", "README.md", ".git", "."])
def test_what_may_not_be_read_ends_no_command(tmp_path: Path, closed: str) -> None:
    """As root too, who may read everything: without that right."""
    project = tmp_path / "project"
    (project / "folder").mkdir(parents=True)
    (project / ".git").mkdir()
    for name in ("folder/LICENSE", "LICENSE", "README.md", "app.py", ".git/index"):
        (project / name).write_text(CARD)
    (project / closed).chmod(0)
    commands = [[command, "project", "--offline"] for command in ("check", "audit")]
    command_line = [sys.executable, "-m", "tests.cli.together", json.dumps(commands)]
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("setpriv is not installed")
        rights = "-dac_override,-dac_read_search"
        command_line = [
            "setpriv",
            f"--bounding-set={rights}",
            f"--inh-caps={rights}",
            *command_line,
        ]
    try:
        done = subprocess.run(
            command_line,
            check=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=120,
        )
    finally:
        (project / closed).chmod(0o700)
    (checked, *check), (audited, *audit) = json.loads(done.stdout)
    assert checked in {1, 3}, check
    assert audited in {0, 3}, audit
    for command, said in (("check", check), ("audit", audit)):
        words = " ".join(" ".join(said).split())
        assert "Permission denied" in words or (closed, command) in NEITHER
