"""Probabilities of earlier runs, kept on disk: licences repeat their clauses word for word."""

import json
import os
import sqlite3
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from licensecheck.cache.key import sealing
from licensecheck.cache.seal import BYTES, Seal

MAX_ROWS = 100_000
"""About 40 MB; the rows written first go first."""
_BATCH = 500
"""Keys in one question: SQLite takes 999 at least."""

Probabilities = npt.NDArray[np.float32]


class Reader(Protocol):
    """What answers for clauses that are not kept."""

    labels: tuple[str, ...]
    thresholds: Mapping[str, tuple[float, float]]

    @property
    def sha256(self) -> str:
        """Of the weights: other weights, other answers."""

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> Probabilities:
        """[pairs, labels]."""


_TABLE = "CREATE TABLE answers (key BLOB PRIMARY KEY, probabilities BLOB)"


def keeping(reader: Reader, cache: Path | None) -> Reader:
    """A reader whose answers are kept in a cache folder, where there is one and a key for it."""
    seal = sealing(cache).seal
    return KeptAnswers(reader, cache, seal) if cache and seal else reader


class KeptAnswers:
    """A classifier that asks the model only for what it has not read before.

    Rows are sealed, and a row is believed only for its own weights, context and clause. A file that
    cannot be used (locked, broken, read-only) costs time, never an answer.
    """

    def __init__(self, reader: Reader, cache: Path, seal: Seal) -> None:
        self._reader = reader
        self._file = cache / "clauses.sqlite"
        self._seal = seal
        self.labels = reader.labels
        self.thresholds = reader.thresholds

    @property
    def sha256(self) -> str:
        """Of the weights behind the answers."""
        return self._reader.sha256

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> Probabilities:
        """[pairs, labels], the same as the model's own."""
        names = [self._name(pair) for pair in pairs]
        known = self._kept(names)
        missing = {n: pair for n, pair in zip(names, pairs, strict=True) if n not in known}
        fresh = dict(zip(missing, self._reader.probabilities(list(missing.values())), strict=True))
        self._keep(fresh)
        found = known | fresh
        rows = [found[name] for name in names]
        return np.array(rows, np.float32).reshape(len(rows), len(self.labels))

    def _name(self, pair: tuple[str, str]) -> bytes:
        return self._seal.name(b"probabilities " + json.dumps([self.sha256, *pair]).encode())

    def _kept(self, names: Sequence[bytes]) -> dict[bytes, Probabilities]:
        size = BYTES + 4 * len(self.labels)
        try:
            with self._open() as store:
                rows = [row for part in _parts(names) for row in _ask(store, part, size)]
        except (OSError, sqlite3.Error):
            return {}
        opened = ((name, self._seal.open(name, sealed)) for name, sealed in rows)
        known = {name: row for name, row in opened if row is not None}
        found = np.frombuffer(b"".join(known.values()), "<f4").reshape(-1, len(self.labels))
        inside: npt.NDArray[np.bool_] = (found >= 0) & (found <= 1)  # NaN is neither
        sound = np.all(inside, axis=1)
        return {name: row for name, row, good in zip(known, found, sound, strict=True) if good}

    def _keep(self, fresh: Mapping[bytes, Probabilities]) -> None:
        rows = [(n, self._seal.close(n, row.astype("<f4").tobytes())) for n, row in fresh.items()]
        try:
            with self._open() as store:
                store.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?)", rows)
                store.execute(
                    "DELETE FROM answers WHERE rowid <= (SELECT MAX(rowid) FROM answers) - ?",
                    (MAX_ROWS,),
                )
        except (OSError, sqlite3.Error):
            return

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A connection that commits (unless something is raised) and closes after its block."""
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _own(self._file)
        with closing(sqlite3.connect(self._file, timeout=1)) as store, store:
            _check_schema(store)
            yield store


def _own(file: Path) -> None:
    """Make a file that is not there, and leave no rights to others: SQLite gives those of the file
    to what it writes beside it. One that is there is not opened: closing it would end the locks
    that this process has."""
    try:
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        mode = os.lstat(file).st_mode
        if os.name == "posix" and stat.S_ISREG(mode) and mode & 0o077:
            os.chmod(file, 0o600)


def _check_schema(store: sqlite3.Connection) -> None:
    """Make the table where there is none; raises where anything else is there.

    A view of its name, or a trigger, would run for as long as whoever wrote it likes.
    """
    there = store.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL LIMIT 2").fetchall()
    if not there:
        store.execute(_TABLE)
    elif there != [(_TABLE,)]:
        raise sqlite3.DatabaseError("the file has other tables than ours")


def _parts(keys: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for at in range(0, len(keys), _BATCH):
        yield keys[at : at + _BATCH]


def _ask(store: sqlite3.Connection, keys: Sequence[bytes], size: int) -> list[tuple[bytes, bytes]]:
    """The rows of these keys whose value has this size in bytes."""
    marks = ",".join("?" * len(keys))
    sized = "typeof(probabilities) = 'blob' AND length(probabilities) = ?"
    return store.execute(
        f"SELECT key, probabilities FROM answers WHERE {sized} AND key IN ({marks})",  # noqa: S608  # marks only
        [size, *keys],
    ).fetchall()
