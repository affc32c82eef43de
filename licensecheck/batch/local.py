"""Judges shards on several processes of this machine."""

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

from licensecheck.batch.work import Work, Worker
from licensecheck.errors import UnavailableError

_NUMBER = 8
"""Bytes of the number of a shard in the pipe."""
_AHEAD = 2
"""Shards for each process that lie in the pipe or are judged: none waits for the next one."""


def judge_here(work: Work, shards: Sequence[int], jobs: int) -> Iterator[int]:
    """The numbers of the shards as they are done.

    Raises UnavailableError where a process was ended from outside.
    """
    jobs = min(jobs, len(shards))
    worker = Worker(work)
    if jobs < 2:
        with closing(worker):
            yield from map(worker.judge, shards)
        return
    worker.load()
    forked = multiprocessing.get_context("fork")  # so that knowledge is read once
    # Shards are taken from a pipe, which has no lock that a killed process could hold, and which
    # ends where the run does.
    done, (reading, writing), parent = forked.SimpleQueue(), os.pipe(), os.getpid()

    def judge() -> None:
        # Ctrl-C reaches all processes; the first ends the others.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        os.close(writing)
        try:
            while taken := os.read(reading, _NUMBER):
                if os.getppid() != parent:
                    return  # nobody waits for it any more
                done.put(worker.judge(int.from_bytes(taken, "little")))
        except Exception as error:  # whatever it is, it is told where the run is
            done.put(error)

    processes = [forked.Process(target=judge) for _ in range(jobs)]
    for process in processes:
        process.start()
    try:
        left = iter(shards)
        _give(writing, left, _AHEAD * jobs)
        for shard in _as_done(processes, done, len(shards)):
            _give(writing, left, 1)
            yield shard
    finally:
        for process in processes:
            process.terminate()
            process.join()
        os.close(reading)
        os.close(writing)


def _give(writing: int, shards: Iterator[int], count: int) -> None:
    """Put some more shards into the pipe."""
    for _, shard in zip(range(count), shards, strict=False):
        os.write(writing, shard.to_bytes(_NUMBER, "little"))


def _as_done(processes: Sequence[Any], done: Any, count: int) -> Iterator[int]:
    """The numbers that processes put into the queue; UnavailableError where one of them died."""
    for _ in range(count):
        while done.empty():
            if not all(process.is_alive() for process in processes) and done.empty():
                raise UnavailableError(
                    "a worker process ended before its work was done",
                    remedy="Run it again with --resume.",
                )
            time.sleep(0.05)
        found = done.get()
        if isinstance(found, Exception):
            raise found
        yield found
