"""A folder on this disk: a plain one, a git checkout, or what huggingface_hub downloaded."""

import os
import re
import stat
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from licensecheck.errors import CollectError, NotFoundError, RefError
from licensecheck.hubs.assemble import snapshot, too_many
from licensecheck.hubs.decode import MAX_BYTES, hides_terms, read_document
from licensecheck.hubs.files import HEADER_ENDINGS, Wanted, document_kind, wanted, with_headers
from licensecheck.hubs.headers import header_card
from licensecheck.hubs.linked import as_licence, unread_places
from licensecheck.hubs.options import FetchOptions
from licensecheck.types import (
    Document,
    DocumentKind,
    FileEntry,
    ModelRef,
    Origin,
    Problem,
    ProblemKind,
    Snapshot,
)

PREFIXES = ("local:", "file://", "file:")

MAX_ENTRIES = 100_000
"""Directory entries looked at; a checkout of transformers has 6,000."""

_COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
_SKIPPED = {"node_modules", "__pycache__", "venv"}


def parse(address: str, revision: str | None) -> ModelRef:
    """A path as it was typed; nothing is looked up."""
    if not address:
        raise RefError("The path is empty.", remedy="Write ./folder, or . for this one.")
    return ModelRef("local", address, revision)


def collect(ref: ModelRef, options: FetchOptions) -> Snapshot:
    """Read a folder. `fetched_at` is None: nothing was fetched."""
    path = _existing(ref)
    if not path.is_dir():
        return _model_file(ref, path)
    layout = _layout(path)
    if ref.revision and not (layout.revision or "").startswith(ref.revision):
        raise NotFoundError(
            f"{ref.name} holds {layout.revision or 'no known revision'}, not {ref.revision}.",
            remedy="A folder is read as it is: check that revision out first.",
        )
    listing = _walk(layout)
    if not listing.files and not listing.problems:
        raise CollectError(
            f"{ref.name} holds no files.",
            remedy="Name the folder that has the model card, or the model's id on a hub.",
        )
    chosen, left_out = wanted((f.path, f.size) for f in listing.files)
    documents, problems = _read(layout.root, chosen)
    names = {f.path for f in listing.files if f.size is not None}  # without links that lead out
    places, missing = unread_places(documents, "", names, {f.path for f in chosen})
    more, mistakes = _read(layout.root, tuple(as_licence(p) for _, p in places if not p.revision))
    documents += more
    problems += [*mistakes, *([] if layout.partial else missing)]
    documents += _headers(layout.root, with_headers(f.path for f in listing.files if f.size))
    problems += [*listing.problems, *layout.problems, *too_many(left_out)]
    if not listing.complete:
        message = f"Only the first {MAX_ENTRIES:,} entries of the folder were looked at."
        problems.append(Problem(ProblemKind.TOO_LARGE, ref.name, message))
    if layout.partial and not any(d.kind is DocumentKind.LICENSE for d in documents):
        problems.append(_undownloaded(ref.name))
    return snapshot(
        ref,
        revision=layout.revision,
        origin=Origin.FOLDER,
        fetched_at=None,
        documents=documents,
        files=listing.files,
        files_complete=listing.complete and not layout.partial,
        problems=problems,
    )


def _existing(ref: ModelRef) -> Path:
    """The path that a reference names, which is there."""
    path = Path(ref.name).expanduser()
    try:
        if path.exists():
            return path
    except OSError as error:
        raise CollectError(f"{ref.name} cannot be read: {error.strerror}.") from error
    raise NotFoundError(f"There is no folder or file {ref.name}.", remedy="Check the path.")


def _model_file(ref: ModelRef, path: Path) -> Snapshot:
    """A model file alone: what its header says is all there is."""
    if not path.name.lower().endswith(HEADER_ENDINGS):
        raise RefError(
            f"{ref.name} is neither a folder nor a model file with a header that we read.",
            remedy=f"Name its folder, or read one text with `licensecheck license {ref.name}`.",
        )
    message = "A model file alone was read: name its folder, or the model's id on a hub."
    return snapshot(
        ref,
        revision=None,
        origin=Origin.FOLDER,
        fetched_at=None,
        documents=_headers(path.parent, (path.name,)),
        files=[FileEntry(path.name, path.stat().st_size)],
        files_complete=False,
        problems=[Problem(ProblemKind.MISSING, path.name, message)],
    )


def _undownloaded(subject: str) -> Problem:
    return Problem(
        ProblemKind.MISSING,
        subject,
        "Only the files that were downloaded are known, and no licence text is among them: "
        "name the model's id to ask its hub.",
    )


