"""Reads dumps: Parquet in any schema era, JSON, JSON lines, CSV, a list of ids, or a folder."""

import csv
import json
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from licensecheck.batch import parquet, snapshots
from licensecheck.batch.record import UNREADABLE, folded
from licensecheck.errors import UsageError

COLUMNS = (
    *("id", "modelId", "sha", "lastModified", "last_modified", "tags", "cardData", "baseModels"),
    *("gated", "private", "siblings", "card", "pipeline_tag", "createdAt", "downloads"),
    *("license", "base_model"),
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
        if parquet.files_of(self.path):
            yield from parquet.rows(self.path, shard, columns)
        else:
            yield from islice(_of_text(self.path), shard * SHARD, (shard + 1) * SHARD)

    def called(self, shard: int, names: Container[str]) -> Rows:
        """The rows of one shard whose ids in lower case are among the names."""
        if parquet.files_of(self.path):
            yield from parquet.rows(self.path, shard, COLUMNS, names)
        else:
            yield from (row for row in self.rows(shard) if folded(row) in names)


def opened(path: Path) -> Dump:
    """A dump by the name of its file or folder; UsageError where it cannot be read."""
    if not (path.is_file() or path.is_dir()):
        raise UsageError(f"there is no file {path}", remedy="Name a dump: Parquet, JSON, CSV, txt.")
    try:
        if parquet.files_of(path):
            return Dump(path, parquet.sizes(path))
        count = sum(1 for _ in _of_text(path))
    except (pa.ArrowException, OSError, ValueError, csv.Error, RecursionError) as error:
        raise UsageError(f"{path} cannot be read: {parquet.short(error)}") from error
    if not count and path.is_dir():
        raise UsageError(f"{path} has neither Parquet files nor models")
    whole, rest = divmod(count, SHARD)
    return Dump(path, (SHARD,) * whole + ((rest,) if rest else ()))


def _of_text(path: Path) -> Rows:
    readers = {".json": _json, ".jsonl": json_lines, ".csv": _csv}
    read = snapshots.rows if path.is_dir() else readers.get(path.suffix, _list)
    return read(path)


def _json(path: Path) -> Rows:
    found = json.loads(path.read_text("utf-8", "replace"))
    if isinstance(found, dict):  # an export of a registry: what it exports, beside other words
        lists = [one for one in found.values() if isinstance(one, list)]
        found = lists[0] if len(lists) == 1 else None
    if not isinstance(found, list):
        raise UsageError(f"{path} is no list of models")
    return (one if isinstance(one, dict) else {"id": one} for one in found)


def json_lines(path: Path) -> Rows:
    """A row a line; one that is no JSON says so."""
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
