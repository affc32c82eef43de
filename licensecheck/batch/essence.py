"""What decides the answers about a model and all that it was made from, apart from names: records
with the same essence get the same answers, in which only names differ."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b

from licensecheck.batch.collected import HUB, RecordsById, catalogued
from licensecheck.batch.forms import Formed, Forms
from licensecheck.batch.record import Record
from licensecheck.domain import Problem, Snapshot
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.lineage.chain import walk
from licensecheck.lineage.origins import Link
from licensecheck.lineage.sources import Known

Names = tuple[str, ...]
"""The address of a model with its hub, the one without, then those of all that it and its ancestors
name, nearest first."""
MOST_BASES = 50_000
"""Bases whose forms are remembered, each of about 500 bytes; the rest is read again."""


class Essences:
    """Digests of records with what they were made from."""

    def __init__(
        self,
        bases: RecordsById,
        knowledge: Knowledge,
        read: Callable[[Snapshot, str], Known | Problem],
    ) -> None:
        """`read` says what is known of a base, by its snapshot and name."""
        self._bases = bases
        self._knowledge = knowledge
        self._forms = Forms(knowledge, read)
        self._ancestor = lru_cache(MOST_BASES)(self._ancestor_called)

    def __call__(self, record: Record) -> tuple[bytes, Names]:
        """A digest of 16 bytes and the names."""
        own = self._forms.own(record)
        if not own.parents:
            return _whole([own.digest], own.names)
        names = {name.casefold(): (at, name) for at, name in enumerate(own.names)}
        said = [own.digest]

        def bases(name: str) -> Sequence[Link]:
            found = self._ancestor(name)
            said.append(found.digest)
            for one in found.names:
                at, first = names.setdefault(one.casefold(), (len(names), one))
                said.append(f"{at} {'' if one == first else one}".encode())
            return _links(found)

        deque(walk(_links(own), record.id, bases), maxlen=0)
        return _whole(said, tuple(name for _, name in names.values()))

    def _ancestor_called(self, name: str) -> Formed:
        """The form of an ancestor: by the catalogue, else by the dump."""
        entry = catalogued(name, self._knowledge)
        if entry and entry.license:
            return self._forms.entry(entry, name)
        if known := self._bases.get(name.casefold()):
            return self._forms.base(known)
        return Formed(b"missing", (name,))


def _links(found: Formed) -> Sequence[Link]:
    return [Link("", parent, "") for parent in found.parents]


def _whole(said: Sequence[bytes], names: Names) -> tuple[bytes, Names]:
    text = b"|".join((*said, *_publishers(names)))
    return blake2b(text, digest_size=16).digest(), (f"{HUB}:{names[0]}", *names)


def _publishers(names: Names) -> Iterator[bytes]:
    """For each name the first one of the same publisher."""
    owners = [name.rpartition("/")[0].casefold() for name in names]
    return (b"%d" % (owners.index(owner) if owner else at) for at, owner in enumerate(owners))
