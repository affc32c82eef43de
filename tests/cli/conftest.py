"""The real command, as a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs `licensecheck ARGS` in an empty folder with an empty home and no hub in reach."""

    def run(*args: str, env: dict[str, str] | None = None, **options: object) -> object:
        surroundings = {
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "HF_ENDPOINT": "http://127.0.0.1:1",
            # Of a checkout that is not the one that is installed.
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
            **(env or {}),
        }
        command = [sys.executable, "-m", "licensecheck", *args]
        return subprocess.run(  # type: ignore[call-overload]  # options of the caller
            command,
            check=False,
            cwd=options.pop("cwd", tmp_path),
            env=surroundings,
            capture_output=True,
            text=True,
            **options,
        )

    return run  # type: ignore[return-value]  # subprocess's overloads
