"""What made a folder: git, or one of the ways in which Hugging Face's library keeps files."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from licensecheck.domain import Problem, ProblemKind
from licensecheck.errors import CollectError
from licensecheck.hubs.checkout import COMMIT, Checkout, first_line

MAX_NOTES = 1_000
"""Notes of a download that are read, one for each file; more folders than that are not entered."""


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
    if os.path.isdir(real / "snapshots") and real.name.startswith(("models--", "datasets--")):
        path = _cached_snapshot(path)
        real = path.resolve()
    if len(bounds := bounds_of(real)) > 1:
        return Layout(path, real.name, partial=True, bounds=bounds)
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
    checkout = Checkout.at(path)
    return Layout(path, checkout.commit() if checkout else None, bounds=(real,))


def bounds_of(real: Path) -> tuple[Path, ...]:
    """The resolved folders that links in a resolved folder may lead into: of a snapshot in Hugging
    Face's cache, also that of its contents."""
    blobs = real.parent.parent / "blobs"
    return (real, blobs) if real.parent.name == "snapshots" and os.path.isdir(blobs) else (real,)


def cached_commit(model: Path, revision: str) -> str | None:
    """Commit of a revision in a model's folder of Hugging Face's cache; None if not downloaded."""
    named = revision if ".." not in revision else ""
    for commit in (revision, first_line(model / "refs" / named)):
        if COMMIT.fullmatch(commit) and os.path.isdir(model / "snapshots" / commit):
            return commit
    return None


def _cached_snapshot(path: Path) -> Path:
    """The snapshot of `main` in a model's cache folder, else the only one."""
    if commit := cached_commit(path, "main"):
        return path / "snapshots" / commit
    try:
        found = [p for p in islice((path / "snapshots").iterdir(), MAX_NOTES) if os.path.isdir(p)]
    except OSError as error:
        raise CollectError(f"{path}/snapshots cannot be read: {error.strerror}.") from error
    if len(found) == 1:
        return found[0]
    raise CollectError(
        f"{path} holds {len(found)} snapshots and does not say which is the current one.",
        remedy=f"Name one of them: {path}/snapshots/<commit>.",
    )


def _downloaded(path: Path) -> list[str] | None:
    """Commits noted by `hf download --local-dir`, sorted; None where it was not used."""
    notes = path / ".cache" / "huggingface" / "download"
    if not os.path.isdir(notes):
        return None
    lines = {first_line(note) for note in islice(_notes(notes), MAX_NOTES)}
    return sorted(line for line in lines if COMMIT.fullmatch(line)) or None


def _notes(folder: Path) -> Iterator[Path]:
    """The notes in a folder and those below it, always in the same order."""
    for place, folders, files in islice(os.walk(folder), MAX_NOTES):
        folders.sort()
        yield from (Path(place, name) for name in sorted(files) if name.endswith(".metadata"))
