"""What a model file says of its own licence: the header alone, never a tensor.

Reads GGUF (versions 2 and 3, both byte orders) and safetensors. Both begin with their metadata; of
what is fetched by range only the beginning is known, so a cut header gives what stood in it.
"""

import json
import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from io import SEEK_CUR, SEEK_END, SEEK_SET, BytesIO
from typing import Any, BinaryIO

from licensecheck.domain import Document
from licensecheck.errors import UnavailableError
from licensecheck.hubs.answers import Answer
from licensecheck.hubs.cards import as_card
from licensecheck.hubs.transport import Request

HEADER_BYTES = 256_000
"""Read of a model file: `general.*` stands before the vocabulary in what llama.cpp writes, and
takes a few KB; walking over the vocabulary would take a second."""

_MAX_STRING = 1_000_000
_MAX_STEPS = 3_000_000
"""Values walked over: the largest vocabularies have 260,000 tokens, with scores and types."""
_MAX_DEPTH = 4
_SIZES = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}
_NUMBERS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 7: "?", 10: "Q", 11: "q"}
_STRING, _ARRAY = 8, 9


class _CutError(Exception):
    """The header goes on beyond what is there, or makes no sense from here."""


def header_card(path: str, stream: BinaryIO, url: str | None = None) -> Document | None:
    """What a model file's header says of licence and origin, as a card; None if nothing."""
    fields = header_fields(path, stream)
    return as_card(f"{path} (header)", fields, url) if fields.keys() - {"tags"} else None


def header_request(url: str, authorization: str | None) -> Request:
    """The request for the beginning of a remote model file, whose content never changes."""
    ranged = {"Range": f"bytes=0-{HEADER_BYTES - 1}"}
    return Request(url, ranged, authorization, limit=HEADER_BYTES, cut=True, immutable=True)


def header_cards(
    paths: Iterable[str], answers: Iterable[Answer | UnavailableError]
) -> list[Document]:
    """Cards of the answers to `header_request`s; the weights are no loss where there is none."""
    cards = [
        header_card(path, BytesIO(answer.body), answer.url)
        for path, answer in zip(paths, answers, strict=True)
        if isinstance(answer, Answer) and answer.status in {200, 206}
    ]
    return [card for card in cards if card is not None]


def header_fields(path: str, stream: BinaryIO) -> dict[str, Any]:
    """Licence, base models, datasets and tags in a model file's header, named as in a model card.

    `stream` is positioned at the start of the file and seekable. Empty where the file is of another
    format or says nothing. Never raises on any content.
    """
    if path.lower().endswith(".gguf"):
        return gguf_fields(gguf_metadata(stream))
    if path.lower().endswith(".safetensors"):
        return _safetensors_fields(safetensors_metadata(stream))
    return {}


# --- GGUF ----------------------------------------------------------------------------------------


def gguf_metadata(stream: BinaryIO) -> dict[str, Any]:
    """`general.*` entries of a GGUF header: strings, whole numbers and lists of strings."""
    found: dict[str, Any] = {}
    try:
        for name, value in _entries(_Reader(stream)):
            if name.startswith("general.") and value is not None:
                found[name] = value
    except _CutError:
        pass
    return found


