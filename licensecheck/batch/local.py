"""Judges shards on several processes of this machine."""

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator, Sequence
from typing import Any

from licensecheck.batch.work import Work, Worker
from licensecheck.errors import UnavailableError


def judge_here(work: Work, shards: Sequence[int], jobs: int) -> Iterator[int]:
    """The numbers of the shards as they are done.

    Raises UnavailableError where a process was ended from outside.
    """
    jobs = min(jobs, len(shards))
    worker = Worker(work)
    if jobs < 2:
        yield from map(worker.judge, shards)
        return
    forked = multiprocessing.get_context("fork")  # so that knowledge is read once
    done, parent = forked.SimpleQueue(), os.getpid()

    def judge(some: Sequence[int]) -> None:
        signal.signal(
            signal.SIGINT, signal.SIG_IGN
        )  # Ctrl-C reaches all; the first ends the others
        try:
            for shard in some:
                if os.getppid() != parent:
                    return  # nobody waits for it any more
                done.put(worker.judge(shard))
        except Exception as error:  # whatever it is, it is told where the run is
            done.put(error)

    processes = [forked.Process(target=judge, args=(shards[at::jobs],)) for at in range(jobs)]
    for process in processes:
        process.start()
    try:
        yield from _as_done(processes, done, len(shards))
    finally:
        for process in processes:
            process.terminate()
            process.join()


def _as_done(processes: Sequence[Any], done: Any, count: int) -> Iterator[int]:
    """The numbers that processes put into the queue; UnavailableError where one of them died."""
    for _ in range(count):
        while done.empty():
            if not any(process.is_alive() for process in processes) and done.empty():
                raise UnavailableError(
                    "a worker process ended before its work was done",
                    remedy="Run it again with --resume.",
                )
            time.sleep(0.05)
        found = done.get()
        if isinstance(found, Exception):
            raise found
        yield found
