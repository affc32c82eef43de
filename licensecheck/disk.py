"""Files of this disk, opened to be read: regular ones only, and never more than a bound.

What lies in a folder may be hostile: a named pipe never ends, a device may do anything, and a link
may lead anywhere. Whatever is read of a folder that others wrote is read here. What is written for
a user is written here too.
"""

import errno
import os
import stat
from collections.abc import Iterable
from io import DEFAULT_BUFFER_SIZE
from pathlib import Path
from typing import BinaryIO

from licensecheck.errors import UsageError

# No terminal becomes ours, and nothing waits for the other end of a pipe. Windows has neither.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class IrregularError(OSError):
    """A path that leads to no regular file; `strerror` says to what."""


class TooLongError(OSError):
    """A file that is longer than whoever reads it takes."""


def beginning(path: Path, size: int) -> bytes:
    """The first bytes of a regular file, all of it where it is shorter.

    Raises OSError, whose `strerror` is never empty, where there is none or it cannot be read.
    """
    try:
        _refuse(path, os.stat(path).st_mode)  # first: opening a device may do something
        descriptor = os.open(path, _FLAGS)
        with open(descriptor, "rb", buffering=0) as file:
            _refuse(path, os.fstat(descriptor).st_mode)
            return _read(file, size)
    except ValueError as error:  # a null byte in the path
        raise FileNotFoundError(errno.ENOENT, "there is no such file", str(path)) from error


def whole(path: Path, most: int) -> bytes:
    """A regular file of at most `most` bytes; TooLongError for a longer one."""
    content = beginning(path, most + 1)
    if len(content) > most:
        message = f"it is larger than {most:,} bytes"
        raise TooLongError(errno.EFBIG, message, str(path))
    return content


def text(path: Path, most: int) -> str:
    """A regular file of at most `most` bytes in UTF-8, with line ends as they are.

    Raises OSError as `whole` does, UnicodeDecodeError where it is not UTF-8.
    """
    return whole(path, most).decode("utf-8")


def is_named(path: Path) -> bool:
    """True where something of this name is there and no folder: who names it means a file, and
    reading says so if it is none."""
    return is_there(path) and not os.path.isdir(path)


def is_there(path: Path) -> bool:
    """True where a folder has an entry of this name, whatever it is and wherever it leads."""
    return os.path.lexists(path)


def is_readable(path: Path) -> bool:
    """True for what may be read as a file: a regular one, or a link to one."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except (OSError, ValueError):
        return False


def what(mode: int) -> str:
    """What a mode of `os.stat` stands for, in words; empty for a regular file."""
    if stat.S_ISREG(mode):
        return ""
    return next((words for is_it, words in _KINDS if is_it(mode)), "no file")


def within(path: Path, bounds: Iterable[Path]) -> Path | None:
    """Where a path leads, all links followed; None where that is outside the resolved `bounds`."""
    try:
        target = path.resolve()
    except (OSError, RuntimeError, ValueError):  # RuntimeError: links in a circle
        return None
    return target if any(target.is_relative_to(bound) for bound in bounds) else None


def write(path: Path, *content: bytes) -> None:
    """Write a file that the user named; UsageError where it cannot be written."""
    try:
        with path.open("wb") as file:
            file.writelines(content)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}", remedy="Name another file.") from error


def replace(path: Path, content: bytes, mode: int = 0o600) -> None:
    """Write a file whole or not at all: aside, then renamed. OSError where that fails."""
    import tempfile  # loads what reading needs not

    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with open(handle, "wb") as file:
            file.write(content)
        os.chmod(aside, mode)
        os.replace(aside, path)
    except BaseException:
        os.unlink(aside)
        raise


def _refuse(path: Path, mode: int) -> None:
    if words := what(mode):
        raise IrregularError(errno.EINVAL, f"it is {words}, not a file", str(path))


def _read(file: BinaryIO, size: int) -> bytes:
    """Up to `size` bytes: one call may give fewer, and a file may grow meanwhile."""
    parts = []
    while size > 0 and (part := file.read(min(size, 64 * DEFAULT_BUFFER_SIZE))):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
