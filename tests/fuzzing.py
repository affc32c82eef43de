"""Feeds damaged input to parsers. Each program that gives them (tests/*/fuzz.py) takes

    [--count 100000] [--minutes M] [--seed 0] [--replay FILE] [parser …]

An input has at most 16 kB. It is a finding if it raises an exception that is not documented, takes
more than 0.5 s of processor time, or makes the process 300 MB larger than it began. A child process
reads the inputs, so that a parser can catch neither limit; after a finding the next child goes on
behind it. Prints for each parser the inputs, the processor seconds, the longest of one input, the
most memory, and the findings, each with the file below .cache/fuzz that holds its input; `--replay`
reads such a file again. Exits 1 if there is a finding.
"""

import argparse
import ctypes
import gc
import math
import mmap
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import ClassVar

from licensecheck.errors import LicensecheckError
from tests.conftest import ROOT
from tests.limits import DiedError, in_child, limit_time, peak_megabytes, processor_seconds

BYTES, SECONDS, MEGABYTES = 16 << 10, 0.5, 300
SAVED = ROOT / ".cache" / "fuzz"
MOST_FINDINGS = 20
"""Of one parser, which is then left: they are likely the same."""
TRIES = 4
"""Of an input that takes too long; one that is fast once is, as other work on the machine only
adds."""

Parser = Callable[[bytes], None]
Parsers = Mapping[str, tuple[Parser, Sequence[bytes]]]
"""What is fed, by its name, and good inputs of it. What it raises but LicensecheckError is a
finding."""

Inputs = Callable[[int], bytes]
"""Gives the input of a number."""

ODD = (
    *(b"", b"\0", b"\xff" * 8, b"\x7f" + b"\xff" * 7, b"\xe2\x80\xae", b"\r\n", b"---\n", b": "),
    *(b"{", b"[" * 50, b"&a *a ", b'"', b"null", b"1e999", b"9" * 30, b"..", b"%2e%2e/"),
)
"""What parsers stumble over."""
LONG = 200
"""One input of so many fills all its bytes with a piece, so that what grows faster shows."""


