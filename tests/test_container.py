"""The Dockerfile: what can be checked where no builder is at hand."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pathspec import GitIgnoreSpec

from requirements.slim import slim
from tests.conftest import ROOT

TEXT = (ROOT / "Dockerfile").read_text("utf-8")
IMAGE = "licensecheck-test"
STEPS = [
    line.split(" ", 1)
    for line in TEXT.replace("\\\n", " ").splitlines()
    if line and not line.startswith("#")
]


def steps(word: str) -> list[str]:
    return [rest for name, rest in STEPS if name == word]


def test_who_runs_it_has_no_rights() -> None:
    last = [name for name, _ in STEPS]
    assert "USER" in last[last.index("FROM", 1) :]
    assert all(re.fullmatch(r"[1-9]\d*:[1-9]\d*", user) for user in steps("USER"))
    assert "ADD" not in last


def test_bases_are_named_by_digest_and_all_is_installed_by_the_locked_installer() -> None:
    bases = [one.split()[0] for one in steps("FROM")]
    assert all(re.fullmatch(r"python:3\.13-slim-\w+@sha256:[0-9a-f]{64}", one) for one in bases)
    assert len(set(bases)) == 1
    runs = " && ".join(steps("RUN")).split(" && ")
    assert "python requirements/install.py /opt/licensecheck" in runs
    assert not [one for one in runs if re.search(r"\b(pip|curl|wget)\b", one)]
    assert not [one for one in runs if "apt-get install" in one and "binutils git" not in one]


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_the_git_of_the_image_is_enough_for_since(tmp_path: Path) -> None:
    """The image has the one program, without its folder of others."""
    (alone := tmp_path / "bin").mkdir()
    (alone / "git").symlink_to(str(shutil.which("git")))
    project = tmp_path / "project"
    project.mkdir()
    commit = ["-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "old"]
    (project / "old.py").write_text('AutoModel.from_pretrained("meta-llama/Llama-3.1-8B")\n')
    for words in (["init", "-q"], ["add", "."], commit):
        subprocess.run(["git", *words], cwd=project, check=True)
    (project / "new.py").write_text('AutoModel.from_pretrained("org/tern-9")\n')
    env = {"PATH": str(alone), "GIT_EXEC_PATH": str(tmp_path / "none"), "HOME": str(tmp_path)}
    env |= {"PYTHONPATH": str(ROOT), "LICENSECHECK_OFFLINE": "1"}
    command = [sys.executable, "-m", "licensecheck", "check", "--since", "HEAD", "--format", "json"]
    done = subprocess.run(command, cwd=project, env=env, capture_output=True, check=False)
    report = json.loads(done.stdout)
    assert [one["ref"] for one in report["models"]] == ["huggingface:org/tern-9"]
    assert report["unchanged"] == 1


def test_a_check_needs_no_place_to_write_in(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text('AutoModel.from_pretrained("meta-llama/Llama-3.1-8B")\n')
    env = {"PATH": os.environ["PATH"], "HOME": "/dev/null/home", "TMPDIR": "/dev/null/tmp"}
    env |= {"PYTHONPATH": str(ROOT), "LICENSECHECK_OFFLINE": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "licensecheck", "check", "--fail-on", "restricted-weights"]
    done = subprocess.run(
        command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    assert "Llama-3.1-8B" in done.stdout
    assert [one.name for one in tmp_path.iterdir()] == ["app.py"]


def test_what_is_copied_is_there_and_is_all_that_a_wheel_needs(tmp_path: Path) -> None:
    ignored = GitIgnoreSpec.from_lines((ROOT / ".dockerignore").read_text("utf-8").splitlines())
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    kept = [one for one in listed if not _is_ignored(one, ignored)]
    assert not any(one.startswith(("tests/", "docs/", "benchmarks/")) for one in kept)
    for one in kept:
        (tmp_path / one).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / one, tmp_path / one)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    assert list((tmp_path / "dist").glob("*.whl"))


def _is_ignored(path: str, spec: GitIgnoreSpec) -> bool:
    """As Docker reads it: the last pattern that fits a path, or a folder above it, counts."""
    above = ["/".join(path.split("/")[: n + 1]) + "/" for n in range(path.count("/"))]
    said = [spec.check_file(one).include for one in (*above, path)]
    return next((one for one in reversed(said) if one is not None), False)


def test_a_small_installation_is_whole(tmp_path: Path) -> None:
    package = tmp_path / "lib" / "library"
    for name in ("code.py", "tests/test_code.py", "deep/test/data.bin"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("")
    for name in (
        "numpy/f2py",
        "numpy/lib",
        "pip",
        "setuptools",
        "setuptools-1.dist-info",
        "blis",
        "pygments/lexers",
    ):
        (tmp_path / "lib" / name).mkdir(parents=True)
    for name in (
        "blis/cy.abi3.so",
        "blis/py.abi3.so",
        "blis/cy.pyx",
        "pygments/lexers/rust.py",
        "pygments/lexers/python.py",
    ):
        (tmp_path / "lib" / name).write_bytes(b"")
    slim(tmp_path / "lib")
    left = {one.relative_to(tmp_path / "lib").as_posix() for one in (tmp_path / "lib").rglob("*")}
    assert left == {
        *("library", "library/code.py", "library/deep", "numpy", "numpy/lib"),
        "setuptools-1.dist-info",  # for `pip check`
        *("blis", "blis/cy.abi3.so", "blis/py.py"),  # imported, never called
        *("pygments", "pygments/lexers", "pygments/lexers/python.py"),
    }


def test_what_starts_in_it_is_a_command_of_ours() -> None:
    [entry], [default] = steps("ENTRYPOINT"), steps("CMD")
    assert json.loads(entry) == ["licensecheck"]
    done = subprocess.run(
        [sys.executable, "-m", "licensecheck", *json.loads(default), "--help"],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0


@pytest.mark.skipif(shutil.which("docker") is None, reason="needs a builder")
def test_the_image_checks_a_project(tmp_path: Path) -> None:
    if subprocess.run(["docker", "info"], capture_output=True, check=False).returncode:
        pytest.skip("docker has no builder here")
    subprocess.run(
        ["docker", "build", "--quiet", "--tag", "licensecheck-test", "."], cwd=ROOT, check=True
    )
    (tmp_path / "app.py").write_text('AutoModel.from_pretrained("meta-llama/Llama-3.1-8B")\n')
    mounted = f"{tmp_path}:/work:ro"
    command = [
        "docker",
        "run",
        "--rm",
        "--network",
        "none",
        "--read-only",
        "--volume",
        mounted,
        "licensecheck-test",
    ]
    assert subprocess.run(command, check=False).returncode == 1
    inspect = ["docker", "image", "inspect", "--format", "{{.Size}}", IMAGE]
    size = int(subprocess.run(inspect, capture_output=True, text=True, check=True).stdout)
    assert size < 350_000_000
