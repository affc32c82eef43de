"""The release folders of `releases.yaml` and `more.yaml`, written to a disk."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from corpus import texts

SCANCODE = texts.DOWNLOADS / "scancode" / "licensedcode" / "data" / "licenses"


@dataclass(frozen=True)
class Situation:
    """A folder, and what is missing in it."""

    says: str
    folder: str
    weights: str
    files: Mapping[str, Any]
    """What stands in each file, or where it comes from."""
    missing: frozenset[str] = frozenset()
    unheard: str = ""
    """Why the gap is not found."""

    def text(self, name: str, real: Path) -> str:
        """What stands in one of its files."""
        return _text(self.files[name], real)

    def written(self, where: Path, real: Path) -> Path:
        """The folder on a disk."""
        root = where / self.folder
        for name, said in {**self.files, self.weights: ""}.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_text(said, real), "utf-8")
        return root


def _text(said: Any, real: Path) -> str:
    if isinstance(said, str):
        return said
    if "real" in said:
        text = (real / "licenses" / said["real"]).read_text("utf-8")
        return text + said.get("add", "")
    path = SCANCODE / f"{said['scancode']}.LICENSE"
    if not path.is_file():
        pytest.skip(f"no licence texts at {SCANCODE} (python -m corpus.texts)")
    return path.read_text("utf-8").split("---", 2)[2].lstrip("\n")


@cache
def _file(name: str) -> Any:
    return yaml.safe_load((Path(__file__).parent / name).read_text("utf-8"))


def _files(said: Mapping[str, Any], file: str) -> dict[str, Any]:
    """Files with each text that is called by a name of the file."""
    known = _file(file)["texts"]

    def resolved(text: Any) -> Any:
        if isinstance(text, str):
            return known.get(text, text)
        return {**known[text["like"]], **text} if "like" in text else text

    return {path: resolved(text) for path, text in said.items()}


def right(file: str = "releases.yaml") -> dict[str, Situation]:
    """The folders that are right, by name."""
    return {
        name: Situation(
            said["situation"],
            name,
            said.get("weights", "model.safetensors"),
            _files(said["files"], file),
        )
        for name, said in _file(file)["right"].items()
    }


def gaps(file: str = "releases.yaml") -> list[Situation]:
    """The folders with a planted gap."""
    return [_changed(gap, right(file)[gap["like"]], file) for gap in _file(file)["gaps"]]


def _changed(gap: Mapping[str, Any], like: Situation, file: str) -> Situation:
    files = {name: said for name, said in like.files.items() if name not in gap.get("without", ())}
    files |= _files(gap.get("files", {}), file)
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
        gap.get("unheard", ""),
    )
