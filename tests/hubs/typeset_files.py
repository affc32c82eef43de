"""PDF and Word documents as bytes, with no more in them than a test needs."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence

Page = Sequence[str]
"""The lines of a page, each a line of text on it."""
_OOXML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(
    *pages: Page, before: str = "", annotations: Iterable[str] = (), filters: str = ""
) -> bytes:
    """A PDF with these pages. `before` is put before each page's text, in its own language;
    `annotations` are the kinds of what is pinned to the pages."""
    contents = [_content(page, before) if page else b"0 0 99 99 re f" for page in pages]
    return pdf_of(contents, annotations, filters)


def pdf_of(contents: Sequence[bytes], annotations: Iterable[str] = (), filters: str = "") -> bytes:
    """A PDF whose pages have these streams."""
    numbers = [4 + 2 * at for at in range(len(contents))]
    notes = " ".join(f"<</Type/Annot/Subtype/{kind}/Rect[0 0 9 9]>>" for kind in annotations)
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Count {len(numbers)}/Kids[{_refs(numbers)}]>>".encode(),
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    }
    for number, content in zip(numbers, contents, strict=True):
        objects[number] = (
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Annots[{notes}]/Contents {number + 1} 0 R>>"
        ).encode()
        head = f"<</Length {len(content)}{filters}>>stream\n".encode()
        objects[number + 1] = head + content + b"\nendstream"
    return _with_table(objects)


def _refs(numbers: Iterable[int]) -> str:
    return " ".join(f"{number} 0 R" for number in numbers)


def _content(lines: Page, before: str) -> bytes:
    escaped = [line.translate({40: "\\(", 41: "\\)", 92: "\\\\"}) for line in lines]
    shown = " ".join(f"({line}) Tj T*" for line in escaped)
    return f"BT /F1 10 Tf 14 TL 40 750 Td {before} {shown} ET".encode("cp1252")


def _with_table(objects: Mapping[int, bytes]) -> bytes:
    data, places = b"%PDF-1.7\n", []
    for number, body in objects.items():
        places.append(len(data))
        data += b"%d 0 obj%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    foot = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(data))
    return data + head + table + foot


def docx(*paragraphs: str, parts: Mapping[str, bytes] | None = None) -> bytes:
    """A Word document with these paragraphs; a part in `parts` comes beside them, or instead."""
    body = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    files = {"[Content_Types].xml": b"<Types/>", "word/document.xml": part(body), **(parts or {})}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def part(markup: str) -> bytes:
    """One part of a Word document."""
    return f'<w:document xmlns:w="{_OOXML}"><w:body>{markup}</w:body></w:document>'.encode()
