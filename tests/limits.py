"""Child processes that a limit of time ends, whatever the code in them catches."""

import os
import resource
import signal
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

MEMORY = 2 << 30
"""Bytes that a child may ask for beside those it began with, so that this machine goes on."""
WAITING = 240
"""Seconds on the clock for a second of processor time, of which a process at low priority may get
1 % of a core; what waits for something takes no other."""


class DiedError(Exception):
    """A child process was ended; `by` is the signal."""

    def __init__(self, by: signal.Signals) -> None:
        self.by = by
        super().__init__(by.name)


def in_child(work: Callable[[], str]) -> str:
    """What the work says, of at most some kilobytes, in a child process of its own; raises
    DiedError."""
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        _child(work, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        said = answer.read().decode()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        raise DiedError(signal.Signals(os.WTERMSIG(status)))
    return said


def _child(work: Callable[[], str], writing: int) -> NoReturn:
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most = pages * resource.getpagesize() + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        os.write(writing, work().encode("utf-8", "backslashreplace"))
    finally:
        os._exit(0)


def limit_time(seconds: float) -> None:
    """End this process once it took so much more processor time, or waited far longer; 0 takes the
    limit away. The kernel does it: a signal without a handler raises nothing that could be
    caught."""
    for one in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(one, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, WAITING * seconds)


def peak_megabytes() -> float:
    """The most memory that this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def processor_seconds() -> float:
    """That this process has taken; `time.process_time` only ticks while there is a limit."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
