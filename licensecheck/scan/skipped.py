"""What a search left out, counted by its reason: nothing is lost without a word."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

EXAMPLES = 3
"""Paths named for each reason."""


class Why(StrEnum):
    """Why something was not searched, as words that follow a number."""

    IGNORED = "that git ignores"
    TOOLS = "of tools, caches and installed packages"
    EXCLUDED = "that `exclude` leaves out"
    COMMENTS = "references that a comment leaves out"
    KIND = "of a kind that names no models"


@dataclass(frozen=True, slots=True)
class Skipped:
    """Files and folders that were not searched for one reason; a folder counts as one."""

    why: Why
    count: int
    examples: tuple[str, ...]
    """The first of them; a folder ends in a slash."""


@dataclass(slots=True)
class SkippedCount:
    """Counts what is skipped."""

    _paths: dict[Why, list[str]] = field(default_factory=dict)
    _counts: dict[Why, int] = field(default_factory=dict)

    def add(self, why: Why, path: str) -> None:
        """Note a file, or a folder with all that is in it."""
        self._counts[why] = self._counts.get(why, 0) + 1
        named = self._paths.setdefault(why, [])
        if len(named) < EXAMPLES:
            named.append(path)

    def skipped(self) -> tuple[Skipped, ...]:
        """What was skipped, by reason."""
        return tuple(
            Skipped(why, self._counts[why], tuple(self._paths[why]))
            for why in Why
            if why in self._counts
        )


def together(parts: Iterable[Skipped]) -> tuple[Skipped, ...]:
    """What several searches skipped, by reason."""
    found: dict[Why, Skipped] = {}
    for part in parts:
        known = found.get(part.why, Skipped(part.why, 0, ()))
        examples = (*known.examples, *part.examples)[:EXAMPLES]
        found[part.why] = Skipped(part.why, known.count + part.count, examples)
    return tuple(found[why] for why in Why if why in found)
