"""A folder of a project while it is walked: its place, and what decides what is searched in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from licensecheck.hubs.checkout import Entry, tracked
from licensecheck.scan.ignored import NO_RULES, IgnoreRules
from licensecheck.scan.skipped import Why


@dataclass(frozen=True, slots=True)
class Tracked:
    """What the index of a repository has, by paths from the top of the outermost one."""

    files: frozenset[str]
    """Links and submodules too."""
    folders: frozenset[str]
    """All folders above these."""

    @classmethod
    def of(cls, entries: Iterable[Entry], folder: str) -> "Tracked":
        """What the index of a checkout in a folder tracks."""
        files = frozenset(folder + path for path in tracked(entries))
        above: set[str] = set()
        for file in files:
            while (file := file.rpartition("/")[0]) and file not in above:
                above.add(file)
        return cls(files, frozenset(above))

    def has(self, path: str) -> bool:
        """True for a file or submodule that is tracked, and for a folder that has one."""
        return path in self.files or path in self.folders


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder to walk, and what decides there."""

    path: Path
    """As one comes to it, through links."""
    real: Path
    """Where that is."""
    inside: str = ""
    """Path from the folder that is searched: empty, or ending in a slash."""
    here: str = ""
    """Path from the top of the repository around that folder, the same way."""
    rules: IgnoreRules = NO_RULES
    repositories: tuple[Tracked, ...] = ()
    """That of the folder, and those around it."""
    why: Why | None = None
    """Why only what is tracked is searched in it."""
    is_top: bool = False
    """True for the top of a repository."""

    def tracks(self, name: str) -> bool:
        """True for an entry that git tracks, or in which it tracks something."""
        return any(one.has(self.here + name) for one in self.repositories)

    def below(self, name: str, why: Why | None = None) -> "Folder":
        """A folder in this one."""
        inside, here = f"{self.inside}{name}/", f"{self.here}{name}/"
        path, real = self.path / name, self.real / name
        return Folder(path, real, inside, here, self.rules, self.repositories, why)
