"""Answers by essence, in a file that all processes of a machine share: what one has judged, no
other judges again, nor a run that goes on with what an ended one left."""

import json
import sqlite3
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any
from zlib import compress, decompress

from licensecheck.batch.answers import EssenceRows

_PAIRS = ("criteria", "rights")
"""Columns whose values are pairs, which JSON has no word for."""
_BUSY = 60.0
"""Seconds for which others may hold the file; one answer is written in less than a millisecond."""


class Answered:
    """Reads and writes such a file, which is made where there is none."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, key: bytes) -> EssenceRows | None:
        """What was answered; None where nobody did yet."""
        asked = "SELECT answer FROM answers WHERE key = ?"
        row = self._store.execute(asked, (key,)).fetchone()
        return _read(json.loads(decompress(row[0]))) if row else None

    def keep(self, key: bytes, answer: EssenceRows) -> None:
        """Write an answer; of two about the same the first stays, as both say the same."""
        said = [answer.model, answer.findings, answer.edges]
        row = key, compress(json.dumps(said).encode(), 1)
        self._store.execute("INSERT OR IGNORE INTO answers VALUES (?, ?)", row)

    @cached_property
    def _store(self) -> sqlite3.Connection:
        """Opened where it is first used: a connection does not outlive a fork. Nothing of it has to
        last longer than the run, so nobody waits for the disk."""
        store = sqlite3.connect(self._path, timeout=_BUSY, isolation_level=None)
        store.execute("PRAGMA journal_mode = WAL")
        store.execute("PRAGMA synchronous = OFF")
        table = "(key BLOB PRIMARY KEY, answer BLOB) WITHOUT ROWID"
        store.execute(f"CREATE TABLE IF NOT EXISTS answers {table}")
        return store


def _read(said: list[Any]) -> EssenceRows:
    model: Mapping[str, Any] = said[0]
    pairs = {column: [tuple(pair) for pair in model[column]] for column in _PAIRS}
    return EssenceRows({**model, **pairs}, tuple(said[1]), tuple(said[2]))
