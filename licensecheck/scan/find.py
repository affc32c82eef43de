"""Search a folder or a file for models that it names."""

import codecs
import errno
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from licensecheck import disk
from licensecheck.domain import Problem, ProblemKind, in_short
from licensecheck.hubs.files import FileRole, file_role
from licensecheck.scan.comments import IGNORE, ignored
from licensecheck.scan.form import form_of
from licensecheck.scan.guard import read_guarded
from licensecheck.scan.hints import Look, hints
from licensecheck.scan.imports import Imports, imported, importers, module_of
from licensecheck.scan.siblings import (
    add_siblings,
    confirmed,
    loaded,
    may_be_of_house,
    of_house,
    without_parts,
)
from licensecheck.scan.skipped import Skipped, Why, ending
from licensecheck.scan.source import Candidate, Reference, SourceFile
from licensecheck.scan.targets import local_model
from licensecheck.scan.tree import Tree
from licensecheck.scan.weights import is_weights, models_in

__all__ = ["Reference", "SearchResult", "find"]

MAX_BYTES = 4_000_000
"""Of one file. Code and configuration are smaller; notebooks with pictures rarely larger."""
_ACCEPT = "If it names no models, `exclude` it."

# Each of these codecs takes its mark away.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins with UTF-16's mark, so it is asked first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found."""

    references: tuple[Reference, ...]
    """In the order of the files and lines."""
    files: int
    """Number of files that were read."""
    problems: tuple[Problem, ...]
    """What could not be read; `hides_terms` where a model may be named there."""
    skipped: tuple[Skipped, ...] = ()
    """What was left out on purpose."""
    endings: Mapping[str, int] = field(default_factory=dict)
    """Number of files that were read, by the ending of their names."""
    possible: tuple[Reference, ...] = ()
    """What looks like a model, where nothing says that it is one."""


def find(path: Path, exclude: Sequence[str] = ()) -> SearchResult:
    """The models that a folder, or one file, names; nothing is imported, run or asked of a hub.

    Files are named as the path was typed. Of a folder, what fits a pattern in `exclude` is left
    out: patterns as in .gitignore, by paths from the current folder.
    """
    if not os.path.isdir(path):
        search = _Search(path.parent, named=path.name)
        search.read(path.name, count=True)
        return search.result()
    tree = Tree(path, exclude)
    files = list(tree.files())
    search = _Search(path)
    for file in files:
        if not form_of(file) and not is_weights(file):
            tree.leave_out(Why.KIND, file)
    for file in search.telling([file for file in files if form_of(file)]):
        search.read(file)
    weights = [_vendored(path, folder, file) for folder, file in models_in(files)]
    search.references += weights
    found = search.result()
    problems = tuple(in_short([*found.problems, *tree.problems]))
    return replace(found, problems=problems, skipped=tree.tally.skipped())


