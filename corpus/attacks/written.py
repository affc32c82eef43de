"""The cases that are written out in YAML files, in a folder for each set.

A file that has "honest" in its name holds honest folders, any other attacks. `why` says what a
reader of a case sees.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import yaml

from corpus.attacks.case import BASES, Base, Case, Files, Kind, Set, folder

HERE = Path(__file__).parent


def cases() -> Iterator[Case]:
    """Every case of the files, attacks first."""
    for kind in get_args(Kind):
        for set_ in get_args(Set):
            for file in sorted((HERE / set_).glob("*.yaml")):
                if ("honest" in file.stem) is (kind == "honest"):
                    yield from _read(file, kind, set_)


def _read(file: Path, kind: Kind, set_: Set) -> Iterator[Case]:
    groups = yaml.safe_load(file.read_text(encoding="utf-8"))
    for group, content in groups.items():
        for base in BASES:
            for name, value in content.get(base, {}).items():
                files = _folder(base, content["as"], value)
                yield Case(kind, group, f"{base}-{name}", files, set_)


def _folder(base: Base, part: str, value: Any) -> Files:
    """The folder of a case whose one changed part has this value."""
    return folder(base, **{"extra" if part == "files" else part: value})
