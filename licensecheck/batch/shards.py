"""Judges one shard of a dump and writes its part of each table."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from licensecheck.auditor import Auditor
from licensecheck.batch.answers import Answer, Row, answer, named
from licensecheck.batch.collected import collected
from licensecheck.batch.essence import essence
from licensecheck.batch.input import Dump
from licensecheck.batch.record import Record, UnreadableRowError, record
from licensecheck.batch.schema import TABLES
from licensecheck.hubs.hf_metadata import metadata
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.lineage.origins import address

OWN = ("id", "revision", "modified", "created", "task", "downloads")
"""Columns of `models` that a record has itself, whatever its terms are."""
MOST_ANSWERS = 200_000
"""Answers that are remembered, each of about 4 kB; the 2.2 million records need some thousands."""


@dataclass
class Judge:
    """Judges records, each distinct thing once."""

    auditor: Auditor
    bases: Mapping[str, Record]
    knowledge: Knowledge
    answers: dict[bytes, Answer] = field(default_factory=dict)

    def __call__(self, one: Record) -> tuple[Answer, bytes]:
        """The rows about a record, and the digest of its essence."""
        found = collected(one, self.bases, self.knowledge)
        digest, names = essence(one, found, self.bases, self.knowledge)
        known = self.answers.get(digest)
        if known is None:
            known = answer(self.auditor.judge(found), names, self.knowledge)
            if len(self.answers) < MOST_ANSWERS:
                self.answers[digest] = known
        return named(known, names), digest


def ancestors(dump: Dump) -> dict[str, Record]:
    """The records of a dump that others of it name as their bases, by id in lower case."""
    wanted: set[str] = set()
    for shard in range(len(dump.sizes)):
        for row in dump.rows(shard, ("id", "modelId", "tags", "baseModels", "cardData")):
            wanted.update(_bases(row))
    found: dict[str, Record] = {}
    for shard in range(len(dump.sizes)):
        for row in dump.rows(shard):
            name = row.get("id") or row.get("modelId")
            if isinstance(name, str) and name.casefold() in wanted:
                try:
                    found.setdefault(name.casefold(), record(row))
                except UnreadableRowError:
                    continue
    return found


def _bases(row: Mapping[str, Any]) -> Iterator[str]:
    """What a row names as its bases, in lower case."""
    try:
        known = record(row)
    except UnreadableRowError:
        return
    for value in metadata(known.info).base_models:
        if name := address(value):
            yield name.casefold()


def judged(dump: Dump, shard: int, since: str, judge: Judge) -> dict[str, list[Row]]:
    """The rows of each table for one shard; every row of it is in `models` or in `problems`, or
    was not changed since the date."""
    tables: dict[str, list[Row]] = {name: [] for name in TABLES}
    first = sum(dump.sizes[:shard])
    for at, row in enumerate(dump.rows(shard), start=first):
        try:
            one = record(row)
        except UnreadableRowError as error:
            tables["problems"].append(
                {"row": at, "id": _shown(row.get("id")), "message": str(error)}
            )
            continue
        if since and one.modified and one.modified < since:
            continue
        said, digest = judge(one)
        own = {name: getattr(one, name) for name in OWN}
        bases = [edge["target"] for edge in said.edges if edge["relation"] != "dataset"]
        tables["models"].append(
            {**own, **said.model, "bases": list(dict.fromkeys(bases)), "essence": digest.hex()}
        )
        for name, rows in (("findings", said.findings), ("edges", said.edges)):
            tables[name] += [{"id": one.id, **found} for found in rows]
        for why in one.problems:
            tables["problems"].append({"row": at, "id": one.id, "message": why})
    return tables


def write(folder: Path, shard: int, tables: Mapping[str, list[Row]]) -> None:
    """One file a table; `models`, by which a shard counts as done, is written last."""
    for name in sorted(tables, key=lambda name: name == "models"):
        path = part(folder, name, shard)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}.draft")
        pq.write_table(pa.Table.from_pylist(tables[name], TABLES[name]), draft, compression="zstd")
        draft.replace(path)


def part(folder: Path, table: str, shard: int) -> Path:
    """The file of a table for one shard."""
    return folder / table / f"part-{shard:05}.parquet"


def _shown(value: object) -> str:
    return str(value)[:200] if value is not None else ""
