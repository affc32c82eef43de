"""Probabilities of earlier runs, kept on disk: licences repeat their clauses word for word."""

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

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


class KeptAnswers:
    """A classifier that asks the model only for what it has not read before.

    A file that cannot be used (locked, broken, read-only) costs time, never an answer.
    """

    def __init__(self, reader: Reader, file: Path) -> None:
        self._reader = reader
        self._file = file
        self.labels = reader.labels
        self.thresholds = reader.thresholds

    @property
    def sha256(self) -> str:
        """Of the weights behind the answers."""
        return self._reader.sha256

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> Probabilities:
        """[pairs, labels], the same as the model's own."""
        keys = [self._key(pair) for pair in pairs]
        known = self._kept(keys)
        missing = {key: pair for key, pair in zip(keys, pairs, strict=True) if key not in known}
        fresh = dict(zip(missing, self._reader.probabilities(list(missing.values())), strict=True))
        self._keep(fresh)
        found = known | fresh
        rows = [found[key] for key in keys]
        return np.array(rows, np.float32).reshape(len(rows), len(self.labels))

    def _key(self, pair: tuple[str, str]) -> bytes:
        words = "\0".join((self.sha256, *pair)).encode("utf-8", "surrogatepass")
        return hashlib.sha256(words).digest()

    def _kept(self, keys: Sequence[bytes]) -> dict[bytes, Probabilities]:
        try:
            with self._open() as store:
                rows = [row for part in _parts(keys) for row in _ask(store, part)]
        except (OSError, sqlite3.Error):
            return {}
        size = 4 * len(self.labels)
        return {key: np.frombuffer(row, "<f4") for key, row in rows if len(row) == size}

    def _keep(self, fresh: Mapping[bytes, Probabilities]) -> None:
        rows = [(key, row.astype("<f4").tobytes()) for key, row in fresh.items()]
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
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._file, timeout=1)) as store, store:
            store.execute(
                "CREATE TABLE IF NOT EXISTS answers (key BLOB PRIMARY KEY, probabilities BLOB)"
            )
            yield store


def _parts(keys: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for at in range(0, len(keys), _BATCH):
        yield keys[at : at + _BATCH]


def _ask(store: sqlite3.Connection, keys: Sequence[bytes]) -> list[tuple[bytes, bytes]]:
    marks = ",".join("?" * len(keys))
    return store.execute(
        f"SELECT key, probabilities FROM answers WHERE key IN ({marks})",  # noqa: S608  # marks only
        list(keys),
    ).fetchall()
