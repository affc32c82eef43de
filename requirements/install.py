"""Install licensecheck for the CPU into an environment of its own, as action, hook and image do.

    python requirements/install.py FOLDER

What is fetched is what cpu.txt and build.txt name, each file checked by its hash and none of them
built here; licensecheck is built from this source, as `licensecheck-ai-cpu`.
"""

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
_LOCKED = ("--require-hashes", "--only-binary=:all:", "--requirement")


def install(folder: Path) -> str:
    """Make the environment, anew where there is one; says where the command is."""
    python = _environment(folder)
    _pip(python, *_LOCKED, str(HERE / "cpu.txt"))
    with tempfile.TemporaryDirectory() as place:
        _pip(python, "--no-index", "--no-deps", str(_wheel(Path(place))))
    _run(python, str(HERE / "slim.py"))
    _compile(python)
    return told(python)


def told(python: Path) -> str:
    """Where the command is that was installed beside this Python, and how to call it."""
    command = python.with_name(f"licensecheck{python.suffix}")
    return f"licensecheck is at {command}: call it there, or have {command.parent} in your PATH"


def _compile(python: Path) -> None:
    """Keep the bytecode of what a check and an audit load, and of nothing else: a third of all."""
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "README.md").write_text(_CARD, "utf-8")
        for command in ("check", "audit"):
            words = ("-m", "licensecheck", command, "--offline", "--quiet", place)
            surroundings = {**os.environ, "LICENSECHECK_CACHE": place}
            subprocess.run(
                [str(python), *words], cwd=place, env=surroundings, check=False, capture_output=True
            )


_CARD = """---
license: apache-2.0
---
# Zebra

Zebra is a model of language. Its weights may be used, and must not be sold.
"""


def _wheel(place: Path) -> Path:
    """The wheel of this source, built in an environment below a folder."""
    python, built = _environment(place / "build"), place / "dist"
    _pip(python, *_LOCKED, str(HERE / "build.txt"))
    _run(python, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(built))
    return next(built.glob("*.whl"))


def _environment(folder: Path) -> Path:
    """The Python of a new environment."""
    venv.create(folder, clear=True, with_pip=True)
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _pip(python: Path, *words: str) -> None:
    _run(
        python,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-compile",
        *words,
    )


def _run(python: Path, *words: str) -> None:
    surroundings = {**os.environ, "LICENSECHECK_BUILD": "cpu"}
    subprocess.run([str(python), *words], cwd=HERE.parent, env=surroundings, check=True)


if __name__ == "__main__":
    print(install(Path(sys.argv[1]).resolve()))
