"""Documents inside archives from a registry, read in memory: nothing is unpacked to disk."""

import io
import tarfile
import zlib

from licensecheck.domain import Document, Problem, ProblemKind
from licensecheck.hubs.assemble import too_many
from licensecheck.hubs.decode import MAX_BYTES, read_document
from licensecheck.hubs.listing import sound_path, unsound
from licensecheck.hubs.wanted import wanted

ARCHIVE_BYTES = 20_000_000
"""Fetched of one archive of documents, and unpacked of it."""
MAX_MEMBERS = 5_000


def documents(
    name: str, media_type: str, data: bytes, cut: bool = False
) -> tuple[list[Document], list[Problem]]:
    """Documents in a tar archive, plain or with gzip, and what could not be read of it.

    `name` stands for the archive in problems. Links and devices are left out. Never raises.
    """
    if media_type.endswith("zstd"):
        message = "It is packed with zstd, which is not read: read it yourself."
        return [], [Problem(ProblemKind.BINARY, name, message)]
    problems: list[Problem] = []
    found: dict[str, tuple[bytes, bool]] = {}
    try:
        unpacked, too_long = _unpacked(data)
        cut = cut or too_long
        _members(unpacked, found, problems)
    except (tarfile.TarError, zlib.error, EOFError, ValueError, OverflowError, RecursionError):
        if not cut:
            message = "It is no archive that can be read."
            problems.append(Problem(ProblemKind.BINARY, name, message))
    if cut or len(found) + len(problems) >= MAX_MEMBERS:
        message = f"Only the first {ARCHIVE_BYTES:,} bytes of it were read."
        problems.append(Problem(ProblemKind.TOO_LARGE, name, message))
    chosen, left_out = wanted((path, None) for path in found)
    result: list[Document] = []
    for file in chosen:
        body, is_cut = found[file.path]
        document, mistakes = read_document(file, body, cut=is_cut)
        problems.extend(mistakes)
        result.extend([document] if document else [])
    problems += too_many(left_out)
    return result, problems


def _unpacked(data: bytes) -> tuple[bytes, bool]:
    """The archive without gzip, and whether there is more of it."""
    if not data.startswith(b"\x1f\x8b"):
        return data, False
    decoder = zlib.decompressobj(31)
    unpacked = decoder.decompress(data, ARCHIVE_BYTES)
    return unpacked, bool(decoder.unconsumed_tail)


def _members(data: bytes, found: dict[str, tuple[bytes, bool]], problems: list[Problem]) -> None:
    """Add the regular files of an archive, each with its beginning and whether it was cut; and a
    problem for each whose path is not sound."""
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
        for member in archive:
            if len(found) + len(problems) >= MAX_MEMBERS:
                break
            # A sparse file would be read as gigabytes of zeros that are not there.
            if not member.isreg() or member.issparse():
                continue
            path = sound_path(name := member.name.removeprefix("./"))
            if path is None:
                problems.append(unsound(name))
            else:
                stream = archive.extractfile(member)
                body = stream.read(MAX_BYTES + 1) if stream else b""
                found[path] = (body[:MAX_BYTES], len(body) > MAX_BYTES)
