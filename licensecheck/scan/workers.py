"""Work on many files by several processes, one of which may end at a file and costs it alone."""

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

Done = TypeVar("Done")

MIN_FILES = 500
"""Fewer are worked on by this process."""
MAX_PROCESSES = 4
"""Each takes about 70 MB."""
_TOGETHER = 16
"""Files that a process is given at once."""


def worked_on(files: Sequence[str], work: Callable[[str], Done]) -> Iterator[Done | None]:
    """What the work on each file gives, in the order of the files; None for one at which the
    process ended that worked on it. `work` changes nothing here if there are several processes."""
    processes = _processes_for(len(files))
    if processes < 2:
        yield from map(work, files)
        return
    done = 0
    while done < len(files):
        with suppress(BrokenProcessPool), _pool(work, processes) as pool:
            for result in pool.map(_work, files[done:], chunksize=_TOGETHER):
                done += 1
                yield result
        # Where one ended, some of the next files are each given to a process of their own.
        for file in files[done : done + _TOGETHER]:
            done += 1
            yield _alone(file, work)


def _processes_for(files: int) -> int:
    """How many processes work on so many files; 1 where there cannot be others: a process with
    threads cannot be copied safely, and not every system copies processes."""
    can_copy = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    return min(_processors(), MAX_PROCESSES) if files >= MIN_FILES and can_copy else 1


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _alone(file: str, work: Callable[[str], Done]) -> Done | None:
    with suppress(BrokenProcessPool), _pool(work, 1) as pool:
        result: Done = pool.submit(_work, file).result()
        return result
    return None


_given: dict[str, Callable[[str], Any]] = {}
"""The work of this process, where it is one of several."""


def _begin(work: Callable[[str], Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it reaches all processes; the first ends us
    _given["work"] = work


def _work(file: str) -> Any:
    return _given["work"](file)


@contextmanager
def _pool(work: Callable[[str], Any], processes: int) -> Iterator[ProcessPoolExecutor]:
    """Copies of this process, so that what is known is read once."""
    forked = multiprocessing.get_context("fork")
    gc.collect()
    gc.freeze()  # what is never looked at for garbage stays shared with the copies
    try:
        with ProcessPoolExecutor(processes, forked, _begin, (work,)) as pool:
            yield pool
    finally:
        gc.unfreeze()
