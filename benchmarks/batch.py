"""How fast `licensecheck batch` is, how it grows, and whether it survives being killed.

    python -m benchmarks.batch [--rows 10000 100000 2200000] [--cards 2000] [--kill 20000]
        [--folder .cache/batch] [--keep]

For each number of rows a dump of `hub_dump` is written and judged by the command, with one and with
two processes: seconds, milliseconds of processor time a record, and the most memory that all
processes had together. The last lines compare a record's time between the smallest and the largest
dump, one and two processes, a loop over the stages of an audit (200 records without anything that
was judged before), and a table of licence tags alone, counted by Arrow. `--cards` judges that many
models with card texts. `--kill` kills a worker and then the command itself while that many rows are
judged, resumes, and compares bytes. Run it on a machine that does nothing else.
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks import hub_dump
from licensecheck.auditor import Auditor
from licensecheck.batch.answers import answer
from licensecheck.batch.bases import bases_of
from licensecheck.batch.collected import collected
from licensecheck.batch.input import opened
from licensecheck.batch.record import UnreadableRowError, record
from licensecheck.batch.shards import part
from licensecheck.knowledge.knowledge import installed
from licensecheck.settings import Settings

GROUP = 20_000
SENTENCES = (
    "This model was trained on public text about birds.",
    "You may use it for research, but not to earn money with it.",
    "The weights are offered under the licence named above.",
    "Whoever passes it on has to keep this page with it.",
    "It reached a loss of {number} after three epochs.",
    "Training took {number} hours on one machine.",
    "Do not use it to decide about people.",
    "The code that made it is in our repository.",
    "We ask you to cite our report {number}.",
    "Commercial use needs our written permission.",
)


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of the command took."""

    rows: int
    distinct: int
    jobs: int
    seconds: float
    cpu: float
    """Seconds of processor time of all processes."""
    megabytes: int
    """The most that all processes had together, each shared page counted once."""

    @property
    def each(self) -> float:
        """Milliseconds of processor time a record."""
        return 1000 * self.cpu / self.rows

    def __str__(self) -> str:
        return (
            f"| {self.rows:,} | {self.distinct:,} | {self.jobs} | {self.seconds:,.0f} s"
            f" | {self.rows / self.seconds:,.0f} | {self.each:.3f} ms | {self.megabytes:,} MB |"
        )


HEAD = """\
| rows | distinct | processes | time | rows a second | processor time a row | memory |
|---|---|---|---|---|---|---|"""


