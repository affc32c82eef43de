"""Models that are watched: each is audited again and compared with the last time that it was read.

What was read is kept in a file of SQLite: the last report on each model, and all changes so far.
"""

import sqlite3
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from licensecheck import disk
from licensecheck.domain import ModelRef, Origin
from licensecheck.domain.report import AnyReport, Report
from licensecheck.errors import CollectError, UsageError
from licensecheck.hubs import parse_ref
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.comparison import compare
from licensecheck.report.directions import Change, Direction
from licensecheck.report.drift import Drift, Noted, Watched
from licensecheck.report.formats import json

LONGEST = 1_000_000
"""Bytes of a list of models."""
_LARGEST = 100_000_000
"""Bytes of a report that was kept, as of one that `diff` reads."""
_TABLES = """
create table if not exists models (ref text primary key, at text not null, report blob not null);
create table if not exists changes (
    at text not null, ref text not null, direction text not null, what text not null,
    before text not null, after text not null
);
create table if not exists runs (at text not null, models integer not null);
"""


def models_in(file: Path) -> tuple[ModelRef, ...]:
    """The models of a list, a reference on each line; UsageError or RefError where it is none."""
    try:
        lines = disk.text(file, LONGEST).splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        remedy = "Name a file with a model on each line."
        raise UsageError(f"{file}: cannot be read: {reason}", remedy=remedy) from error
    said = (line.partition(" #")[0].strip() for line in lines)
    found = dict.fromkeys(parse_ref(one) for one in said if one and not one.startswith("#"))
    if not found:
        raise UsageError(f"{file}: names no model", remedy="Write a model on each line.")
    return tuple(found)


def watch(
    models: Sequence[ModelRef],
    state: Path,
    audit: Callable[[ModelRef], Report],
    now: str,
    knowledge: Knowledge,
) -> Drift:
    """Audit the models, compare each with the last time, and keep what was read in `state`.

    `now` is the time of this run, ISO 8601. Raises UsageError where `state` is no file of ours or
    another run has it. Nothing is kept of a run that does not end.
    """
    with _opened(state) as kept:
        last = kept.execute("select max(at) from runs").fetchone()[0] or ""
        unread: dict[str, str] = {}
        for model in models:
            try:
                _note(kept, str(model), audit(model), now, knowledge)
            except CollectError as error:
                unread[str(model)] = str(error)
        kept.execute("insert into runs values (?, ?)", (now, len(models)))
        return Drift(last, now, tuple(_noted(kept)), tuple(_watched(kept)), unread)


def _note(kept: sqlite3.Connection, ref: str, report: Report, now: str, known: Knowledge) -> None:
    """Keep a report and what changed since the one before it."""
    row = kept.execute("select report from models where ref = ?", (ref,)).fetchone()
    before = _unpacked(row[0], ref) if row else None
    if before and before.origin is not report.origin is Origin.CATALOGUE:
        raise CollectError("no hub could be asked, and only the catalogue answered")
    first = (Change(Direction.OTHER, "watched", "", report.level),)
    changes = compare(before, report, known).changes if before else first
    kept.executemany(
        "insert into changes values (?, ?, ?, ?, ?, ?)",
        ((now, ref, one.direction, one.what, one.before, one.after) for one in changes),
    )
    packed = zlib.compress(report.model_dump_json().encode())
    kept.execute("insert or replace into models values (?, ?, ?)", (ref, now, packed))


def _unpacked(packed: bytes, ref: str) -> Report:
    try:
        text = zlib.decompressobj().decompress(packed, _LARGEST).decode()
        report: AnyReport | None = json.parse(text, ref)
    except (UsageError, zlib.error, TypeError, ValueError):
        report = None
    if isinstance(report, Report):
        return report
    message = f"{ref}: what was kept of it cannot be read"
    raise UsageError(message, remedy="Begin anew with another file: --state FILE.")


def _noted(kept: sqlite3.Connection) -> Iterator[Noted]:
    """All changes, the newest first."""
    order = "select at, ref, direction, what, before, after from changes order by at desc, rowid"
    for at, ref, direction, what, before, after in kept.execute(order):
        yield Noted(at, Change(Direction(direction), what, before, after, ref))


def _watched(kept: sqlite3.Connection) -> Iterator[Watched]:
    for ref, at, packed in kept.execute("select ref, at, report from models order by ref"):
        report = _unpacked(packed, ref)
        yield Watched(ref, at, report.level, report.revision or "")


@contextmanager
def _opened(state: Path) -> Iterator[sqlite3.Connection]:
    """The file, changed as a whole or not at all."""
    try:
        with closing(sqlite3.connect(state, isolation_level=None)) as kept:
            kept.executescript(_TABLES)
            kept.execute("begin immediate")
            yield kept
            kept.execute("commit")
    except (sqlite3.Error, ValueError) as error:
        remedy = "Wait for the other run, or name another file with --state."
        raise UsageError(f"{state}: cannot be used: {error}", remedy=remedy) from error
