"""Reads dumps: Parquet in any schema era, JSON, JSON lines, CSV, or a list of ids."""

import csv
import json
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from licensecheck.batch.record import UNREADABLE
from licensecheck.errors import UsageError

COLUMNS = (
    *("id", "modelId", "sha", "lastModified", "last_modified", "tags", "cardData", "baseModels"),
    *("gated", "private", "siblings", "card", "pipeline_tag", "createdAt", "downloads"),
)
SHARD = 10_000
"""Rows of a shard of what is no Parquet; of Parquet each row group is one."""

Rows = Iterator[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Dump:
    """A dump as shards, which are read on their own and again."""

    path: Path
    sizes: tuple[int, ...]
    """Rows of each shard."""

    @property
    def count(self) -> int:
        """Rows of all shards."""
        return sum(self.sizes)

    def rows(self, shard: int, columns: Sequence[str] = COLUMNS) -> Rows:
        """The rows of one shard, with those of the columns that the dump has."""
        if self.path.suffix == ".parquet":
            yield from _of_parquet(self.path, shard, columns)
        else:
            yield from islice(_of_text(self.path), shard * SHARD, (shard + 1) * SHARD)

    def called(self, shard: int, names: Container[str]) -> Rows:
        """The rows of one shard whose ids in lower case are among the names."""
        if self.path.suffix == ".parquet":
            yield from _of_parquet(self.path, shard, COLUMNS, names)
        else:
            yield from (row for row in self.rows(shard) if _folded(row) in names)


def opened(path: Path) -> Dump:
    """A dump by its file name; UsageError where it cannot be read."""
    if not path.is_file():
        raise UsageError(f"there is no file {path}", remedy="Name a dump: Parquet, JSON, CSV, txt.")
    try:
        if path.suffix == ".parquet":
            return Dump(path, _row_groups(path))
        count = sum(1 for _ in _of_text(path))
    except (pa.ArrowException, OSError, ValueError, csv.Error, RecursionError) as error:
        raise UsageError(f"{path} cannot be read: {_short(error)}") from error
    whole, rest = divmod(count, SHARD)
    return Dump(path, (SHARD,) * whole + ((rest,) if rest else ()))


def _row_groups(path: Path) -> tuple[int, ...]:
    file = pq.ParquetFile(path)
    if not {"id", "modelId"} & set(file.schema_arrow.names):
        known = ", ".join(file.schema_arrow.names)
        raise UsageError(f"{path} has no column `id` or `modelId` (it has {known})")
    groups = file.metadata
    return tuple(groups.row_group(at).num_rows for at in range(groups.num_row_groups))


def _of_parquet(
    path: Path, shard: int, columns: Sequence[str], names: Container[str] | None = None
) -> Rows:
    file = pq.ParquetFile(path)
    known = [name for name in file.schema_arrow.names if name in columns]
    left = file.metadata.row_group(shard).num_rows
    try:
        for batch in file.iter_batches(2_000, row_groups=[shard], columns=known):
            yield from _each(batch if names is None else batch.take(_called(batch, names)))
            left -= len(batch)
    except (pa.ArrowException, OSError) as error:
        why = f"its part of the file is damaged: {_short(error)}"
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
    found = (at for at, row in enumerate(_each(ids)) if _folded(row) in names)
    return pa.array(list(found), pa.int64())


def _folded(row: Mapping[str, Any]) -> str | None:
    name = row.get("id") or row.get("modelId")
    return name.casefold() if isinstance(name, str) else None


def _of_text(path: Path) -> Rows:
    readers = {".json": _json, ".jsonl": _json_lines, ".csv": _csv}
    return readers.get(path.suffix, _list)(path)


def _json(path: Path) -> Rows:
    found = json.loads(path.read_text("utf-8", "replace"))
    if not isinstance(found, list):
        raise UsageError(f"{path} is no list of models")
    return (one if isinstance(one, dict) else {"id": one} for one in found)


def _json_lines(path: Path) -> Rows:
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in filter(str.strip, lines):
            try:
                found = json.loads(line)
            except (ValueError, RecursionError):
                found = {UNREADABLE: "its line is no JSON"}
            yield found if isinstance(found, dict) else {"id": found}


def _csv(path: Path) -> Rows:
    """A row a model; several tags in one cell stand between `;`."""
    with path.open(encoding="utf-8", errors="replace", newline="") as lines:
        for row in csv.DictReader(lines):
            tags = row.get("tags") or ""
            yield {**row, "tags": [tag.strip() for tag in tags.split(";") if tag.strip()]}


def _list(path: Path) -> Rows:
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if name := line.partition("#")[0].strip():
                yield {"id": name.removeprefix("hf:").removeprefix("huggingface:")}


def _short(error: Exception) -> str:
    return str(error).splitlines()[0][:200] if str(error) else type(error).__name__
