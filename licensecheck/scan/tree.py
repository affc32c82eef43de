"""The files of a project: all that git tracks, and of the rest what is neither ignored nor a
tool's. What is left out is counted, what cannot be looked at is a problem."""

import os
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path, PurePosixPath

from licensecheck import disk
from licensecheck.domain import Problem, ProblemKind
from licensecheck.hubs.checkout import BadIndexError, Checkout, Entry
from licensecheck.hubs.listing import shown, sound_path, visible
from licensecheck.scan.absent import absent
from licensecheck.scan.folder import Folder, Tracked
from licensecheck.scan.form import form_of
from licensecheck.scan.ignored import NO_RULES, Ignorer, IgnoreRules, spec_of
from licensecheck.scan.skipped import SkippedCount, Why
from licensecheck.scan.weights import is_weights

MAX_ENTRIES = 200_000
"""Files, folders and links looked at; the Linux kernel has 96,000."""
_SMALLER = "name smaller folders, or `exclude` some"

# Folders of tools and of installed packages. A virtual environment is known by its pyvenv.cfg.
_TOOLS = frozenset(
    {".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", "venv", ".tox", ".nox"}
    | {".mypy_cache", ".ruff_cache", ".pytest_cache", "site-packages", ".ipynb_checkpoints"}
    | {".terraform", ".eggs", ".cache"}
)


def may_name_models(file: str) -> bool:
    """True for a file that is read, or is a model, by the part of its name that one sees."""
    return form_of(visible(file)) is not None or is_weights(visible(file))


