"""Bytes of a file to a document, and what was wrong with them."""

import codecs
import re
from pathlib import Path

from licensecheck import disk
from licensecheck.domain import Document, DocumentKind, Problem, ProblemKind
from licensecheck.errors import UsageError
from licensecheck.hubs.files import extension, is_other_text, is_page_of_project, is_word_list
from licensecheck.hubs.typeset import READERS, Printed, PrintedDocumentError
from licensecheck.hubs.wanted import Wanted
from licensecheck.knowledge.phrases import Phrase

MAX_BYTES = 1_000_000
"""Bytes read of one text; the longest of 224 real licences has 0.1 MB, cards reach 0.3 MB."""

_MAGIC = {
    b"%PDF-": "a PDF",
    b"{\\rtf": "a rich text (RTF) file",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with UTF-16's mark, so it is asked first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
LFS_POINTER = b"version https://git-lfs.github.com/spec/"
"""Beginning of the text that lies in place of a file of Git LFS which was not fetched."""
_LFS_SIZE = re.compile(rb"^size (\d{1,15})$", re.M)
LFS_BYTES = range(110, 200)
"""Length of a Git LFS pointer: an address, 64 digits of a hash, and a size."""
_HTML = re.compile(
    r"\s*(<\?xml[^>]{0,200}>\s*)?(<!--.{0,2000}?-->\s*)?<(!doctype html|html)\b", re.I | re.S
)

_FIRST_HEADING = re.compile(r"^#{1,6}[ \t][^\n]{0,120}", re.M)
_LISTS_MODELS = Phrase("files/lists-models")

MOSTLY_ENGLISH = 0.05
"""Share of non-ASCII bytes up to which a text of unknown encoding is taken for English with
typographic quotes: its words are then all readable. GBK or Shift-JIS prose has over 0.5."""

_SPEAKS = {
    DocumentKind.CARD,
    DocumentKind.LICENSE,
    DocumentKind.USE_POLICY,
    DocumentKind.NOTICE,
}
"""Kinds that are there to say something; an empty module or configuration is nothing to tell."""
_TERMS = {DocumentKind.CARD, DocumentKind.LICENSE, DocumentKind.USE_POLICY, DocumentKind.PROSE}
"""Kinds whose unread text may hold licence terms."""


def hides_terms(kind: DocumentKind) -> bool:
    """True where a text of this kind may hold licence terms."""
    return kind in _TERMS


def may_hide_terms(file: Wanted) -> bool:
    """True where terms could stand in a file that cannot be read.

    Never for what is only looked through where there is room: programs, tables, vocabularies, and
    prose deep in folders.
    """
    aside = is_other_text(file.path) or is_word_list(file.path) or file.path.count("/") > 1
    return hides_terms(file.kind) and not (file.kind is DocumentKind.PROSE and aside)


def bytes_of(path: Path) -> bytes:
    """As much of a file that the user names as is read of one text; UsageError where it cannot
    be read, or is no regular file."""
    try:
        return disk.beginning(path, MAX_BYTES + 1)
    except OSError as error:
        message = f"{path}: cannot be read: {error.strerror}"
        raise UsageError(message, remedy="Name a file, or `-` for standard input.") from error


def read_document(
    file: Wanted, data: bytes, *, cut: bool = False, url: str | None = None
) -> tuple[Document | None, tuple[Problem, ...]]:
    """The document in a file's bytes; None where they hold no text that could be read.

    `cut` says that `data` is only the beginning of a longer file. More than `MAX_BYTES` are never
    looked at. The text is decoded without its byte order mark and otherwise untouched; that of a
    PDF or Word document is what its pages say. Never raises.
    """
    problems = []

    def note(kind: ProblemKind, message: str, hides: bool = True) -> None:
        problems.append(Problem(kind, file.path, message, hides and may_hide_terms(file)))

    cut = cut or len(data) > MAX_BYTES
    data = data[:MAX_BYTES]
    if (what := _binary(data)) is not None:
        try:
            printed = _printed(file.path, what, data, cut)
        except PrintedDocumentError as error:
            note(ProblemKind.BINARY, str(error))
            return None, tuple(problems)
        for message in printed.unread:
            note(ProblemKind.BINARY, message)
        text, pages = printed.text, printed.pages
        return Document(file.path, text, file.kind, file.component, url, pages), tuple(problems)
    if data.startswith(LFS_POINTER):
        note(ProblemKind.MISSING, "Only its Git LFS pointer is here: run `git lfs pull`.")
        return None, tuple(problems)
    text, mistake = _decode(data, cut)
    if mistake:
        note(ProblemKind.ENCODING, mistake, hides=_foreign(data))
    if cut:
        note(ProblemKind.TOO_LARGE, f"Only its first {MAX_BYTES:,} bytes were read.")
    if not text.strip() and file.kind in _SPEAKS:
        note(ProblemKind.MISSING, "The file is empty.", hides=not file.kind.is_page)
    if _HTML.match(text) and file.kind is not DocumentKind.PROSE:
        note(ProblemKind.BINARY, "It is a web page, read with its markup: read it yourself.")
    kind = DocumentKind.CARD if _lists_models(file, text) else file.kind
    return Document(file.path, text, kind, file.component, url), tuple(problems)


def _lists_models(file: Wanted, text: str) -> bool:
    """True for a page of the project that its first heading calls a list of its models."""
    if file.kind is not DocumentKind.PROSE or not is_page_of_project(file.path):
        return False
    heading = _FIRST_HEADING.search(text)
    return heading is not None and bool(_LISTS_MODELS.search(heading[0]))


def _printed(path: str, what: str, data: bytes, cut: bool) -> Printed:
    """What a document that was set for print says; raises PrintedDocumentError for all else.

    Its name has to say what it is: then `wanted` bounds how many of them are read.
    """
    read = READERS.get(extension(path))
    if read is None:
        raise PrintedDocumentError(f"It is {what}, which is not read: read it yourself.")
    if cut:
        raise PrintedDocumentError(
            f"It is {what} of more than {MAX_BYTES:,} bytes: read it yourself."
        )
    return read(data)


def lfs_size(data: bytes) -> int | None:
    """Bytes of the file that a Git LFS pointer stands for; None for anything else."""
    found = _LFS_SIZE.search(data) if data.startswith(LFS_POINTER) else None
    return int(found[1]) if found else None


def _binary(data: bytes) -> str | None:
    """What a file is that holds no text, in words; None for text."""
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            return what
    if not data.startswith(tuple(mark for mark, _ in _MARKS)) and b"\0" in data:
        return "a binary file"
    return None


def _decode(data: bytes, cut: bool) -> tuple[str, str]:
    """Text, and a sentence on what was wrong with its encoding or nothing."""
    mark, encoding = next((m for m in _MARKS if data.startswith(m[0])), (b"", "utf-8"))
    data = data.removeprefix(mark)
    try:
        # A cut file may end within a character: that is not a mistake of the file.
        return codecs.getincrementaldecoder(encoding)().decode(data, final=not cut), ""
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    bad = text.count("\N{REPLACEMENT CHARACTER}")
    if encoding != "utf-8" or bad < sum(char > "\x7f" for char in text) - bad:
        return text, f"It has {bad} byte sequences that are not valid {encoding.upper()}."
    return data.decode("cp1252", "replace"), "It is not UTF-8; it was read as Western European."


def _foreign(data: bytes) -> bool:
    """True where so much is not ASCII that the words themselves may have been misread."""
    return sum(byte > 127 for byte in data) > MOSTLY_ENGLISH * len(data)