def command(dump: Path, out: Path, jobs: int, *more: str) -> subprocess.Popen[bytes]:
    """The command, started."""
    words = [sys.executable, "-m", "licensecheck", "batch", str(dump), "-o", str(out), "--quiet"]
    return subprocess.Popen(
        [*words, "--jobs", str(jobs), *more], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def measured(dump: Path, out: Path, jobs: int, *more: str) -> Run:
    """One whole run."""
    shutil.rmtree(out, ignore_errors=True)
    began, before, most = time.monotonic(), os.times(), 0
    started = command(dump, out, jobs, *more)
    while started.poll() is None:
        most = max(most, sum(map(_memory, (started.pid, *_children(started.pid)))))
        time.sleep(0.5)
    if started.returncode:
        raise SystemExit(started.communicate()[1].decode())
    seconds, after = time.monotonic() - began, os.times()
    cpu = (after.children_user + after.children_system) - (
        before.children_user + before.children_system
    )
    said = json.loads((out / "summary.json").read_text())
    return Run(said["rows"], said["distinct"], jobs, seconds, cpu, most // 1024)


def _memory(pid: int) -> int:
    """Kilobytes that a process has, of shared pages its share."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _children(pid: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def loop(dump: Path, count: int = 200) -> float:
    """Milliseconds of processor time a record, where each is audited alone."""
    found = opened(dump)
    bases, knowledge = dict(bases_of(found)), installed()
    auditor = Auditor(Settings(offline=True, threads=1), lambda _: None, knowledge)
    rows = [row for row, _ in zip(found.rows(0), range(count + 20), strict=False)]
    began = 0.0
    for at, row in enumerate(rows):
        if at == 20:  # knowledge is loaded by now
            began = time.process_time()
        try:
            report = auditor.judge(collected(record(row), bases, knowledge))
        except UnreadableRowError:
            continue
        answer(report, ("\x01",), knowledge)
    return 1000 * (time.process_time() - began) / max(len(rows) - 20, 1)


def tags(dump: Path) -> float:
    """Milliseconds of processor time a record for a table of how many models have which tag."""
    began, count, rows = time.process_time(), pa.table({"tag": pa.array([], pa.string())}), 0
    file = pq.ParquetFile(dump)
    for at in range(file.num_row_groups):
        column = file.read_row_group(at, columns=["tags"])["tags"]
        rows += len(column)
        flat = pc.list_flatten(column)
        found = flat.filter(pc.starts_with(flat, "license:"))
        count = pa.concat_tables([count, pa.table({"tag": found})])
    count.group_by("tag").aggregate([("tag", "count")])
    return 1000 * (time.process_time() - began) / rows


def digest(out: Path, shards: int) -> str:
    """Of all tables and the summary."""
    found = hashlib.sha256()
    for at in range(shards):
        for table in ("models", "findings", "edges", "problems"):
            found.update(part(out, table, at).read_bytes())
    found.update((out / "summary.json").read_bytes())
    return found.hexdigest()


def killed(dump: Path, out: Path, shards: int) -> Iterator[str]:
    """Kills a worker, then the command, and says whether the bytes are the same after --resume."""
    measured(dump, out, 2)
    whole = digest(out, shards)
    for who in ("a worker", "the command"):
        shutil.rmtree(out)
        started = command(dump, out, 2)
        while not list(out.glob("models/*.parquet")):
            time.sleep(0.05)
        workers = _children(started.pid)
        os.kill(workers[0] if who == "a worker" else started.pid, signal.SIGKILL)
        started.communicate()
        for pid in workers:  # those of a killed command go on by themselves until they are done
            _ended(pid)
        done = len(list(out.glob("models/*.parquet")))
        again = command(dump, out, 2, "--resume")
        again.communicate()
        same = again.returncode == 0 and digest(out, shards) == whole
        yield f"{who} killed, {done} of {shards} shards there, resumed: same bytes: {same}"


def _ended(pid: int) -> None:
    while Path(f"/proc/{pid}/stat").exists():
        if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
            return
        time.sleep(0.2)


def write_cards(file: Path, count: int, seed: int = 0) -> None:
    """Texts of cards for the first models of a dump, of sentences that repeat."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    rows = []
    for number in range(count):
        said = (chance.choice(SENTENCES) for _ in range(chance.randint(3, 12)))
        text = "\n\n".join(one.format(number=chance.randint(1, 99)) for one in said)
        license_ = chance.choice(("apache-2.0", "mit", "cc-by-nc-4.0", "other"))
        head = f"---\nlicense: {license_}\n---\n# tern-{number}\n\n"
        rows.append({"id": hub_dump.name(number), "card": head + text})
    pq.write_table(pa.Table.from_pylist(rows), file)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, nargs="*", default=[10_000, 100_000, 2_200_000])
    options.add_argument("--cards", type=int, default=2_000)
    options.add_argument("--kill", type=int, default=20_000)
    options.add_argument("--folder", type=Path, default=Path(".cache/batch"))
    options.add_argument("--keep", action="store_true", help="leave dumps and tables there")
    given = options.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    runs = list(_table(given.folder, sorted(given.rows)))
    if runs:
        _compared(given.folder, runs)
    if given.cards:
        _with_cards(given.folder, given.cards)
    if given.kill:
        dump = _dump(given.folder, given.kill, given.kill // 10)
        for line in killed(dump, given.folder / "killed", 10):
            print(line, flush=True)
    if not given.keep:
        shutil.rmtree(given.folder)


def _dump(folder: Path, rows: int, group: int = GROUP) -> Path:
    file = folder / f"dump-{rows}-{group}.parquet"
    if not file.exists():
        hub_dump.write(file, rows, 0, group)
    return file


def _group(rows: int) -> int:
    """Rows of a row group: processes share the work evenly where there are many groups."""
    return max(1, min(GROUP, rows // 20))


def _table(folder: Path, sizes: list[int]) -> Iterator[Run]:
    print(HEAD, flush=True)
    for rows in sizes:
        # One process is not measured on the largest dump.
        dump = _dump(folder, rows, _group(rows))
        for jobs in (1, 2) if rows < 500_000 else (2,):
            found = measured(dump, folder / f"out-{rows}-{jobs}", jobs)
            print(found, flush=True)
            yield found


def _compared(folder: Path, runs: list[Run]) -> None:
    smallest, largest = runs[0], runs[-1]
    ratio = largest.each / smallest.each
    print(f"processor time a row, {largest.rows:,} to {smallest.rows:,} rows: {ratio:.2f}")
    by_jobs = {(one.rows, one.jobs): one for one in runs}
    for rows in sorted({one.rows for one in runs}):
        if (one := by_jobs.get((rows, 1))) and (two := by_jobs.get((rows, 2))):
            print(f"{rows:,} rows, 1 to 2 processes: {one.seconds / two.seconds:.2f} times as fast")
    alone = loop(_dump(folder, smallest.rows, _group(smallest.rows)))
    plain = tags(_dump(folder, largest.rows, _group(largest.rows)))
    print(f"each record audited alone: {alone:.1f} ms, {alone / largest.each:,.0f} times as long")
    print(f"licence tags counted: {plain * 1000:.2f} µs, 1/{largest.each / plain:,.0f} of the time")


def _with_cards(folder: Path, count: int) -> None:
    dump, cards = _dump(folder, count, max(count // 4, 1)), folder / "cards.parquet"
    write_cards(cards, count)
    found = measured(dump, folder / "out-cards", 2, "--cards", str(cards))
    print(f"with cards: {found.rows / found.seconds:,.1f} a second, {found.each:.1f} ms a row")


if __name__ == "__main__":
    main()
