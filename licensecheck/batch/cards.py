"""Texts of cards by id, from a file beside a dump: Parquet or JSON lines with `id` and `card`."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import Any
from zlib import compress, decompress

import pyarrow as pa
import pyarrow.parquet as pq

from licensecheck.batch.record import CARD_BYTES
from licensecheck.batch.stores import opened
from licensecheck.errors import UsageError

_ID, _TEXT = ("id", "modelId"), ("card", "text", "content")
Row = Mapping[str, Any]


class Cards:
    """Reads the file that `keep_cards` wrote."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def joined(self, row: Row) -> Row:
        """A row of the dump with the text of its card, where there is one and the row has none."""
        name = _first(row, _ID)
        if not isinstance(name, str) or row.get("card"):
            return row
        asked = "SELECT card FROM cards WHERE id = ?"
        found = self._store.execute(asked, (_key(name),)).fetchone()
        return {**row, "card": decompress(found[0]).decode()} if found else row

    @cached_property
    def _store(self) -> sqlite3.Connection:
        """Opened where it is first read: a connection does not outlive a fork."""
        return opened(self._path, self)


def keep_cards(source: Path, path: Path) -> None:
    """Write the texts to a file where they are found by id; one that is there is kept.

    Of two cards of one id, the first one counts. UsageError where the source cannot be read, or has
    no such columns.
    """
    if path.exists():
        return
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(draft)) as store, store:
            store.execute("CREATE TABLE cards (id TEXT PRIMARY KEY, card BLOB) WITHOUT ROWID")
            store.executemany("INSERT OR IGNORE INTO cards VALUES (?, ?)", _packed(source))
    except (pa.ArrowException, OSError) as error:
        raise UsageError(f"{source} cannot be read: {str(error).partition(chr(10))[0]}") from error
    draft.replace(path)


def _packed(source: Path) -> Iterator[tuple[str, bytes]]:
    """Ids and texts. Of one that is too long to be read, one sign more than is read is kept."""
    for row in _rows(source):
        name, text = _first(row, _ID), _first(row, _TEXT)
        if isinstance(name, str) and isinstance(text, str):
            kept = text[: CARD_BYTES + 1].encode("utf-8", "replace")
            yield _key(name), compress(kept, 1)


def _rows(source: Path) -> Iterator[Row]:
    if source.suffix != ".parquet":
        with source.open(encoding="utf-8", errors="replace") as lines:
            for line in filter(str.strip, lines):
                try:
                    found = json.loads(line)
                except (ValueError, RecursionError):
                    continue
                yield found if isinstance(found, dict) else {}
        return
    file = pq.ParquetFile(source)
    names = [name for name in file.schema_arrow.names if name in (*_ID, *_TEXT)]
    if not {*_ID} & {*names} or not {*_TEXT} & {*names}:
        known = ", ".join(file.schema_arrow.names)
        raise UsageError(f"{source} has no columns `id` and `card` (it has {known})")
    for batch in file.iter_batches(500, columns=names):
        yield from batch.to_pylist()


def _first(row: Row, names: tuple[str, ...]) -> object:
    return next((row[name] for name in names if row.get(name) is not None), None)


def _key(name: str) -> str:
    return name.casefold().encode("utf-8", "replace").decode()
