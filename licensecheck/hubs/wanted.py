"""Which files of a model are read: the one place that decides what is fetched."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from licensecheck.domain import DocumentKind
from licensecheck.hubs.files import (
    beside_kind,
    component,
    document_kind,
    extension,
    is_code,
    is_other_text,
    is_vendored,
    is_weights,
)
from licensecheck.hubs.typeset import READERS

MAX_DOCUMENTS = 60
"""Documents read of one model; the largest of 105 real repositories has 14."""
MAX_BESIDE = 24
"""Files read of one model beside these: other prose, and files with fields."""
FIELDS_BYTES = 256_000
"""A longer file of fields is a list (a vocabulary, tensors, locked packages), as is a longer text
without markup. A `config.json` has 1 to 20 KB."""

OTHER_BYTES = 64_000
"""A longer table, log or patch is data."""
MAX_CODE = 12
"""Programs read of one model: those of a model on Hugging Face are three to five."""
CODE_BYTES = 200_000
"""A longer program was generated."""

MAX_PRINTED = 3
"""PDF and Word documents read of one model, for each of which `typeset.pdf` may take 4 seconds."""

BESIDE = (DocumentKind.PROSE, DocumentKind.METADATA)
"""Kinds of files that are read beside the documents."""
_TRANSLATION = re.compile(
    r"readme[._-](?!en|us|gb)([a-z]{2}([_-][a-z]{2,4})?|chinese|japanese|korean)"
)

# A program that gets or loads weights, by its name.
_LOADS = re.compile(
    r"(?:pre-?trained|download|hubconf|model_?zoo|checkpoints?|weights)\w*\.py$", re.I
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file whose text is to be read, and as what."""

    path: str
    kind: DocumentKind
    component: str
    """model, code, weights or data; model where neither name nor folder says."""
    size: int | None = None
    """Bytes, where the file list says."""


def wanted(
    files: Iterable[tuple[str, int | None]],
) -> tuple[tuple[Wanted, ...], tuple[Wanted, ...]]:
    """Which of (path, size) are read, and which would be but are too many.

    Both are ordered by path. What the model's own terms are least likely to stand in (vendored,
    deep) is left out first; READMEs of folders are read where there is room. A translated README
    is the card only where there is no other.
    """
    listed = tuple(files)
    beside = {_folder(path) for path, _ in listed if is_weights(path)}
    found = [
        Wanted(path, kind, component(path, kind), size)
        for path, size in listed
        if (kind := _kind(path, beside)) is not None and not _is_list(path, kind, size)
    ]
    if any(_is_readme(f) and not _is_translation(f) for f in found):
        found = [
            replace(f, kind=DocumentKind.PROSE) if _is_readme(f) and _is_translation(f) else f
            for f in found
        ]
    terms, terms_left = _first(MAX_DOCUMENTS, (f for f in found if f.kind not in BESIDE))
    _, code_left = _first(
        MAX_CODE, (f for f in found if f.kind is DocumentKind.PROSE and is_code(f.path))
    )
    other, other_left = _first(
        MAX_BESIDE, (f for f in found if f.kind in BESIDE and f not in code_left)
    )
    printed, printed_left = _first(MAX_PRINTED, (f for f in terms if is_printed(f.path)))
    terms = [f for f in terms if not is_printed(f.path)]
    missed = (
        f
        for f in other_left
        if _folder(f.path) in _promised(f.kind, beside) and not is_other_text(f.path)
    )
    return _by_path(*terms, *printed, *other), _by_path(*terms_left, *printed_left, *missed)


def _first(most: int, files: Iterable[Wanted]) -> tuple[list[Wanted], list[Wanted]]:
    chosen = sorted(files, key=_remoteness)
    return chosen[:most], chosen[most:]


def _remoteness(file: Wanted) -> tuple[bool, bool, bool, bool, bool, int, str]:
    """Sorts last where the terms of the model are least likely to stand; of programs, those that
    say where its weights are come first."""
    # Fields in the root say what a project is under; those below are read where there is room.
    is_fields = file.kind is DocumentKind.METADATA and "/" in file.path
    vendored, other = is_vendored(file.path), is_other_text(file.path)
    program = other and is_code(file.path)
    silent = program and not _LOADS.search(file.path)
    return other, program, silent, is_fields, vendored, file.path.count("/"), file.path


def _by_path(*files: Wanted) -> tuple[Wanted, ...]:
    return tuple(sorted(files, key=lambda f: f.path))


def _kind(path: str, beside: set[str]) -> DocumentKind | None:
    """What a file is read as; prose and fields beside weights are looked at, too."""
    folder, _, name = path.rpartition("/")
    other = DocumentKind.PROSE if is_other_text(path) else None
    return document_kind(path) or (beside_kind(name) if folder in beside else None) or other


def _promised(kind: DocumentKind, beside: set[str]) -> set[str]:
    """The folders of which every file of a kind is read, or is said to be left; fields of those
    with weights are read where there is room, as one for each checkpoint says nothing new."""
    return {""} if kind is DocumentKind.METADATA else {"", *beside}


def _is_list(path: str, kind: DocumentKind, size: int | None) -> bool:
    plain = kind is DocumentKind.PROSE and path.lower().endswith(".txt")
    most = OTHER_BYTES if is_other_text(path) else FIELDS_BYTES
    most = CODE_BYTES if is_code(path) else most
    plain = plain or is_other_text(path)
    return (plain or kind is DocumentKind.METADATA) and (size or 0) > most


def is_printed(path: str) -> bool:
    """True for a PDF or Word document, by its name."""
    return extension(path) in READERS


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _is_readme(file: Wanted) -> bool:
    return file.kind is DocumentKind.CARD and file.path.lower().startswith("readme")


def _is_translation(file: Wanted) -> bool:
    stem = re.sub(r"\.(md|markdown|mdx|txt|rst)$", "", file.path.lower())
    return bool(_TRANSLATION.fullmatch(stem))


HEADER_ENDINGS = (".gguf", ".safetensors", ".mlmodel")
"""Formats of model files that can name their licence."""
_LATER_SHARD = re.compile(r"-0*([2-9]|[1-9]\d+)-of-\d+\.\w+$")


MAX_HEADERS = 12
"""Model files of a hub whose headers are read: shards and quantisations repeat the first."""
MAX_LOCAL_HEADERS = 1_000


def with_headers(paths: Iterable[str], most: int = MAX_HEADERS) -> tuple[str, ...]:
    """Model files whose header may tell a licence: one of each format first, later shards last."""
    readable = sorted(p for p in paths if p.lower().endswith(HEADER_ENDINGS))
    readable.sort(key=is_later_shard)
    endings = {extension(path): path for path in reversed(readable)}
    return tuple(dict.fromkeys((*endings.values(), *readable)))[:most]


def is_later_shard(path: str) -> bool:
    """True for `…-00002-of-00009.safetensors`, and not for the first."""
    return bool(_LATER_SHARD.search(path))
