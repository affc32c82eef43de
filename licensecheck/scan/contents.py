"""The files of a folder as texts, and what there is to say of those that cannot be read."""

import codecs
import errno
import os
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path, PurePosixPath

from licensecheck import disk
from licensecheck.domain import Problem, ProblemKind
from licensecheck.hubs.decode import LFS_POINTER
from licensecheck.hubs.files import FileRole, file_role
from licensecheck.scan.kinds import FIRST_LINE, script

MAX_BYTES = 4_000_000
"""Of one file. Code and configuration are smaller; notebooks with pictures rarely larger."""
_ACCEPT = "If it names no models, `exclude` it, or say --allow-unread."
_POINTER_BYTES = 1_024
"""Git LFS takes no longer file for a pointer."""

# Each of these codecs takes its mark away.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins with UTF-16's mark, so it is asked first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


_UNSEEN = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)


def visible(text: str) -> str:
    """A text without the characters that nobody sees."""
    return text if text.isascii() else _UNSEEN.sub("", text)


class Contents:
    """Reads files of one folder."""

    def __init__(self, root: Path, named: str = "") -> None:
        """`named` is the file that the user named, where that was no folder."""
        self._root = root
        self._named = named
        self._real = root.resolve()
        self._noted: list[Problem] = []

    def taken(self) -> Sequence[Problem]:
        """The problems that were noted since this was last asked."""
        taken, self._noted = self._noted, []
        return taken

    def text(self, file: str) -> str | None:
        """The text of a file; None where it has none that can be read, which is noted."""
        content = self.content(file)
        return None if content is None else content.decode(codec_of(content) or "utf-8", "replace")

    def content(self, file: str) -> bytes | None:
        """The bytes of a text, likewise."""
        try:
            content = disk.whole(self._place(file), MAX_BYTES)
        except disk.TooLongError as error:
            message = f"{error.strerror}; it was not searched. {_ACCEPT}"
            self._complain(ProblemKind.TOO_LARGE, file, message, hides=not _is_vocabulary(file))
            return None
        except OSError as error:
            self._complain(ProblemKind.UNAVAILABLE, file, f"{error.strerror}; it was not searched.")
            return None
        if content.startswith(LFS_POINTER) and len(content) <= _POINTER_BYTES:
            message = "it is a pointer of Git LFS, whose content is not here: run `git lfs pull`."
            self._complain(ProblemKind.MISSING, file, message, hides=not _is_vocabulary(file))
            return None
        if codec_of(content) is None and b"\0" in content[:8000]:
            message = f"it is no text; it was not searched. {_ACCEPT}"
            self._complain(ProblemKind.BINARY, file, message)
            return None
        return content

    def script(self, file: str) -> str:
        """The name by which a script without an ending is read; empty for what is none."""
        if PurePosixPath(file).suffix:
            return ""
        try:
            return script(file, disk.beginning(self._place(file), FIRST_LINE))
        except OSError:
            return ""

    def _place(self, file: str) -> Path:
        """Where a file lies: what the user named lies anywhere, all others in the folder."""
        path = self._root / file
        if file == self._named:
            return path
        place = disk.within(path, (self._real,))
        if place is None:  # a link that was changed since
            raise OSError(errno.ENOENT, "it leads out of what is searched", file)
        return place

    def _complain(self, kind: ProblemKind, file: str, message: str, *, hides: bool = True) -> None:
        self._noted.append(Problem(kind, file, message, hides or file == self._named))

    def exists(self, file: str, name: str) -> bool:
        """Whether a text is a path here: from the root, or from the file that names it."""
        if ".." in name or len(name) > 200 or os.path.isabs(name):
            return False
        here = self._root / name, (self._root / file).parent / name
        return any(map(os.path.exists, here))

    def neighbour(self, file: str) -> str | None:
        """The text of a file if there is one."""
        text = self.text(file) if self._is_there(file) else None
        return text and visible(text)

    @lru_cache(100_000)  # noqa: B019 - a search lives as long as its cache
    def _is_there(self, file: str) -> bool:
        path = self._root / file
        return disk.within(path, (self._real,)) is not None and disk.is_readable(path)


def codec_of(content: bytes) -> str | None:
    """The codec of a text, by the mark that it begins with; None without one."""
    return next((name for mark, name in _MARKS if content.startswith(mark)), None)


def _is_vocabulary(file: str) -> bool:
    """True for a tokenizer's vocabulary: those of Llama 3 and Gemma 2 have 9 and 17 MB."""
    return file.endswith(".json") and file_role(file) is FileRole.TOKENIZER
