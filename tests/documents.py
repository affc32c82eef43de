"""Pages of the documentation: the blocks in them, and a shell to run them in."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)


def blocks(page: str, language: str) -> Iterator[str]:
    """The fenced blocks of one language in `docs/PAGE`, in their order."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    return (block for name, block in _FENCE.findall(text) if name == language)


def shell(
    script: str, folder: Path, *flags: str, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a script with bash in a folder, `licensecheck` being ours and no hub in reach."""
    surroundings = {
        "PATH": f"{launcher(folder.parent / 'bin').parent}:{os.environ['PATH']}",
        "HOME": str(folder.parent),
        "PYTHONPATH": str(ROOT),
        "HF_ENDPOINT": "http://127.0.0.1:1",
        **(env or {}),
    }
    return subprocess.run(
        ["bash", *flags, "-c", script],
        cwd=folder,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )


def launcher(folder: Path) -> Path:
    """The command `licensecheck` in a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    command = folder / "licensecheck"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m licensecheck "$@"\n')
    command.chmod(0o755)
    return command
