"""Whether `batch` says of each model what an audit of it alone says.

    python -m benchmarks.batch_agreement DUMP [--every N]

Of each row, or of each N-th, the answer of a run that judges each essence once is compared, column
by column, with that of an auditor that has judged nothing before. Prints each difference, and how
many rows agree.
"""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from licensecheck.auditor import Auditor
from licensecheck.batch import answers
from licensecheck.batch.bases import bases_in, keep_bases
from licensecheck.batch.collected import RecordsById, collected
from licensecheck.batch.essence import Names
from licensecheck.batch.input import opened
from licensecheck.batch.record import Record, UnreadableRowError, record
from licensecheck.batch.shards import Judge
from licensecheck.knowledge.knowledge import installed
from licensecheck.settings import Settings

OFFLINE = Settings(offline=True)


def named(rows: answers.EssenceRows, names: Names) -> answers.EssenceRows:
    """The rows with the names of one model in the places."""
    return rows.with_values(lambda value: answers.filled(value, names))


def alone(one: Record, bases: RecordsById) -> answers.EssenceRows:
    """The rows about a record by an audit of it, without anything that was judged before."""
    report = Auditor(OFFLINE, lambda _: None).judge(collected(one, bases, installed()))
    return named(answers.answer(report, ("\x01",), installed()), ("\x01",))


def differences(path: Path, every: int = 1) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Ids of models with the columns and tables in which the two differ; empty where none."""
    dump = opened(path)
    with TemporaryDirectory() as folder:
        keep_bases(dump, Path(folder) / "bases.sqlite")
        bases = bases_in(Path(folder) / "bases.sqlite")
        judge = Judge(Auditor(OFFLINE, lambda _: None), bases, installed())
        rows = (row for shard in range(len(dump.sizes)) for row in dump.rows(shard))
        for at, row in enumerate(rows):
            try:
                one = record(row)
            except UnreadableRowError:
                continue
            said = judge(one)
            if at % every == 0:
                yield one.id, _differing(named(said.answer, said.names), alone(one, bases))


def _differing(one: answers.EssenceRows, other: answers.EssenceRows) -> tuple[str, ...]:
    names = (_names(one.model, other.model), _rows(one, other))
    return tuple(name for found in names for name in found)


def _names(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    return [name for name in one if one[name] != other[name]]


def _rows(one: answers.EssenceRows, other: answers.EssenceRows) -> list[str]:
    pairs = {"findings": (one.findings, other.findings), "edges": (one.edges, other.edges)}
    return [name for name, (first, second) in pairs.items() if first != second]


def main() -> None:
    """Print the differences of a dump."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("dump", type=Path)
    options.add_argument("--every", type=int, default=1)
    given = options.parse_args()
    rows = differ = 0
    for name, found in differences(given.dump, given.every):
        rows, differ = rows + 1, differ + bool(found)
        if found:
            print(f"{name}: {', '.join(found)}")
    print(f"{rows - differ} of {rows} agree")


if __name__ == "__main__":
    main()
