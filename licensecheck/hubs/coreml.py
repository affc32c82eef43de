"""The metadata of a Core ML model: a message of Protocol Buffers at the beginning of the file."""

from collections.abc import Iterator

_MODEL_DESCRIPTION, _METADATA, _OWN_ENTRIES = 2, 100, 100
"""Numbers of the fields on the way to the metadata, and of what a publisher adds there."""
_NAMES = {1: "shortDescription", 2: "versionString", 3: "author", 4: "license"}
_VARINT, _EIGHT, _BYTES, _FOUR = 0, 1, 2, 5
_MOST_FIELDS = 10_000
_MOST_DIGITS = 10
"""Bytes of a number."""


def metadata(data: bytes) -> list[tuple[str, str]]:
    """The texts that the metadata keep; of a cut file those that stood in it. Never raises."""
    return [
        entry
        for description in _of(data, _MODEL_DESCRIPTION)
        for found in _of(description, _METADATA)
        for entry in _entries(found)
    ]


def _entries(found: bytes) -> Iterator[tuple[str, str]]:
    for number, value in _fields(found):
        if number in _NAMES:
            yield _NAMES[number], _text(value)
        elif number == _OWN_ENTRIES:
            pair = dict(_fields(value))
            yield _text(pair.get(1, b"")), _text(pair.get(2, b""))


def _text(value: bytes) -> str:
    return value.decode("utf-8", "replace")


def _of(data: bytes, wanted: int) -> Iterator[bytes]:
    return (value for number, value in _fields(data) if number == wanted)


def _fields(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The fields of a message that hold bytes, up to the first that is none of a message."""
    at = 0
    for _ in range(_MOST_FIELDS):
        key, at = _number(data, at)
        kind = key & 7
        if at >= len(data) or kind not in (_VARINT, _EIGHT, _BYTES, _FOUR):
            return
        size, at = _number(data, at) if kind not in (_FOUR, _EIGHT) else (0, at)
        if kind == _BYTES:
            yield key >> 3, data[at : at + size]
            at += size
        elif kind != _VARINT:
            at += 4 if kind == _FOUR else 8


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number of seven bits a byte, and where it ends."""
    value = 0
    for place, byte in enumerate(data[at : at + _MOST_DIGITS]):
        value |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return value, at + place + 1
    return 0, len(data)
