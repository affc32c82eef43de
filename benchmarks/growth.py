"""How time and memory grow with hostile files and folders of models; prints a table.

    python -m benchmarks.growth [--sizes 16 32 64 128] [--limit 30] [shape …]
    python -m benchmarks.growth --honest FOLDER …

Each shape of tests/scan/hostile.py is searched for references, each folder of
tests/judge/hostile.py audited, without the classifier (`audit …` are their names here), and each
policy of tests/gate/hostile.py read (`policy …`), in a child process of its own with at most 2 GB
more memory and `--limit` seconds, at every size in kB. Seconds are processor time; MB are the most
memory above that of a process that has read nothing. The
exponent is the slope of time or memory on logarithmic scales: 1 where twice the input takes twice
as long. Exits 1 where one exceeds 1.2, where 16 kB take more than 0.5 s or 300 MB, or where a child
does not come back. Only what does not hold is printed, and the slowest; `--all` prints every shape.

`--honest` reads the files of folders instead, each as a whole, and prints those that need the most
of their steps (licensecheck/scan/bounds.py), and those that take longest.
"""

import argparse
import gc
import math
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from licensecheck.errors import LicensecheckError
from licensecheck.gate.load import load_policy
from licensecheck.scan import find
from licensecheck.scan.bounds import CostlyError, bounded
from licensecheck.scan.form import form_of
from licensecheck.scan.source import SourceFile
from tests.gate.hostile import POLICIES
from tests.judge.hostile import FOLDERS, Folder, audit, written
from tests.limits import DiedError, in_child, limit_time, peak_megabytes, processor_seconds
from tests.scan.hostile import SHAPES, Shape

LARGEST, SECONDS, MEGABYTES = 1.2, 0.5, 300
TELLING = {"seconds": 0.05, "megabytes": 50.0}
"""Less tells of the parts that do not grow, and of the machine; so does a largest one that is not
five times as much."""
TRIES = 4
"""Of what exceeds a limit; the least counts, as other work on the machine only adds."""


Work = tuple[Callable[[Path, int], Path], Callable[[Path], object]]
"""Writes an input of about so many characters below a folder and says where; reads it."""


def search(file: str, shape: Shape) -> Work:
    """The search of one file for references."""

    def write(folder: Path, size: int) -> Path:
        (path := folder / file).write_text(shape(size), "utf-8", "surrogatepass")
        return path

    return write, find


def auditing(folder: Folder) -> Work:
    """The audit of one folder."""
    return lambda path, size: written(folder(size), path), audit


def _policy(path: Path) -> None:
    with suppress(LicensecheckError):  # with all that is wrong in it
        load_policy(str(path), date(2027, 1, 1))


def loading(policy: Shape) -> Work:
    """The reading of one policy."""
    return search("policy.yaml", policy)[0], _policy


