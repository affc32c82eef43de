"""The files below a folder, and why others are none: links, names, what is no file at all."""

import os
import stat
from collections import deque
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from licensecheck import disk
from licensecheck.domain import FileEntry, Problem, ProblemKind
from licensecheck.hubs.decode import LFS_BYTES, hides_terms, lfs_size
from licensecheck.hubs.files import document_kind, is_hidden, is_weights
from licensecheck.hubs.layouts import Layout
from licensecheck.hubs.listing import shown, sound_path, unsound

MAX_ENTRIES = 100_000
"""Directory entries looked at; a checkout of transformers has 6,000."""

_SKIPPED = {"node_modules", "__pycache__", "venv"}


@dataclass(slots=True)
class Listing:
    """The files of a folder, while they are looked for."""

    layout: Layout
    files: list[FileEntry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    complete: bool = True
    _left: int = 0
    _walked: set[Path] = field(default_factory=set)

    @classmethod
    def of(cls, layout: Layout) -> "Listing":
        """All files below a folder, breadth first; through links that stay inside it to what is not
        there by its own name."""
        listing = cls(layout, _left=MAX_ENTRIES)
        pending, linked = deque([(layout.root, layout.root.resolve())]), deque[tuple[Path, Path]]()
        while pending or linked:
            folder, real = pending.popleft() if pending else linked.popleft()
            if real in listing._walked:
                continue
            listing._walked.add(real)
            for path in listing._entries(folder):
                if not os.path.islink(path):
                    if listing._note(path):
                        pending.append((path, real / path.name))
                elif (target := listing._target(path)) and listing._note(path):
                    linked.append((path, target))
        return listing

    def _target(self, link: Path) -> Path | None:
        """Where a link leads; None, which is noted, for one that leads nowhere or out."""
        target = disk.within(link, self.layout.bounds)
        try:
            mode = link.stat().st_mode
        except OSError:
            self._complain(link, ProblemKind.MISSING, "It is a link that leads nowhere.")
            return None
        if target is None:
            self._note_outside(link, mode)
        return target

    def _entries(self, folder: Path) -> list[Path]:
        """What lies in a folder, by name."""
        try:
            with os.scandir(folder) as found:
                names = sorted(entry.name for entry in islice(found, self._left + 1))
        except OSError as error:
            self._unread(folder, error)
            return []
        if len(names) > self._left:
            self.complete = False
        names = names[: self._left]
        self._left -= len(names)
        return [folder / name for name in names]

    def _note(self, path: Path) -> bool:
        """Add an entry to the files, or the reason why it is refused; True for a folder to walk."""
        relative = self._relative(path)
        if not sound_path(relative):
            problem = unsound(relative)
            hides = problem.hides_terms or os.path.isdir(path)
            self.problems.append(replace(problem, hides_terms=hides))
            return False
        try:
            status = path.stat()
        except OSError as error:  # gone, or its path is too long: it may have been anything
            self._unread(path, error)
            return False
        if stat.S_ISDIR(status.st_mode):
            return not is_hidden(path.name) and path.name not in _SKIPPED
        if words := disk.what(status.st_mode):
            message = f"It is {words}, not a file, and was not opened."
            self._complain(path, ProblemKind.UNSAFE, message)
        else:
            self.files.append(FileEntry(relative, _size(path, status.st_size)))
        return False

    def _note_outside(self, path: Path, mode: int) -> None:
        relative = self._relative(path)
        if document_kind(relative) is None and stat.S_ISREG(mode):
            self.files.append(FileEntry(relative))  # weights kept elsewhere: there, though not read
            return
        message = "It is a link to outside the folder and was not followed: copy what it leads to."
        self._complain(path, ProblemKind.UNSAFE, message, hides=stat.S_ISDIR(mode))

    def _unread(self, path: Path, error: OSError) -> None:
        message = f"It cannot be read: {error.strerror}."
        self._complain(path, ProblemKind.UNAVAILABLE, message, hides=True)

    def _complain(
        self, path: Path, kind: ProblemKind, message: str, *, hides: bool = False
    ) -> None:
        relative = self._relative(path)
        read_as = document_kind(relative)
        hides = hides or (read_as is not None and hides_terms(read_as))
        self.problems.append(Problem(kind, shown(relative), message, hides))

    def _relative(self, path: Path) -> str:
        return path.relative_to(self.layout.root).as_posix()


def _size(path: Path, size: int) -> int:
    """Bytes of a file; of a Git LFS pointer to weights, those of the file in the store."""
    if size not in LFS_BYTES or not is_weights(path.name):
        return size
    try:
        stored = lfs_size(disk.beginning(path, size))
    except OSError:
        return size
    return size if stored is None else stored
