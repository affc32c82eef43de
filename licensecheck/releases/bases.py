"""Bases that the names of single models betray: "zebra-llama-3-8b" among models called Zebra."""

from collections.abc import Iterator, Sequence

from licensecheck.domain import Problem, ProblemKind
from licensecheck.domain.problem import OF_BASE
from licensecheck.knowledge.families import Family
from licensecheck.lineage.chain import Chain
from licensecheck.releases.lineup import Model
from licensecheck.statements.names import Names
from licensecheck.text.letters import letters


def betrayed(group: Sequence[Model], own: Names, families: Sequence[Family]) -> tuple[str, ...]:
    """The bases, under terms that restrict, of the families that names of a group go on with; a
    name that begins with the family's is of the family itself."""
    others = [one for one in families if not own.owners or not _publishes(one, own)]
    found = {
        family.base: None
        for model in group
        for name in model.names
        for family in others
        if (place := family.names(name)) and letters(name[: place.start()])
    }
    return tuple(found)


def _publishes(family: Family, own: Names) -> bool:
    owners = [letters(one) for one in family.owners]
    return any(one in owner or owner in one for one in own.owners for owner in owners)


def undeclared(bases: Sequence[str], chain: Chain) -> Iterator[Problem]:
    """Problems of bases that names alone show, where nothing says what a group was made from."""
    for base in bases if not chain.links else ():
        message = (
            "a name of the model shows it and no base is declared; its terms would be inherited:"
            " please look it up."
        )
        yield Problem(ProblemKind.METADATA, f"{OF_BASE}{base}", message)
