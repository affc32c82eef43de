"""Bases that the names of single models betray: "zebra-llama-3-8b" among models called Zebra."""

from collections.abc import Collection, Iterator, Sequence
from functools import cache

from licensecheck.domain import Problem, ProblemKind
from licensecheck.domain.problem import OF_BASE
from licensecheck.knowledge.families import Family
from licensecheck.lineage.chain import Chain
from licensecheck.lineage.origins import Link
from licensecheck.releases.lineup import Model
from licensecheck.releases.scope import Scope
from licensecheck.releases.tokens import words
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


def with_heirs(
    links: Sequence[tuple[Link, Scope]], models: Sequence[Model]
) -> tuple[tuple[Link, Scope], ...]:
    """Each step with the models that it is said of, and their heirs: those made from one of these,
    and where no base is said of them those that go by its name and more, as "Zebra-7B-Chat" does
    beside Zebra-7B."""
    said = frozenset[int]().union(*(scope for _, scope in links if scope))
    named = [tuple(map(words, one.names)) for one in models]
    parents = [(words(link.parent.rpartition("/")[2]), scope) for link, scope in links if scope]
    alone = [
        (name, frozenset({at}))
        for at, names in enumerate(named)
        for name in names
        if at not in said
    ]

    @cache
    def heirs(scope: frozenset[int]) -> frozenset[int]:
        elders = {name for at in scope for name in named[at]}
        made = (child for name, child in (*parents, *alone) if _goes_on(name, elders))
        more = scope.union(*made)
        return more if more == scope else heirs(more)

    return tuple((link, scope and heirs(scope)) for link, scope in links)


def _goes_on(name: tuple[str, ...], elders: Collection[tuple[str, ...]]) -> bool:
    """True for one of the names, and for one with more words behind."""
    return any(name[:end] in elders for end in range(1, len(name) + 1))


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
