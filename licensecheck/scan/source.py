"""A file that is searched, and what is found in it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from licensecheck.domain import ModelRef, Problem, ProblemKind
from licensecheck.scan.bounds import spend
from licensecheck.scan.evident import is_doubtful
from licensecheck.scan.hosted import is_stranger, loads_from_hub
from licensecheck.scan.names import (
    Download,
    Exists,
    default_of,
    downloads,
    model_named,
    nothing_exists,
)
from licensecheck.scan.patterns import kind_of, patterns

Neighbour = Callable[[str], str | None]
COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}|sha256:[0-9a-f]{64}")


def _no_file(_: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Reference:
    """A place that names a model."""

    file: str
    """Path from the folder that was searched, with forward slashes."""
    line: int
    """1-based line of the name; 0 for a folder that holds weights."""
    text: str
    """The name as it is written."""
    how: str
    """Library, command or key that names it; of a key or variable, with that word before it."""
    model: ModelRef
    exact: bool = False
    """True where the address names one version, without a revision."""
    ignored: str | None = None
    """Why a comment there wants it left alone; empty where it does not say, None without one."""
    certain: bool = True
    """False for what looks like a model and stands where nothing says what it is."""

    @property
    def pinned(self) -> bool:
        """True where the revision is a commit or digest, or the address names one version."""
        revision = self.model.revision
        return self.exact or bool(revision and COMMIT.fullmatch(revision))

    @property
    def distance(self) -> int:
        """0 for a use: a call, a command; 1 for a key or variable whose name says that it names a
        model; 2 for an address that says so itself, whatever stands around it."""
        if self.how in ("address", "text"):
            return 2
        return int(self.how.startswith(("key ", "variable ")))


@lru_cache(20)
def _has_word(text: str, words: tuple[str, ...]) -> bool:
    small = text.lower()
    return any(word in small for word in words)


LOOSE = "~"
"""Begins a group whose members may well be of several kinds."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text with the form of a name, where nothing says that it is none."""

    text: str
    line: int
    groups: tuple[str, ...]
    """What it stands in with others: a list, a column."""


@dataclass(slots=True)
class SourceFile:
    """One file while it is read; the readers put in what they find."""

    file: str
    text: str
    exists: Exists = nothing_exists
    neighbour: Neighbour = _no_file
    """The text of another file of the project by its path, or None."""
    shared: dict[str, Any] = field(default_factory=dict)
    """What a form keeps from one file of the project to the next, by a name of its own."""
    found: list[Reference] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)

    def add(
        self,
        text: str,
        line: int,
        how: str,
        names: str,
        revision: str | None = None,
        *,
        file: str = "",
        written: str = "",
    ) -> ModelRef | None:
        """Note a name, if it means a model where names of this kind stand; `file` is the one where
        it is written, if that is another, and `written` how, if that is otherwise."""
        spend(0)
        model = model_named(text, names, revision, self.exists)
        if model and names == "guess" and is_stranger(model) and loads_from_hub(self.text):
            model = model_named(text, "list", revision, self.exists) or model
        # A list may name what the file itself defines: `models: [small]` of Docker Compose.
        is_one = how.startswith(("key ", "variable ")) and not how.endswith("models")
        if names == "guess" and not model and is_one:
            kinds = (one.names for one in patterns().list_signs if _has_word(self.text, one.words))
            model = next(filter(None, (model_named(text, one) for one in kinds)), None)
        if model:
            how = how if how.isprintable() else ascii(how)[1:-1]
            sure = names != "guess" or not is_doubtful(
                text.strip(), how.rpartition(" ")[2], self.text
            )
            text = written or text.strip()
            one = Reference(file or self.file, line, text, how, model, certain=sure)
            self.found.append(one)
        return model

    def add_evident(self, text: str, line: int, written: str = "") -> None:
        """Note what is a model whatever stands around it."""
        known = self.add(text, line, "text", "guess", written=written)
        if not known and "/" not in text:
            self.add(text, line, "text", "openai", written=written)

    def add_candidate(self, text: str, line: int, *groups: str) -> None:
        """Note a text of which others beside it may say what it is."""
        if groups and 1 < len(text) <= 200 and " " not in text:
            self.candidates.append(Candidate(text, line, groups))

    def add_possible(self, text: str, line: int) -> None:
        """Note what looks like a model where nothing says that it is one."""
        spend(0)
        if model := model_named(text, "guess", None, self.exists):
            self.found.append(Reference(self.file, line, text, "text", model, certain=False))

    def add_named(
        self, key: str, text: str, line: int, how: str, revision: str | None = None, kind: str = ""
    ) -> None:
        """Note the model, or the list of models, that stands behind a key that names models."""
        names = kind or kind_of(key)
        text = default_of(text)
        parts = [one for one in re.split(r"[,;\s]+", text) if one]
        several = len(parts) > 1 and all(
            model_named(one, names, revision, self.exists) for one in parts
        )
        for one in parts if several else [text]:
            self.add(one, line, how, names, revision)

    def add_downloads(self, text: str, line: int) -> None:
        """Note the addresses in a text that download or run a model."""
        for at, one in _placed(text):
            self.found.append(
                Reference(self.file, line + at, one.written, "download", one.model, one.exact)
            )

    def complain(self, line: int, message: str, *, hides: bool = False) -> None:
        """Note why the file could not be read as what it is; `hides`: a model that is named there
        stays unknown."""
        subject = f"{self.file}:{line}" if line else self.file
        short = message if len(message) <= 300 else f"{message[:300]}…"
        self.problems.append(Problem(ProblemKind.METADATA, subject, short, hides_terms=hides))

    def refuse(self, message: str) -> None:
        """Note why the file was not searched to its end; models may be named in the rest."""
        self.problems.append(Problem(ProblemKind.UNSAFE, self.file, message))

    def lines(self) -> Iterator[tuple[int, str]]:
        """The lines with their numbers."""
        for line, text in enumerate(self.text.splitlines(), start=1):
            spend(0)
            yield line, text

    def take(self, inner: "SourceFile", lines: Mapping[int, int] | int) -> None:
        """Take over what was found in a text whose lines are these lines of this file; one number
        is the line on which the text begins."""
        for one in inner.found:
            line = self._line(one.line, lines) if one.file == self.file else one.line
            self.found.append(replace(one, line=line))
        for other in inner.candidates:
            line = self._line(other.line, lines)
            within = tuple(f"{name} {id(inner)}" for name in other.groups)
            self.candidates.append(Candidate(other.text, line, within))
        for problem in inner.problems:
            at = re.search(r":(\d+)$", problem.subject)
            place = self._line(int(at[1]), lines) if at else 0
            self.complain(place, problem.message, hides=problem.hides_terms)

    @staticmethod
    def _line(inside: int, lines: Mapping[int, int] | int) -> int:
        return lines + inside - 1 if isinstance(lines, int) else lines.get(inside, 1)

    def part(self, text: str, *, fresh: bool = False) -> "SourceFile":
        """Another text of the same file, whose finds go to the same lists, or to fresh ones."""
        if fresh:
            return replace(self, text=text, found=[], problems=[], candidates=[])
        return replace(self, text=text)


_ADDRESS = re.compile(r"://|arn:|nvcr\.io/nim/")


def _placed(text: str) -> Iterator[tuple[int, Download]]:
    for at, line in enumerate(text.splitlines() if _ADDRESS.search(text) else ()):
        for found in downloads(line):
            yield at, found
