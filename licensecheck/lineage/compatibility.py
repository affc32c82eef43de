"""Whether terms A can be met when a derivative is offered under terms B, from labels alone.

Nobody writes pairs of licences: what each label asks of a derivative is enough. Conditions that
one meets by deeds (notices, names, a list of changes) never conflict; they are duties.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from licensecheck.domain.mismatch import Clash, Conflict
from licensecheck.knowledge.rules import Effect, Rules

# No derivative may be offered at all, whatever its terms.
_NO_OFFER = frozenset({"no-derivatives", "no-redistribution", "internal-use-only"})
# The derivative must come under terms that pass the same rights on, and add nothing.
_SHARE_ALIKE = ("copyleft", "network-copyleft")


@dataclass(frozen=True, slots=True)
class Fit:
    """How terms of a base suit those of a derivative."""

    conflicts: tuple[Conflict, ...]
    """Ordered by kind, then label."""
    duties: tuple[str, ...]
    """Labels of the base that are met by deeds and not by terms, sorted."""


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
