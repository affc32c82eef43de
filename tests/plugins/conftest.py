"""A copy of the package that a file can be added to, and the real command in it."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

from tests.conftest import ROOT


@dataclass(frozen=True)
class Installation:
    """licensecheck with its rules, as somebody who extends it has it; `work` is another folder."""

    root: Path
    work: Path

    def add(self, file: str, text: str) -> None:
        """A new file of the project; one that is there is an error."""
        path = self.root / file
        assert not path.exists()
        path.write_text(dedent(text).lstrip())

    def write(self, file: str, text: str) -> None:
        """A file that a user has."""
        path = self.work / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip())

    def run(self, *arguments: str, code: int = 0) -> str:
        """What `licensecheck ARGUMENTS` prints, after it ended with this exit code."""
        done = subprocess.run(
            [sys.executable, "-m", "licensecheck", *arguments],
            cwd=self.work,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(self.work),
                "PYTHONPATH": str(self.root),
                "HF_ENDPOINT": "http://127.0.0.1:1",
            },
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """Built data is linked, as nobody adds to it; what is compiled comes along: it saves 2 s."""
    root, work = tmp_path / "project", tmp_path / "work"
    data = shutil.ignore_patterns("_data")
    shutil.copytree(ROOT / "licensecheck", root / "licensecheck", ignore=data)
    (root / "licensecheck" / "_data").symlink_to(ROOT / "licensecheck" / "_data")
    shutil.copytree(ROOT / "rules", root / "rules")
    (root / "corpus").mkdir()
    (root / "corpus" / "catalogue").symlink_to(ROOT / "corpus" / "catalogue")
    work.mkdir()
    return Installation(root, work)
