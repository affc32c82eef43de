"""Tables: a name of a model in a cell is one, and so are others of its column."""

import csv
from collections.abc import Iterator, Sequence

from licensecheck.scan.bounds import spend
from licensecheck.scan.keys import read_value
from licensecheck.scan.places import Value
from licensecheck.scan.source import SourceFile

FILES = ("*.csv", "*.tsv")

MOST = 20_000
"""Rows that are read: a list of models has fewer, and data name the same models throughout."""

LONGEST_NAME = 100
"""Characters of the name of a column: every cell keeps it."""


def read(source: SourceFile) -> None:
    """Note what the cells of a table name; the first row says what its columns are."""
    header: Sequence[str] = ()
    for line, row in _rows(source):
        if not header:
            header = [name[:LONGEST_NAME] for name in row]
            continue
        for name, cell in zip(header, row, strict=False):
            spend(0)
            value = Value(cell.strip(), line)
            read_value(source, name, value, f"column {name}", beside=header)


def _rows(source: SourceFile) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows, each with the line that it begins on."""
    mark = "\t" if source.file.endswith(".tsv") else _mark(source.text)
    rows = csv.reader(source.text.splitlines(), delimiter=mark)
    line = 1
    try:
        for row in rows:
            if line > MOST:
                source.complain(line, f"only its first {MOST:,} lines were searched.")
                return
            yield line, row
            line = rows.line_num + 1
    except csv.Error as error:  # a cell that is too long
        source.complain(line, f"no table: {error}; what is above was searched.", hides=True)


def _mark(text: str) -> str:
    """What stands between two cells, by the first row."""
    first = text.partition("\n")[0]
    return max(",;\t|", key=first.count)
