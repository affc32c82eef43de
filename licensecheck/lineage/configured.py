"""Models of others that files of settings name: what the model runs with, or was made from."""

import re
from collections.abc import Callable, Iterator

from licensecheck.domain import Document, DocumentKind, Snapshot, Span
from licensecheck.hubs.files import FileRole, file_role, is_vendored, is_weights
from licensecheck.knowledge.called import called
from licensecheck.knowledge.configured import Use, load_configured
from licensecheck.lineage.settings import settings
from licensecheck.text.letters import letters
from licensecheck.text.voiced import is_settings

_ADDRESS = re.compile(r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}")
_SITE = re.compile(
    r"(?:hf://|https?://(?:www\.)?(?:huggingface\.co|hf\.co)/)([^/]+/[^/@?#]+).*", re.I
)
_PATH = re.compile(r"[\w./~-]{3,200}")
# "n/a", "dogs/cats" and "image/png" have none of it, unless the catalogue knows them.
_NAMED = re.compile(r"[A-Z\d_.-]")
_KINDS = (DocumentKind.CONFIG, DocumentKind.METADATA, DocumentKind.PROSE)
MOST_FILES = 40
MOST_CHARACTERS = 500_000
"""Of all files of settings of one model that are looked through, which takes a second or two."""

Found = tuple[Use, str, Document, Span]


def configured(snapshot: Snapshot, is_other: Callable[[str], bool]) -> Iterator[Found]:
    """The models, each with what it is to the own one and its place; `is_other` tells addresses of
    somebody else.

    What weights were made from is told by a file beside them alone: settings of a program are
    those of many models.
    """
    folders = {one.path.rpartition("/")[0] for one in snapshot.files if is_weights(one.path)}
    left = MOST_CHARACTERS
    for document in [one for one in snapshot.documents if _has_settings(one)][:MOST_FILES]:
        left -= len(document.text)
        folder = document.path.rpartition("/")[0]
        beside = folder in folders or bool(folders and not folder)
        for found in _named(document, snapshot, is_other) if left >= 0 else ():
            if beside or found[0] is Use.PART:
                yield found


def _has_settings(document: Document) -> bool:
    """True for a file of settings that may name a model, and is not of something else."""
    aside = is_vendored(document.path) or load_configured().is_aside(document.path)
    return document.kind in _KINDS and is_settings(document.path) and not aside


def _named(
    document: Document, snapshot: Snapshot, is_other: Callable[[str], bool]
) -> Iterator[Found]:
    """What one file names; the folders that it is in count as keys around."""
    around, known = document.path.split("/")[:-1], load_configured()
    found = [
        (use, address, document, one.span)
        for one in settings(document)
        if (use := known.use((*around, *one.keys)))
        and (address := _address(one.value))
        and is_other(address)
        and not any(path.startswith(f"{address}/") for path in snapshot.paths)
    ]
    alone = {address for use, address, *_ in found if use is Use.MODEL}
    return (one for one in found if one[0] is not Use.MODEL or len(alone) == 1)


def _address(value: str) -> str:
    """The address of a model that a value is, or that of the model which the catalogue knows by the
    whole name at the end of a path; empty for any other."""
    linked = _SITE.fullmatch(value)
    value = linked[1] if linked else value
    owner = value.partition("/")[0].casefold()
    last = value.rstrip("/").rpartition("/")[2]
    base = called(last) if _PATH.fullmatch(value) else None
    known = base if base and letters(base.rpartition("/")[2]) == letters(last) else ""
    is_named = _ADDRESS.fullmatch(value) and file_role(value) is FileRole.OTHER
    if is_named and owner not in load_configured().folders and (known or _NAMED.search(value)):
        return value
    return known
