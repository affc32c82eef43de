"""Search a folder or a file for models that it names."""

import codecs
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from licensecheck.references.forms import form_of
from licensecheck.references.guard import read_guarded
from licensecheck.references.source import Reference, Source
from licensecheck.references.tree import Tree
from licensecheck.references.weights import models_in
from licensecheck.types import ModelRef, Problem, ProblemKind

__all__ = ["Found", "Reference", "find"]

MAX_BYTES = 4_000_000
"""Of one file. Code and configuration are smaller; notebooks with pictures rarely larger."""

# Each of these codecs takes its mark away.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins with UTF-16's mark, so it is asked first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found."""

    references: tuple[Reference, ...]
    """In the order of the files and lines."""
    files: int
    """Number of files that were read."""
    problems: tuple[Problem, ...]


def find(path: Path) -> Found:
    """The models that a folder, or one file, names; nothing is imported, run or asked of a hub.

    Files are named as the path was typed. What cannot be read is in `problems`.
    """
    if path.is_file():
        search = _Search(path.parent)
        search.read(path.name)
        return search.result()
    tree = Tree(path)
    files = list(tree.files())
    search = _Search(path)
    for file in files:
        if form_of(file):
            search.read(file)
    weights = [_vendored(path, folder, file) for folder, file in models_in(files)]
    search.references += weights
    search.problems += tree.problems
    return search.result()


class _Search:
    """Reads files of one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.references: list[Reference] = []
        self.problems: list[Problem] = []
        self._read = 0
        self._shared: dict[str, Any] = {}

    def read(self, file: str) -> None:
        """Add what one file names."""
        form = form_of(file)
        text = self._text(file)
        if form is None or text is None:
            return
        self._read += 1
        source = Source(
            file, text, lambda name: self._exists(file, name), self._neighbour, self._shared
        )
        read_guarded(form, source)
        self.references += source.found
        self.problems += source.problems

    def result(self) -> Found:
        """What was found, each place once."""
        placed = (replace(one, file=(self.root / one.file).as_posix()) for one in self.references)
        problems = (replace(one, subject=self._shown(one.subject)) for one in self.problems)
        first = {(one.file, one.line, one.model): one for one in reversed(list(placed))}
        ordered = sorted(_closest(first.values()), key=lambda one: (one.file, one.line, one.text))
        return Found(tuple(ordered), self._read, tuple(dict.fromkeys(problems)))

    def _shown(self, file: str) -> str:
        root = self.root.as_posix()
        return file if root == "." or file.startswith(root) else f"{root}/{file}"

    def _text(self, file: str) -> str | None:
        path = self.root / file
        try:
            if path.stat().st_size > MAX_BYTES:
                message = f"larger than {MAX_BYTES:,} bytes; it was not searched."
                self._complain(ProblemKind.TOO_LARGE, file, message)
                return None
            content = path.read_bytes()
        except OSError as error:
            self._complain(ProblemKind.UNAVAILABLE, file, f"{error.strerror}; it was not searched.")
            return None
        text = _decoded(content)
        if text is None:
            self._complain(ProblemKind.BINARY, file, "it is no text; it was not searched.")
        return text

    def _complain(self, kind: ProblemKind, file: str, message: str) -> None:
        self.problems.append(Problem(kind, file, message))

    def _exists(self, file: str, name: str) -> bool:
        """Whether a text is a path here: from the root, or from the file that names it."""
        if ".." in name or len(name) > 200:
            return False
        try:
            return (self.root / name).exists() or (self.root / file).parent.joinpath(name).exists()
        except (OSError, ValueError):
            return False

    @lru_cache(500)  # noqa: B019 - a search lives as long as its cache
    def _neighbour(self, file: str) -> str | None:
        if ".." in PurePosixPath(file).parts or not (self.root / file).is_file():
            return None
        return self._text(file)


def _closest(references: Iterable[Reference]) -> Iterator[Reference]:
    """Of several that are one name at one place, those that are closest to its use: the call that
    loads a constant knows the revision, the key that the constant has does not."""
    named = defaultdict[tuple[str, int, str], list[Reference]](list)
    for one in references:
        named[one.file, one.line, one.text].append(one)
    for same in named.values():
        least = min(one.distance for one in same)
        yield from (one for one in same if one.distance == least)


def _decoded(content: bytes) -> str | None:
    """The text of a file, by the mark that it begins with, else UTF-8; None where it is none."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), None)
    if encoding is None and b"\0" in content[:8000]:
        return None
    return content.decode(encoding or "utf-8", "replace")


def _vendored(root: Path, folder: str, file: str) -> Reference:
    name = (root / folder).as_posix()
    # A name without a slash would not be typed as a path.
    model = ModelRef("local", name if "/" in name or name == "." else f"./{name}")
    return Reference(folder, 0, file, "weights", model)
