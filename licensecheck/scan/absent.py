"""What git tracks and the disk has not: submodules that nobody fetched, and what a sparse checkout
leaves out. Models may be named there."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from licensecheck import disk
from licensecheck.hubs.checkout import Entry
from licensecheck.scan.names import model_named

_SECTION = re.compile(r"^\s*\[", re.M)
_PATH = re.compile(r"^\s*path\s*=\s*(.+?)\s*$", re.M)
_URL = re.compile(r"^\s*url\s*=\s*(\S+)", re.M)
_MAX_LIST = 1_000_000
"""Bytes of a list of submodules."""

_NOT_FETCHED = "it is a submodule that is not here: run `git submodule update --init`."
_SPARSE = "git tracks it, and the checkout is sparse: run `git sparse-checkout disable`."


def absent(top: Path, entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """Paths of the entries of an index that are not below the top, and why; of a folder with a
    slash at its end. The repository of a model is none: it is checked as a model."""
    addresses = _addresses(top)
    for one in entries:
        if one.is_submodule:
            if not _is_here(top, one) and not _is_model(addresses.get(one.path, "")):
                yield f"{one.path}/", _NOT_FETCHED
        elif one.skipped and not disk.is_there(top / one.path):
            yield one.path, _SPARSE


def _is_here(top: Path, submodule: Entry) -> bool:
    """True for one that was fetched, or whose files lie there without git."""
    try:
        return any((top / submodule.path).iterdir())
    except OSError:
        return False


def _is_model(address: str) -> bool:
    return bool(address) and model_named(address, "address", None) is not None


def _addresses(top: Path) -> Mapping[str, str]:
    """The addresses of submodules by their paths."""
    try:
        text = disk.beginning(top / ".gitmodules", _MAX_LIST).decode("utf-8", "replace")
    except OSError:
        return {}
    sections = _SECTION.split(text)
    found = ((_PATH.search(one), _URL.search(one)) for one in sections)
    return {path[1]: url[1] for path, url in found if path and url}