def damaged(seeds: Sequence[bytes], chance: random.Random) -> bytes:
    """Pieces of good inputs, cut, repeated, swapped and overwritten."""
    data = bytearray(chance.choice(seeds))
    for _ in range(chance.randint(1, 6)):
        first = chance.randint(0, len(data))
        last = min(len(data), first + chance.choice((0, 1, 2, 8, 30)))
        match chance.randint(0, 4):
            case 0:
                data[first:last] = chance.choice(ODD)
            case 1:
                data[first:last] = data[first:last] * chance.randint(0, 20)
            case 2:
                data[first:last] = chance.randbytes(last - first)
            case 3:
                piece = chance.choice(seeds)
                place = chance.randint(0, len(piece))
                data[first:last] = piece[place : place + 20]
            case _:
                del data[first:]
    if chance.randrange(LONG) == 0 and data:
        first = chance.randrange(len(data))
        piece = data[first : first + chance.choice((1, 8, 30, 200))]
        data[first:first] = piece * (BYTES // len(piece))
    return bytes(data[:BYTES])


def numbered(seeds: Sequence[bytes], seed: int) -> Inputs:
    """The good inputs, then damaged ones; each depends on its number alone."""

    def one(number: int) -> bytes:
        if number < len(seeds):
            return seeds[number][:BYTES]
        chance = random.Random(f"{seed} {number}")  # noqa: S311 - repeatable, not secret
        return damaged(seeds, chance)

    return one


@dataclass(frozen=True, slots=True)
class Feed:
    """A parser and what it gets."""

    parser: Parser
    inputs: Inputs


class Progress(ctypes.Structure):
    """How far the children of one parser came; `shared` gives one that they can write into."""

    _fields_: ClassVar = [
        *(("number", ctypes.c_long), ("seconds", ctypes.c_double)),
        *(("longest", ctypes.c_double), ("megabytes", ctypes.c_double)),
    ]
    number: int
    seconds: float
    longest: float
    megabytes: float

    @classmethod
    def shared(cls) -> "Progress":
        return cls.from_buffer(mmap.mmap(-1, ctypes.sizeof(cls)))


def read(feed: Feed, numbers: range, end: float, progress: Progress) -> str:
    """Reads inputs until a finding or the end of the time; says what the finding is."""
    before = peak_megabytes()
    for number in numbers:
        data, progress.number = feed.inputs(number), number
        began = processor_seconds()
        limit_time(SECONDS)
        try:
            feed.parser(data)
        except LicensecheckError:
            pass
        except BaseException:
            return traceback.format_exc(limit=-3)
        finally:
            limit_time(0)
        taken, larger = processor_seconds() - began, peak_megabytes() - before
        progress.seconds += taken
        progress.longest = max(progress.longest, taken)
        progress.megabytes = max(progress.megabytes, larger)
        if larger > MEGABYTES:
            return f"the process is {larger:.0f} MB larger"
        if time.monotonic() > end:
            break
    return ""


LATE = f"it takes more than {SECONDS} s"


def ended(feed: Feed, numbers: range, end: float, progress: Progress) -> str:
    """What `read` says in a child process, or what ended that."""
    try:
        return in_child(lambda: read(feed, numbers, end, progress))
    except DiedError as died:
        late = died.by in (signal.SIGPROF, signal.SIGALRM)
        return LATE if late else f"the process died of {died.by.name}"


def findings(feed: Feed, count: int, end: float, progress: Progress) -> Iterator[tuple[int, str]]:
    """The numbers of inputs that are findings, and why."""
    first = 0
    while first < count and time.monotonic() < end:
        why = ended(feed, range(first, count), end, progress)
        first = progress.number + 1
        alone = range(progress.number, first)
        if why == LATE and not all(ended(feed, alone, end, progress) for _ in range(1, TRIES)):
            continue
        if why:
            yield progress.number, why


def fed(name: str, feed: Feed, count: int, minutes: float) -> bool:
    """Whether a parser takes so many inputs, or as many as there is time for; says what it took."""
    gc.freeze()  # what is loaded is not collected again in each child
    progress, found = Progress.shared(), 0
    end = time.monotonic() + 60 * minutes
    for number, why in islice(findings(feed, count, end, progress), MOST_FINDINGS):
        SAVED.mkdir(parents=True, exist_ok=True)
        (saved := SAVED / f"{name}-{number}").write_bytes(feed.inputs(number))
        print(f"{saved}: {why.strip()}", file=sys.stderr, flush=True)
        found += 1
    print(
        f"{name:14} {progress.number + 1:7} inputs {progress.seconds:7.1f} s, longest "
        f"{progress.longest:.3f} s, {progress.megabytes:4.0f} MB more, {found} findings",
        flush=True,
    )
    return not found


def load(parser: Parser, seeds: Sequence[bytes]) -> None:
    """Load all that a parser needs, so that no input is charged with it."""
    for seed in seeds:
        with suppress(Exception):  # comes again as an input
            parser(seed)


def main(parsers: Parsers, description: str | None) -> int:
    options = argparse.ArgumentParser(
        description=description, epilog=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    options.add_argument("--count", type=int, default=100_000)
    options.add_argument("--minutes", type=float, default=math.inf)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--replay", type=Path)
    options.add_argument("parsers", nargs="*", choices=[[], *parsers])
    given = options.parse_args()
    names, again = given.parsers or list(parsers), given.replay and given.replay.read_bytes()
    sound = True
    for name in names:
        parser, seeds = parsers[name]
        load(parser, seeds)
        inputs = numbered(seeds, given.seed) if again is None else lambda _: again
        count = given.count if again is None else 1
        sound &= fed(name, Feed(parser, inputs), count, given.minutes / len(names))
    return 0 if sound else 1
