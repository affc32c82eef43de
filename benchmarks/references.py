"""How well model references are found in a tree whose references are labelled; prints a table.

    python -m benchmarks.references TREE TRUTH [--tables] [--show]

TRUTH has one label a line, as tests/scan/tree/README.txt describes them. A reference is found
where a finding stands on its line, or one of its `also_lines`, with its name; every finding without
a label is false. Weights in the tree are one finding a folder, which covers the folder's files.
Half A is the files whose path has an even SHA-256; `--show` prints the misses of half A only: what
half B holds is never looked at, so that its figures are no figures of tuning. `--tables` counts by
hub and form, of both halves.
"""

import argparse
import hashlib
import json
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from licensecheck.scan import Reference, find


@dataclass(frozen=True, slots=True)
class Label:
    """One line of the truth."""

    kind: str
    """`reference`, `decoy`, or `optional`, which counts neither way."""
    file: str
    places: frozenset[tuple[str, int]]
    names: frozenset[str]
    hub: str
    form: str
    pinned: bool | None

    @property
    def vendored(self) -> bool:
        return self.hub == "vendored"


@dataclass(slots=True)
class Score:
    """What was found of some labels, and what was found without one."""

    found: list[Label] = field(default_factory=list)
    missed: list[Label] = field(default_factory=list)
    false: list[Reference] = field(default_factory=list)
    pins: list[tuple[Label, Reference]] = field(default_factory=list)
    """References whose `pinned` can be told, with what was found of them."""

    @property
    def recall(self) -> float:
        return len(self.found) / max(1, len(self.found) + len(self.missed))

    @property
    def precision(self) -> float:
        return len(self.found) / max(1, len(self.found) + len(self.false))

    @property
    def pinned(self) -> float:
        right = sum(label.pinned == one.pinned for label, one in self.pins)
        return right / max(1, len(self.pins))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tree", type=Path)
    parser.add_argument("truth", type=Path)
    parser.add_argument("--tables", action="store_true")
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    found, labels = search(given.tree), read_labels(given.truth)
    for name in ("all", "A", "B"):
        print(f"{name:4}{_row(score(found, labels, name))}")
    if given.tables:
        _print_tables(score(found, labels))
    if given.show:
        _print_misses(score(found, labels, "A"))


def search(tree: Path) -> list[Reference]:
    """What is found in a copy of the tree, on which no .gitignore around it has an effect."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "tree"
        shutil.copytree(tree, copy)
        return [_inside(one, copy) for one in find(copy).references]


def read_labels(truth: Path) -> list[Label]:
    return [_label(json.loads(line)) for line in truth.read_text("utf-8").splitlines()]


def score(found: Iterable[Reference], labels: Iterable[Label], half: str = "all") -> Score:
    """Compare; of one half, only its labels and its findings count."""
    result, used = Score(), set[Reference]()
    by_place = defaultdict(list)
    for one in found:
        for place in _places(one):
            by_place[place].append(one)
    for label in labels:
        hits = list(_hits(label, by_place))
        if label.kind == "decoy":
            continue
        used.update(hits)
        if label.kind == "reference" and half in ("all", half_of(label.file)):
            (result.found if hits else result.missed).append(label)
            if hits and label.pinned is not None:
                result.pins.append((label, hits[0]))
    result.false = [
        one for one in found if one not in used and half in ("all", half_of(_weights(one)))
    ]
    return result


def half_of(file: str) -> str:
    return "AB"[hashlib.sha256(file.encode()).digest()[-1] % 2]


def _label(row: dict) -> Label:
    also = (place.rsplit(":", 1) for place in row.get("also_lines", ()))
    places = {(row["file"], row["line"]), *((file, int(line)) for file, line in also)}
    names = frozenset({row["model"], row.get("written", row["model"])})
    return Label(
        row["kind"], row["file"], frozenset(places), names, row["hub"] or "", row["form"],
        row["pinned"],
    )  # fmt: skip


def _inside(one: Reference, root: Path) -> Reference:
    file = PurePosixPath(one.file).relative_to(root.as_posix()).as_posix()
    return replace(one, file=file)


def _weights(one: Reference) -> str:
    """The file in which a finding is: of weights, the first one of their folder."""
    return one.file if one.line else one.text


def _places(one: Reference) -> Iterator[tuple[str, int]]:
    yield one.file, one.line


def _hits(label: Label, found: dict[tuple[str, int], list[Reference]]) -> Iterator[Reference]:
    if label.vendored:
        above = (parent.as_posix() for parent in PurePosixPath(label.file).parents)
        nearest = next((found[folder, 0] for folder in above if (folder, 0) in found), [])
        yield from nearest
        return
    for place in sorted(label.places):
        yield from (one for one in found.get(place, ()) if _names(one) & label.names)


def _names(one: Reference) -> set[str]:
    """A name as it is written and as it is understood, with and without the owner we add."""
    name = f"{one.model.name}:{one.model.revision}" if one.model.hub == "ollama" else ""
    bare = one.model.name.partition("/")[2]
    return {one.text, one.model.name, bare, name, name.partition("/")[2]} - {""}


def _row(one: Score) -> str:
    total = len(one.found) + len(one.missed)
    return (
        f" recall {one.recall:.3f} ({len(one.found)}/{total})  precision {one.precision:.3f}"
        f" ({len(one.false)} false)  pinned {one.pinned:.3f} (of {len(one.pins)})"
    )


def _print_tables(one: Score) -> None:
    for title, of in (("hub", lambda label: label.hub), ("form", lambda label: label.form)):
        rows: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for label in [*one.found, *one.missed]:
            rows[of(label)][0] += label in one.found
            rows[of(label)][1] += 1
        print(f"\n{title:28}found  of")
        for name, (hit, total) in sorted(rows.items()):
            print(f"{name:28}{hit:5}{total:4}")


def _print_misses(one: Score) -> None:
    for label in one.missed:
        print("missed", sorted(label.places), sorted(label.names), label.form)
    for found in one.false:
        print("false ", found.file, found.line, found.text, found.how)
    for label, found in one.pins:
        if label.pinned != found.pinned:
            print("pinned", found.file, found.line, found.text, found.model)


if __name__ == "__main__":
    main()
