"""Files that nobody can read and that somebody accepts: by the command, or in the policy."""

from pathlib import Path

import pytest

from licensecheck.errors import ExitCode, UsageError
from licensecheck.gate.unread import AcceptedUnread
from tests.cli.conftest import Run
from tests.gate.reports import gate
from tests.scan.test_not_here import POINTER


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.csv").write_text(POINTER)
    (tmp_path / "main.py").write_text("")
    return tmp_path


def test_what_was_not_read_is_named_and_stops_until_somebody_accepts_it(
    run: Run, project: Path
) -> None:
    result = run("check", "--offline")
    assert result.returncode == ExitCode.NOT_READ
    assert "data/a.csv" in result.stdout
    accepted = run("check", "--offline", "--allow-unread", "data/*.csv")
    assert accepted.returncode == ExitCode.PASS
    assert "data/a.csv" in accepted.stdout
    assert run("check", "--offline", "--allow-unread", "*.json").returncode == ExitCode.NOT_READ


def test_a_policy_accepts_it_with_a_reason(run: Run, project: Path) -> None:
    entry = "{paths: [data/], reason: Tables of measurements}"
    (project / "licensecheck-policy.yaml").write_text(f"allow-unread: [{entry}]\n")
    result = run("check", "--offline")
    assert result.returncode == ExitCode.PASS
    assert "Accepted: Tables of measurements" in result.stdout


@pytest.mark.parametrize("pattern", ["*", "**", "/**", "!a", "", "../a"])
def test_nobody_accepts_all_files_at_once(pattern: str) -> None:
    with pytest.raises(UsageError, match="--allow-unread"):
        AcceptedUnread.by_command((pattern,))
    with pytest.raises(ValueError, match=r"too broad|names no file|leaves the folder"):
        gate({"allow-unread": [{"paths": [pattern], "reason": "It has no models"}]})


@pytest.mark.parametrize(
    ("pattern", "subject", "covered"),
    [
        ("a.csv", "data/a.csv", True),
        ("/a.csv", "data/a.csv", False),
        ("lib/", "lib", True),
        ("lib/", "lib/a.py", True),
        ("a.csv", "../a.csv", False),
    ],
)
def test_patterns_are_those_of_gitignore(pattern: str, subject: str, covered: bool) -> None:
    assert AcceptedUnread.by_command((pattern,)).covers(subject) is covered
