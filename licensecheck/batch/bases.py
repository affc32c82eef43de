"""The records of a dump that others of it name as their bases, in a file beside the tables."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from licensecheck.batch.cards import Cards, joined
from licensecheck.batch.forms import naming
from licensecheck.batch.input import Dump
from licensecheck.batch.kept import Kept, keep
from licensecheck.batch.record import Record, UnreadableRowError, record
from licensecheck.lineage.origins import address

_NAMING = ("id", "modelId", "tags", "baseModels", "cardData", "base_model")


def bases_in(path: Path) -> Kept[Record]:
    """What such a file has, by ids in lower case."""
    return Kept(path, _read)


def keep_bases(dump: Dump, path: Path, cards: Cards | None = None) -> None:
    """Write the file; one that is there is of the same dump, and is kept."""
    keep(path, ((name, _written(one)) for name, one in bases_of(dump, cards)))


def bases_of(dump: Dump, cards: Cards | None = None) -> Iterator[tuple[str, Record]]:
    """The records that others name, with their ids in lower case; of two with one id, the first one
    counts."""
    shards = range(len(dump.sizes))
    wanted = {name for shard in shards for row in dump.rows(shard, _NAMING) for name in _bases(row)}
    for shard in shards:
        for row in dump.called(shard, wanted):
            try:
                one = record(joined(row, cards))
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


def _written(one: Record) -> bytes:
    return json.dumps(asdict(one), default=str).encode("utf-8", "surrogatepass")


def _read(said: bytes) -> Record:
    found = json.loads(said)
    return Record(**{**found, "problems": tuple(found["problems"])})
