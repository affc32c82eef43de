"""The parts that a model consists of."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from licensecheck.domain.evidence import Evidence
from licensecheck.domain.expression import NO_LICENSE, Expression

ELSEWHERE = ("base", "data")
"""Parts whose terms are their own business: what the model was made from."""
BESIDE = ("code", "data")
"""Parts the terms of which say nothing about those of the weights."""
WHOLE = "model"
"""What a finding is about that binds whoever uses any of it."""
PART = "part"
"""What a text is about of which nobody knows how far it reaches."""
BOUGHT = "commercial licence"
"""What a text is about that binds who has got the leave which another text asks for."""
_FOLDER = "folder "
_ALL = {"code", "weights"}
_MOST = 2
"""Folders that are named of those of which the same is said."""


def in_folder(path: str) -> str:
    """What a finding is about that binds who uses one folder: `folder vendor/zebra`."""
    return f"{_FOLDER}{path}"


def holds_for(parts: Collection[str]) -> str:
    """What something is about that is said of each of these parts: all where code and weights are
    among them; folders only where nothing else is."""
    named = {one for one in parts if not is_folder(one)}
    if not named:
        return _several(sorted(one.removeprefix(_FOLDER) for one in parts))
    return WHOLE if WHOLE in named or named >= _ALL else ", ".join(sorted(named))


def _several(folders: Sequence[str]) -> str:
    more = f" and {len(folders) - _MOST} more" if len(folders) > _MOST else ""
    return in_folder(", ".join(folders[:_MOST]) + more)


def is_folder(part: str) -> bool:
    """True for what is about one folder alone."""
    return part.startswith(_FOLDER)


class State(StrEnum):
    """How much is known of a part."""

    PRESENT = "present"
    """Its files are here."""
    LINKED = "linked"
    """The card gives an address of it, which was not followed."""
    CLAIMED = "claimed"
    """The card speaks of it."""
    NOT_FOUND = "not-found"
    """It was looked for in all that is here and in what that links to as its own: nothing speaks of
    it."""
    ABSENT = "absent"
    """It is not there: all was read and nothing could lead to it, or somebody looked."""
    UNKNOWN = "unknown"
    """Nothing tells: not all could be looked at."""


@dataclass(frozen=True, slots=True)
class Component:
    """One part: weights, training code, data, …"""

    name: str
    type: str
    """code, data, parameters or documentation."""
    state: State
    evidence: tuple[Evidence, ...] = ()
    """The quote that shows it; empty for what is present as a file. A fact of the catalogue names
    `catalogue` as its document and the page where it was read in its quote."""
    files: tuple[str, ...] = ()
    """A few of its files."""
    license: Expression = NO_LICENSE
    """The licence that it is under; none where that is not known."""
    checked: bool = False
    """True where somebody looked at the place that is linked: a dated fact of the catalogue."""