WORK = {
    **{name: search(*shape) for name, shape in SHAPES.items()},
    **{f"audit {name}": auditing(folder) for name, folder in FOLDERS.items()},
    **{f"policy {name}": loading(policy) for name, policy in POLICIES.items()},
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What reading one input took."""

    seconds: float
    megabytes: float
    ended: str = ""
    """Why it did not end well."""


def cost(work: Work, size: int, limit: int) -> Cost:
    """What an input costs in a child process, which is ended at the limit in seconds."""
    write, read = work
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder), size)
        try:
            seconds, megabytes, ended = in_child(lambda: _said(lambda: read(path), limit)).split(
                " ", 2
            )
        except DiedError as died:
            return Cost(math.inf, math.inf, str(died))
    return Cost(float(seconds), float(megabytes), ended)


def _said(read: Callable[[], object], limit: int) -> str:
    before, began, ended = peak_megabytes(), processor_seconds(), ""
    limit_time(limit)
    try:
        read()
    except BaseException as error:
        ended = repr(error)[:100]
    return f"{processor_seconds() - began} {peak_megabytes() - before} {ended}"


def measured(work: Work, sizes: list[int], limit: int) -> list[Cost]:
    """The costs of an input at each size; what fails at one is not asked for more."""
    costs: list[Cost] = []
    for size in sizes:
        known = costs[-1] if costs and costs[-1].ended else None
        costs.append(known or cost(work, size << 10, limit))
    return costs


def exponent(costs: list[Cost], sizes: list[int], of: str) -> float:
    """The slope of the line through the logarithms; 1 where there is too little to tell."""
    values = [float(getattr(one, of)) for one in costs]
    told = [
        (math.log(s), math.log(v)) for s, v in zip(sizes, values, strict=True) if v >= TELLING[of]
    ]
    if math.inf in values:
        return math.inf
    if len(told) < 2 or values[-1] < 5 * TELLING[of]:
        return 1.0
    return statistics.linear_regression(*zip(*told, strict=True)).slope


def row(name: str, costs: list[Cost], sizes: list[int]) -> tuple[bool, str]:
    """Whether the costs of a shape hold, and a line that says them."""
    slopes = [exponent(costs, sizes, of) for of in TELLING]
    ended = next((one.ended for one in costs if one.ended), "")
    small = [one for one, size in zip(costs, sizes, strict=True) if size <= 16]
    sound = not ended and max(slopes) <= LARGEST
    sound = sound and all(c.seconds <= SECONDS and c.megabytes <= MEGABYTES for c in small)
    times = "".join(f"{one.seconds:8.3f}" for one in costs)
    memory = "".join(f"{one.megabytes:6.0f}" for one in costs)
    mark = "  " if sound else "* "
    return sound, f"{mark}{name:46}{slopes[0]:5.2f}{slopes[1]:5.2f}{times}{memory} {ended}"


def honest(folders: list[Path]) -> int:
    """The share of their steps that files need, and the time they take; 1 where one is given up."""
    used: list[tuple[float, float, int, Path]] = []
    given_up: list[str] = []
    for path in (path for folder in folders for path in folder.rglob("*")):
        if path.is_file() and form_of(path.name):
            began = time.process_time()
            with bounded(path.stat().st_size) as budget:
                before = budget.steps
                form = form_of(path.name)
                source = SourceFile(path.name, path.read_text("utf-8", "replace"))
                try:
                    form.read(source)
                except CostlyError as error:
                    given_up.append(f"{path}: {error}")
            share = (before - budget.steps) / before
            used.append((share, time.process_time() - began, path.stat().st_size, path))
    print(f"{len(used)} files, given up: {given_up}")
    for order in (0, 1):
        for share, seconds, size, path in sorted(used, key=lambda one: -one[order])[:8]:
            print(f"{share:8.3f} of the steps {seconds:7.2f} s {size:9} bytes  {path}")
    return 1 if given_up else 0


_BAN = "You may not use the model in the sky.\n\n本模型仅供研究使用。\n"


def _load_all() -> None:
    """Load all that there is to load, so that no child does."""
    files = {"a.py": "load_model('a/b-1')\n", "a.yaml": "run: hf download a/b-1"}
    texts = {
        "README.md": f"---\ndatasets: [a/b]\n---\n# License\n\n{_BAN}",
        "LICENSE": "You may not use it.\n",
    }
    with tempfile.TemporaryDirectory() as folder:
        write, read = loading(POLICIES["waivers, unknown rule"])
        read(write(Path(folder), 1000))
        for file, text in files.items():
            (Path(folder) / file).write_text(text)
            find(Path(folder) / file)
        audit(written(texts, Path(folder)))


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="+", default=[16, 32, 64, 128])
    options.add_argument("--limit", type=int, default=30)
    options.add_argument("--all", action="store_true")
    options.add_argument("--honest", type=Path, nargs="+")
    options.add_argument("shapes", nargs="*")
    given = options.parse_args()
    if given.honest:
        return honest(given.honest)
    heads = "".join(f"{f'{size} kB':>8}" for size in given.sizes)
    print(f"{'':48} time  mem{heads}" + "".join(f"{size:4}MB" for size in given.sizes))
    _load_all()
    gc.freeze()  # what is loaded is not collected again in each child
    failed, slowest = 0, (0.0, "")
    names = [n for n in WORK if not given.shapes or any(one in n for one in given.shapes)]
    for name in names:
        costs = measured(WORK[name], given.sizes, given.limit)
        sound, line = row(name, costs, given.sizes)
        for _ in range(0 if sound or costs[-1].ended else TRIES - 1):
            again = measured(WORK[name], given.sizes, given.limit)
            costs = [
                min(a, b, key=lambda one: one.seconds) for a, b in zip(costs, again, strict=True)
            ]
            sound, line = row(name, costs, given.sizes)
        failed += not sound
        slowest = max(slowest, (costs[0].seconds, line))
        if given.all or not sound:
            print(line, flush=True)
    print(f"{len(names)} shapes, {failed} exceed a limit; the slowest at {given.sizes[0]} kB:")
    print(slowest[1])
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