class _Reader:
    """Takes bytes from a stream, so many and no more."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._order = "<"
        start = stream.tell()
        self._end = stream.seek(0, SEEK_END)
        stream.seek(start, SEEK_SET)
        self._steps = 0

    def big_endian(self) -> None:
        """Read numbers in the other byte order from here."""
        self._order = ">"

    def number(self, form: str) -> int:
        """One number of a `struct` format."""
        self._step()
        form = self._order + form
        value: int = struct.unpack(form, self.bytes(struct.calcsize(form)))[0]
        return value

    def bytes(self, size: int) -> bytes:
        """The next bytes."""
        if size > _MAX_STRING:
            raise _CutError
        data = self._stream.read(size)
        if len(data) < size:
            raise _CutError
        return data

    def skip(self, size: int) -> None:
        """Pass over bytes without reading them."""
        if self._stream.tell() + size > self._end:
            raise _CutError
        self._stream.seek(size, SEEK_CUR)

    def _step(self) -> None:
        self._steps += 1
        if self._steps > _MAX_STEPS:
            raise _CutError


def _entries(reader: _Reader) -> Iterator[tuple[str, Any]]:
    """Name and value of every entry; None for a value that is not kept."""
    if reader.bytes(4) != b"GGUF":
        raise _CutError
    version = reader.number("I")
    if version & 0xFFFF == 0:  # 3 read in the wrong byte order is 0x03000000
        reader.big_endian()
        version >>= 24
    if version not in {2, 3}:
        raise _CutError
    reader.number("Q")  # tensors
    for _ in range(reader.number("Q")):
        name = _text(reader.bytes(reader.number("Q")))
        yield name, _value(reader, reader.number("I"), keep=name.startswith("general."))


def _value(reader: _Reader, kind: int, keep: bool, depth: int = 0) -> Any:
    """Read or pass over one value."""
    if kind == _STRING:
        size = reader.number("Q")
        if keep:
            return _text(reader.bytes(size))
        reader.skip(size)
    elif kind == _ARRAY:
        return _array(reader, keep, depth + 1)
    elif keep and kind in _NUMBERS:
        return reader.number(_NUMBERS[kind])
    elif kind in _SIZES:
        reader.skip(_SIZES[kind])
    else:
        raise _CutError
    return None


def _array(reader: _Reader, keep: bool, depth: int) -> Any:
    kind, count = reader.number("I"), reader.number("Q")
    if depth > _MAX_DEPTH:
        raise _CutError
    if kind in _SIZES:
        reader.skip(_SIZES[kind] * count)
        return None
    values: list[Any] = []
    for _ in range(count):
        value = _value(reader, kind, keep and kind == _STRING and len(values) < 1000, depth)
        if value is not None:
            values.append(value)
    return values or None


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def gguf_fields(found: Mapping[str, Any]) -> dict[str, Any]:
    """Entries named as in a GGUF header (`general.*`), named as in a model card."""
    fields = {
        "license": found.get("general.license"),
        "license_name": found.get("general.license.name"),
        "license_link": found.get("general.license.link"),
        "base_model": _numbered(found, "base_model"),
        "datasets": _numbered(found, "dataset") or found.get("general.datasets"),
        "tags": found.get("general.tags"),
    }
    return {name: value for name, value in fields.items() if value}


def _numbered(found: Mapping[str, Any], what: str) -> list[str]:
    """The models or datasets that a header counts: `org/name` where it gives their address."""
    names = []
    count = found.get(f"general.{what}.count", 1)
    for i in range(min(count, 100) if isinstance(count, int) else 0):
        entry = {key: found.get(f"general.{what}.{i}.{key}") for key in ("repo_url", "name")}
        url, name = (value if isinstance(value, str) else "" for value in entry.values())
        repository = re.match(r"https?://huggingface\.co/(?:datasets/)?([\w.-]+/[\w.-]+)", url)
        if known := repository[1] if repository else url or name:
            names.append(known)
    return names


# --- Safetensors ---------------------------------------------------------------------------------


def safetensors_metadata(stream: BinaryIO) -> dict[str, str]:
    """The `__metadata__` map of a safetensors header."""
    size = stream.read(8)
    if len(size) < 8:
        return {}
    head = stream.read(min(struct.unpack("<Q", size)[0], HEADER_BYTES)).decode("utf-8", "replace")
    # The header lists every tensor and may be cut; this map is written first.
    place = re.search(r'"__metadata__"\s*:\s*(?=\{)', head)
    if not place:
        return {}
    try:
        found, _ = json.JSONDecoder().raw_decode(head, place.end())
    except (ValueError, RecursionError):
        return {}
    return {k: v for k, v in found.items() if isinstance(v, str)}


def _safetensors_fields(found: Mapping[str, str]) -> dict[str, Any]:
    fields = {
        "license": found.get("license") or found.get("modelspec.license"),
        "license_name": found.get("license_name"),
        "license_link": found.get("license_link"),
        "base_model": found.get("base_model") or found.get("ss_sd_model_name"),
    }
    return {name: value for name, value in fields.items() if value}
