"""Texts of cards by id, from a file beside a dump: Parquet or JSON lines with `id` and `card`."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from licensecheck.batch.input import json_lines
from licensecheck.batch.kept import Kept, keep
from licensecheck.batch.record import CARD_BYTES
from licensecheck.errors import UsageError

_ID, _TEXT = ("id", "modelId"), ("card", "text", "content")
Row = Mapping[str, Any]
Cards = Kept[str]


def cards_in(path: Path | None) -> Cards | None:
    """What the file has that `keep_cards` wrote; None without one."""
    return Kept(path, bytes.decode) if path else None


def joined(row: Row, cards: Cards | None) -> Row:
    """A row of the dump with the text of its card, where there is one and the row has none."""
    name = _first(row, _ID)
    if cards is None or not isinstance(name, str) or row.get("card"):
        return row
    found = cards.get(_key(name))
    return row if found is None else {**row, "card": found}


def keep_cards(source: Path, path: Path) -> None:
    """Write the texts to a file where they are found by id; one that is there is kept.

    UsageError where the source cannot be read, or has no such columns.
    """
    keep(path, _texts(source))


def _texts(source: Path) -> Iterator[tuple[str, bytes]]:
    """Ids and texts. Of one that is too long to be read, one sign more than is read is kept."""
    try:
        for row in _rows(source):
            name, text = _first(row, _ID), _first(row, _TEXT)
            if isinstance(name, str) and isinstance(text, str):
                yield _key(name), text[: CARD_BYTES + 1].encode("utf-8", "replace")
    except (pa.ArrowException, OSError) as error:
        raise UsageError(f"{source} cannot be read: {str(error).partition(chr(10))[0]}") from error


def _rows(source: Path) -> Iterator[Row]:
    if source.suffix != ".parquet":
        yield from json_lines(source)
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