class _Search:
    """Reads files of one folder."""

    def __init__(self, root: Path, named: str = "") -> None:
        """`named` is the file that the user named, where that was no folder."""
        self.root = root
        self.references: list[Reference] = []
        self.problems: list[Problem] = []
        self._candidates: list[tuple[str, Candidate]] = []
        self._named = named
        self._real = root.resolve()
        self._read = Counter[str]()
        self._shared: dict[str, Any] = {}
        self._without_libraries: frozenset[str] = frozenset()

    def telling(self, files: Sequence[str]) -> Iterator[str]:
        """Those of the files that may name a model; all that can be read are counted."""
        modules = frozenset(module_of(file).encode() for file in files if _is_python(file))
        imports: dict[str, Imports] = {}
        looks: dict[str, Look] = {}
        for file in files:
            content = self._content(file)
            if content is None:
                continue
            self._read[ending(file)] += 1
            looks[file] = self._look(file, content)
            if _is_python(file):
                imports[file] = imported(content, modules)
        told = {file for file, look in looks.items() if look.may_name}
        makers = {file for file in imports if looks[file].uses_library}
        told |= importers(imports, makers)
        named = importers(imports, (file for file in imports if file in told))
        told |= {file for file in named if looks[file].runs}
        using = makers | {file for file, one in imports.items() if one.library}
        using |= importers(imports, using)
        self._without_libraries = frozenset(imports.keys() - using)
        return (file for file in files if file in told)

    @staticmethod
    def _look(file: str, content: bytes) -> Look:
        """What the words of a file tell."""
        any_name = getattr(form_of(file), "ANY_NAME", False)
        if any_name or _mark_of(content) not in (None, "utf-8-sig"):
            return Look(may_name=True, uses_library=True, runs=True)
        return hints().look(content, python=_is_python(file))

    def read(self, file: str, *, count: bool = False) -> None:
        """Add what one file names."""
        form = form_of(file)
        text = self._text(file)
        if form is None or text is None:
            return
        self._read[ending(file)] += count
        source = SourceFile(
            file,
            text,
            lambda name: self._exists(file, name),
            self._neighbour,
            with_libraries=file not in self._without_libraries,
            shared=self._shared,
        )
        read_guarded(form, source)
        add_siblings(source)
        self._candidates += ((file, one) for one in source.candidates if may_be_of_house(one))
        self.references += map(self._commented, source.found)
        self.problems += map(self._weighed, source.problems)

    def _commented(self, reference: Reference) -> Reference:
        """With the reason of a comment that wants it left alone."""
        return replace(reference, ignored=ignored(self._lines(reference.file), reference.line))

    @lru_cache(50)  # noqa: B019 - as below
    def _lines(self, file: str) -> list[str]:
        text = self._text(file)
        return text.splitlines() if text and IGNORE in text.lower() else []

    def _weighed(self, problem: Problem) -> Problem:
        """Whoever names a file wants all of it checked; in a folder many are no lists of models.
        What was given up is not searched either way."""
        counts = bool(self._named) or problem.kind is ProblemKind.UNSAFE
        return replace(problem, hides_terms=problem.hides_terms and counts)

    def result(self) -> SearchResult:
        """What was found, each place once."""
        self.references = loaded(confirmed(without_parts(self.references)))
        house = of_house(self._candidates, self.references)
        self.references += map(self._commented, list(house))
        placed = (replace(one, file=(self.root / one.file).as_posix()) for one in self.references)
        said = (replace(one, subject=self._shown(one.subject)) for one in self.problems)
        # Of two at one place the certain one counts, then the first.
        ranked = sorted(placed, key=lambda one: not one.certain)
        first = {(one.file, one.line, one.model): one for one in reversed(ranked)}
        ordered = sorted(_closest(first.values()), key=lambda one: (one.file, one.line, one.text))
        certain = tuple(one for one in ordered if one.certain)
        known = {one.model for one in certain}
        possible = tuple(one for one in ordered if not one.certain and one.model not in known)
        problems = tuple(dict.fromkeys(said))
        read = dict(self._read.most_common())
        files = self._read.total()
        return SearchResult(certain, files, problems, endings=read, possible=possible)

    def _shown(self, file: str) -> str:
        return (self.root / file).as_posix()

    def _text(self, file: str) -> str | None:
        """The text of a file; None where it has none that can be read, which is noted."""
        content = self._content(file)
        return None if content is None else content.decode(_mark_of(content) or "utf-8", "replace")

    def _content(self, file: str) -> bytes | None:
        """The bytes of a text, likewise."""
        try:
            content = disk.whole(self._place(file), MAX_BYTES)
        except disk.TooLongError as error:
            message = f"{error.strerror}; it was not searched. {_ACCEPT}"
            self._complain(ProblemKind.TOO_LARGE, file, message, hides=not _is_data(file))
            return None
        except OSError as error:
            self._complain(ProblemKind.UNAVAILABLE, file, f"{error.strerror}; it was not searched.")
            return None
        if _mark_of(content) is None and b"\0" in content[:8000]:
            message = f"it is no text; it was not searched. {_ACCEPT}"
            self._complain(ProblemKind.BINARY, file, message)
            return None
        return content

    def _place(self, file: str) -> Path:
        """Where a file lies: what the user named lies anywhere, all others in the folder."""
        path = self.root / file
        if file == self._named:
            return path
        place = disk.within(path, (self._real,))
        if place is None:  # a link that was changed since
            raise OSError(errno.ENOENT, "it leads out of what is searched", file)
        return place

    def _complain(self, kind: ProblemKind, file: str, message: str, *, hides: bool = True) -> None:
        self.problems.append(Problem(kind, file, message, hides or file == self._named))

    def _exists(self, file: str, name: str) -> bool:
        """Whether a text is a path here: from the root, or from the file that names it."""
        if ".." in name or len(name) > 200:
            return False
        here = self.root / name, (self.root / file).parent / name
        return any(map(os.path.exists, here))

    def _neighbour(self, file: str) -> str | None:
        return self._text(file) if self._is_there(file) else None

    @lru_cache(100_000)  # noqa: B019 - a search lives as long as its cache
    def _is_there(self, file: str) -> bool:
        path = self.root / file
        return disk.within(path, (self._real,)) is not None and disk.is_readable(path)


def _closest(references: Iterable[Reference]) -> Iterator[Reference]:
    """Of several that are one name at one place, those that are closest to its use: the call that
    loads a constant knows the revision, the key that the constant has does not."""
    named = defaultdict[tuple[str, int, str], list[Reference]](list)
    for one in references:
        named[one.file, one.line, one.text].append(one)
    for same in named.values():
        least = min(one.distance for one in same)
        yield from (one for one in same if one.distance == least)


def _mark_of(content: bytes) -> str | None:
    """The codec of a text, by the mark that it begins with; None without one."""
    return next((name for mark, name in _MARKS if content.startswith(mark)), None)


def _is_python(file: str) -> bool:
    return file.endswith((".py", ".pyw"))


def _is_data(file: str) -> bool:
    """True for a tokenizer's vocabulary (those of Llama 3 and Gemma 2 have 9 and 17 MB), and for
    lines of data and dumps of databases, which are large as a rule."""
    if file.lower().endswith((".jsonl", ".ndjson", ".sql", ".csv", ".tsv", ".xml")):
        return True
    return file.endswith(".json") and file_role(file) is FileRole.TOKENIZER


def _vendored(root: Path, folder: str, file: str) -> Reference:
    return Reference(folder, 0, file, "weights", local_model(root / folder))
