"""A folder on this disk: a plain one, a git checkout, or what huggingface_hub downloaded."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from licensecheck import disk
from licensecheck.cache.folders import expanded
from licensecheck.domain import (
    Deadline,
    Document,
    DocumentKind,
    FileEntry,
    ModelRef,
    Origin,
    Problem,
    ProblemKind,
    Snapshot,
)
from licensecheck.errors import AccessError, CollectError, NotFoundError, RefError
from licensecheck.hubs import printable
from licensecheck.hubs.about import About
from licensecheck.hubs.assemble import snapshot, too_many
from licensecheck.hubs.decode import MAX_BYTES, may_hide_terms, read_document
from licensecheck.hubs.folder import MAX_ENTRIES, Listing
from licensecheck.hubs.headers import HEADER_BYTES, MOST_BYTES, distinct, header, header_documents
from licensecheck.hubs.layouts import recognise
from licensecheck.hubs.linked import as_licence, unread_places
from licensecheck.hubs.options import FetchOptions
from licensecheck.hubs.printable import with_sentences
from licensecheck.hubs.wanted import HEADER_ENDINGS, MAX_LOCAL_HEADERS, Wanted, wanted, with_headers

PREFIXES = ("local:", "file://", "file:")
ABOUT = About(example="./path", aliases=lambda ref: [ref.name, ref.name.removeprefix("./")])

LONG_HEADERS = 4
"""Model files of which more than 256 KB are read, as a long vocabulary stands before the licence:
each takes up to 16 MB and 0.1 s."""


def parse(address: str, revision: str | None) -> ModelRef:
    """A path as it was typed; nothing is looked up."""
    if not address:
        raise RefError("The path is empty.", remedy="Write ./folder, or . for this one.")
    return ModelRef("local", address, revision)


def collect(ref: ModelRef, options: FetchOptions) -> Snapshot:
    """Read a folder. `fetched_at` is None: nothing was fetched.

    What was not read by the deadline of the options is a problem.
    """
    path, status = _existing(ref)
    end = Deadline.after(options.deadline)
    if not stat.S_ISDIR(status.st_mode):
        return _model_file(ref, path, status.st_size, end)
    layout = recognise(path)
    if ref.revision and not (layout.revision or "").startswith(ref.revision):
        raise NotFoundError(
            f"{ref.name} holds {layout.revision or 'no known revision'}, not {ref.revision}.",
            remedy="A folder is read as it is: check that revision out first.",
        )
    listing = Listing.of(layout)
    if not listing.files and not listing.problems:
        raise CollectError(
            f"{ref.name} holds no files.",
            remedy="Name the folder that has the model card, or the model's id on a hub.",
        )
    chosen, left_out = wanted((f.path, f.size) for f in listing.files)
    documents, problems = _read(layout.root, chosen, end)
    names = {f.path for f in listing.files if f.size is not None}  # without links that lead out
    places, missing = unread_places(documents, "", names, {f.path for f in chosen})
    linked = tuple(as_licence(p) for _, p in places if not p.revision)
    more, mistakes = _read(layout.root, linked, end)
    documents += more
    if layout.partial:  # what was not downloaded may be there all the same
        missing = [one for one in missing if one.kind is not ProblemKind.MISSING]
    problems += [*mistakes, *missing]
    models = with_headers((f.path for f in listing.files if f.size), MAX_LOCAL_HEADERS)
    headers, unread = _headers(layout.root, models, end)
    documents += headers
    known = {*models, *(file.path for file in chosen)}
    others = with_sentences(((f.path, f.size) for f in listing.files), known)
    said, unheard = _sentences(layout.root, others, end)
    documents += said
    problems += [*unread, *unheard, *listing.problems, *layout.problems, *too_many(left_out)]
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


def path_of(ref: ModelRef) -> Path:
    """Where a reference leads on this disk; AccessError where others wrote it, and it leads out of
    the folder that they may name."""
    if ref.within is None:
        return expanded(ref.name)
    path = Path(ref.name)
    if not ref.within or disk.within(path, (Path(ref.within),)) is None:
        place = ref.within or "a folder that you named"
        raise AccessError(f"{ref.name} is not in {place}: only what is there is read.")
    return path


def _existing(ref: ModelRef) -> tuple[Path, os.stat_result]:
    """The path that a reference names, which is that of a folder or file."""
    try:
        path = path_of(ref)
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        message = f"There is no folder or file {ref.name}."
        raise NotFoundError(message, remedy="Check the path.") from error
    except OSError as error:
        raise CollectError(f"{ref.name} cannot be read: {error.strerror}.") from error
    if not stat.S_ISDIR(status.st_mode) and (words := disk.what(status.st_mode)):
        raise CollectError(f"{ref.name} is {words}, not a folder or file.", remedy="Name a folder.")
    return path, status


def _model_file(ref: ModelRef, path: Path, size: int, end: Deadline) -> Snapshot:
    """A model file alone: what its header says is all there is."""
    if not path.name.lower().endswith(HEADER_ENDINGS):
        raise RefError(
            f"{ref.name} is neither a folder nor a model file with a header that we read.",
            remedy=f"Name its folder, or read one text with `licensecheck license {ref.name}`.",
        )
    documents, problems = _headers(path.parent, (path.name,), end)
    message = "A model file alone was read: name its folder, or the model's id on a hub."
    return snapshot(
        ref,
        revision=None,
        origin=Origin.FOLDER,
        fetched_at=None,
        documents=documents,
        files=[FileEntry(path.name, size)],
        files_complete=False,
        problems=[*problems, Problem(ProblemKind.MISSING, path.name, message)],
    )


def _undownloaded(subject: str) -> Problem:
    return Problem(
        ProblemKind.MISSING,
        subject,
        "Only the files that were downloaded are known, and no licence text is among them: "
        "name the model's id to ask its hub.",
    )


def _late(path: str, *, hides: bool = True) -> Problem:
    message = "It was not read: the time for the model ran out."
    return Problem(ProblemKind.UNAVAILABLE, path, message, hides)


def _read(
    root: Path, chosen: tuple[Wanted, ...], end: Deadline
) -> tuple[list[Document], list[Problem]]:
    documents, problems = [], []
    for file in chosen:
        if end.over:
            problems.append(_late(file.path, hides=may_hide_terms(file)))
            continue
        try:
            data = disk.beginning(root / file.path, MAX_BYTES + 1)
        except OSError as error:
            message = f"It cannot be read: {error.strerror}."
            problem = Problem(ProblemKind.UNAVAILABLE, file.path, message, may_hide_terms(file))
            problems.append(problem)
            continue
        document, found = read_document(file, data)
        problems.extend(found)
        if document is not None:
            documents.append(document)
    return documents, problems


def _sentences(
    root: Path, paths: tuple[str, ...], end: Deadline
) -> tuple[list[Document], list[Problem]]:
    """What model files in other formats say to a person; one that cannot be read says nothing."""
    documents: list[Document] = []
    for path in paths:
        if end.over:
            return documents, [_late(path)]
        with suppress(OSError):
            documents += printable.documents(path, disk.beginning(root / path, printable.BYTES))
    return documents, []


def _headers(
    root: Path, paths: tuple[str, ...], end: Deadline
) -> tuple[list[Document], list[Problem]]:
    """What model files say of themselves."""
    documents: list[Document] = []
    problems, left = [], LONG_HEADERS
    for path in paths:
        if end.over:
            problems.append(_late(path))
            break
        try:
            found = header(path, disk.beginning(root / path, HEADER_BYTES))
            if found.cut and left:
                left -= 1
                found = header(path, disk.beginning(root / path, MOST_BYTES))
        except OSError as error:
            message = f"Its header cannot be read: {error.strerror}."
            problems.append(Problem(ProblemKind.UNAVAILABLE, path, message))
            continue
        documents += header_documents(path, found)
    return distinct(documents), problems
