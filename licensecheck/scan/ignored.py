"""What `.gitignore` files leave out, within bounds: they are written by whoever wrote the tree."""

from dataclasses import dataclass, field
from pathlib import Path

from pathspec import GitIgnoreSpec

from licensecheck import disk
from licensecheck.domain import Problem, ProblemKind
from licensecheck.hubs.listing import shown
from licensecheck.text.path_patterns import MOST_STARS, BadPatternError, compiled, is_pattern, stars

MAX_BYTES = 256_000
MAX_PATTERNS = 2_000
"""Of one file; GitHub's templates for .gitignore have 400 lines at most."""
MAX_TESTS = 20_000_000
"""Patterns tried on the paths of one tree, at 2.5 µs each: the Linux kernel unpacked without its
repository, 90,000 files under 150 patterns, takes 14 million."""

_COSTLY = 100
"""Tests that a pattern counts as which has two stars in a name."""
_LONG = 250
"""Letters of a path that takes that long; one of 4,000 takes up to 900 times as long."""


_ALL = frozenset({"*", "**", "/**", "**/*", "/**/*"})
"""Patterns that stand for every name. The library takes them to say more of a folder than a later
`!folder` or `!*/` does; with `?*`, which fits the same names, the last one counts, as in git."""


def spec_of(lines: list[str]) -> GitIgnoreSpec:
    """The patterns of lines, without those that are none."""
    lines = ["?*" if line.strip() in _ALL else line for line in lines]
    try:
        return compiled(lines)
    except BadPatternError:
        return compiled(filter(is_pattern, lines))


@dataclass(frozen=True, slots=True)
class IgnoreRules:
    """The files of patterns that count in a folder, the nearest first."""

    specs: tuple[tuple[str, GitIgnoreSpec], ...] = ()
    """Each with the folder that it speaks of: empty, or a path that ends in a slash."""
    cost: int = 0
    """Tests that one path takes at most."""

    def ignored(self, path: str) -> bool:
        """True where the nearest file that speaks of a path ignores it; that of a folder ends in a
        slash."""
        for folder, spec in self.specs:
            if (said := spec.check_file(path[len(folder) :]).include) is not None:
                return said
        return False


NO_RULES = IgnoreRules()


@dataclass(slots=True)
class Ignorer:
    """Reads files of patterns and applies them, as long as that stays within the bounds."""

    problems: list[Problem] = field(default_factory=list)
    _tests: int = 0

    def with_file(self, rules: IgnoreRules, file: Path, folder: str) -> IgnoreRules:
        """The rules with those of one more file, if it is there, for a folder."""
        if not disk.is_there(file):
            return rules
        try:
            text = disk.whole(file, MAX_BYTES).decode("utf-8", "replace")
        except OSError as error:
            self._complain(file, f"{error.strerror}; its patterns were not applied.")
            return rules
        lines = text.splitlines()
        if len(lines) > MAX_PATTERNS:
            self._complain(file, f"it has over {MAX_PATTERNS:,} lines; they were not applied.")
            return rules
        return self._with(rules, lines, file, folder)

    def _with(self, rules: IgnoreRules, lines: list[str], file: Path, folder: str) -> IgnoreRules:
        simple = [line for line in lines if stars(line) <= MOST_STARS]
        if len(simple) < len(lines):
            self._complain(file, "patterns with over two stars in a name were not applied.")
        cost = sum(_COSTLY if stars(line) > 1 else 1 for line in simple)
        return IgnoreRules(((folder, spec_of(simple)), *rules.specs), rules.cost + cost)

    def ignores(self, rules: IgnoreRules, path: str) -> bool:
        """Whether rules ignore a path; False once too many patterns were tried."""
        if not rules.specs or self._tests > MAX_TESTS:
            return False
        self._tests += rules.cost * (1 + len(path) // _LONG) ** 2
        if self._tests > MAX_TESTS:
            self._complain(Path(path), "from here on .gitignore was not applied: it took too long.")
            return False
        return rules.ignored(path)

    def _complain(self, file: Path, message: str) -> None:
        """Nothing is hidden: more is searched."""
        self.problems.append(
            Problem(ProblemKind.TOO_LARGE, shown(file.as_posix()), message, hides_terms=False)
        )
