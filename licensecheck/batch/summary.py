"""What all models of a dump together are, counted from the tables."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from licensecheck.batch.input import Dump
from licensecheck.batch.schema import TABLES
from licensecheck.batch.shards import part
from licensecheck.text.inert import Inert, inert

Summary = Mapping[str, Any]
"""`rows` of the dump, rows of each of the `tables`, `distinct` essences, and models by `level`, by
level of `openwashing` and its kinds, by `restrictions`."""
_LISTS = ("restrictions", "openwashing_kinds", "conflicts")


def summed(folder: Path, dump: Dump) -> Summary:
    """The numbers of models, over all shards."""
    counts = {name: Counter[str]() for name in ("level", "openwashing", *_LISTS)}
    rows, essences = dict.fromkeys(TABLES, 0), set[str]()
    for shard in range(len(dump.sizes)):
        for name in TABLES:
            rows[name] += pq.read_metadata(part(folder, name, shard)).num_rows
        table = pq.read_table(part(folder, "models", shard), columns=[*counts, "essence"])
        for name, count in counts.items():
            count.update(_flat(table[name].to_pylist()))
        essences.update(table["essence"].to_pylist())
    found = {name: dict(sorted(count.items())) for name, count in counts.items()}
    return {"rows": dump.count, "tables": rows, "distinct": len(essences), **found}


def _flat(values: list[Any]) -> Iterator[str]:
    return (one for value in values for one in (value if isinstance(value, list) else [value]))


def show(summary: Summary, folder: Path) -> Inert:
    """The summary for people."""
    tables = summary["tables"]
    lines = [
        f"{tables['models']:,} models of {summary['rows']:,} rows, {summary['distinct']:,} of them"
        " different",
        *_block("how open", summary["level"]),
        *_block("open-washing", summary["openwashing"]),
        *_block("certain restrictions", summary["restrictions"]),
        *_block("conflicts with what they were made from", summary["conflicts"]),
        f"{tables['problems']:,} problems; the tables are in {folder}",
    ]
    return inert("\n".join(lines))


def _block(title: str, counts: Mapping[str, int]) -> list[str]:
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return [
        f"\n{title}",
        *(f"  {number:>10,}  {name}" for name, number in ordered or [("none", 0)]),
    ]
