"""The files of a project, without what git ignores and what others wrote."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pathspec import GitIgnoreSpec

from licensecheck.types import Problem, ProblemKind

MAX_FILES = 200_000
"""Files looked at; the Linux kernel has 90,000."""

# Folders of tools and of installed packages. A virtual environment is known by its pyvenv.cfg.
_SKIPPED = frozenset(
    {
        ".git",
        ".hg",
        ".svn",
        "node_modules",
        "__pycache__",
        ".venv",
        "venv",
        ".tox",
        ".nox",
        ".mypy_cache",
    }
    | {
        ".ruff_cache",
        ".pytest_cache",
        "site-packages",
        ".ipynb_checkpoints",
        ".terraform",
        ".eggs",
        ".cache",
    }
)


@dataclass(slots=True)
class Tree:
    """A folder that is walked once; `problems` is complete when the walk has ended."""

    root: Path
    problems: list[Problem] = field(default_factory=list)

    def files(self) -> Iterator[str]:
        """Paths from the root with forward slashes, folder by folder, sorted. No link is followed,
        so that none can lead in a circle or out of the folder."""
        for count, path in enumerate(self._walk(self.root.resolve(), "", _around(self.root))):
            if count == MAX_FILES:
                message = f"Only the first {MAX_FILES:,} files were searched; name smaller folders."
                self._complain(ProblemKind.TOO_LARGE, str(self.root), message)
                return
            yield path

    def _walk(self, folder: Path, inside: str, rules: "_Rules") -> Iterator[str]:
        rules = rules.with_file(folder)
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda one: one.name)
        except OSError as error:
            self._complain(ProblemKind.UNAVAILABLE, inside or str(folder), f"{error.strerror}.")
            return
        if inside and any(one.name == "pyvenv.cfg" for one in entries):
            return
        for entry in entries:
            path = f"{inside}{entry.name}"
            if entry.is_symlink() or not entry.name.isprintable() or entry.name in _SKIPPED:
                continue
            if rules.ignored(folder / entry.name, folder=entry.is_dir()):
                continue
            if entry.is_dir():
                yield from self._walk(folder / entry.name, f"{path}/", rules)
            elif entry.is_file():
                yield path

    def _complain(self, kind: ProblemKind, subject: str, message: str) -> None:
        self.problems.append(Problem(kind, subject, message, hides_terms=False))


@dataclass(frozen=True, slots=True)
class _Rules:
    """The .gitignore files that count in a folder, the nearest first."""

    specs: tuple[tuple[Path, GitIgnoreSpec], ...] = ()

    def with_file(self, folder: Path) -> "_Rules":
        """With those of one more folder."""
        return self._with(folder, folder / ".gitignore")

    def with_excludes(self, root: Path) -> "_Rules":
        """With those of a repository that are not in its files."""
        return self._with(root, root / ".git" / "info" / "exclude")

    def _with(self, folder: Path, file: Path) -> "_Rules":
        try:
            lines = file.read_text("utf-8", "replace").splitlines()
        except OSError:
            return self
        return _Rules(((folder, _spec(lines)), *self.specs))

    def ignored(self, path: Path, *, folder: bool) -> bool:
        """True where the nearest file that speaks of a path ignores it."""
        for root, spec in self.specs:
            name = path.relative_to(root).as_posix() + ("/" if folder else "")
            if (said := spec.check_file(name).include) is not None:
                return said
        return False


def _spec(lines: list[str]) -> GitIgnoreSpec:
    """The patterns of a file, without those that are none."""
    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError:
        good = [line for line in lines if _is_pattern(line)]
        return GitIgnoreSpec.from_lines(good)


def _is_pattern(line: str) -> bool:
    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True


def _around(root: Path) -> _Rules:
    """The rules of the repository that a folder lies in."""
    real = root.resolve()
    above = [real, *real.parents]
    top = next((one for one in above if (one / ".git").exists()), None)
    if top is None:
        return _Rules()
    rules = _Rules().with_excludes(top)
    for folder in reversed(above[1 : above.index(top) + 1]):
        rules = rules.with_file(folder)
    return rules
