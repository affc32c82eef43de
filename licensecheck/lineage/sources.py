"""What is known of the models that a model was made from, and where that is known from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from licensecheck.domain import (
    Basis,
    Declaration,
    Evidence,
    Problem,
    ProblemKind,
    Reading,
    Snapshot,
)
from licensecheck.domain.problem import OF_BASE
from licensecheck.errors import AccessError, LicensecheckError, NotFoundError
from licensecheck.identify.names import unresolved
from licensecheck.knowledge.catalogue import CatalogueEntry
from licensecheck.knowledge.facts import Facts
from licensecheck.knowledge.families import Family
from licensecheck.lineage.origins import Link, links
from licensecheck.terms.declared import declared_as
from licensecheck.terms.terms import Terms


@dataclass(frozen=True, slots=True)
class Known:
    """What could be found out about an ancestor."""

    declarations: tuple[Declaration, ...]
    links: tuple[Link, ...]
    source: str
    """The catalogue with its date, or the address that was read."""
    doubt: str = ""
    """Why more terms may apply than are known."""


Lookup = Callable[[str], Known | Problem]
"""What is known of the model of an address, or why nothing is."""

Found = CatalogueEntry | Snapshot | Problem
"""What was collected of an ancestor: a dated fact with its licence, what a hub has, or why
nothing."""


def first_links(
    snapshot: Snapshot, families: Sequence[Family], entry: CatalogueEntry | None
) -> tuple[Link, ...]:
    """The first steps: what the snapshot says, else the catalogue, else the name.

    A model that the catalogue knows has its bases there: its name is not asked.
    """
    found = links(snapshot, () if entry else families)
    if found or entry is None:
        return found
    root = str(snapshot.ref)
    return tuple(replace(one, child=root) for one in catalogue_links(entry, snapshot.ref.name))


def links_of(found: Found, name: str, families: Sequence[Family]) -> tuple[Link, ...]:
    """What an ancestor called `name` was made from."""
    match found:
        case Problem():
            return ()
        case Snapshot():
            # Called as those call it who were made from it: so the steps make one chain.
            return tuple(replace(one, child=name) for one in links(found, families))
    return catalogue_links(found, name)


def from_terms(terms: Terms, steps: Sequence[Link], source: str) -> Known:
    """What the reading of an ancestor's own snapshot gave."""
    read = tuple(map(_of_reading, terms.readings))
    return Known((*terms.declarations, *read), tuple(steps), source, terms.unread)


def not_asked(name: str) -> Problem:
    """The catalogue does not know it, and the hub was not to be asked."""
    return problem(ProblemKind.MISSING, name, "the catalogue does not know it, no hub was asked")


def not_read(name: str, error: LicensecheckError) -> Problem:
    """The hub gave nothing of it."""
    kind = ProblemKind.UNAVAILABLE
    kind = ProblemKind.GATED if isinstance(error, AccessError) else kind
    kind = ProblemKind.MISSING if isinstance(error, NotFoundError) else kind
    return problem(kind, name, f"its terms could not be read ({str(error).rstrip('.')})")


def _of_reading(reading: Reading) -> Declaration:
    """A text as if it were declared; what it says counts, whether it is a known licence or not."""
    labels = tuple(sorted({found.label for found in reading.labels if found.certain}))
    said = reading.expression or unresolved(f"terms of {reading.document.path}")
    return Declaration(None, None, str(said), said, said.licenses, labels, reading.conforms)


def from_catalogue(entry: CatalogueEntry, name: str, facts: Facts) -> Known:
    """What the catalogue knows of an ancestor."""
    said = entry.license.expression.together if entry.license else ()
    declared = tuple(declared_as(None, None, str(one), one, facts) for one in said)
    return Known(declared, catalogue_links(entry, name), f"catalogue of {entry.checked}")


def catalogue_links(entry: CatalogueEntry, name: str) -> tuple[Link, ...]:
    """What the catalogue says a model was made from."""
    source = entry.base_models.source if entry.base_models else ""
    quotes = [f"{name} was made from {base}: read at {source}" for base in entry.bases_of(name)]
    return tuple(
        Link(name, base, "finetune", Evidence.said(Basis.CATALOGUE, text))
        for base, text in zip(entry.bases_of(name), quotes, strict=True)
    )


def problem(kind: ProblemKind, name: str, message: str) -> Problem:
    """A problem that hides terms of a base."""
    return Problem(kind, f"{OF_BASE}{name}", f"{message}: please look it up.")
