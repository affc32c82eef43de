"""Models that a report names, beside those that readers found: which are found, and their levels.

Readers put models under the same terms into one entry, and so do we, though not always the same
ones. So each model of a report belongs to the entry with which it shares most of its names, and one
that belongs to none is false. An entry is found if a model belongs to it, or answers to one of its
names; it is told apart if one belongs to it. The level of an
entry is that of the models that belong to it, else of the model that answers to its name, or of the
only one that the report has.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from licensecheck.releases.tokens import words

_SHARED = 2
"""Parts of two names that are the same at their beginning, where neither holds the other."""


@dataclass(frozen=True, slots=True)
class Found:
    """A model of a report."""

    names: tuple[str, ...]
    level: str


@dataclass(frozen=True, slots=True)
class Matched:
    """The entries of the readers with our models."""

    entries: tuple[tuple[Mapping[str, Any], tuple[Found, ...]], ...]
    """Each entry with the models that belong to it."""
    false: tuple[Found, ...]
    """Models that belong to no entry."""

    ours: tuple[Found, ...]

    @property
    def apart(self) -> int:
        """Entries to which a model belongs."""
        return sum(bool(ours) for _, ours in self.entries)

    @property
    def missing(self) -> tuple[str, ...]:
        """Entries that no model of ours belongs to or answers for by its name."""
        return tuple(
            entry["name"]
            for entry, ours in self.entries
            if not ours and not _answering(entry, self.ours)
        )


def matched(entries: Sequence[Mapping[str, Any]], ours: Sequence[Found]) -> Matched:
    """Each of our models with the entry that it belongs to."""
    belongs: dict[int, list[Found]] = {}
    false: list[Found] = []
    for one in ours:
        likeness = [_likeness(names_of(entry), one.names) for entry in entries]
        best = max(likeness, default=(0, 0.0))
        if best > (0, 0.0):
            belongs.setdefault(likeness.index(best), []).append(one)
        else:
            false.append(one)
    pairs = ((entry, tuple(belongs.get(at, ()))) for at, entry in enumerate(entries))
    return Matched(tuple(pairs), tuple(false), tuple(ours))


def names_of(entry: Mapping[str, Any]) -> list[str]:
    """Name and aliases, without what stands in brackets."""
    name = re.sub(r"\([^)]*\)", " ", entry["name"])
    parts = re.split(r"\s*(?:/|,| and | to )\s*", name) if " " in name else [name]
    return [one for one in (name, *parts, *entry["aliases"]) if words(one)]


def _likeness(theirs: Iterable[str], ours: Iterable[str]) -> tuple[int, float]:
    """Number of equal names, then how much of the two nearest names is the same."""
    one, other = ({_plain(name) for name in names} for names in (theirs, ours))
    near = max((_near(a, b) for a in one for b in other), default=0.0)
    return len(one & other), near


def _plain(name: str) -> tuple[str, ...]:
    return words(name.rpartition("/")[2])


def _near(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    whole = shared in (len(one), len(other))
    joined = "".join(one).startswith("".join(other)) or "".join(other).startswith("".join(one))
    if shared < (1 if whole else _SHARED) and not joined:
        return 0.0
    return max(shared, 0.5) / max(len(one), len(other))


def level_of(entry: Mapping[str, Any], belonging: Sequence[Found], all_of: Sequence[Found]) -> str:
    """right, defensible, wrong open, wrong <level>, needless unknown, or not found.

    A wrong level of any model that belongs to the entry counts; else that of the one which shares
    most names with it.
    """
    alone = all_of if len(all_of) == 1 else []
    answering = belonging or _answering(entry, all_of) or alone
    answers = [judge(entry, one.level) for one in answering]
    wrong = [one for word in ("wrong open", "wrong") for one in answers if one.startswith(word)]
    nearest = [_likeness(names_of(entry), one.names) for one in answering]
    said = answers[nearest.index(max(nearest))] if answers else "not found"
    return next(iter(wrong), said)


def _answering(entry: Mapping[str, Any], ours: Sequence[Found]) -> list[Found]:
    wanted = {_plain(name) for name in names_of(entry)}
    return [one for one in ours if wanted & {_plain(name) for name in one.names}]


def judge(entry: Mapping[str, Any], said: str) -> str:
    """How a level compares with that of the readers."""
    if said == entry["level"]:
        return "right"
    if said in entry.get("defensible", ()):
        return "defensible"
    if said in ("open-source-ai", "open-weights"):
        return "wrong open"
    return "needless unknown" if said == "unknown" else f"wrong {said}"
