"""The release folders of `releases.yaml`, written to a disk."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from corpus import texts

_FILE = yaml.safe_load((Path(__file__).parent / "releases.yaml").read_text("utf-8"))
SCANCODE = texts.DOWNLOADS / "scancode" / "licensedcode" / "data" / "licenses"


@dataclass(frozen=True)
class Situation:
    """A folder, and what is missing in it."""

    says: str
    folder: str
    weights: str
    files: Mapping[str, Any]
    missing: frozenset[str] = frozenset()

    def text(self, name: str, real: Path) -> str:
        """What stands in one of its files."""
        return text_of(self.files[name], real)

    def written(self, where: Path, real: Path) -> Path:
        """The folder on a disk."""
        root = where / self.folder
        for name, said in {**self.files, self.weights: ""}.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text_of(said, real), "utf-8")
        return root


def text_of(said: Any, real: Path) -> str:
    """A text by its name or source, else as it stands in the file."""
    said = _FILE["texts"].get(said, said) if isinstance(said, str) else said
    if isinstance(said, str):
        return said
    if "real" in said:
        return (real / "licenses" / said["real"]).read_text("utf-8")
    path = SCANCODE / f"{said['scancode']}.LICENSE"
    if not path.is_file():
        pytest.skip(f"no licence texts at {SCANCODE} (python -m corpus.texts)")
    return path.read_text("utf-8").split("---", 2)[2].lstrip("\n")


def right() -> dict[str, Situation]:
    """The folders that are right, by name."""
    return {
        name: Situation(
            one["situation"], name, one.get("weights", "model.safetensors"), one["files"]
        )
        for name, one in _FILE["right"].items()
    }


def gaps() -> list[Situation]:
    """The folders with a planted gap."""
    return [_changed(one, right()[one["like"]]) for one in _FILE["gaps"]]


def _changed(gap: Mapping[str, Any], like: Situation) -> Situation:
    files = {name: said for name, said in like.files.items() if name not in gap.get("without", ())}
    files |= gap.get("files", {})
    for name, others in gap.get("with", {}).items():
        for before, after in others.items():
            assert before in files[name], f"{gap['situation']}: {before!r} is not in {name}"
            files[name] = files[name].replace(before, after)
    return Situation(
        gap["situation"],
        gap.get("folder", like.folder),
        like.weights,
        files,
        frozenset(gap["missing"]),
    )
