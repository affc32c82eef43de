"""A git checkout on this disk, read without running git: its commit, and what it tracks.

The format is Git's own (gitformat-index, gitrepository-layout). All of it is hostile: a folder may
have been unpacked with its `.git`.
"""

import os
import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from licensecheck import disk
from licensecheck.cache.folders import expanded

COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")

_MAX_INDEX = 64_000_000
"""Bytes of an index; that of the Linux kernel's 90,000 files takes 9 MB."""
_MAX_PATH = 4_096
"""Bytes of a path, Linux's own limit. Version 4 writes only how a path differs from the one before,
so a small index could hold many that are enormous."""
_MAX_PATHS = 2 * _MAX_INDEX
"""Bytes of all paths together, for the same reason."""
_MODE, _FIXED = 24, 40
"""Bytes of an entry before its mode, and before its object's id."""
_LONGER, _NAME = 0x4000, 0x0FFF
_SKIPPED = 0x4000
"""In the flags of a longer entry: it is not on the disk, since the checkout is sparse."""
_FOLDER, _SUBMODULE = 0o040000, 0o160000
_SHA256 = re.compile(rb"^\s*objectformat\s*=\s*\"?sha256", re.I | re.M)

_REMOTE = re.compile(rb"^\s*\[\s*remote\s+\"[^\"\n]{1,200}\"\s*\]", re.I | re.M)


class BadIndexError(ValueError):
    """The index is there and cannot be read; the message is a sentence without its full stop."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What an index says of one path."""

    path: str
    """From the top, as `os.scandir` spells it; of a folder with a slash at its end."""
    is_submodule: bool = False
    skipped: bool = False
    """True for what a sparse checkout leaves out: a file, or a folder with all that is in it."""


@dataclass(frozen=True, slots=True)
class Checkout:
    """A work tree with its repository."""

    top: Path
    git: Path
    """What belongs to this work tree."""
    common: Path
    """What all work trees of the repository share; the same folder where there is one."""

    @classmethod
    def at(cls, folder: Path) -> "Checkout | None":
        """The checkout whose top a folder is; None where it is none."""
        git = folder / ".git"
        if disk.is_readable(git):  # a worktree or submodule: the file says where the real one is
            git = folder / first_line(git).removeprefix("gitdir:").strip()
        if not os.path.isdir(git):
            return None
        return cls(folder, git, git / (first_line(git / "commondir") or "."))

    def commit(self) -> str | None:
        """The commit that is checked out; None where there is none, or the repository is broken."""
        head = first_line(self.git / "HEAD")
        if not head.startswith("ref: refs/"):
            return head if COMMIT.fullmatch(head) else None
        name = head.removeprefix("ref: ").strip()
        for store in (self.git, self.common):
            if ".." not in name and COMMIT.fullmatch(commit := first_line(store / name)):
                return commit
        return self._packed(name)

    def _packed(self, name: str) -> str | None:
        try:
            packed = disk.beginning(self.common / "packed-refs", 5_000_000)
        except OSError:
            return None
        for line in packed.decode("utf-8", "replace").splitlines():
            commit, _, found = line.partition(" ")
            if found == name and COMMIT.fullmatch(commit):
                return commit
        return None

    def entries(self) -> tuple[Entry, ...]:
        """What is in the index; empty where there is no index. BadIndexError where it cannot be
        read."""
        return tuple(one for one in self._entries(self.git / "index") if one.path)

    def _entries(self, index: Path) -> Iterator[Entry]:
        try:
            id_size = 32 if _SHA256.search(_config(self.common)) else 20
            own = _GitIndex(disk.whole(index, _MAX_INDEX), id_size)
            yield from own.entries()
            if own.shared:  # entries of it that were removed since do no harm
                yield from _GitIndex(
                    disk.whole(self.git / own.shared, _MAX_INDEX), id_size
                ).entries()
        except OSError as error:
            if isinstance(error, FileNotFoundError) and not disk.is_there(index):
                return
            raise BadIndexError(f"git's index cannot be read: {error.strerror}") from error
        except (struct.error, IndexError, ValueError) as error:
            raise BadIndexError(f"git's index cannot be read: {error}") from error


