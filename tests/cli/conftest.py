"""The command line: in this process for what it answers, in one of its own for how it behaves."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir
from io import BytesIO, TextIOWrapper
from pathlib import Path
from unittest.mock import patch

import pytest

from licensecheck.cli import main

Run = Callable[..., subprocess.CompletedProcess[str]]


def _surroundings(home: Path, env: dict[str, str] | None) -> dict[str, str]:
    """An environment with an empty home and no hub in reach."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "HF_ENDPOINT": "http://127.0.0.1:1",
        # Of a checkout that is not the one that is installed.
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        **(env or {}),
    }


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs `licensecheck ARGS` in an empty folder, with what earlier runs have loaded."""

    def run(
        *args: str,
        env: dict[str, str] | None = None,
        cwd: Path = tmp_path,
        input: str = "",  # noqa: A002 - as subprocess has it
    ) -> subprocess.CompletedProcess[str]:
        given, out, err = (
            TextIOWrapper(BytesIO(one), "utf-8") for one in (input.encode(), b"", b"")
        )
        streams = {"argv": ["licensecheck", *args], "stdin": given, "stdout": out, "stderr": err}
        with (
            patch.dict(os.environ, _surroundings(tmp_path, env), clear=True),
            patch.multiple(sys, **streams),
            chdir(cwd),
            pytest.raises(SystemExit) as ended,
        ):
            main()
        return subprocess.CompletedProcess(args, ended.value.code, _printed(out), _printed(err))

    return run


def _printed(stream: TextIOWrapper) -> str:
    stream.flush()
    return stream.buffer.getvalue().decode()


@pytest.fixture
def process(tmp_path: Path) -> Run:
    """Runs `licensecheck ARGS` as `run` does, as a process of its own."""

    def process(
        *args: str, env: dict[str, str] | None = None, **options: object
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # type: ignore[call-overload]  # options of the caller
            [sys.executable, "-m", "licensecheck", *args],
            check=False,
            cwd=options.pop("cwd", tmp_path),
            env=_surroundings(tmp_path, env),
            capture_output=True,
            text=True,
            **options,
        )

    return process
