"""What a tree ships beside its code: texts that may hold notices, and models by their names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from licensecheck import disk
from licensecheck.errors import UsageError
from licensecheck.scan.tree import Tree
from licensecheck.scan.weights import is_weights

LARGEST, MOST = 1_000_000, 50_000_000
"""Bytes of one file, and of all; the page of third-party notices of a large product has 1 MB."""
_TITLE = re.compile(r"^# +(\S.*?) *#*$", re.M)


@dataclass(frozen=True, slots=True)
class Shipped:
    """What was read of a tree."""

    texts: tuple[tuple[str, str], ...]
    """Path and text of each file that is a text."""
    models: tuple[str, ...]
    """Names of the models whose weights lie there: the title of the card beside them, else the
    folder."""
    whole: bool
    """False where files were left out because there are too many."""


def shipped(root: Path, exclude: Sequence[str] = ()) -> Shipped:
    """The texts and models of a folder; UsageError where there is none."""
    if not root.is_dir():
        raise UsageError(f"{root} is no folder", remedy="Name the tree that you ship.")
    files = list(Tree(root, exclude).files())
    texts, left = {}, MOST
    for file in sorted(files, key=lambda one: (one.count("/"), one)):
        if left > 0 and (text := _text(root / file)) is not None:
            texts[file] = text
            left -= len(text)
    names = dict.fromkeys(_names(root, files, texts))
    return Shipped(tuple(texts.items()), tuple(names), left > 0)


def _text(path: Path) -> str | None:
    """The beginning of a text; None for what is none, or cannot be read."""
    try:
        content = disk.beginning(path, LARGEST)
    except OSError:
        return None
    return None if b"\0" in content else content.decode("utf-8", "replace")


def _names(root: Path, files: Sequence[str], texts: dict[str, str]) -> Iterator[str]:
    for folder in dict.fromkeys(PurePosixPath(one).parent for one in files if is_weights(one)):
        title = _TITLE.search(texts.get((folder / "README.md").as_posix(), ""))
        yield title[1] if title else folder.name or root.resolve().name
