"""The rows of the spreadsheet for programs that read columns, with numbers as numbers."""

from io import BytesIO
from typing import Any

from licensecheck.distribution import pip_install
from licensecheck.domain.report import AnyReport
from licensecheck.errors import SettingsError
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.rows import COLUMNS, NUMBERS, rows
from licensecheck.report.summary import plain
from licensecheck.text.inert import inert

try:
    import pyarrow as arrow
    from pyarrow import parquet
except ImportError as missing:
    raise SettingsError(
        "the format parquet needs pyarrow", remedy=pip_install("tables")
    ) from missing

BINARY = True


def render(report: AnyReport, knowledge: Knowledge) -> bytes:
    """A Parquet file with the columns of `csv`; what is not there is null in columns of numbers."""
    columns = zip(*rows(report), strict=True)
    cells = dict(zip(COLUMNS, columns, strict=False)) or dict.fromkeys(COLUMNS, ())
    schema = arrow.schema([(name, _type(name)) for name in COLUMNS])
    table = arrow.table({name: _cells(name, cells[name]) for name in COLUMNS}, schema=schema)
    out = BytesIO()
    parquet.write_table(table, out, compression="zstd")
    return out.getvalue()


def _type(name: str) -> Any:
    return arrow.int32() if name in NUMBERS else arrow.string()


def _cells(name: str, cells: tuple[str, ...]) -> list[int | str | None]:
    if name in NUMBERS:
        return [int(cell) if cell else None for cell in cells]
    return [inert(plain(cell)) for cell in cells]
