"""What is installed finds its rules, facts and catalogue, however it was installed."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

MOST_BYTES = 90_000_000
"""PyPI takes files of up to 100 MB."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return folder


def explained(root: Path) -> str:
    """What the package in a folder says, with nothing of the checkout in reach."""
    code = "import licensecheck.cli, sys; print(licensecheck.__file__); licensecheck.cli.main()"
    result = subprocess.run(
        [sys.executable, "-c", code, "explain", "scale-threshold"],
        cwd=root,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(root), "HOME": str(root)},
        check=True,
        capture_output=True,
        text=True,
    )
    where, _, text = result.stdout.partition("\n")
    assert Path(where).is_relative_to(root)
    return text


def test_a_wheel_carries_rules_catalogue_index_and_classifier(built: Path, tmp_path: Path) -> None:
    wheel = next(built.glob("*.whl"))
    assert wheel.stat().st_size < MOST_BYTES
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        archive.extractall(tmp_path)  # noqa: S202 - our own wheel, built just now
    assert {"licensecheck/_rules/criteria/osd.yaml", "licensecheck/_data/index.bin"} <= names
    assert "licensecheck/_data/classifier/model.onnx" in names
    assert "licensecheck/reports/templates/style.css" in names
    assert any(name.startswith("licensecheck/_catalogue/") for name in names)
    assert explained(tmp_path).startswith("scale-threshold")


def test_a_source_archive_finds_its_rules_too(built: Path, tmp_path: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        archive.extractall(tmp_path, filter="data")
    root = next(tmp_path.iterdir())
    assert (root / "tests").is_dir()
    assert explained(root).startswith("scale-threshold")


def test_an_editable_install_finds_the_rules_of_the_checkout() -> None:
    assert explained(ROOT).startswith("scale-threshold")
