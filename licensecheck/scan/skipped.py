"""What a search left out, counted by its reason: nothing is lost without a word."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath

EXAMPLES = 3
"""Paths named for each reason."""


class Why(StrEnum):
    """Why something was not searched, as words that follow a number."""

    IGNORED = "that git ignores"
    TOOLS = "of tools, caches and installed packages"
    EXCLUDED = "that `exclude` leaves out"
    COMMENTS = "that a comment leaves out"
    KIND = "of a kind that names no models"


@dataclass(frozen=True, slots=True)
class Skipped:
    """Files and folders that were not searched for one reason; a folder counts as one."""

    why: Why
    count: int
    examples: tuple[str, ...]
    """The first of them; a folder ends in a slash."""
    endings: Mapping[str, int] = field(default_factory=dict)
    """Number of files by the ending of their names."""


MAX_ENDING = 12
"""Characters of an ending; longer ones are parts of names."""


def ending(path: str) -> str:
    """The ending of a file's name in small letters, `.py`; of one without, its name; of a folder
    `/`."""
    if path.endswith("/"):
        return "/"
    file = PurePosixPath(path)
    suffix = file.suffix.lower()
    return suffix if 1 < len(suffix) <= MAX_ENDING else file.name[: 2 * MAX_ENDING]


@dataclass(slots=True)
class SkippedCount:
    """Counts what is skipped."""

    _paths: dict[Why, list[str]] = field(default_factory=lambda: defaultdict(list))
    _endings: dict[Why, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, why: Why, path: str, example: str = "") -> None:
        """Note a file, or a folder with all that is in it; `example` where more is said of it."""
        self._endings[why][ending(path)] += 1
        if len(self._paths[why]) < EXAMPLES:
            self._paths[why].append(example or path)

    def skipped(self) -> tuple[Skipped, ...]:
        """What was skipped, by reason."""
        return tuple(
            Skipped(why, endings.total(), tuple(self._paths[why]), dict(endings.most_common()))
            for why in Why
            if (endings := self._endings.get(why))
        )


def together(parts: Iterable[Skipped]) -> tuple[Skipped, ...]:
    """What several searches skipped, by reason."""
    found: dict[Why, Skipped] = {}
    for part in parts:
        known = found.get(part.why, Skipped(part.why, 0, ()))
        examples = (*known.examples, *part.examples)[:EXAMPLES]
        endings = Counter(known.endings) + Counter(part.endings)
        both = dict(endings.most_common())
        found[part.why] = Skipped(part.why, known.count + part.count, examples, both)
    return tuple(found[why] for why in Why if why in found)
