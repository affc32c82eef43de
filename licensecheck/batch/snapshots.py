"""Models in a folder, as Hugging Face's cache or a mirror keeps them, as rows of a dump.

Their cards are read, and the names of their files; not the texts of licences, as of any dump.
"""

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from licensecheck import disk
from licensecheck.hubs.checkout import first_line

MOST_FILES = 10_000
"""Names of files of one model; the largest on the hub has some thousands."""
_CARD = "README.md"
_CARD_BYTES = 4_000_000
"""A million characters take no more."""
_CACHE = "models--"

Rows = Iterator[Mapping[str, Any]]


def rows(folder: Path) -> Rows:
    """One row for each model: `models--org--name/snapshots/…` as the cache has it, `org/name`, or
    a folder with files of its own."""
    for one in _folders(folder):
        if one.name.startswith(_CACHE):
            if found := _cached(one):
                yield _row("/".join(one.name.split("--")[1:]), found, found.name)
        elif any(inner.is_file() for inner in one.iterdir()):
            yield _row(one.name, one)
        else:
            yield from (_row(f"{one.name}/{inner.name}", inner) for inner in _folders(one))


def _folders(folder: Path) -> list[Path]:
    return sorted(one for one in folder.iterdir() if one.is_dir() and not one.name.startswith("."))


def _cached(folder: Path) -> Path | None:
    """The snapshot of `main`, else the last one by name; None where there is none."""
    there = _folders(folder / "snapshots") if (folder / "snapshots").is_dir() else []
    main = first_line(folder / "refs" / "main")
    return next((one for one in there if one.name == main), there[-1] if there else None)


def _row(name: str, folder: Path, revision: str = "") -> Mapping[str, Any]:
    files = (one.relative_to(folder).as_posix() for one in folder.rglob("*") if not one.is_dir())
    row = {"id": name, "sha": revision, "siblings": sorted(islice(files, MOST_FILES))}
    try:
        return {**row, "card": disk.text(folder / _CARD, _CARD_BYTES)}
    except (OSError, UnicodeDecodeError):
        return row
