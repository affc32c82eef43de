"""Work that waits, begun for what is needed next while something else is done."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

AT_ONCE = 12
"""Pieces of work at one time. Of 200 models whose hub takes 150 ms for each of 1,000 answers, the
check takes 34 s with 4 at a time, 21 s with 8 (benchmarks/many_models.py)."""
AHEAD = 32
"""Pieces that are begun or done and not yet asked for; a model has 0.5 MB of text at most."""

Item = TypeVar("Item", bound=Hashable)
Result = TypeVar("Result")


@contextmanager
def ahead(
    items: Sequence[Item], work: Callable[[Item], Result]
) -> Iterator[Callable[[Item], Result]]:
    """A function that gives the result of work on an item, or raises what the work raised.

    It is to be asked for the items in their order, each once; the work on those that follow is
    under way by then, in other threads. What was not begun when the block ends never is.
    """
    later = iter(items)
    begun: dict[Item, Future[Result]] = {}
    pool = ThreadPoolExecutor(AT_ONCE)

    def take(item: Item) -> Result:
        for one in islice(later, AHEAD - len(begun)):
            begun[one] = pool.submit(work, one)
        return begun.pop(item).result()

    try:
        yield take
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
