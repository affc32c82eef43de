"""Text of a Word document (docx), from all parts of it that have text."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

from licensecheck.hubs.typeset.printed import Printed, PrintedDocumentError

MOST_BYTES = 20_000_000
"""Unpacked of one document, which expat reads in 0.3 s. One of 20 pages has 0.5 MB."""
_XML = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe", b"\xfe\xff")
_BREAKS = {"p": "\n\n", "tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "tc": "\t"}
"""What stands in the text for the end of an element."""
_UNREAD = {
    **dict.fromkeys(
        ("ins", "del", "moveFrom", "moveTo"),
        "It has changes that nobody accepted or rejected yet: read it yourself.",
    ),
    **dict.fromkeys(
        ("altChunk", "OLEObject"), "Another document is embedded in it: read it yourself."
    ),
}
_REPEATS = "Fallback"
"""Says again, for older programs, what stands before it."""
DEEPEST = 1_000
"""Elements in each other. A cell of a table in a table is about 20 deep."""


def word_text(data: bytes) -> Printed:
    """What a document says; raises PrintedDocumentError where none of it can be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [_Part(xml) for xml in _unpacked(archive)]
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, OSError) as error:
        raise _unreadable("cannot be read") from error
    except (ValueError, LookupError, RuntimeError) as error:  # encodings, passwords, methods
        raise _unreadable("cannot be read") from error
    text = "".join(part.text for part in parts)
    if not text.strip():
        raise _unreadable("has no text")
    return Printed(text, unread=tuple(dict.fromkeys(one for part in parts for one in part.unread)))


def _unreadable(what: str) -> PrintedDocumentError:
    return PrintedDocumentError(f"It is a Word document that {what}: read it yourself.")


def _unpacked(archive: zipfile.ZipFile) -> Iterator[bytes]:
    """The parts that are XML, whatever they are called: the main one first."""
    entries = sorted(archive.infolist(), key=lambda one: one.filename != "word/document.xml")
    if len({one.filename for one in entries}) < len(entries):
        raise _unreadable("has two parts of one name")
    left = MOST_BYTES
    for entry in entries:
        with archive.open(entry) as stream:
            part = stream.read(left + 1)
        left -= len(part)
        if left < 0:
            raise _unreadable(f"unpacks to more than {MOST_BYTES:,} bytes")
        if part.startswith(_XML):
            yield part


class _Part:
    """One part while it is read."""

    def __init__(self, xml: bytes) -> None:
        self.unread: list[str] = []
        self._words: list[str] = []
        self._open: list[str] = []
        self._repeated = 0
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype
        parser.Parse(xml, True)

    @property
    def text(self) -> str:
        """Its words, a paragraph to the line."""
        return "".join(self._words)

    def _start(self, name: str, _: object) -> None:
        local = name.rpartition(" ")[2]
        self._open.append(local)
        self._repeated += local == _REPEATS
        if len(self._open) > DEEPEST:
            raise _unreadable("is nested too deeply")
        if local in _UNREAD:
            self.unread.append(_UNREAD[local])
        if local == "numPr":  # its number or bullet is made by Word
            self._words.append("- ")

    def _end(self, name: str) -> None:
        local = self._open.pop()
        self._repeated -= local == _REPEATS
        if local in _BREAKS and self._words:
            self._words.append(_BREAKS[local])

    def _characters(self, words: str) -> None:
        if self._open[-1] == "t" and not self._repeated:
            self._words.append(words)

    def _doctype(self, *_: object) -> None:
        """No word processor writes one, and entities are what it would be for."""
        raise _unreadable("defines entities")
