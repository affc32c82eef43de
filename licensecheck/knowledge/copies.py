"""Copies of models by their names (rules/copies.yaml): their terms are those of the original."""

import re
from collections.abc import Iterator

from licensecheck.knowledge.catalogue import (
    Availability,
    CatalogueEntry,
    LineageFact,
    entries_with,
)
from licensecheck.knowledge.readers import reader
from licensecheck.knowledge.schema import Strict
from licensecheck.knowledge.tagged import tagged_as

_LAST_WORD = re.compile(r"[-._](?P<word>[^-._]+)$")


class Copies(Strict):
    """Who copies, and what copies are called."""

    accounts: frozenset[str]
    """Accounts that offer models of others converted or quantized, in small letters."""
    endings: frozenset[str]
    """Words that they add to the name of the original, in small letters."""


def find_copied(name: str) -> CatalogueEntry | None:
    """What is known of the original of a copy, as an entry that has the copy's name.

    Both are called the same but for words of their formats at the end; the copy is in an account
    that is known to copy, or in that of the original. None where originals differ in terms.
    """
    is_copier = _owner(name) in _copies().accounts
    found = {
        id_: entry
        for id_, entry in _called(_bare(name))
        if (is_copier or _owner(id_) == _owner(name)) and id_.casefold() != name.casefold()
    }
    terms = {entry.license and entry.license.expression for entry in found.values()}
    if len(terms) != 1:
        return None
    original = min(found, key=len)
    return _as_copy(name, original, found[original])


def _bare(name: str) -> str:
    """The last part of an id without the words at its end that tell a format, in lower case."""
    last = name.casefold().rpartition("/")[2]
    while (bound := _LAST_WORD.search(last)) and bound["word"] in _copies().endings:
        last = last[: bound.start()]
    return last


def _called(bare: str) -> Iterator[tuple[str, CatalogueEntry]]:
    """The originals of a name whose weights can be had."""
    for entry in (*entries_with([f"/{bare}"]), *tagged_as(bare)):
        if entry.weights.state is Availability.DOWNLOADABLE:
            names = entry.ids.get("huggingface", ())
            yield from ((name, entry) for name in names if _is_original(name, bare))


def _is_original(name: str, bare: str) -> bool:
    return _bare(name) == bare and _owner(name) not in _copies().accounts


def _owner(name: str) -> str:
    return name.casefold().partition("/")[0]


def _as_copy(name: str, original: str, entry: CatalogueEntry) -> CatalogueEntry:
    source = entry.weights.source
    return entry.read_on(original).model_copy(
        update={
            "name": f"{original}, of which it is a copy by its name",
            "ids": {"huggingface": (name,)},
            "earlier": None,
            "gating": None,
            "base_models": LineageFact(of={name: (original,)}, source=source),
        }
    )


_copies = reader("copies.yaml", Copies)
