"""Judges one shard of a dump and writes its part of each table."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from licensecheck.auditor import Auditor
from licensecheck.batch.answered import Answered
from licensecheck.batch.answers import EssenceRows, Row, answer
from licensecheck.batch.cards import Cards, joined
from licensecheck.batch.collected import HUB, RecordsById, collected, snapshot_of
from licensecheck.batch.essence import Essences, Names
from licensecheck.batch.input import Dump
from licensecheck.batch.policed import NO_POLICY, Policed
from licensecheck.batch.record import Record, UnreadableRowError, record
from licensecheck.batch.tables import JudgedRecord, Shard
from licensecheck.domain import ModelRef, Snapshot
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.understanding import MOST_BASES

OWN = ("id", "revision", "modified", "created", "task", "downloads")
"""Columns of `models` that a record has itself, whatever its terms are."""
MOST_ANSWERS = 200_000
"""Answers that are remembered, each of about 4 kB; the 2.2 million records need some thousands."""


class Judge:
    """Judges records, each distinct thing once."""

    def __init__(
        self,
        auditor: Auditor,
        bases: RecordsById,
        knowledge: Knowledge,
        policed: Policed | None = None,
        answered: Answered | None = None,
    ) -> None:
        """`answered` are the answers of all processes."""
        self._auditor = auditor
        self._bases = bases
        self._knowledge = knowledge
        self._policed = policed
        self._answered = answered
        self._essence = Essences(bases, knowledge, auditor.understanding.known)
        self._snapshots: dict[str, Snapshot] = {}
        self._lists: dict[tuple[Any, ...], list[Any]] = {}
        self.answers: dict[bytes, EssenceRows] = {}

    def __call__(self, one: Record) -> JudgedRecord:
        """What is said of a record."""
        digest, names = self._essence(one)
        key = digest + self._policed.mark(ModelRef(HUB, one.id)) if self._policed else digest
        known = self.answers.get(key)
        if known is None:
            known = self._lean(self._shared(key, one, names))
            if len(self.answers) < MOST_ANSWERS:
                self.answers[key] = known
        own = {name: getattr(one, name) for name in OWN}
        return JudgedRecord({**own, "essence": digest.hex()}, known, names)

    def _shared(self, key: bytes, one: Record, names: Names) -> EssenceRows:
        """The answer of whoever judged the essence first."""
        found = self._answered.get(key) if self._answered else None
        if found is None:
            found = self._answer(one, names)
            if self._answered:
                self._answered.keep(key, found)
        return found

    def _answer(self, one: Record, names: Names) -> EssenceRows:
        found = collected(one, self._bases, self._knowledge, self._snapshot)
        report, model = self._auditor.judge(found), found.snapshot.ref
        said = self._policed.columns(model, report) if self._policed else NO_POLICY
        return answer(report, names, self._knowledge, said)

    def _lean(self, one: EssenceRows) -> EssenceRows:
        """An answer whose lists of criteria and rights, most of it, are those of earlier ones."""
        shared = {
            column: self._lists.setdefault((column, *one.model[column]), one.model[column])
            for column in ("criteria", "rights")
        }
        return replace(one, model={**one.model, **shared})

    def _snapshot(self, base: Record) -> Snapshot:
        """The same value for the same base: what was read of it is remembered with it."""
        if base.id not in self._snapshots:
            if len(self._snapshots) >= MOST_BASES:
                self._snapshots.clear()
            self._snapshots[base.id] = snapshot_of(base)
        return self._snapshots[base.id]


def judged(dump: Dump, shard: int, since: str, judge: Judge, cards: Cards | None = None) -> Shard:
    """What is said of one shard: every row of it is judged or has a problem, or was not changed
    since the date."""
    found = Shard()
    first = sum(dump.sizes[:shard])
    for at, row in enumerate(dump.rows(shard), start=first):
        try:
            one = record(joined(row, cards))
        except UnreadableRowError as error:
            found.problems.append(_problem(at, _shown(row.get("id")), str(error), judged=False))
            continue
        if since and one.modified and one.modified < since:
            continue
        found.judged.append(judge(one))
        found.problems += [_problem(at, one.id, why, judged=True) for why in one.problems]
    return found


def _problem(row: int, name: str, message: str, *, judged: bool) -> Row:
    return {"row": row, "id": name, "message": message, "judged": judged}


def write(folder: Path, shard: int, tables: Mapping[str, pa.Table]) -> None:
    """One file a table; `models`, by which a shard counts as done, is written last."""
    for name in sorted(tables, key=lambda name: name == "models"):
        path = part(folder, name, shard)
        path.parent.mkdir(parents=True, exist_ok=True)
        # Readers of folders pass over names that begin so: what a killed process left is no table.
        draft = path.with_name(f".{path.name}.{uuid4().hex}")
        pq.write_table(tables[name], draft, compression="zstd")
        draft.replace(path)


def part(folder: Path, table: str, shard: int) -> Path:
    """The file of a table for one shard."""
    return folder / table / f"part-{shard:05}.parquet"


def _shown(value: object) -> str:
    return str(value)[:200] if value is not None else ""
