"""Search a folder or a file for models that it names."""

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from licensecheck.domain import Problem, ProblemKind, in_short
from licensecheck.hubs import limited
from licensecheck.scan.comments import IGNORE, ignored
from licensecheck.scan.contents import Contents, visible
from licensecheck.scan.endpoints import Moved, moved
from licensecheck.scan.evident import is_possible
from licensecheck.scan.form import form_of, read_as
from licensecheck.scan.guard import read_guarded
from licensecheck.scan.served import as_served
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
from licensecheck.scan.workers import worked_on

__all__ = ["Reference", "SearchResult", "find"]

_OWNED = re.compile(r"[\w.-]{1,96}/[\w.-]{1,96}")


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
    moved: tuple[Moved, ...] = ()
    """What says that models of a hub are loaded from another host."""


def find(path: Path, exclude: Sequence[str] = ()) -> SearchResult:
    """The models that a folder, or one file, names; nothing is imported, run or asked of a hub.

    Files are named as the path was typed. Of a folder, what fits a pattern in `exclude` is left
    out: patterns as in .gitignore, by paths from the current folder.
    """
    if not os.path.isdir(path):
        search = _Search(path.parent, named=path.name)
        search.knows(path.name)
        search.read([path.name])
        return search.result()
    tree = Tree(path, exclude)
    files = list(tree.files())
    search = _Search(path)
    read = [file for file in files if search.knows(file)]
    for file in sorted({*files}.difference(read)):
        if not is_weights(file):
            tree.leave_out(Why.KIND, file)
    search.read(read)
    weights = [_vendored(path, folder, file) for folder, file in models_in(files)]
    search.references += weights
    found = search.result()
    problems = tuple(in_short([*found.problems, *tree.problems]))
    return replace(found, problems=problems, skipped=tree.tally.skipped())


@dataclass(frozen=True, slots=True)
class _Read:
    """What reading a file gives."""

    references: Sequence[Reference] = ()
    candidates: Sequence[Candidate] = ()
    problems: Sequence[Problem] = ()
    moved: Sequence[Moved] = ()
    is_text: bool = True


