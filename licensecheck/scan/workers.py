"""Work on many files by several processes, one of which may end at a file and costs it alone."""

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

Done = TypeVar("Done")

MIN_FILES = 2_000
"""Fewer are worked on by this process: it takes 7 s for the 1,932 of Python's own library."""
MAX_PROCESSES = 4
"""Each takes about 70 MB: two of them and this one took 210 MB together for 15,464 files."""
_TOGETHER = 16
"""Files that a process is given at once."""


def processes_for(files: int) -> int:
    """How many processes work on so many files; 1 where there cannot be others: a process with
    threads cannot be copied safely, and not every system copies processes."""
    can_copy = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    return min(_processors(), MAX_PROCESSES) if files >= MIN_FILES and can_copy else 1


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def worked_on(
    files: Sequence[str], work: Callable[[str], Done], processes: int
) -> Iterator[Done | None]:
    """What the work on each file gives, in the order of the files; None for one at which the
    process ended that worked on it. `work` changes nothing here if there are several processes."""
    if processes < 2 or len(files) < 2 * _TOGETHER:
        yield from map(work, files)
        return
    with _team(work, processes) as team:
        yield from team.results(files)


def _serve(given: Connection, work: Callable[[str], Any], others: Sequence[Connection]) -> None:
    """Work on what is given, until nobody gives anything."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it reaches all processes; the first ends us
    for one in others:  # copies of its ends, which would hide that it ended
        one.close()
    with suppress(EOFError, OSError):
        while files := given.recv():
            given.send([work(file) for file in files])


@dataclass(slots=True)
class _Worker:
    """A process, and what it was given."""

    process: Any
    pipe: Connection
    first: int = 0
    files: Sequence[str] = ()


@dataclass(slots=True)
class _Team(Generic[Done]):
    """Several processes that do the same work."""

    work: Callable[[str], Done]
    workers: list[_Worker] = field(default_factory=list)

    def join(self) -> None:
        """Start one more process, if the system lets us."""
        forked = multiprocessing.get_context("fork")  # so that what is known is read once
        ours, theirs = forked.Pipe()
        others = [ours, *(one.pipe for one in self.workers)]
        process = forked.Process(target=_serve, args=(theirs, self.work, others), daemon=True)
        try:
            process.start()
        except OSError:
            ours.close()
        else:
            self.workers.append(_Worker(process, ours))
        theirs.close()

    def leave(self, worker: _Worker) -> None:
        """End a process."""
        self.workers.remove(worker)
        worker.pipe.close()
        worker.process.terminate()
        worker.process.join()

    def results(self, files: Sequence[str]) -> Iterator[Done | None]:
        """As `worked_on`."""
        left = [(at, files[at : at + _TOGETHER]) for at in range(0, len(files), _TOGETHER)][::-1]
        done: dict[int, Done | None] = {}
        for at in range(len(files)):
            while at not in done and self.workers:
                self._give(left)
                self._take(done, left)
            # Where no process can be started any more, this one does the rest.
            yield done.pop(at) if at in done else self.work(files[at])

    def _give(self, left: list[tuple[int, Sequence[str]]]) -> None:
        for worker in [one for one in self.workers if not one.files][: len(left)]:
            worker.first, worker.files = left.pop()
            with suppress(OSError):  # it ended, which is told where nothing comes back
                worker.pipe.send(worker.files)

    def _take(self, done: dict[int, Done | None], left: list[tuple[int, Sequence[str]]]) -> None:
        """Wait for results. What was given to a process that ended is given to others file by file;
        of a single file, that is the result."""
        ready = wait([one.pipe for one in self.workers])
        for worker in [one for one in self.workers if one.pipe in ready]:
            first, files = worker.first, worker.files
            try:
                results: Sequence[Done | None] = worker.pipe.recv()
            except (EOFError, OSError):
                self.leave(worker)
                self.join()
                if len(files) > 1:
                    left += [(first + at, [file]) for at, file in enumerate(files)][::-1]
                    continue
                results = [None] * len(files)
            done.update(enumerate(results, first))
            worker.files = ()


@contextmanager
def _team(work: Callable[[str], Done], processes: int) -> Iterator[_Team[Done]]:
    team = _Team(work)
    gc.collect()
    gc.freeze()  # what is never looked at for garbage stays shared with the copies
    try:
        for _ in range(processes):
            team.join()
        yield team
    finally:
        for worker in list(team.workers):
            team.leave(worker)
        gc.unfreeze()
