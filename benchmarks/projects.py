"""References to models in 24 public projects, labelled by somebody who had not seen the program.

They were opened on 2 December 2026, and what they showed was mended: what they give is no measure
of unseen projects any more.

    python -m benchmarks.projects FOLDER

FOLDER has a folder of each project, called as in `projects.json.gz`, at the commit that stands
there. A use is found where a finding stands on its line or a neighbouring one. In files in which
every use is labelled, findings without a label are false. Counts are printed.
"""

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from licensecheck.scan import find

LABELS = Path(__file__).parent / "projects.json.gz"
NEAR = 1
"""Lines between a label and a finding that belong together, at most."""


@dataclass(frozen=True, slots=True)
class Label:
    """A line of a project that names something."""

    project: str
    file: str
    line: int
    kind: str
    """`use`, `lookalike`, or `neither`, which counts neither way."""
    language: str
    text: str
    means: str


def labels() -> tuple[Sequence[Label], Mapping[str, Mapping[str, Any]]]:
    """The labels, and by project its repository, commit and completely labelled files."""
    content = json.loads(gzip.decompress(LABELS.read_bytes()))
    return [Label(*row) for row in content["labels"]], content["projects"]


def found_in(folder: Path) -> Mapping[str, set[int]]:
    """The lines with a finding, by file."""
    lines = defaultdict[str, set[int]](set)
    for one in find(folder).references:
        lines[Path(one.file).relative_to(folder).as_posix()].add(one.line)
    return lines


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.projects")
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    said, projects = labels()
    counts = Counter[str]()
    for name, project in projects.items():
        lines = found_in(folder / name)
        own = [one for one in said if one.project == name]
        for one in own:
            near = any(abs(one.line - line) <= NEAR for line in lines.get(one.file, ()))
            if one.kind != "neither":
                counts[f"{one.kind} {one.language}, all"] += 1
                counts[f"{one.kind} {one.language}, found"] += near
        for file in project["complete"]:
            known = [one.line for one in own if one.file == file and one.kind != "lookalike"]
            for line in lines.get(file, ()):
                right = any(abs(line - one) <= NEAR for one in known)
                counts["complete files, right" if right else "complete files, false"] += 1
    for name, count in sorted(counts.items()):
        print(f"{name}: {count}")


if __name__ == "__main__":
    main()
