"""What changed between two runs, model by model: table `drift` of the later one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from licensecheck.batch.schema import DRIFT
from licensecheck.batch.written import parts, run_of
from licensecheck.errors import UsageError
from licensecheck.report import directions
from licensecheck.report.directions import Change, Direction, differs
from licensecheck.text.inert import Inert, inert

Row = Mapping[str, Any]
Counts = Mapping[str, int]

_OWN = ("id", "essence", "revision", "license", "level", "bases", "gate")
"""Columns that names or a policy for names decide, read for every model."""
_SHARED = (
    *("essence", "criteria", "rights", "restrictions", "conflicts", "openwashing"),
    *("score", "score_ceiling", "unread"),
)
"""Columns that all models of one essence have in common."""
_BATCH = 100_000


def drift(old: Path, new: Path) -> Counts:
    """Write what changed from the run in `old` to that in `new` into table `drift` of `new`, and
    count it by direction; UsageError where a run cannot be read.

    A model that the later run did not look at, because nothing in it was changed since its date,
    has not gone.
    """
    runs = run_of(old), run_of(new)
    same = all(runs[0].get(name) == runs[1].get(name) for name in ("rules", "licensecheck"))
    pairs = _joined(old, new)
    if same:
        pairs = pairs.filter(_differ(pairs))
    if runs[1].get("since"):
        pairs = pairs.filter(pc.is_valid(pairs["id_new"]))
    shared = tuple(
        _answers(folder, pairs[f"essence_{side}"]) for folder, side in ((old, "old"), (new, "new"))
    )
    return _write(new / "drift" / "part-00000.parquet", _rows(pairs, *shared))


def show(counts: Counts, old: Path) -> Inert:
    """The counts for people."""
    said = [f"{counts.get(one, 0):,} {one}" for one in Direction]
    return inert(f"since {old}: {', '.join(said)}; what changed is in the table drift")


def _joined(old: Path, new: Path) -> pa.Table:
    """A row a model of either run, by id; of an id that is there twice the first counts."""
    sides = []
    for folder, side in ((old, "old"), (new, "new")):
        table = pa.concat_tables(_own(part) for part in parts(folder, "models", _OWN))
        names = [name for name in _OWN if name != "id"]
        first = table.group_by("id", use_threads=False).aggregate([(one, "first") for one in names])
        first = first.select(["id", *(f"{one}_first" for one in names)])
        first = first.rename_columns(["id", *(f"{one}_{side}" for one in names)])
        sides.append(first.append_column(f"id_{side}", first["id"]))
    found = sides[0].join(sides[1], "id", join_type="full outer")
    return found.sort_by("id")


def _own(part: pa.Table) -> pa.Table:
    """With lists as one word: what is joined has no lists."""
    at = part.schema.get_field_index("bases")
    return part.set_column(at, "bases", pc.binary_join(part["bases"], ", "))


def _differ(pairs: pa.Table) -> pa.Array:
    """Where a row has not the same on both sides."""
    found = pc.is_null(pairs["id_old"])
    for name in _OWN:
        ends = (pc.fill_null(pairs[f"{name}_{side}"], "\x00") for side in ("old", "new"))
        found = pc.or_(found, pc.not_equal(*ends))
    return found


def _answers(folder: Path, essences: Any) -> Mapping[str, Row]:
    """What is said of models of some essences."""
    wanted = set(pc.unique(essences).to_pylist()) - {None}
    found: dict[str, Row] = {}
    for part in parts(folder, "models", _SHARED):
        there = {one: at for at, one in enumerate(part["essence"].to_pylist())}
        new = [at for one, at in there.items() if one in wanted]
        wanted -= there.keys()
        for row in part.take(pa.array(new, pa.int64())).to_pylist():
            found[row["essence"]] = row
    return found


def _rows(pairs: pa.Table, old: Mapping[str, Row], new: Mapping[str, Row]) -> Iterator[Row]:
    @cache
    def shared(before: str, after: str) -> tuple[Change, ...]:
        return tuple(_shared(old[before], new[after]))

    for batch in pairs.to_batches(_BATCH):
        for one in batch.to_pylist():
            if one["id_old"] and one["id_new"]:
                changes = (*_said(one), *shared(one["essence_old"], one["essence_new"]))
            else:
                changes = (_came_or_went(one),)
            for change in changes:
                yield {
                    "id": one["id"],
                    "direction": str(change.direction),
                    "what": change.what,
                    "before": change.before,
                    "after": change.after,
                }


def _came_or_went(one: Row) -> Change:
    levels = [one["level_old"] or "", one["level_new"] or ""]
    return Change(Direction.OTHER, "model", *levels)


def _said(one: Row) -> Iterator[Change]:
    """Of what a row says of one model alone."""
    yield from directions.levels(one["level_old"], one["level_new"])
    for what, name in (("licence", "license"), ("revision", "revision"), ("made from", "bases")):
        yield from differs(what, one[f"{name}_old"] or "", one[f"{name}_new"] or "")
    if one["gate_old"] and one["gate_new"]:
        yield from directions.policies(one["gate_old"], one["gate_new"])


def _shared(old: Row, new: Row) -> Iterator[Change]:
    """Of what holds for all models of an essence."""
    yield from _listed("restriction", old["restrictions"], new["restrictions"])
    yield from _listed("conflict", old["conflicts"], new["conflicts"])
    yield from directions.washing(old["openwashing"], new["openwashing"])
    yield from directions.scores(_score(old), _score(new))
    for column, change in (("rights", directions.rights), ("criteria", directions.criteria)):
        before, after = dict(old[column]), dict(new[column])
        for name in before.keys() & after.keys():
            yield from change(name, before[name], after[name])
    yield from directions.moved("places left", str(old["unread"]), str(new["unread"]), int)


def _score(row: Row) -> tuple[float, float]:
    return row["score"], row["score_ceiling"]


def _listed(what: str, old: Iterable[str], new: Iterable[str]) -> Iterator[Change]:
    """Of what nobody wants."""
    before, after = set(old), set(new)
    for one in sorted(after - before):
        yield Change(Direction.WORSE, what, "", one)
    for one in sorted(before - after):
        yield Change(Direction.BETTER, what, one, "")


def _write(path: Path, rows: Iterator[Row]) -> Counts:
    """A part of the table, a row group at a time."""
    counts: Counter[str] = Counter()
    draft = path.with_suffix(".draft")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with pq.ParquetWriter(draft, DRIFT, compression="zstd") as writer:
            while some := list(islice(rows, _BATCH)):
                counts.update(row["direction"] for row in some)
                writer.write_table(pa.Table.from_pylist(some, DRIFT))
        draft.replace(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}") from error
    return counts
