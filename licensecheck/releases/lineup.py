"""Models by the names that mean them, as they are gathered from pages, tables and folders."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from licensecheck.domain import Evidence
from licensecheck.releases.tokens import words

MOST_MODELS = 200
"""Models that are told apart; the real repository with most has 60. What speaks about others is
taken to speak about all."""


@dataclass(frozen=True)
class Model:
    """A model by all names that mean it."""

    names: tuple[str, ...]
    """As they are written, the plainest first."""
    links: tuple[Evidence, ...] = ()
    """Where its weights can be had."""


@dataclass(slots=True)
class Found:
    """What one place says of a model: its names by their letters, its links by their addresses."""

    names: dict[str, str] = field(default_factory=dict)
    links: dict[str, Evidence] = field(default_factory=dict)


@dataclass(slots=True)
class Lineup:
    """Models by the letters of each of their names."""

    found: dict[str, Found] = field(default_factory=dict)

    def add(self, more: Found) -> None:
        """One more, joined with those that have a name in common."""
        keys = _keys(more)
        same = list({id(one): one for key in keys if (one := self.found.get(key))}.values())
        if not same and len(self.distinct) >= MOST_MODELS:
            return
        first = same[0] if same else Found()
        for one in (*same[1:], more):
            first.names |= {key: name for key, name in one.names.items() if key not in first.names}
            first.links |= one.links
        self.found |= dict.fromkeys(_keys(first), first)

    @property
    def names(self) -> Mapping[tuple[str, ...], str]:
        """The names so far, by their parts."""
        return {words(name): name for one in self.distinct for name in one.names.values()}

    @property
    def distinct(self) -> list[Found]:
        """Each model once, in the order of their first names."""
        return list({id(one): one for one in self.found.values()}.values())


def _keys(found: Found) -> list[str]:
    """What tells a model from others: the letters of each name, however its numbers are written; in
    their order, since a set of words has another one in each process."""
    keys = (*found.names, *("".join(words(name)) for name in found.names.values()))
    return [key for key in dict.fromkeys(keys) if key]
