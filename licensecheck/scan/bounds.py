"""What reading one file may cost: steps, seconds, levels of texts within texts.

What grows faster than the file it is written in (variables that stand for others, aliases, calls)
spends steps. A file has as many as honest ones need and no more, so no input costs more than a
constant times its size; the clock is the last net.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

STEPS = 50_000
STEPS_PER_CHARACTER = 2
"""A step takes one to three microseconds. Of 3,545 files of Python's own library and of packages
none needs more than 15 % of its steps: `python -m benchmarks.growth --honest FOLDER`."""

SECONDS = 30.0
"""Of processor time, for one file. The slowest shape of tests/scan/hostile.py takes 15 s at
3.9 MB on a machine that did other work, 1 MB of other people's code 2 s."""

MAX_LEVELS = 10
"""Scripts within scripts: `ssh host 'bash -c "python -c …"'` has three."""

_WATCHED = 2_000
"""Steps between two looks at the clock."""


class CostlyError(Exception):
    """A file costs more than one of its size may; `str()` says what of it."""


@dataclass(slots=True)
class Budget:
    """What is left to one file."""

    steps: int
    seconds: float
    deadline: float
    unwatched: int = 0
    levels: int = 0


_BUDGET: ContextVar[Budget | None] = ContextVar("budget", default=None)


@contextmanager
def bounded(size: int, seconds: float = SECONDS) -> Iterator[Budget]:
    """Read one file of so many characters: within, `spend` and `level` raise CostlyError where it
    costs too much. A file that is read within another one has its own budget."""
    steps = STEPS + STEPS_PER_CHARACTER * size
    budget = Budget(steps, seconds, time.thread_time() + seconds)
    token = _BUDGET.set(budget)
    try:
        yield budget
    finally:
        _BUDGET.reset(token)


def spend(steps: int = 1) -> None:
    """Note work that the size of the file does not bound, or, with 0, only look at the clock from
    time to time; outside of `bounded`, do nothing."""
    budget = _BUDGET.get()
    if budget is None:
        return
    budget.steps -= steps
    budget.unwatched -= steps + 1
    if budget.steps < 0:
        raise CostlyError("its variables, aliases or calls stand for too much to be followed")
    if budget.unwatched < 0:
        budget.unwatched = _WATCHED
        if time.thread_time() > budget.deadline:
            raise CostlyError(f"it took longer than {budget.seconds:g} s")


@contextmanager
def level() -> Iterator[None]:
    """Read a text within a text: a script in a command, a file in a here-document."""
    budget = _BUDGET.get()
    if budget is None:
        yield
        return
    if budget.levels >= MAX_LEVELS:
        raise CostlyError(f"scripts are nested in it more than {MAX_LEVELS} deep")
    budget.levels += 1
    try:
        yield
    finally:
        budget.levels -= 1
