"""Two distributions of one source: which one is installed, and what `doctor` says of it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from licensecheck import distribution
from tests.conftest import ROOT

Install = Callable[..., Path]


@pytest.fixture
def install(tmp_path: Path) -> Install:
    """Notes distributions as installed in a folder, as pip does."""

    def make(*names: str) -> Path:
        for name in names:
            folder = tmp_path / f"{name.replace('-', '_')}-1.2.dist-info"
            folder.mkdir()
            (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n")
        return tmp_path

    return make


@pytest.mark.parametrize(
    ("names", "found", "command"),
    [
        (["licensecheck-ai"], ("licensecheck-ai",), "pip install 'licensecheck-ai[mcp]'"),
        (["licensecheck-ai-cpu"], ("licensecheck-ai-cpu",), "'licensecheck-ai-cpu[mcp]'"),
        ([], (), "pip install 'licensecheck-ai[mcp]'"),
    ],
)
def test_an_extra_is_one_of_what_is_installed(
    install: Install,
    monkeypatch: pytest.MonkeyPatch,
    names: list[str],
    found: tuple[str, ...],
    command: str,
) -> None:
    place = install(*names)
    monkeypatch.setattr(sys, "path", [str(place)])
    assert distribution.installed() == found
    assert distribution.pip_install("mcp").endswith(command)


def doctor(*folders: Path) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(map(str, (*folders, ROOT)))
    return subprocess.run(
        [sys.executable, "-m", "licensecheck", "doctor", "--device", "cpu"],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def test_both_distributions_at_once_are_told(install: Install) -> None:
    done = doctor(install("licensecheck-ai", "licensecheck-ai-cpu"))
    assert done.returncode == 1
    both = "licensecheck-ai and licensecheck-ai-cpu overwrite each other: uninstall both"
    assert f"FAIL  distribution   {both}" in done.stdout


def test_both_runtimes_at_once_are_told(install: Install) -> None:
    done = doctor(install("onnxruntime", "onnxruntime-gpu"))
    assert done.returncode == 1
    assert "FAIL  ONNX Runtime" in done.stdout
    assert (
        "they overwrite each other; uninstall both, then reinstall licensecheck-ai" in done.stdout
    )


def test_one_of_each_is_well(install: Install) -> None:
    done = doctor(install())
    assert "FAIL" not in done.stdout
    assert "ok    distribution" in done.stdout
