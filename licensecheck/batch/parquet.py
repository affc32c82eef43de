"""Rows of Parquet files: each row group is a shard, whose damage costs its own rows only."""

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from licensecheck.batch.record import UNREADABLE, folded
from licensecheck.errors import UsageError

Rows = Iterator[Mapping[str, Any]]


def files_of(path: Path) -> tuple[Path, ...]:
    """A Parquet file, or those in a folder, in the order of their names; empty for what is none."""
    if path.is_dir():
        return tuple(sorted(path.glob("*.parquet")))
    return (path,) if path.suffix == ".parquet" else ()


def sizes(path: Path) -> tuple[int, ...]:
    """Rows of each row group; UsageError where there is no column of ids."""
    for file in files_of(path):
        names = pq.ParquetFile(file).schema_arrow.names
        if not {"id", "modelId"} & set(names):
            raise UsageError(f"{file} has no column `id` or `modelId` (it has {', '.join(names)})")
    return tuple(rows for _, _, rows in _groups(path, _changed(path)))


def _changed(path: Path) -> int:
    return path.stat().st_mtime_ns


@lru_cache(8)
def _groups(path: Path, _: int) -> Sequence[tuple[Path, int, int]]:
    """Each row group: its file, its number there, and its rows; anew where the path changed."""
    found = []
    for file in files_of(path):
        known = pq.read_metadata(file)
        found += [(file, at, known.row_group(at).num_rows) for at in range(known.num_row_groups)]
    return found


def rows(
    path: Path, shard: int, columns: Sequence[str], names: Container[str] | None = None
) -> Rows:
    """The rows of one row group, with those of the columns that it has; only those with one of the
    ids in lower case, where they are given."""
    file, group, left = _groups(path, _changed(path))[shard]
    try:
        opened = pq.ParquetFile(file)
        known = [name for name in opened.schema_arrow.names if name in columns]
        for batch in opened.iter_batches(2_000, row_groups=[group], columns=known):
            yield from _each(batch if names is None else batch.take(_called(batch, names)))
            left -= len(batch)
    except (pa.ArrowException, OSError) as error:
        why = f"its part of the file is damaged: {short(error)}"
        yield from ({UNREADABLE: why} for _ in range(left if names is None else 0))


def _each(batch: pa.RecordBatch) -> Rows:
    """The rows; where one has a text that is no UTF-8, all others are read none the less."""
    try:
        yield from batch.to_pylist()
    except UnicodeDecodeError:
        if len(batch) > 1:
            yield from (row for at in range(len(batch)) for row in _each(batch.slice(at, 1)))
        else:
            yield {UNREADABLE: "it has a text that is no UTF-8"}


def _called(batch: pa.RecordBatch, names: Container[str]) -> pa.Array:
    """The places of the rows with one of the ids."""
    ids = batch.select([one for one in ("id", "modelId") if one in batch.schema.names])
    found = (at for at, row in enumerate(_each(ids)) if folded(row) in names)
    return pa.array(list(found), pa.int64())


def short(error: Exception) -> str:
    """The first words of an error."""
    return str(error).splitlines()[0][:200] if str(error) else type(error).__name__
