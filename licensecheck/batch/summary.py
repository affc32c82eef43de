"""What all models of a dump together are, counted from the tables."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from licensecheck.batch.input import Dump
from licensecheck.batch.schema import TABLES
from licensecheck.batch.shards import part
from licensecheck.text.inert import Inert, inert

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Summary:
    """What the tables say of all models."""

    rows: int
    """Of the dump: each is a model, or could not be read, or was not changed since a date."""
    unread: int
    unchanged: int
    duplicates: int
    """Models whose id another one had before; of bases the first counts."""
    tables: Counts
    """Rows of each table."""
    distinct: int
    """Essences: models that differ in more than names."""
    level: Counts
    """Models by level, and so on."""
    openwashing: Counts
    openwashing_kinds: Counts
    restrictions: Counts
    conflicts: Counts
    gate: Counts
    """Models by answer of the policy; empty without one."""
    stopped: int
    """Models that the policy stops."""


_COUNTED = ("level", "openwashing", "openwashing_kinds", "restrictions", "conflicts", "gate")


def summed(folder: Path, dump: Dump) -> Summary:
    """The numbers of models, over all shards."""
    counts = {name: Counter[str]() for name in _COUNTED}
    rows, essences, stopped, unread = dict.fromkeys(TABLES, 0), set[str](), 0, 0
    ids: list[pa.Array] = []
    for shard in range(len(dump.sizes)):
        for name in TABLES:
            rows[name] += pq.read_metadata(part(folder, name, shard)).num_rows
        columns = [*counts, "id", "essence", "stopped"]
        table = pq.read_table(part(folder, "models", shard), columns=columns)
        for name, count in counts.items():
            count.update(_flat(table[name].to_pylist()))
        essences.update(table["essence"].to_pylist())
        stopped += pc.sum(table["stopped"]).as_py() or 0
        ids += table["id"].chunks
        problems = pq.read_table(part(folder, "problems", shard), columns=["judged"])
        unread += pc.sum(pc.invert(problems["judged"])).as_py() or 0
    found = {name: dict(sorted(count.items())) for name, count in counts.items()}
    distinct = pc.count_distinct(pa.chunked_array(ids, pa.string())).as_py()
    return Summary(
        rows=dump.count,
        unread=unread,
        unchanged=dump.count - rows["models"] - unread,
        duplicates=rows["models"] - distinct,
        tables=rows,
        distinct=len(essences),
        stopped=stopped,
        **found,
    )


def _flat(values: list[Any]) -> Iterator[str]:
    found = (one for value in values for one in (value if isinstance(value, list) else [value]))
    return (one for one in found if one is not None)


def show(summary: Summary, folder: Path) -> Inert:
    """The summary for people."""
    lines = [
        f"{summary.tables['models']:,} models of {summary.rows:,} rows,"
        f" {summary.distinct:,} of them different{_beside(summary)}",
        *_block("how open", summary.level),
        *_block("open-washing", summary.openwashing),
        *_block("certain restrictions", summary.restrictions),
        *_block("conflicts with what they were made from", summary.conflicts),
        *(_block("answers of the policy", summary.gate) if summary.gate else ()),
        *([f"{summary.stopped:,} would be stopped"] if summary.gate else ()),
        f"{summary.tables['problems']:,} problems; the tables are in {folder}",
    ]
    return inert("\n".join(lines))


def _beside(summary: Summary) -> str:
    """What else there was."""
    said = {
        "could not be read": summary.unread,
        "not changed since": summary.unchanged,
        "with an id that was there before": summary.duplicates,
    }
    return "".join(f"; {number:,} {what}" for what, number in said.items() if number)


def _block(title: str, counts: Counts) -> list[str]:
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return [
        f"\n{title}",
        *(f"  {number:>10,}  {name}" for name, number in ordered or [("none", 0)]),
    ]
