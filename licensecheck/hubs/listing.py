"""A hub's list of files, and whether what it then sends is what it listed."""

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha1, sha256
from itertools import islice

from licensecheck.domain import FileEntry, Problem, ProblemKind
from licensecheck.hubs.decode import hides_terms
from licensecheck.hubs.files import document_kind

MAX_FILES = 100_000
"""Files of a list that are looked at, what Hugging Face recommends as the most for one repository.
It takes 8 s to tell of so many which are documents."""


@dataclass(frozen=True, slots=True)
class ListedFile:
    """One file as a hub lists it; None for what it does not say."""

    size: int | None = None
    git_id: str | None = None
    """Id of its content in git, SHA-1 or SHA-256."""
    digest: str | None = None
    """SHA-256 of its content."""
    is_link: bool = False
    """True where the content is the path of another file."""

    def holds(self, body: bytes, cut: bool) -> bool:
        """True unless bytes cannot be the content, or its beginning where it was cut."""
        if cut:
            return self.size is None or self.size > len(body)
        if self.digest:
            return sha256(body).hexdigest() == self.digest
        if self.git_id:
            return _git_id(body, len(self.git_id)) == self.git_id
        return self.size is None or self.size == len(body)


def _git_id(body: bytes, length: int) -> str:
    data = b"blob %d\0" % len(body) + body
    if length == 64:
        return sha256(data).hexdigest()
    return sha1(data, usedforsecurity=False).hexdigest()


def sound_path(path: object) -> str | None:
    """A path inside a model that can be shown and asked for; None for anything else."""
    if not isinstance(path, str) or not path or not path.isprintable() or "\\" in path:
        return None
    return None if path.startswith("/") or ".." in path.split("/") else path


def shown(path: str) -> str:
    """A path as any report can hold it: what cannot be seen, and what is no Unicode, escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in path)


def visible(path: str) -> str:
    """A path as one sees it: without the characters that cannot be seen."""
    return "".join(filter(str.isprintable, path))


def unsound(path: object) -> Problem:
    """The problem of a path that is not sound; a name that looks like a licence's may be one."""
    if not isinstance(path, str) or not path:
        message = "A file is listed without a name: what it is was not read."
        return Problem(ProblemKind.UNSAFE, "file list", message)
    seen = visible(path).replace("\\", "/")
    kind = document_kind("/".join(p for p in seen.split("/") if p not in {"", ".."}) or "?")
    message = "The name has characters that cannot be seen, or leads elsewhere; it was not read."
    return Problem(ProblemKind.UNSAFE, shown(path), message, kind is not None and hides_terms(kind))


def sorted_out(
    files: Iterable[tuple[object, ListedFile]],
) -> tuple[dict[str, ListedFile], list[Problem]]:
    """Files by their path, and a problem for each whose path is not sound.

    Of more than `MAX_FILES` the others are a problem too.
    """
    listed: dict[str, ListedFile] = {}
    problems: list[Problem] = []
    others = iter(files)
    for path, file in islice(others, MAX_FILES):
        if sound := sound_path(path):
            listed[sound] = file
        else:
            problems.append(unsound(path))
    if next(others, None) is not None:
        message = f"Only the first {MAX_FILES:,} files were looked at."
        problems.append(Problem(ProblemKind.TOO_LARGE, "file list", message))
    return listed, problems


def is_whole(problems: Iterable[Problem]) -> bool:
    """True unless a problem of `sorted_out` says that there are more files."""
    return all(problem.kind is not ProblemKind.TOO_LARGE for problem in problems)


def sound_size(size: object) -> int | None:
    """A number of bytes; None for anything else."""
    return size if isinstance(size, int) and size >= 0 else None


def entries(listed: Mapping[str, ListedFile]) -> list[FileEntry]:
    """The file list of a snapshot."""
    return [FileEntry(path, file.size) for path, file in listed.items()]


def below(listed: Mapping[str, ListedFile], folder: str) -> dict[str, ListedFile]:
    """The files in a folder, by their path in it; all for the empty folder."""
    start = f"{folder}/" if folder else ""
    return {p.removeprefix(start): file for p, file in listed.items() if p.startswith(start)}


def behind_link(path: str, target: bytes, listed: Mapping[str, ListedFile]) -> str | None:
    """Path of the file that a link leads to; None where it is not among the files."""
    try:
        found = posixpath.normpath(posixpath.join(posixpath.dirname(path), target.decode()))
    except UnicodeDecodeError:
        return None
    return found if found in listed and not listed[found].is_link else None
