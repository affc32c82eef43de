"""What made a folder: git, or one of the ways in which Hugging Face's library keeps files."""

import re
import stat
from dataclasses import dataclass
from pathlib import Path

from licensecheck.errors import CollectError
from licensecheck.types import Problem, ProblemKind

_COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the files are, which revision they are, and how far a link may lead."""

    root: Path
    revision: str | None = None
    partial: bool = False
    """True where only some of the model's files were downloaded."""
    bounds: tuple[Path, ...] = ()
    """Resolved folders that symbolic links may lead into."""
    problems: tuple[Problem, ...] = ()


def recognise(path: Path) -> Layout:
    """Recognise what made a folder."""
    real = path.resolve()
    if (real / "snapshots").is_dir() and real.name.startswith(("models--", "datasets--")):
        path = _cached_snapshot(path)
        real = path.resolve()
    if real.parent.name == "snapshots" and (real.parent.parent / "blobs").is_dir():
        blobs = real.parent.parent / "blobs"
        return Layout(path, real.name, partial=True, bounds=(real, blobs))
    if (commits := _downloaded(path)) is not None:
        mixed = Problem(
            ProblemKind.METADATA,
            ".cache/huggingface",
            "The files were downloaded at different revisions: download them again together.",
            hides_terms=False,
        )
        one = len(commits) == 1
        revision = commits[0] if one else None
        return Layout(path, revision, True, (real,), () if one else (mixed,))
    return Layout(path, _git_head(path), bounds=(real,))


def cached_commit(model: Path, revision: str) -> str | None:
    """Commit of a revision in a model's folder of Hugging Face's cache; None if not downloaded."""
    named = revision if ".." not in revision else ""
    for commit in (revision, _first_line(model / "refs" / named)):
        if _COMMIT.fullmatch(commit) and (model / "snapshots" / commit).is_dir():
            return commit
    return None


def _cached_snapshot(path: Path) -> Path:
    """The snapshot of `main` in a model's cache folder, else the only one."""
    if commit := cached_commit(path, "main"):
        return path / "snapshots" / commit
    found = sorted(p for p in (path / "snapshots").iterdir() if p.is_dir())
    if len(found) == 1:
        return found[0]
    raise CollectError(
        f"{path} holds {len(found)} snapshots and does not say which is the current one.",
        remedy=f"Name one of them: {path}/snapshots/<commit>.",
    )


def _downloaded(path: Path) -> list[str] | None:
    """Commits noted by `hf download --local-dir`, sorted; None where it was not used."""
    notes = path / ".cache" / "huggingface" / "download"
    if not notes.is_dir():
        return None
    lines = {_first_line(note) for note in sorted(notes.rglob("*.metadata"))[:1000]}
    return sorted(line for line in lines if _COMMIT.fullmatch(line)) or None


def _git_head(path: Path) -> str | None:
    """Commit that a git checkout stands at, read without running git."""
    git = path / ".git"
    if git.is_file():  # a worktree or submodule: the file says where the real one is
        git = path / _first_line(git).removeprefix("gitdir:").strip()
    head = _first_line(git / "HEAD")
    if not head.startswith("ref: refs/"):
        return head if _COMMIT.fullmatch(head) else None
    name = head.removeprefix("ref: ").strip()
    common = git / (_first_line(git / "commondir") or ".")
    for store in (git, common):
        if ".." not in name and _COMMIT.fullmatch(commit := _first_line(store / name)):
            return commit
    return _packed_ref(common / "packed-refs", name)


def _packed_ref(path: Path, name: str) -> str | None:
    for line in _head(path, 5_000_000).decode("utf-8", "replace").splitlines():
        commit, _, found = line.partition(" ")
        if found == name and _COMMIT.fullmatch(commit):
            return commit
    return None


def _first_line(path: Path) -> str:
    """First line of a small file; empty where there is none."""
    lines = _head(path, 4096).decode("utf-8", "replace").splitlines()
    return lines[0].strip() if lines else ""


def _head(path: Path, size: int) -> bytes:
    """The first bytes of a regular file; empty where it cannot be read."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return b""
        with path.open("rb") as file:
            return file.read(size)
    except (OSError, ValueError):
        return b""
