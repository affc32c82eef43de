"""What changed in models that are watched: the last run, and all runs over time."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from licensecheck.domain import Level
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.comparison import Comparison
from licensecheck.report.directions import Change, Direction
from licensecheck.report.formats.html import template
from licensecheck.text.inert import Channel, Inert, inert


@dataclass(frozen=True, slots=True)
class Noted:
    """A change, and the run that saw it."""

    at: str
    change: Change


@dataclass(frozen=True, slots=True)
class Watched:
    """How a model stood when it was last read."""

    ref: str
    at: str
    level: Level
    revision: str


@dataclass(frozen=True, slots=True)
class Drift:
    """A run, and all that was noted so far."""

    last: str
    """Time of the run before; empty for the first."""
    now: str
    changes: tuple[Noted, ...]
    """Of all runs, the newest first."""
    models: tuple[Watched, ...]
    unread: Mapping[str, str]
    """Why a model could not be read this time; how it stood before is kept."""

    @property
    def comparison(self) -> Comparison:
        """What this run changed, the worse first."""
        found = [one.change for one in self.changes if one.at == self.now]
        ordered = sorted(found, key=lambda one: list(Direction).index(one.direction))
        return Comparison(self.last or "nothing so far", self.now, tuple(ordered))


def page(drift: Drift, knowledge: Knowledge) -> Inert:
    """All changes over time as a page of HTML, run by run."""
    runs = [(at, list(found)) for at, found in groupby(drift.changes, lambda one: one.at)]
    written = template("watch.html.jinja", knowledge).render(drift=drift, runs=runs)
    return inert(written, Channel.MARKUP)