class _Search:
    """Reads files of one folder, by several processes where there are many: what one of them finds
    depends on no other, so that who reads it changes nothing."""

    def __init__(self, root: Path, named: str = "") -> None:
        """`named` is the file that the user named, where that was no folder."""
        self.root = root
        self.references: list[Reference] = []
        self.problems: list[Problem] = []
        self._candidates: list[tuple[str, Candidate]] = []
        self._moved: list[Moved] = []
        self._named = named
        self._contents = Contents(root, named)
        self._counted = Counter[str]()
        self._shared: dict[str, Any] = {}
        self._read_as: dict[str, str] = {}

    def knows(self, file: str) -> bool:
        """True for a file of a kind that is read, by its name or by its first line; it is read
        then by the name of that kind."""
        self._read_as[file] = self._contents.script(file) or read_as(file)
        return bool(self._read_as[file])

    def read(self, files: Sequence[str]) -> None:
        """Add what the files name, and count those that can be read."""
        for file, one in zip(files, worked_on(files, self._found_in), strict=True):
            found = one or _Read(problems=[self._lost(file)], is_text=False)
            self.references += found.references
            self._candidates += ((file, candidate) for candidate in found.candidates)
            self.problems += found.problems
            self._moved += found.moved
            self._counted[ending(file)] += found.is_text

    def _found_in(self, file: str) -> _Read:
        """What one file names."""
        as_ = self._read_as[file]
        form = form_of(as_)
        written = self._contents.text(file)
        if form is None or written is None:
            return _Read(problems=self._contents.taken(), is_text=False)
        text = visible(written)
        source = SourceFile(
            as_,
            text,
            lambda name: self._contents.exists(file, name),
            self._contents.neighbour,
            shared=self._shared,
        )
        read_guarded(form, source)
        add_siblings(source)
        source.found = list(as_served(source.found, text, file))
        if text != written:
            _tell_unseen(source, written.split("\n"))
        # In a list that names a model, the other lines name some too.
        is_list = getattr(form, "IS_LIST", False) and bool(source.found)
        told = bool(source.found) or self._named or _has_possible(source)
        said = (one for one in source.problems if told or one.hides_terms)
        problems = (_called(one, as_, file) for one in said)
        weighed = (self._weighed(one, is_list=is_list) for one in problems)
        found = (replace(one, file=file) if one.file == as_ else one for one in source.found)
        return _Read(
            tuple(map(self._commented, found)),
            tuple(filter(may_be_of_house, source.candidates)),
            (*self._contents.taken(), *weighed),
            moved(text, file, python=as_.endswith((".py", ".pyw"))),
        )

    @staticmethod
    def _lost(file: str) -> Problem:
        message = "the process that read it ended; it was not searched."
        return Problem(ProblemKind.UNSAFE, file, message)

    def _commented(self, reference: Reference) -> Reference:
        """With the reason of a comment that wants it left alone."""
        return replace(reference, ignored=ignored(self._lines(reference.file), reference.line))

    @lru_cache(50)  # noqa: B019 - as below
    def _lines(self, file: str) -> list[str]:
        text = self._contents.text(file)
        return text.splitlines() if text and IGNORE in text.lower() else []

    def _weighed(self, problem: Problem, *, is_list: bool) -> Problem:
        """Whoever names a file wants all of it checked; in a folder many are no lists of models.
        What was given up is not searched either way."""
        counts = bool(self._named) or is_list or problem.kind is ProblemKind.UNSAFE
        return replace(problem, hides_terms=problem.hides_terms and counts)

    def result(self) -> SearchResult:
        """What was found, each place once."""
        self.references = loaded(confirmed(without_parts(self.references)))
        house = of_house(self._candidates, self.references)
        self.references += map(self._commented, list(house))
        self.problems += self._contents.taken()
        placed = map(self._placed, self.references)
        said = (replace(one, subject=self._shown(one.subject)) for one in self.problems)
        # Of two at one place the certain one counts, then the closest to its use, then the first.
        ranked = sorted(placed, key=lambda one: (not one.certain, one.distance))
        first = {(one.file, one.line, one.model): one for one in reversed(ranked)}
        ordered = sorted(_closest(first.values()), key=lambda one: (one.file, one.line, one.text))
        certain = tuple(one for one in ordered if one.certain)
        known = {one.model for one in certain}
        possible = tuple(one for one in ordered if not one.certain and one.model not in known)
        problems = tuple(dict.fromkeys(said))
        read = dict(self._counted.most_common())
        files = self._counted.total()
        elsewhere = tuple(replace(one, file=self._shown(one.file)) for one in self._moved)
        return SearchResult(certain, files, problems, (), read, possible, elsewhere)

    def _placed(self, one: Reference) -> Reference:
        """With its file as one types it here; a path in it names nothing outside of the folder."""
        file, model = (self.root / one.file).as_posix(), one.model
        within = limited(model, self.root) if model.hub == "local" else model
        return replace(one, file=file, model=within)

    def _shown(self, file: str) -> str:
        return (self.root / file).as_posix()


def _closest(references: Iterable[Reference]) -> Iterator[Reference]:
    """Of several that are one name at one place, those that are closest to its use: the call that
    loads a constant knows the revision, the key that the constant has does not."""
    named = defaultdict[tuple[str, int, str], list[Reference]](list)
    for one in references:
        named[one.file, one.line, one.text].append(one)
    for same in named.values():
        least = min(one.distance for one in same)
        yield from (one for one in same if one.distance == least)


def _has_possible(source: SourceFile) -> bool:
    """True for a file that was not read to its end and has a text that may be a model's name."""
    return bool(source.problems) and any(map(is_possible, _OWNED.findall(source.text)))


def _tell_unseen(source: SourceFile, lines: Sequence[str]) -> None:
    """Say where a line that names a model has characters that nobody sees."""
    for line in sorted({one.line for one in source.found if one.file == source.file}):
        if 0 < line <= len(lines) and visible(lines[line - 1]) != lines[line - 1]:
            source.complain(line, "it has invisible characters; it was read without them.")


def _called(problem: Problem, as_: str, file: str) -> Problem:
    """A problem of a file by the name that it has, not by that of its kind."""
    if as_ == file or not problem.subject.startswith(as_):
        return problem
    return replace(problem, subject=file + problem.subject.removeprefix(as_))


def _vendored(root: Path, folder: str, file: str) -> Reference:
    return Reference(folder, 0, file, "weights", local_model(root / folder))
