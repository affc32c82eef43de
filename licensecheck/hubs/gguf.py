"""The metadata of a GGUF file (versions 2 and 3, both byte orders), without its tensors."""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_MAX_STEPS = 200_000
"""Numbers read, which takes 0.3 s: a model has 30 to 100 entries of two or three each."""
_MAX_STRING = 1_000_000
_MAX_LIST = 1_000
_MAX_DEPTH = 4
_SIZES = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}
_NUMBERS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 7: "?", 10: "Q", 11: "q"}
_STRING, _ARRAY = 8, 9
_VOCABULARY = re.compile(r"^tokenizer\.ggml\.(?:tokens|merges|scores|token_type|precompiled)")


@dataclass(slots=True)
class Metadata:
    """What the beginning of a file says."""

    entries: list[tuple[str, Any]] = field(default_factory=list)
    """Names in small letters, with strings, whole numbers and lists of strings."""
    cut: bool = False
    """True where more may follow: the bytes end before the entries do."""


class _CutError(Exception):
    """The bytes end here."""


class _NonsenseError(Exception):
    """What follows makes no sense, or nests too deep."""


def metadata(data: bytes) -> Metadata:
    """The entries that hold texts, numbers and short lists of texts. Never raises."""
    found = Metadata()
    try:
        for entry in _entries(_GgufReader(data)):
            found.entries.append(entry)
    except _CutError:
        found.cut = True
    except _NonsenseError:
        pass
    return found


class _GgufReader:
    """Takes numbers and bytes from the beginning of a file, one after the other."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        self._order = "<"
        self._steps = 0

    def big_endian(self) -> None:
        """Read numbers in the other byte order from here."""
        self._order = ">"

    def number(self, form: str) -> int:
        """One number of a `struct` format."""
        self._steps += 1
        if self._steps > _MAX_STEPS:
            raise _NonsenseError
        form = self._order + form
        value: int = struct.unpack(form, self.bytes(struct.calcsize(form)))[0]
        return value

    def text(self) -> str:
        """One text in UTF-8, which its length precedes; of one that is too long nothing."""
        size = self.number("Q")
        if size > _MAX_STRING:
            self.skip(size)
            return ""
        return self.bytes(size).decode("utf-8", "replace")

    def bytes(self, size: int) -> bytes:
        """The next bytes."""
        start = self._at
        self.skip(size)
        return self._data[start : self._at]

    def skip(self, size: int) -> None:
        """Pass over bytes."""
        self._at += size
        if self._at > len(self._data):
            raise _CutError

    def skip_texts(self, count: int) -> None:
        """Pass over texts: 0.1 µs each, and a vocabulary has hundreds of thousands."""
        data, at, last = self._data, self._at, len(self._data) - 8
        length = struct.Struct(self._order + "Q").unpack_from
        while count and at <= last:
            at += 8 + length(data, at)[0]
            count -= 1
        self._at = at
        if count or at > len(data):
            raise _CutError


def _entries(reader: _GgufReader) -> Iterator[tuple[str, Any]]:
    """Name and value of every entry that is kept."""
    if reader.bytes(4) != b"GGUF":
        raise _NonsenseError
    version = reader.number("I")
    if version & 0xFFFF == 0:  # 3 read in the wrong byte order is 0x03000000
        reader.big_endian()
        version >>= 24
    if version not in {2, 3}:
        raise _NonsenseError
    reader.number("Q")  # tensors
    for _ in range(reader.number("Q")):
        name = reader.text().lower()
        value = _value(reader, reader.number("I"), keep=not _VOCABULARY.search(name))
        if value is not None:
            yield name, value


def _value(reader: _GgufReader, kind: int, keep: bool, depth: int = 0) -> Any:
    """Read or pass over one value; None for one that is not kept."""
    if kind == _STRING and keep:
        return reader.text()
    if kind == _STRING:
        reader.skip(reader.number("Q"))
    elif kind == _ARRAY:
        return _array(reader, keep, depth + 1)
    elif keep and kind in _NUMBERS:
        return reader.number(_NUMBERS[kind])
    elif kind in _SIZES:
        reader.skip(_SIZES[kind])
    else:
        raise _NonsenseError
    return None


def _array(reader: _GgufReader, keep: bool, depth: int) -> list[str] | None:
    kind, count = reader.number("I"), reader.number("Q")
    if depth > _MAX_DEPTH:
        raise _NonsenseError
    kept = min(count, _MAX_LIST) if keep and kind == _STRING else 0
    texts = [reader.text() for _ in range(kept)]
    if kind in _SIZES:
        reader.skip(_SIZES[kind] * count)
    elif kind == _STRING:
        reader.skip_texts(count - kept)
    else:
        for _ in range(count):
            _value(reader, kind, keep=False, depth=depth)
    return texts or None
