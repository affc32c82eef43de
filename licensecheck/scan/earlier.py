"""A folder as it was at a revision of its git repository: what a change did not bring is old.

git is asked for names and contents only (`rev-parse`, `merge-base`, `ls-tree`, `cat-file`). None of
these runs a hook, a filter or anything else that the repository names, and nothing is fetched.
"""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from licensecheck.errors import UsageError
from licensecheck.hubs.listing import sound_path
from licensecheck.scan.form import form_of

MAX_BYTES = 4_000_000
"""Of one file: longer ones are not searched either."""
MAX_FILES = 200_000
_SECONDS = 120
_LINE = re.compile(
    r"100(?:644|755) blob (?P<id>[0-9a-f]{40,64}) +(?P<size>\d+)\t(?P<path>.+)", re.S
)


@contextmanager
def at_revision(path: Path, revision: str) -> Iterator[Path]:
    """A folder or file as it was at a revision, for as long as the block lasts; what was not there
    is absent. Raises UsageError where that cannot be told."""
    folder = path if path.is_dir() else path.parent
    top = Path(_git(folder, "rev-parse", "--show-toplevel").decode().strip())
    commit = _commit(folder, revision)
    place = path.resolve().relative_to(top.resolve()).as_posix()
    with tempfile.TemporaryDirectory(prefix="licensecheck-") as temporary:
        root = Path(temporary).resolve()
        _write(top, commit, place, root)
        yield root / place


def text_at(path: Path, revision: str) -> str:
    """The text of a file at a revision; empty where it was none, or where that cannot be told."""
    try:
        with at_revision(path, revision) as then:
            return then.read_text("utf-8")
    except (UsageError, ValueError, OSError):
        return ""


def is_changed(path: Path, revision: str) -> bool:
    """True for a file that was another one at a revision, or none, or is gone; False outside of
    git."""
    try:
        with at_revision(path, revision) as then:
            if not (then.exists() and path.exists()):
                return then.exists() or path.exists()
            return then.read_bytes() != path.read_bytes()
    except (UsageError, ValueError, OSError):
        return False


def _commit(folder: Path, revision: str) -> str:
    """The commit in which what is here has left a revision, as `git diff REVISION...HEAD` takes it:
    what came to that branch later is no change of this one. The revision itself where the two
    have no commit in common."""
    try:
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        commit = _git(folder, *asked).decode().strip()
    except UsageError as error:
        raise UsageError(
            f"git knows no revision {revision!r} here",
            remedy="Fetch it: in a pipeline, check out with its whole history.",
        ) from error
    try:
        return _git(folder, "merge-base", commit, "HEAD").decode().strip()
    except UsageError:  # a shallow clone, another history
        return commit


def _write(top: Path, commit: str, place: str, root: Path) -> None:
    """Write the files of a commit below a place that can name models."""
    listed = _git(top, "ls-tree", "-r", "-z", "-l", "--full-tree", commit, "--", place)
    lines = listed.decode("utf-8", "surrogateescape").split("\0")
    found = [match for line in lines if (match := _LINE.fullmatch(line))]
    wanted = [one for one in found if _is_wanted(one["path"], int(one["size"]))]
    if len(wanted) > MAX_FILES:
        raise UsageError(f"{commit} has over {MAX_FILES:,} files", remedy="Name a folder.")
    contents = _contents(top, [one["id"] for one in wanted])
    for one, content in zip(wanted, contents, strict=True):
        file = root / one["path"]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _is_wanted(path: str, size: int) -> bool:
    parts = PurePosixPath(path).parts
    sound = sound_path(path) is not None and ".git" not in {part.lower() for part in parts}
    # Without an ending it may be a script: its first line says so.
    named = bool(form_of(path)) or not PurePosixPath(path).suffix
    return sound and size <= MAX_BYTES and named


def _contents(top: Path, ids: list[str]) -> Iterator[bytes]:
    """The contents of objects, in the order of their ids."""
    with tempfile.TemporaryFile() as answers:
        _run(top, "cat-file", "--batch", given="".join(f"{one}\n" for one in ids), into=answers)
        answers.seek(0)
        for _ in ids:
            *_, size = answers.readline().split()
            if not size.isdigit():  # "missing": of a partial clone
                raise UsageError("git has not all files of that revision", remedy="Fetch them.")
            yield answers.read(int(size))
            answers.read(1)


def _git(folder: Path, *arguments: str) -> bytes:
    """What a git command prints; UsageError where it fails."""
    with tempfile.TemporaryFile() as printed:
        _run(folder, *arguments, given="", into=printed)
        printed.seek(0)
        return printed.read()


def _run(folder: Path, *arguments: str, given: str, into: IO[bytes]) -> None:
    options = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
    quiet = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(  # noqa: S603 - fixed words, and a revision behind --end-of-options
            ["git", "-C", str(folder), *options, *arguments],  # noqa: S607 - the user's own git
            check=False,
            input=given.encode(),
            stdout=into,
            stderr=subprocess.PIPE,
            env={**os.environ, **quiet},
            timeout=_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UsageError(f"git cannot be asked: {error}", remedy="Install git.") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["it failed"]
        raise UsageError(f"{folder}: {said[-1][:200]}", remedy="--since needs a git repository.")
