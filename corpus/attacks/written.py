"""The cases that are written out in the YAML files beside this module."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from corpus.attacks.case import BASES, Base, Case, Files, Kind, folder

FILES: Mapping[str, Kind] = {
    "edits": "attack",
    "front": "attack",
    "cards": "attack",
    "languages": "attack",
    "files": "attack",
    "honest": "honest",
}
HERE = Path(__file__).parent


def cases() -> Iterator[Case]:
    """Every case of the files, attacks first."""
    for name, kind in FILES.items():
        yield from _read(HERE / f"{name}.yaml", kind)


def _read(file: Path, kind: Kind) -> Iterator[Case]:
    groups = yaml.safe_load(file.read_text(encoding="utf-8"))
    for group, content in groups.items():
        for base in BASES:
            for name, value in content.get(base, {}).items():
                files = _folder(base, content["as"], value)
                yield Case(kind, group, f"{base}-{name}", files)


def _folder(base: Base, part: str, value: Any) -> Files:
    """The folder of a case whose one changed part has this value."""
    return folder(base, **{"extra" if part == "files" else part: value})
