"""How long whole commands take in a process that starts from nothing, cache and home included.

    python -m benchmarks.processes [--runs 7] [--imports]

Needs the folder of real data for the licence text. Prints for each command the median of wall
clock and of processor time (user and system), the least processor time, and the limit that the
project sets itself; on a machine that does other work, read the least processor time. With
`--imports`, the packages whose modules took longest to load, each module's fastest of all runs.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.texts import real_folder

# licensecheck: ignore audited for its time, not run
CATALOGUED = "meta-llama/Llama-3.1-8B-Instruct"
APACHE = "xai-org+grok-1"
PROSE = """---
license: apache-2.0
---
# Zebra

You may use the model for research. Please do not sell what it says about horses to a circus.
"""
_IMPORTED = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+([\w.]+)")


@dataclass(frozen=True, slots=True)
class Run:
    """One process."""

    wall: float
    """Seconds from start to exit."""
    processor: float
    """Seconds of user and system time."""
    imports: str
    """What Python tells of them."""


def commands(folder: Path) -> Iterator[tuple[str, float, Sequence[str]]]:
    """What is measured: its name, its limit in seconds, and the words of the command line."""
    model = folder / "zebra"
    model.mkdir()
    (model / "README.md").write_text(PROSE)
    (model / "model.safetensors").write_bytes(b"")
    yield "help", 0.1, ["--help"]
    yield "licence by its id", 0.4, ["license", "MIT"]
    yield "model of the catalogue", 0.4, ["audit", CATALOGUED, "--offline"]
    text = next((real_folder() / "repos" / APACHE).glob("LICENSE*"))
    yield "Apache text, word for word", 0.5, ["license", str(text)]
    yield "folder with unseen prose", 1.3, ["audit", str(model), "--offline"]


def run(words: Sequence[str], *, imports: bool) -> Run:
    """One process with an empty home."""
    options = ["-X", "importtime"] if imports else []
    with TemporaryDirectory() as home:
        before, began = os.times(), time.perf_counter()
        done = subprocess.run(
            [sys.executable, *options, "-m", "licensecheck", *words],
            check=True,
            env={"HOME": home},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        wall, after = time.perf_counter() - began, os.times()
    user = after.children_user - before.children_user
    return Run(wall, user + after.children_system - before.children_system, done.stderr)


def print_imports(runs: Sequence[Run]) -> None:
    """The packages that took longest, in milliseconds."""
    fastest: dict[str, int] = {}
    for one in runs:
        for taken, name in _IMPORTED.findall(one.imports):
            fastest[name] = min(fastest.get(name, sys.maxsize), int(taken))
    packages: dict[str, int] = defaultdict(int)
    for name, taken in fastest.items():
        packages[name.partition(".")[0]] += taken
    longest = sorted(packages.items(), key=lambda one: -one[1])[:8]
    print("    " + ", ".join(f"{name} {taken / 1000:.0f}" for name, taken in longest))


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--imports", action="store_true")
    options = parser.parse_args()
    print(f"{'command':28}{'limit':>7}{'wall':>7}{'CPU':>7}{'least CPU':>11}")
    with TemporaryDirectory() as folder:
        for name, limit, words in commands(Path(folder)):
            runs = [run(words, imports=options.imports) for _ in range(options.runs)]
            wall = statistics.median(one.wall for one in runs)
            taken = [one.processor for one in runs]
            print(
                f"{name:28}{limit:7.2f}{wall:7.2f}{statistics.median(taken):7.2f}{min(taken):11.2f}"
            )
            if options.imports:
                print_imports(runs)


if __name__ == "__main__":
    main()
