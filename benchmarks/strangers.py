"""How well references are found in a tree whose author had not seen the program; prints counts.

    python -m benchmarks.strangers [--show]

`strangers.tar.gz` has 89 files in 45 languages and forms, and one label a line: 505 references,
and 816 names that are none. A reference is found where a certain one stands on its line whose name
holds the label or stands in it; every other certain one is false. Half of the files, by a hash of
their paths, may be looked at while the program is changed: `--show` prints what is missed and false
in these. The other half only measures, so nobody who changes the program unpacks the archive.
"""

import argparse
import json
import tarfile
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.references import half_of
from licensecheck.scan import Reference, find

ARCHIVE = Path(__file__).with_name("strangers.tar.gz")
Label = Mapping[str, Any]


def read(folder: Path) -> tuple[list[Reference], list[Label]]:
    """The certain references of the tree, unpacked to a folder, and its labels."""
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(folder, filter="data")
    tree = folder / "tree"
    found = [
        replace(one, file=Path(one.file).relative_to(tree).as_posix())
        for one in find(tree).references
    ]
    lines = (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    return found, [label for label in map(json.loads, lines) if label["model"]]


def missed(labels: Sequence[Label], found: Sequence[Reference]) -> Iterator[Label]:
    """The labels that no reference has."""
    return (label for label in labels if not any(fits(one, label) for one in found))


def false(labels: Sequence[Label], found: Sequence[Reference]) -> Iterator[Reference]:
    """The references that have no label."""
    return (one for one in found if not any(fits(one, label) for label in labels))


def fits(one: Reference, label: Label) -> bool:
    """Whether a reference is the one that a label names."""
    names: Collection[str] = (one.text.lower(), label["text"].lower())
    short, long = sorted(names, key=len)
    return (one.file, one.line) == (label["file"], label["line"]) and short in long


def main() -> None:
    """Measure both halves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true")
    show = parser.parse_args().show
    with tempfile.TemporaryDirectory() as folder:
        found, labels = read(Path(folder))
    for name, half in (("opened", "A"), ("closed", "B")):
        here = [label for label in labels if half_of(label["file"]) == half]
        there = [one for one in found if half_of(one.file) == half]
        left, wrong = list(missed(here, there)), list(false(here, there))
        right = len(here) - len(left)
        print(f"{name}: recall {right / len(here):.3f} ({right}/{len(here)}), "
              f"precision {right / (right + len(wrong)):.3f} ({len(wrong)} false)")  # fmt: skip
        for label in left if show and half == "A" else ():
            print(f"  missed {label['file']}:{label['line']} {label['text']}")
        for one in wrong if show and half == "A" else ():
            print(f"  false {one.file}:{one.line} {one.text}")


if __name__ == "__main__":
    main()
