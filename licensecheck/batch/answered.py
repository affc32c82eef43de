"""Answers by essence, in a file that all processes of a machine share: what one has judged, no
other judges again, nor a run that goes on with what an ended one left, nor one on a newer dump."""

import json
import secrets
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import Any
from weakref import finalize
from zlib import compress, decompress

from licensecheck.batch.answers import EssenceRows
from licensecheck.batch.kept import opened
from licensecheck.cache.key import sealing
from licensecheck.cache.seal import BYTES, Seal

_PAIRS = ("criteria", "rights")
"""Columns whose values are pairs, which JSON has no word for."""
_BUSY = 60.0
"""Seconds for which others may hold the file; one answer is written in less than a millisecond."""


class Answered:
    """Reads and writes such a file, which is made where there is none.

    Answers are sealed: whoever can write into a folder of tables cannot make a later run say what
    it did not judge.
    """

    def __init__(self, path: Path, cache: Path | None, earlier: Path | None = None) -> None:
        """`cache` is the folder whose key seals; `earlier` the file of an earlier run by the same
        rules, of which is taken what is asked for. Make it before the processes: without a key of
        the user's they share one of their own."""
        self._path = path
        self._earlier = earlier if earlier and earlier.is_file() else None
        self._seal = sealing(cache).seal or Seal(secrets.token_bytes(BYTES))
        # Two processes that change the journal at once do not wait for each other: one fails.
        _connected(path).close()

    def get(self, key: bytes) -> EssenceRows | None:
        """What was answered; None where nobody did yet."""
        name = self._seal.name(key)
        for store in filter(None, (self._store, self._old)):
            row = _row(store, name)
            if row and (found := self._seal.open(name, row)) is not None:
                if store is self._old:
                    self._write(name, row)
                return _read(json.loads(decompress(found)))
        return None

    def keep(self, key: bytes, answer: EssenceRows) -> None:
        """Write an answer; whoever judges the same at the same time says the same."""
        name = self._seal.name(key)
        said = json.dumps([answer.model, answer.findings, answer.edges])
        self._write(name, self._seal.close(name, compress(said.encode(), 1)))

    def close(self) -> None:
        """Let go of the files; what is asked for later opens them again."""
        for name in ("_store", "_old"):
            if found := self.__dict__.pop(name, None):
                found.close()

    def _write(self, name: bytes, row: bytes) -> None:
        self._store.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (name, row))

    @cached_property
    def _store(self) -> sqlite3.Connection:
        """Opened where it is first used: a connection does not outlive a fork. What a machine
        without power loses is judged again, so nobody waits for the disk."""
        store = _connected(self._path)
        finalize(self, store.close)
        return store

    @cached_property
    def _old(self) -> sqlite3.Connection | None:
        if self._earlier is None:
            return None
        return opened(self._earlier, self)


def _connected(path: Path) -> sqlite3.Connection:
    store = sqlite3.connect(path, timeout=_BUSY, isolation_level=None)
    store.execute("PRAGMA journal_mode = WAL")
    store.execute("PRAGMA synchronous = OFF")
    # Of 1,300 bytes each; with them in the tree of names a file would be twice as large.
    store.execute("CREATE TABLE IF NOT EXISTS answers (name BLOB PRIMARY KEY, answer BLOB)")
    return store


def closed(path: Path) -> None:
    """Make one file of it that can be moved, after the last process has ended."""
    if path.is_file():
        with closing(sqlite3.connect(path, timeout=_BUSY)) as store:
            store.execute("PRAGMA journal_mode = DELETE")


def _row(store: sqlite3.Connection, name: bytes) -> bytes | None:
    """What a file has under a name; None where it has nothing, or is no file of answers."""
    try:
        row = store.execute("SELECT answer FROM answers WHERE name = ?", (name,)).fetchone()
    except sqlite3.DatabaseError:
        return None
    return bytes(row[0]) if row and isinstance(row[0], bytes) else None


def _read(said: list[Any]) -> EssenceRows:
    model: Mapping[str, Any] = said[0]
    pairs = {column: [tuple(pair) for pair in model[column]] for column in _PAIRS}
    return EssenceRows({**model, **pairs}, tuple(said[1]), tuple(said[2]))
