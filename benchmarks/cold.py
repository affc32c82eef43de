"""How long reading one licence takes in a process that starts from nothing, with no answers kept.

    python -m benchmarks.cold [--runs 15] [FILE...]

Run it where torch is not installed, as for a user: spaCy loads torch where it finds it. Without
files: the licences of the folder of real data that have 60 clauses, give or take two. Prints the
clauses of each, and its fastest and its median run in seconds, from start to exit.
"""

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.texts import real_folder
from licensecheck.domain import ClauseKind, Document, DocumentKind
from licensecheck.text.segment import segment

CLAUSES = range(58, 63)


def clauses(file: Path) -> int:
    """How many the classifier reads."""
    text = file.read_text(encoding="utf-8", errors="replace")
    document = Document(str(file), text, DocumentKind.LICENSE)
    return sum(clause.kind is not ClauseKind.HEADING for clause in segment(document))


def sixty() -> Iterator[Path]:
    """Real licences with about sixty clauses."""
    files = sorted((real_folder() / "licenses").iterdir())
    return (file for file in files if clauses(file) in CLAUSES)


def run(file: Path) -> float:
    """Seconds of one process with an empty home."""
    options = ["license", str(file), "--clauses-only", "--quiet", "--format", "json"]
    with TemporaryDirectory() as home:
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "licensecheck", *options],
            check=True,
            env={"HOME": home},
            stdout=subprocess.DEVNULL,
        )
        return time.perf_counter() - began


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    for file in options.files or sixty():
        taken = [run(file) for _ in range(options.runs)]
        print(f"{clauses(file)} clauses, fastest {min(taken):.2f} s,",
              f"median {statistics.median(taken):.2f} s: {file.name}")  # fmt: skip


if __name__ == "__main__":
    main()
