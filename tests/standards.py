"""Schemas and checkers that others publish, each of one version and checked by its digest.

They are not ours to copy: the registry's own client fetches their package once, into `.cache`.
"""

import hashlib
import os
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.conftest import ROOT

KEPT = ROOT / ".cache" / "standards"
NPM = ("npm", "pack", "--loglevel=error", "--fetch-retries=0", "--pack-destination")
SOURCES = (sys.executable, "-m", "pip", "download", "--quiet", "--retries=0", "--no-deps")


@dataclass(frozen=True, slots=True)
class Published:
    """One file of a published archive."""

    fetch: tuple[str, ...]
    """The command that fetches the package; a folder and the package's name follow."""
    package: str
    member: str
    sha256: str


AXE = Published(
    NPM,
    "axe-core@4.14.1",
    "package/axe.min.js",
    "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c",
)
JUNIT = Published(  # Jenkins' xUnit plugin's, which takes Surefire's files too
    (*SOURCES, "--no-binary=pytest", "--dest"),
    "pytest==8.4.2",
    "pytest-8.4.2/testing/example_scripts/junit-10.xsd",
    "a1a816f58d1bf95ebabf371994df0b9246dee66ea9572fbec4f9296f1b2c0ff6",
)
SARIF = Published(
    NPM,
    "@microsoft/jest-sarif@1.0.0-beta.0",
    "package/lib/schemas/sarif-2.1.0-rtm.5.json",
    "2d99159ae54a3eea97f81781cff48780548657c35949f4b7f25e99a2ba4de4f8",
)
SPDX = Published(  # generated from the standard's SHACL model
    NPM,
    "@cyclonedx/cdxgen@12.8.4",
    "package/data/spdx-export.schema.json",
    "873ff9d3177a0c12495fe585c5012f7bec0aa70aabed1f2f1e79f25bd95eb107",
)


def standard(published: Published) -> Path:
    """The file, fetched now where it is not kept; the test is skipped where it cannot be had."""
    path = KEPT / published.sha256[:12] / Path(published.member).name
    if not path.is_file():
        problem = _fetch(published, path)
        if problem:
            pytest.skip(f"{published.package} cannot be fetched: {problem}")
    return path


@cache
def _fetch(published: Published, path: Path) -> str:
    """Keep the file; else why that was not possible."""
    with TemporaryDirectory() as folder:
        command = [*published.fetch, folder, published.package]
        try:
            subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
        except FileNotFoundError:
            return f"there is no {command[0]} here"
        except subprocess.CalledProcessError as error:
            return (error.stderr.strip().splitlines() or ["no reason given"])[0]
        except subprocess.TimeoutExpired:
            return "the registry did not answer"
        content = _member(next(Path(folder).iterdir()), published.member)
    assert hashlib.sha256(content).hexdigest() == published.sha256, f"{published} was changed"
    path.parent.mkdir(parents=True, exist_ok=True)
    # Several test processes may be here at once.
    half = path.with_name(f"{path.name}.{os.getpid()}")
    half.write_bytes(content)
    half.replace(path)
    return ""


def _member(archive: Path, name: str) -> bytes:
    with tarfile.open(archive) as opened:
        file = opened.extractfile(name)
        assert file is not None
        return file.read()