# --- Layouts -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the files are, which revision they are, and how far a link may lead."""

    root: Path
    revision: str | None = None
    partial: bool = False
    """True where only some of the model's files were downloaded."""
    bounds: tuple[Path, ...] = ()
    """Resolved folders that symbolic links may lead into."""
    problems: tuple[Problem, ...] = ()


def _layout(path: Path) -> _Layout:
    """Recognise what made a folder."""
    real = path.resolve()
    if (real / "snapshots").is_dir() and real.name.startswith(("models--", "datasets--")):
        path = _cached_snapshot(path)
        real = path.resolve()
    if real.parent.name == "snapshots" and (real.parent.parent / "blobs").is_dir():
        blobs = real.parent.parent / "blobs"
        return _Layout(path, real.name, partial=True, bounds=(real, blobs))
    if (commits := _downloaded(path)) is not None:
        mixed = Problem(
            ProblemKind.METADATA,
            ".cache/huggingface",
            "The files were downloaded at different revisions: download them again together.",
            hides_terms=False,
        )
        one = len(commits) == 1
        revision = commits[0] if one else None
        return _Layout(path, revision, True, (real,), () if one else (mixed,))
    return _Layout(path, _git_head(path), bounds=(real,))


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


# --- Files ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Listing:
    files: list[FileEntry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    complete: bool = True


def _walk(layout: _Layout) -> _Listing:
    """All files below a folder, without following links to folders."""
    listing = _Listing()
    for seen, entry in enumerate(_entries(layout.root, listing)):
        if seen >= MAX_ENTRIES:
            listing.complete = False
            break
        _note(entry, layout, listing)
    return listing


def _entries(folder: Path, listing: _Listing) -> Iterator[os.DirEntry[str]]:
    """Entries of a folder and the folders below it, breadth first, by name."""
    pending = deque([folder])
    while pending:
        current = pending.popleft()
        try:
            with os.scandir(current) as found:
                entries = sorted(found, key=lambda e: e.name)
        except OSError as error:
            message = f"The folder cannot be read: {error.strerror}."
            subject = _shown(current.relative_to(folder).as_posix())
            listing.problems.append(Problem(ProblemKind.UNAVAILABLE, subject, message))
            continue
        for entry in entries:
            yield entry
            if entry.is_dir(follow_symlinks=False) and not _skipped(entry.name):
                pending.append(Path(entry.path))


def _skipped(name: str) -> bool:
    return name.startswith(".") or name in _SKIPPED


def _note(entry: os.DirEntry[str], layout: _Layout, listing: _Listing) -> None:
    """Add an entry to the listing if it is a file, or the reason why it is refused."""
    path = _shown(Path(entry.path).relative_to(layout.root).as_posix())
    if entry.is_symlink() and not _inside(entry.path, layout.bounds):
        kind = document_kind(path)
        message = "It is a link to outside the folder and was not followed: copy the file itself."
        if kind is not None:
            problem = Problem(ProblemKind.UNSAFE, path, message, hides_terms(kind))
            listing.problems.append(problem)
        elif not os.path.isdir(entry.path):  # weights kept elsewhere: there, though never read
            listing.files.append(FileEntry(path))
        return
    try:
        status = entry.stat()
    except OSError:  # a dangling link
        return
    if stat.S_ISREG(status.st_mode):
        listing.files.append(FileEntry(path, status.st_size))


def _inside(path: str, bounds: tuple[Path, ...]) -> bool:
    try:
        target = Path(path).resolve()
    except (OSError, RuntimeError):  # a loop of links
        return False
    return any(target.is_relative_to(bound) for bound in bounds)


def _shown(path: str) -> str:
    """A path as text that any report can hold."""
    return os.fsencode(path).decode("utf-8", "replace")


def _read(root: Path, chosen: tuple[Wanted, ...]) -> tuple[list[Document], list[Problem]]:
    documents, problems = [], []
    for file in chosen:
        try:
            with (root / file.path).open("rb") as stream:
                data = stream.read(MAX_BYTES + 1)
        except OSError as error:
            message = f"It cannot be read: {error.strerror or error}."
            problem = Problem(ProblemKind.UNAVAILABLE, file.path, message, hides_terms(file.kind))
            problems.append(problem)
            continue
        document, found = read_document(file, data)
        problems.extend(found)
        if document is not None:
            documents.append(document)
    return documents, problems


def _headers(root: Path, paths: tuple[str, ...]) -> list[Document]:
    """Cards of what model files say of themselves."""
    found = []
    for path in paths:
        try:
            with (root / path).open("rb") as stream:
                found.append(header_card(path, stream))
        except OSError:  # the weights are not what we came for
            continue
    return [card for card in found if card is not None]