class Tree:
    """A folder that is walked once; `problems` and `tally` are complete when the walk has ended."""

    def __init__(self, root: Path, exclude: Sequence[str] = ()) -> None:
        """`exclude` has patterns as in .gitignore, by paths from the current folder; they hold for
        what git tracks too."""
        self.problems: list[Problem] = []
        self.tally = SkippedCount()
        self._root, self._real = root, root.resolve()
        self._ignorer = Ignorer()
        self._excluded = IgnoreRules((("", spec_of(list(exclude))),) if exclude else ())
        self._base = _from_here(self._real)
        self._left = MAX_ENTRIES
        self._pending: list[Folder] = []
        self._links: deque[tuple[Folder, str]] = deque()
        self._walked: set[Path] = set()
        self._yielded: set[str] = set()

    def files(self) -> Iterator[str]:
        """Paths from the root with forward slashes, folder by folder. Links that stay in the tree
        are followed, last, and to what was not there by its own name: none leads in a circle."""
        self._pending = [self._around()]
        while self._pending or self._links:
            if self._pending:
                yield from self._walk(self._pending.pop())
            else:
                yield from self._through(*self._links.popleft())
        self.problems += self._ignorer.problems

    def leave_out(self, why: Why, path: str) -> None:
        """Count what is not searched: a path from the root, of a folder with a slash at its end."""
        self.tally.add(why, self._shown(path) + "/" * path.endswith("/"))

    def _walk(self, folder: Folder) -> Iterator[str]:
        if folder.real in self._walked:
            return
        self._walked.add(folder.real)
        folder = self._with_rules(folder)
        folders = []
        for entry in self._entries(folder):
            is_folder = entry.is_dir(follow_symlinks=False)
            path = f"{folder.inside}{entry.name}{'/' * is_folder}"
            why = self._why(folder, entry.name, path)
            if why is Why.EXCLUDED or (why and not folder.tracks(entry.name)):
                self.leave_out(why, path)
            elif not sound_path(entry.name):
                self._refuse(path, "its name has characters that cannot be seen, or a backslash")
            elif entry.is_symlink():
                self._links.append((folder, entry.name))
            elif is_folder:
                folders.append(folder.below(entry.name, why))
            elif entry.is_file(follow_symlinks=False):
                self._yielded.add(path)
                yield path
            else:
                self._refuse(path, f"it is {_what(entry)}, not a file")
        self._pending += reversed(folders)

    def _entries(self, folder: Folder) -> list[os.DirEntry[str]]:
        """What lies in a folder, by name."""
        try:
            with os.scandir(folder.path) as found:
                entries = sorted(islice(found, self._left + 1), key=lambda one: one.name)
        except OSError as error:
            message = f"{error.strerror}; it was not searched."
            self._complain(ProblemKind.UNAVAILABLE, folder.inside, message)
            return []
        if len(entries) > self._left:
            message = (
                f"only the first {MAX_ENTRIES:,} files and folders were looked at: {_SMALLER}."
            )
            self._complain(ProblemKind.TOO_LARGE, "", message)
            self._pending.clear()
            self._links.clear()
        entries = entries[: self._left]
        self._left -= len(entries)
        return [one for one in entries if one.name != ".git" or not folder.is_top]

    def _why(self, folder: Folder, name: str, path: str) -> Why | None:
        """Why an entry, by its path from the root, is not searched unless git tracks it."""
        if self._excluded.ignored(self._base + path):
            return Why.EXCLUDED
        if folder.why:
            return folder.why
        is_folder = path.endswith("/")
        if is_folder and (name in _TOOLS or disk.is_there(folder.path / name / "pyvenv.cfg")):
            return Why.TOOLS
        if folder.tracks(name):
            return None
        here = f"{folder.here}{name}{'/' * is_folder}"
        return Why.IGNORED if self._ignorer.ignores(folder.rules, here) else None

    def _through(self, folder: Folder, name: str) -> Iterator[str]:
        """What a link leads to, if it was not there by its own name."""
        path = folder.inside + name
        link = folder.path / name
        target = disk.within(link, (self._real,))
        if not os.path.exists(link):
            message = "it is a link that leads nowhere: what it stands for was not searched."
            hides = may_name_models(path) or not PurePosixPath(name).suffix
            self._complain(ProblemKind.MISSING, path, message, hides=hides)
        elif target is None:
            slash = "/" * os.path.isdir(link)
            self._refuse(path + slash, "it is a link that leads out of what is searched")
        elif ".git" in target.relative_to(self._real).parts:
            self.leave_out(Why.TOOLS, path)
        elif os.path.isdir(target):
            self._pending.append(replace(folder.below(name), real=target))
        elif not disk.is_readable(target):
            self._refuse(path, "it leads to what is not a file")
        elif target.name != name or self._inside(target) not in self._yielded:
            self._yielded.add(path)
            yield path

    def _inside(self, target: Path) -> str:
        return target.relative_to(self._real).as_posix()

    def _with_rules(self, folder: Folder) -> Folder:
        """A folder with the rules that stand in it; those around a repository do not hold in it."""
        rules = folder.rules
        if checkout := Checkout.at(folder.path):
            tracked = (*folder.repositories, *self._tracked(checkout, folder))
            folder = replace(folder, repositories=tracked, why=None, is_top=True)
            exclude = checkout.common / "info" / "exclude"
            rules = self._ignorer.with_file(NO_RULES, exclude, folder.here)
        rules = self._ignorer.with_file(rules, folder.path / ".gitignore", folder.here)
        return replace(folder, rules=rules)

    def _tracked(self, checkout: Checkout, folder: Folder) -> Iterator[Tracked]:
        try:
            entries = checkout.entries()
            yield Tracked.of(entries, folder.here)
            self._note_absent(checkout.top, entries, folder)
        except BadIndexError as error:
            message = f"{error}: what git tracks and ignores was not searched."
            self._complain(ProblemKind.UNAVAILABLE, f"{folder.inside}.git", message)

    def _note_absent(self, top: Path, entries: Sequence[Entry], folder: Folder) -> None:
        """Note what git tracks in what is searched and is not on the disk."""
        for path, message in absent(top, entries):
            place = folder.real / path
            if place.is_relative_to(self._real):
                inside = f"{self._inside(place)}{'/' * path.endswith('/')}"
                if not self._excluded.ignored(self._base + inside):
                    hides = path.endswith("/") or may_name_models(inside)
                    self._complain(ProblemKind.MISSING, inside, message, hides=hides)

    def _around(self) -> Folder:
        """The root, with what the repository says that it lies in."""
        above = [one for one in self._real.parents if Checkout.at(one)]
        root = Folder(self._root, self._real)
        if not above or Checkout.at(self._real):
            return root
        folder = Folder(above[0], above[0])
        for name in self._real.relative_to(above[0]).parts:
            folder = self._with_rules(folder).below(name)
        ignored = self._ignorer.ignores(folder.rules, folder.here)  # and named all the same
        return replace(
            root,
            here=folder.here,
            rules=NO_RULES if ignored else folder.rules,
            repositories=folder.repositories,
        )

    def _refuse(self, path: str, message: str) -> None:
        hides = path.endswith("/") or may_name_models(path)
        self._complain(ProblemKind.UNSAFE, path, f"{message}; it was not searched.", hides=hides)

    def _complain(self, kind: ProblemKind, path: str, message: str, *, hides: bool = True) -> None:
        self.problems.append(Problem(kind, self._shown(path), message, hides))

    def _shown(self, path: str) -> str:
        """A path as it would be typed here, escaped where it cannot be shown."""
        return shown((self._root / path).as_posix())


def _from_here(real: Path) -> str:
    """A folder's path from the current one, ending in a slash; empty for one that is not in it."""
    here = Path.cwd().resolve()
    inside = real.relative_to(here).as_posix() if real.is_relative_to(here) else "."
    return "" if inside == "." else f"{inside}/"


def _what(entry: os.DirEntry[str]) -> str:
    try:
        return disk.what(entry.stat(follow_symlinks=False).st_mode)
    except OSError:
        return "gone"
