"""The rows of a shard as tables: what many rows share is put together by Arrow, and only texts with
a name in them are made for each row."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa

from licensecheck.batch.answers import EssenceRows, Row, filled, has_places
from licensecheck.batch.essence import Names
from licensecheck.batch.schema import TABLES


@dataclass(frozen=True, slots=True)
class JudgedRecord:
    """What is said of one record."""

    own: Row
    """The columns that a record has itself, whatever its terms are."""
    answer: EssenceRows
    names: Names


@dataclass(slots=True)
class Shard:
    """The rows of a shard, in the order of the dump."""

    judged: list[JudgedRecord] = field(default_factory=list)
    problems: list[Row] = field(default_factory=list)

    def tables(self) -> Mapping[str, pa.Table]:
        """The tables by name."""
        ids = [one.own["id"] for one in self.judged]
        every = [[(one.answer.model, one.names)] for one in self.judged]
        found = [[(row, one.names) for row in one.answer.findings] for one in self.judged]
        edges = [[(row, one.names) for row in one.answer.edges] for one in self.judged]
        own = {name: [one.own[name] for one in self.judged] for name in self._own}
        return {
            "models": _table("models", own, every),
            "findings": _table("findings", {"id": _repeated(ids, found)}, found),
            "edges": _table("edges", {"id": _repeated(ids, edges)}, edges),
            "problems": pa.Table.from_pylist(self.problems, TABLES["problems"]),
        }

    @property
    def _own(self) -> Iterable[str]:
        return self.judged[0].own if self.judged else ()


_Rows = Sequence[Sequence[tuple[Row, Names]]]


def _repeated(ids: Sequence[str], rows: _Rows) -> list[str]:
    return [name for name, some in zip(ids, rows, strict=True) for _ in some]


def _table(name: str, own: Mapping[str, Sequence[Any]], rows: _Rows) -> pa.Table:
    """A table of the columns that are given for each row, and of rows that many have in common."""
    schema, flat = TABLES[name], [one for some in rows for one in some]
    distinct = {id(row): row for row, _ in flat}
    index = {key: at for at, key in enumerate(distinct)}
    places = np.array([index[id(row)] for row, _ in flat], np.int64)
    columns = []
    for column in schema:
        if column.name in own:
            columns.append(pa.array(own[column.name], column.type))
            continue
        values = [row[column.name] for row in distinct.values()]
        named = np.flatnonzero(np.array([*map(has_places, values)], bool)[places])
        each = [filled(values[places[at]], flat[at][1]) for at in named]
        taken = places.copy()
        taken[named] = np.arange(len(values), len(values) + len(named))
        columns.append(pa.array([*values, *each], column.type).take(pa.array(taken)))
    return pa.Table.from_arrays(columns, schema=schema)
