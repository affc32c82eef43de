"""An installation whose classifier is not the one released: it is not used, and that is said."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from licensecheck.classify.released import FILES, FOLDER
from tests.conftest import ROOT

Run = Callable[..., subprocess.CompletedProcess[str]]
TERMS = "ZEBRA TERMS\n\n1. You may use the Zebra model.\n\n2. You may not sell the Zebra model.\n"


@pytest.fixture
def installation(tmp_path: Path) -> Path:
    """A copy of the package whose data are links, but for those of the classifier."""
    place = tmp_path / "site"
    shutil.copytree(
        ROOT / "licensecheck", place / "licensecheck", ignore=shutil.ignore_patterns("_data")
    )
    shutil.copytree(FOLDER, place / "licensecheck" / "_data" / "classifier")
    (place / "licensecheck" / "_data" / "index.bin").symlink_to(FOLDER.parent / "index.bin")
    for name in ("rules", "corpus"):
        (place / name).symlink_to(ROOT / name)
    return place


@pytest.fixture
def run(installation: Path, tmp_path: Path) -> Run:
    def run(*args: str, **options: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "licensecheck", *args],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(installation)},
            check=False,
            capture_output=True,
            text=True,
            input=options.get("input"),
        )

    return run


def damage(installation: Path, name: str) -> None:
    file = installation / "licensecheck" / "_data" / "classifier" / name
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


@pytest.mark.parametrize("name", FILES)
def test_what_it_should_have_read_is_a_problem_and_doctor_fails(
    run: Run, installation: Path, name: str
) -> None:
    sound = json.loads(run("license", "-", "-f", "json", input=TERMS).stdout)
    assert not [one for one in sound["problems"] if one["subject"] == "classifier"]
    assert sound["tool"]["model_sha256"]
    damage(installation, name)

    found = json.loads(run("license", "-", "-f", "json", input=TERMS).stdout)
    [problem] = [one for one in found["problems"] if one["subject"] == "classifier"]
    assert problem["hides_terms"]
    assert f"{name} is not the file that was released" in problem["message"]
    assert found["tool"]["model_sha256"] is None
    assert found["osd"]["conformant"] is not True

    doctor = run("doctor", "--device", "cpu")
    assert doctor.returncode == 1
    assert f"FAIL  classifier     not used, {name} is not the file" in doctor.stdout


def test_what_needs_no_classifier_is_answered(run: Run, installation: Path) -> None:
    damage(installation, "model.onnx")
    answer = json.loads(run("license", "MIT", "-f", "json").stdout)
    assert answer["osd"]["conformant"] is True
    assert answer["problems"] == []


def test_a_licence_by_name_opens_neither_weights_nor_runtime(run: Run, installation: Path) -> None:
    (installation / "licensecheck" / "_data" / "classifier" / "model.onnx").unlink()
    program = (
        "import sys; from licensecheck.cli.commands import app\n"
        "app(['license', 'MIT', '-f', 'json'], standalone_mode=False)\n"
        "assert not {'onnxruntime', 'spacy'} & sys.modules.keys()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(installation)},
    )  # fmt: skip
    assert json.loads(done.stdout)["tool"]["model_sha256"]
