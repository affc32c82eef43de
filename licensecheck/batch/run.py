"""A whole run: every shard of a dump, on several processes, with what was done before kept."""

import json
import multiprocessing
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from licensecheck.auditor import Auditor
from licensecheck.batch.bases import Bases, keep_bases
from licensecheck.batch.input import Dump, opened
from licensecheck.batch.policed import Policed
from licensecheck.batch.schema import SCHEMA_VERSION
from licensecheck.batch.shards import Judge, judged, part, write
from licensecheck.batch.summary import Summary, summed
from licensecheck.errors import UnavailableError, UsageError
from licensecheck.gate.gate import Gate
from licensecheck.knowledge import rules_version
from licensecheck.knowledge.knowledge import installed
from licensecheck.settings import Settings
from licensecheck.version import __version__

RUN = "run.json"
SUMMARY = "summary.json"
BASES = "bases.sqlite"
"""What only a run needs; removed at its end."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is asked to do."""

    source: Path
    out: Path
    since: str = ""
    jobs: int = 1
    resume: bool = False
    gate: Gate | None = None
    """A policy that is asked of each model."""


def run(plan: Plan, settings: Settings, progress: Callable[[str], None]) -> Summary:
    """Judge what is not yet done, and give the summary, which is written too.

    Raises UsageError where the dump cannot be read, or the folder has answers about something else,
    or any without `resume`; UnavailableError where a process was ended from outside.
    """
    dump = opened(plan.source)
    _begin(plan, dump)
    left = [at for at in range(len(dump.sizes)) if not part(plan.out, "models", at).is_file()]
    progress(f"looking for base models in {dump.count:,} rows")
    if left:
        keep_bases(dump, plan.out / BASES)
    done, began = 0, time.monotonic()
    for shard in _judge_all(plan, dump, settings, left):
        done += dump.sizes[shard]
        rate = done / max(time.monotonic() - began, 0.001)
        rest = sum(dump.sizes[at] for at in left) - done
        pace = f"{rate:,.0f} a second, {rest / rate:,.0f} s left"
        progress(f"{dump.count - rest:,} of {dump.count:,} rows, {pace}")
    summary = summed(plan.out, dump)
    (plan.out / BASES).unlink(missing_ok=True)
    text = json.dumps(asdict(summary), indent=1)
    (plan.out / SUMMARY).write_text(f"{text}\n", encoding="utf-8")
    return summary


def _begin(plan: Plan, dump: Dump) -> None:
    """Write what the run is about, or compare it with what an earlier one wrote."""
    said = {
        "schema": SCHEMA_VERSION,
        "licensecheck": __version__,
        "rules": rules_version(),
        "input": plan.source.name,
        "size": plan.source.stat().st_size,
        "shards": list(dump.sizes),
        "since": plan.since,
        "policy": Policed(plan.gate).digest if plan.gate else "",
    }
    if plan.out.exists() and not plan.out.is_dir():
        raise UsageError(f"{plan.out} is no folder", remedy="Name a folder for the tables.")
    if not plan.out.exists() or not any(plan.out.iterdir()):
        plan.out.mkdir(parents=True, exist_ok=True)
        (plan.out / RUN).write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
        return
    if not plan.resume:
        raise UsageError(f"{plan.out} is not empty", remedy="Go on with --resume, or name another.")
    if _earlier(plan.out / RUN) != said:
        raise UsageError(
            f"{plan.out} has answers about another input, or by other rules",
            remedy="Name another folder.",
        )


def _earlier(file: Path) -> object:
    """What an earlier run wrote about itself; UsageError where that cannot be read."""
    try:
        return json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise UsageError(
            f"{file.parent} has files, and none of them is the {RUN} of a run of batch",
            remedy="Name another folder.",
        ) from None
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(
            f"{file} is damaged, so it cannot be told what the run was about",
            remedy="Begin again in another folder.",
        ) from error


def _judge_all(plan: Plan, dump: Dump, settings: Settings, left: list[int]) -> Iterator[int]:
    """The numbers of the shards as they are done."""
    knowledge = installed()
    bases, policed = Bases(plan.out / BASES), Policed(plan.gate) if plan.gate else None
    judge = Judge(Auditor(settings, lambda _: None, knowledge), bases, knowledge, policed)
    jobs = min(plan.jobs, len(left))
    if jobs < 2:
        yield from _judge_some(plan, dump, judge, left)
        return
    forked = multiprocessing.get_context("fork")  # so that all share the records of the bases
    done = forked.SimpleQueue()

    def work(shards: list[int]) -> None:
        for shard in _judge_some(plan, dump, judge, shards):
            done.put(shard)

    workers = [forked.Process(target=work, args=(left[at::jobs],)) for at in range(jobs)]
    for worker in workers:
        worker.start()
    try:
        yield from _as_done(workers, done, len(left))
    finally:
        for worker in workers:
            worker.terminate()
            worker.join()


def _as_done(workers: list[Any], done: Any, count: int) -> Iterator[int]:
    """The numbers that workers put into the queue; UnavailableError where one of them died."""
    for _ in range(count):
        while done.empty():
            if not any(worker.is_alive() for worker in workers) and done.empty():
                raise UnavailableError(
                    "a worker process ended before its work was done",
                    remedy="Run it again with --resume.",
                )
            time.sleep(0.05)
        yield done.get()


def _judge_some(plan: Plan, dump: Dump, judge: Judge, shards: list[int]) -> Iterator[int]:
    for shard in shards:
        write(plan.out, shard, judged(dump, shard, plan.since, judge).tables())
        yield shard
