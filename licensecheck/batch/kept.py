"""What is kept by id in a file beside the tables: written once, and read by all processes; memory
stays small however many there are."""

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar
from urllib.parse import quote
from weakref import finalize
from zlib import compress, decompress

Said = TypeVar("Said")


class Kept(Generic[Said]):
    """Reads such a file."""

    def __init__(self, path: Path, read: Callable[[bytes], Said]) -> None:
        """`read` makes a value of what was kept."""
        self._path = path
        self._read = read

    def get(self, name: str, /) -> Said | None:
        """What is kept under an id; None where nothing is."""
        asked = "SELECT said FROM kept WHERE id = ?"
        row = self._store.execute(asked, (name,)).fetchone()
        return self._read(decompress(row[0])) if row else None

    @cached_property
    def _store(self) -> sqlite3.Connection:
        """Opened where it is first read: a connection does not outlive a fork."""
        return opened(self._path, self)


def keep(path: Path, rows: Iterable[tuple[str, bytes]]) -> None:
    """Write such a file, where there is none yet; of two rows with one id the first counts."""
    if path.exists():
        return
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    with closing(sqlite3.connect(draft)) as store, store:
        store.execute("CREATE TABLE kept (id TEXT PRIMARY KEY, said BLOB) WITHOUT ROWID")
        packed = ((name, compress(said, 1)) for name, said in rows)
        store.executemany("INSERT OR IGNORE INTO kept VALUES (?, ?)", packed)
    draft.replace(path)


def opened(path: Path, reader: object) -> sqlite3.Connection:
    """A connection that cannot write; it is closed when nothing refers to the reader any more."""
    address = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
    store = sqlite3.connect(address, uri=True)
    finalize(reader, store.close)
    return store
