"""All that was read of a snapshot, before anything is judged."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

from licensecheck.components.following import Linked
from licensecheck.domain import (
    Component,
    Declaration,
    Evidence,
    Gating,
    ModelRef,
    Reading,
    Snapshot,
)
from licensecheck.domain.statement import Statement
from licensecheck.knowledge.catalogue import CatalogueEntry
from licensecheck.lineage.chain import NOTHING, Chain
from licensecheck.terms.terms import Prose, Terms


@dataclass(frozen=True, slots=True)
class Page:
    """The page of a hub where weights lie, and what was read there."""

    ref: ModelRef
    terms: Terms
    """Those of the weights; of a page that could not be read, why."""
    snapshot: Snapshot | None = None
    """None where it could not be read."""
    chain: Chain = NOTHING
    """What they were made from."""
    available: bool | None = None
    """Whether anybody may download them; None where that cannot be told."""

    @property
    def gating(self) -> Gating:
        """What stands before them."""
        return self.snapshot.metadata.gating if self.snapshot else Gating.UNKNOWN


@dataclass(frozen=True, slots=True)
class Understood:
    """A snapshot with what its texts, cards and links say."""

    snapshot: Snapshot
    entry: CatalogueEntry | None
    """What the catalogue has on it."""
    prose: tuple[Prose, ...]
    """Its cards, each with its clauses."""
    parts: tuple[Component, ...]
    """The parts that are here, linked or spoken of; not yet with their licences."""
    terms: Terms
    """Of all that the snapshot releases, without what was made from something else."""
    chain: Chain
    """What it was made from."""
    linked: tuple[Linked, ...]
    """The publisher's repositories that were read."""
    pages: tuple["Page", ...]
    """The pages of hubs where its weights lie."""
    statements: Mapping[Evidence, Statement]
    """What the sentences say in which bases were found."""

    @property
    def readings(self) -> tuple[Reading, ...]:
        """All texts with terms, those of the pages last."""
        return (*self.terms.readings, *(one for page in self.pages for one in page.terms.readings))

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """All licences that are said to apply, those of the pages last."""
        more = (one for page in self.pages for one in page.terms.declarations)
        return (*self.terms.declarations, *more)

    @property
    def lineage(self) -> Chain:
        """What all of it was made from."""
        return reduce(Chain.joined, (page.chain for page in self.pages), self.chain)
