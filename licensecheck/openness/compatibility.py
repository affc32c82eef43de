"""Whether terms A can be met when a derivative is offered under terms B, from labels alone.

Nobody writes pairs of licences: what each label asks of a derivative is enough. Conditions that
one meets by deeds (notices, names, a list of changes) never conflict; they are duties.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from licensecheck.engine.rules import Effect, Rules

# No derivative may be offered at all, whatever its terms.
_NO_OFFER = frozenset({"no-derivatives", "no-redistribution", "internal-use-only"})
# The derivative must come under terms that pass the same rights on, and add nothing.
_SHARE_ALIKE = ("copyleft", "network-copyleft")


class Clash(StrEnum):
    """How terms of the base and of the derivative collide."""

    FORBIDDEN = "forbidden"
    """The base allows no derivative to be offered."""
    DROPPED = "dropped"
    """The base asks for a term that the derivative's terms lack."""
    ADDED = "added"
    """The base lets nobody add a restriction that the derivative's terms have."""


_MENDS = {
    Clash.FORBIDDEN: "ask the licensor for leave, or start from another base",
    Clash.DROPPED: "put it into the terms of the derivative, or offer that under the base's terms",
    Clash.ADDED: "take it out of the terms of the derivative, or start from another base",
}


@dataclass(frozen=True, slots=True)
class Conflict:
    """One term that stands in the way."""

    clash: Clash
    label: str

    @property
    def mend(self) -> str:
        """What would resolve it."""
        return _MENDS[self.clash]


@dataclass(frozen=True, slots=True)
class Fit:
    """How terms of a base suit those of a derivative."""

    conflicts: tuple[Conflict, ...]
    """Ordered by kind, then label."""
    duties: tuple[str, ...]
    """Labels of the base that are met by deeds and not by terms, sorted."""

    def labels(self, clash: Clash) -> tuple[str, ...]:
        """The labels that collide in one way."""
        return tuple(one.label for one in self.conflicts if one.clash is clash)


def fit(base: frozenset[str], derivative: frozenset[str], rules: Rules, *, same: bool) -> Fit:
    """How labels of a base's terms suit those of a derivative's.

    `same` says that both are under the same licence: nothing is then dropped or added.
    """
    found = sorted(
        _conflicts(base, derivative, rules, same),
        key=lambda one: (list(Clash).index(one.clash), one.label),
    )
    duties = base & rules.with_effect(Effect.CONDITION) - frozenset(_SHARE_ALIKE)
    return Fit(tuple(found), tuple(sorted(duties)))


def _conflicts(
    base: frozenset[str], derivative: frozenset[str], rules: Rules, same: bool
) -> Iterator[Conflict]:
    restricting = rules.with_effect(Effect.VIOLATES)
    yield from (Conflict(Clash.FORBIDDEN, label) for label in base & _NO_OFFER)
    if same:
        return
    asked = base & (restricting - _NO_OFFER | frozenset(_SHARE_ALIKE))
    yield from (Conflict(Clash.DROPPED, label) for label in asked - derivative)
    if base & frozenset(_SHARE_ALIKE):
        added = (derivative - base) & restricting
        yield from (Conflict(Clash.ADDED, label) for label in added)
