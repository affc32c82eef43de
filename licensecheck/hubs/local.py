"""A folder on this disk: a plain one, a git checkout, or what huggingface_hub downloaded."""

import os
import stat
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from licensecheck.errors import CollectError, NotFoundError, RefError
from licensecheck.hubs.assemble import snapshot, too_many
from licensecheck.hubs.decode import MAX_BYTES, hides_terms, read_document
from licensecheck.hubs.files import HEADER_ENDINGS, Wanted, document_kind, wanted, with_headers
from licensecheck.hubs.headers import HEADER_BYTES, header_card
from licensecheck.hubs.layouts import Layout, recognise
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
    layout = recognise(path)
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


@dataclass(slots=True)
class _Listing:
    files: list[FileEntry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    complete: bool = True


def _walk(layout: Layout) -> _Listing:
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


def _note(entry: os.DirEntry[str], layout: Layout, listing: _Listing) -> None:
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
                found.append(header_card(path, BytesIO(stream.read(HEADER_BYTES))))
        except OSError:  # the weights are not what we came for
            continue
    return [card for card in found if card is not None]
