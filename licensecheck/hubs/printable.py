"""Sentences in files whose format nobody here parses, as `strings` shows them: model files,
archives, and small files of tools.

Weights are numbers: a sentence in English among them was put there for a person.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Container, Iterable, Iterator

from licensecheck.domain import Document, DocumentKind
from licensecheck.hubs.files import FileRole, extension, file_role, is_vendored
from licensecheck.hubs.headers import header_documents, of_entries
from licensecheck.text.language import COMMON

ENDINGS = frozenset(
    {"onnx", "pt", "pth", "bin", "ckpt", "keras", "h5", "hdf5", "tflite", "nemo", "pkl", "npz"}
    | {"msgpack", "mar", "zip", "pdparams", "tar"}
)
BYTES = 1_000_000
"""Read of each file: what exporters write of a model stands at its beginning, and of a short file
all is read. A megabyte takes 10 ms."""
MOST = 12
"""Model files of one model, and other files, the shortest first: shards repeat each other."""
MEMBERS, MEMBER_BYTES = 100, 64_000
"""Files of an archive that are looked into, and bytes of each."""
_RUN = re.compile(rb"[\x20-\x7e\n]{12,4000}")
# Nothing in these two is tried twice: what follows a run of letters is no letter.
_WORD = re.compile(r"(?<!\S)[\"'(]?[A-Za-z][A-Za-z'-]*+(?=[\"'):,.;!?]*+(?:\s|$))")
_FEWEST, _FEWEST_COMMON = 5, 2
"""Words of a sentence, and those of them without which English seldom does."""
_TOLD = re.compile(r"(?<![A-Za-z])[A-Za-z]{3,}+(?:[,.;:]? [A-Za-z0-9]++){2,}")
"""Words in a row, as a note has them; names of tensors stand so, but without a mark or a word of
English between them."""
# A pair of ONNX's `metadata_props`: two texts, each behind its number and length.
_PROPERTY = re.compile(
    rb"\x0a([\x02-\x40])([\x20-\x7e]{2,64})\x12([\x02-\x7f])([\x20-\x7e]{2,127})", re.DOTALL
)


def with_sentences(
    files: Iterable[tuple[str, int | None]], read: Container[str]
) -> tuple[str, ...]:
    """Which of (path, size) are looked through: model files, and what nobody reads as text and is
    no data."""
    short = sorted((size, path) for path, size in files if size and path not in read)
    models = [path for _, path in short if extension(path) in ENDINGS]
    others = [path for size, path in short if size <= MEMBER_BYTES and _is_other(path)]
    return (*models[:MOST], *others[:MOST])


def _is_other(path: str) -> bool:
    role, name = file_role(path), path.rpartition("/")[2]
    near = path.count("/") <= 1 and not is_vendored(path) and extension(path) not in ENDINGS
    hidden = name.startswith(".") and role is FileRole.CONFIG
    return near and (hidden or role in (FileRole.OTHER, FileRole.DOCUMENT))


def documents(path: str, data: bytes) -> Iterator[Document]:
    """A document with the sentences in the beginning of a file; none where there are none."""
    said = dict.fromkeys(line for part in _parts(data) for line in sentences(part))
    if extension(path) == "onnx":
        yield from header_documents(path, of_entries(_properties(data)))
    if said:
        name = f"{path} (texts in the file)"
        part = "weights" if extension(path) in ENDINGS else "code"
        yield Document(name, "\n".join(said) + "\n", DocumentKind.PROSE, part)


def sentences(data: bytes) -> Iterator[str]:
    """The lines of English in bytes; linear in them."""
    for run in _RUN.finditer(data):
        for line in run[0].decode("ascii").splitlines():
            words = [word.casefold().strip("\"'(") for word in _WORD.findall(line)]
            common = sum(word in COMMON for word in words)
            if len(words) >= _FEWEST and common >= _FEWEST_COMMON:
                yield line.strip()
            elif (told := _TOLD.search(line)) and (common or "," in told[0]):
                yield told[0]


def _properties(data: bytes) -> Iterator[tuple[str, str]]:
    """The pairs of names and texts that an ONNX file has of itself."""
    for found in _PROPERTY.finditer(data):
        key, value = found[2][: found[1][0]], found[4][: found[3][0]]
        if len(key) == found[1][0] and len(value) == found[3][0]:
            yield key.decode("ascii"), value.decode("ascii")


def _parts(data: bytes) -> Iterator[bytes]:
    """The bytes as they are, and the first of each file in a whole archive. Never raises."""
    yield data
    if data[:2] == b"PK":
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for member in archive.infolist()[:MEMBERS]:
                    with archive.open(member) as file:
                        yield file.read(MEMBER_BYTES)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError):
            return
        except (EOFError, ValueError, KeyError, OverflowError):
            return
