"""The repositories and cards that people read, as folders that can be audited."""

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from corpus import texts

SETS = {"repositories": ("gold", "repos"), "cards": ("cards", "cards"), "later": ("more", "more")}
"""By name: the file of readings, and the folder of what was read."""
_LARGEST = 50_000_000
"""Bytes of the files that stand for those of a file list."""
_SMALL = 1_000_000
_BINARY = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".ico", ".pt", ".pth", ".bin", ".npz", ".npy")
_BINARY += (".ckpt", ".pkl", ".onnx", ".safetensors", ".wav", ".mp3", ".mp4", ".zip", ".gz", ".whl")
Gold = Mapping[str, Any]


def folders(name: str) -> Iterator[tuple[Gold, Path]]:
    """Each reading of a set, with a folder that is there until the next one is asked for.

    A card lies beside an empty file that stands for its weights.
    """
    readings, kind = SETS[name]
    real = texts.real_folder()
    for line in (real / "statements" / f"{readings}.jsonl").read_text("utf-8").splitlines():
        gold = json.loads(line)
        with TemporaryDirectory() as room:
            folder = Path(room) / gold["id"].removesuffix(".md")
            if kind == "cards":
                folder.mkdir()
                shutil.copy(real / "cards" / gold["id"], folder / "README.md")
                (folder / "model.safetensors").touch()
            else:
                shutil.copytree(real / kind / gold["id"], folder)
                unfold(folder)
            yield gold, folder


def unfold(folder: Path) -> None:
    """Stand-ins for what a file list names: path, size, mode, id, target of a link.

    A small file is blank lines, so that it hides no terms; a large one is sparse.
    """
    tree = folder / ".tree.json"
    listed = json.loads(tree.read_text("utf-8"))["files"] if tree.is_file() else []
    for name, size, _mode, _read, *target in listed:
        path = folder / name
        if path.exists() or path.is_symlink():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        if target:
            path.symlink_to(target[0])
        elif size <= _SMALL and not path.suffix.lower().endswith(_BINARY):
            path.write_bytes(b"\n" * size)
        else:
            with path.open("wb") as file:
                file.truncate(min(size, _LARGEST))
    for extra in (tree, folder / "FILES.txt"):
        extra.unlink(missing_ok=True)
