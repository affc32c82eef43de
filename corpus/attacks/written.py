"""The cases that are written out in the YAML files beside this module.

Every YAML file here is read. One that has "honest" in its name holds honest folders, any other
attacks; a group with `set: held` is of that set.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from corpus.attacks.case import BASES, Base, Case, Files, Kind, folder

HERE = Path(__file__).parent
KINDS: tuple[Kind, ...] = ("attack", "honest")


def cases() -> Iterator[Case]:
    """Every case of the files, attacks first."""
    for kind in KINDS:
        for file in sorted(HERE.glob("*.yaml")):
            if ("honest" in file.stem) is (kind == "honest"):
                yield from _read(file, kind)


def _read(file: Path, kind: Kind) -> Iterator[Case]:
    groups = yaml.safe_load(file.read_text(encoding="utf-8"))
    for group, content in groups.items():
        for base in BASES:
            for name, value in content.get(base, {}).items():
                files = _folder(base, content["as"], value)
                yield Case(kind, group, f"{base}-{name}", files, content.get("set", "tuning"))


def _folder(base: Base, part: str, value: Any) -> Files:
    """The folder of a case whose one changed part has this value."""
    return folder(base, **{"extra" if part == "files" else part: value})
