"""All that was read of a snapshot, before anything is judged."""

from collections.abc import Mapping
from dataclasses import dataclass

from licensecheck.components.following import Linked
from licensecheck.domain import Component, Evidence, Snapshot
from licensecheck.domain.statement import Statement
from licensecheck.knowledge.catalogue import CatalogueEntry
from licensecheck.lineage.chain import Chain
from licensecheck.terms.terms import Prose, Terms


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
    statements: Mapping[Evidence, Statement]
    """What the sentences say in which bases were found."""
