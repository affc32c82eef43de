"""The records of a dump that others of it name as their bases, by id, in a file beside the tables:
memory stays small however many there are, and all processes read the same."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import Any
from zlib import compress, decompress

from licensecheck.batch.cards import Cards
from licensecheck.batch.forms import naming
from licensecheck.batch.input import Dump
from licensecheck.batch.record import Record, UnreadableRowError, record
from licensecheck.batch.stores import opened
from licensecheck.lineage.origins import address

_NAMING = ("id", "modelId", "tags", "baseModels", "cardData", "base_model")


class Bases:
    """Reads such a file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, name: str, /) -> Record | None:
        """The record of an id in lower case; None where no other names it as a base."""
        asked = "SELECT record FROM bases WHERE id = ?"
        row = self._store.execute(asked, (name,)).fetchone()
        if row is None:
            return None
        found = json.loads(decompress(row[0]))
        return Record(**{**found, "problems": tuple(found["problems"])})

    @cached_property
    def _store(self) -> sqlite3.Connection:
        """Opened where it is first read: a connection does not outlive a fork."""
        return opened(self._path, self)


def keep_bases(dump: Dump, path: Path, cards: Cards | None = None) -> None:
    """Write the file; one that is there is of the same dump, and is kept."""
    if path.exists():
        return
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    with closing(sqlite3.connect(draft)) as store, store:
        store.execute("CREATE TABLE bases (id TEXT PRIMARY KEY, record BLOB) WITHOUT ROWID")
        rows = ((name, _packed(one)) for name, one in bases_of(dump, cards))
        store.executemany("INSERT OR IGNORE INTO bases VALUES (?, ?)", rows)
    draft.replace(path)


def bases_of(dump: Dump, cards: Cards | None = None) -> Iterator[tuple[str, Record]]:
    """The records that others name, with their ids in lower case; of two with one id, the first one
    counts."""
    shards = range(len(dump.sizes))
    wanted = {name for shard in shards for row in dump.rows(shard, _NAMING) for name in _bases(row)}
    for shard in shards:
        for row in dump.called(shard, wanted):
            try:
                one = record(cards.joined(row) if cards else row)
            except UnreadableRowError:
                continue
            yield one.id.casefold(), one


def _bases(row: Mapping[str, Any]) -> Iterator[str]:
    """What a row may name as its bases, in lower case."""
    fields = (row.get("tags"), row.get("cardData"))
    if not row.get("baseModels") and not any("base_model" in str(field) for field in fields):
        return
    try:
        known = record(row)
    except UnreadableRowError:
        return
    for value in naming(known.info):
        if name := address(value):
            yield name.casefold()


def _packed(one: Record) -> bytes:
    return compress(json.dumps(asdict(one), default=str).encode("utf-8", "surrogatepass"), 1)