@dataclass(slots=True)
class _GitIndex:
    """The bytes of an index; `shared` is known when all paths were read."""

    content: bytes
    id_size: int
    """Bytes of an object's id: 20, or 32 with SHA-256."""
    shared: str = ""
    """Name of the file that the rest of a split index is in."""

    def entries(self) -> Iterator[Entry]:
        """The files and submodules, and the folders that a sparse index has as one."""
        magic, version, count = struct.unpack_from(">4sII", self.content)
        if magic != b"DIRC" or version not in {2, 3, 4}:
            raise ValueError("it is of an unknown version")
        at, path, total = 12, b"", 0
        for _ in range(count):
            (mode,) = struct.unpack_from(">I", self.content, at + _MODE)
            start = at + _FIXED + self.id_size
            (flags,) = struct.unpack_from(">H", self.content, start)
            longer = version > 2 and bool(flags & _LONGER)
            skipped = longer and bool(
                struct.unpack_from(">H", self.content, start + 2)[0] & _SKIPPED
            )
            start += 4 if longer else 2
            if version == 4:
                path, at = self._after(path, start)
            else:
                path, at = self._padded(at, start, flags & _NAME)
            total += len(path)
            if len(path) > _MAX_PATH or total > _MAX_PATHS:
                raise ValueError("the paths in it are too long")
            yield Entry(os.fsdecode(path), mode == _SUBMODULE, skipped or mode == _FOLDER)
        self.shared = self._link(at)

    def _padded(self, entry: int, start: int, length: int) -> tuple[bytes, int]:
        """A path and where the next entry begins: a multiple of eight from this one."""
        end = self.content.index(b"\0", start + (length if length < _NAME else 0))
        return self.content[start:end], entry + (end - entry + 8) // 8 * 8

    def _after(self, last: bytes, at: int) -> tuple[bytes, int]:
        """A path that is written as what differs from the last one, and where the next begins."""
        byte = self.content[at]
        dropped = byte & 127
        while byte & 128:  # git's offset encoding, as in packs
            at += 1
            byte = self.content[at]
            dropped = ((dropped + 1) << 7) | (byte & 127)
            if dropped > _MAX_PATH:
                raise ValueError("a path in it makes no sense")
        end = self.content.index(b"\0", at + 1, at + 2 + _MAX_PATH)
        return last[: max(len(last) - dropped, 0)] + self.content[at + 1 : end], end + 1

    def _link(self, at: int) -> str:
        """The file that a split index builds on, from the extensions after the entries."""
        while at + 8 <= len(self.content) - self.id_size:
            name, size = struct.unpack_from(">4sI", self.content, at)
            if name == b"link":
                return f"sharedindex.{self.content[at + 8 : at + 8 + self.id_size].hex()}"
            at += 8 + size
        return ""


def tracked(entries: Iterable[Entry]) -> frozenset[str]:
    """Paths of the files and submodules among the entries of an index."""
    return frozenset(one.path for one in entries if not one.path.endswith("/"))


def has_remote(folder: str) -> bool:
    """True for a checkout of a repository that is elsewhere too."""
    try:
        checkout = Checkout.at(expanded(folder))
    except OSError:
        return False
    return checkout is not None and bool(_REMOTE.search(_config(checkout.common)))


def _config(common: Path) -> bytes:
    try:
        return disk.beginning(common / "config", 1_000_000)
    except OSError:
        return b""


def first_line(path: Path) -> str:
    """First line of a small file; empty where there is none."""
    try:
        lines = disk.beginning(path, 4096).decode("utf-8", "replace").splitlines()
    except OSError:
        return ""
    return lines[0].strip() if lines else ""
