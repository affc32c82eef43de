"""Terms in archives, documents, images and odd encodings of text."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from corpus.attacks.case import Case, Files, folder

TERMS = "The weights of Tiny-1B may be used for non-commercial research only.\n"
# A text larger than what is read of one file, with the terms at its end.
LONG = "Tiny-1B is a small model with sixteen layers.\n" * 110_000
_PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0:~\x9bU"


def zipped(**members: str) -> bytes:
    """A ZIP archive of texts; "_" in a name stands for a slash, "0" for a dot."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("_", "/").replace("0", "."), text)
    return held.getvalue()


def tarred(name: str, text: str) -> bytes:
    """A compressed tar archive of one text."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz") as archive:
        member = tarfile.TarInfo(name)
        member.size = len(text)
        archive.addfile(member, io.BytesIO(text.encode()))
    return held.getvalue()


def pdf(text: str | None, deflate: bool = False) -> bytes:
    """A PDF of one page with this text, or of a page that shows nothing but a picture."""
    page = b"q Q" if text is None else f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    stream = zlib.compress(page) if deflate else page
    kept = b" /Filter /FlateDecode" if deflate else b""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d%b>>stream\n%b\nendstream" % (len(stream), kept, stream),
    )
    numbered = (b"%d 0 obj%b endobj\n" % pair for pair in enumerate(objects, 1))
    return b"".join((b"%PDF-1.4\n", *numbered, b"trailer<</Root 1 0 R>>\n%%EOF\n"))


def docx(text: str) -> bytes:
    """A word processor's document of one paragraph."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return zipped(
        word_document0xml=f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>{text}'
        "</w:t></w:r></w:p></w:body></w:document>",
    )


CONTAINERS: Mapping[str, Files] = {
    "zip": {"LICENSE.zip": zipped(LICENSE=TERMS)},
    "terms-zip": {"terms.zip": zipped(docs_terms0txt=TERMS)},
    "zip-other-name": {"weights_license.zip": zipped(a0txt=TERMS)},
    "tar": {"TERMS.tar.gz": tarred("TERMS.txt", TERMS)},
    "gz": {"LICENSE.gz": gzip.compress(TERMS.encode(), mtime=0)},
    "txt-gz": {"license.txt.gz": gzip.compress(TERMS.encode(), mtime=0)},
    "bz2": {"LICENSE.bz2": bz2.compress(TERMS.encode())},
    "xz": {"EULA.xz": lzma.compress(TERMS.encode())},
    "png": {"LICENSE.png": _PNG},
    "jpg": {"license-weights.jpg": b"\xff\xd8\xff\xe0\0\x10JFIF\0"},
    "webp": {"terms-of-use.webp": b"RIFF\x1a\0\0\0WEBPVP8L"},
    "svg": {"license.svg": f"<svg><text>{TERMS}</text></svg>".encode()},
    "pdf": {"LICENSE.pdf": pdf(TERMS.strip())},
    "pdf-deflated": {"Terms.pdf": pdf(TERMS.strip(), deflate=True)},
    "pdf-image": {"Model_License_Agreement.pdf": pdf(None)},
    "pdf-folder": {"docs/EULA.pdf": pdf(TERMS.strip(), deflate=True)},
    "docx": {"LICENSE.docx": docx(TERMS)},
    "docx-terms": {"Nutzungsbedingungen.docx": docx("Nur für nichtkommerzielle Forschung.")},
    "doc": {"EULA.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + TERMS.encode("utf-16-le")},
    "odt": {"license.odt": zipped(content0xml=f"<text:p>{TERMS}</text:p>")},
    "epub": {"agreement.epub": zipped(OEBPS_a0xhtml=f"<p>{TERMS}</p>")},
    "encrypted": {"LICENSE.gpg": bytes(range(133, 233))},
    "audio": {"terms.mp3": b"ID3\x04\0\0\0\0\0\0"},
    "mail": {"license.eml": f"Subject: terms\nFrom: a@example.com\n\n{TERMS}".encode()},
    "notebook": {
        "license.ipynb": b'{"cells": [{"cell_type": "markdown", "metadata": {}, "source": '
        b'["No commercial use of the weights."]}], "metadata": {}, "nbformat": 4}'
    },
    "json": {"LICENSE.json": b'{"weights": "non-commercial"}'},
    "yaml": {"license.yaml": b"weights: non-commercial\ncode: mit\n"},
    "toml": {"LICENSE.toml": b'[weights]\nlicense = "CC-BY-NC-4.0"\n'},
    "python": {"LICENSE.py": b'"""The weights may not be used in business."""\n'},
    "xml": {"license.xml": b"<terms><p>No resale of the weights.</p></terms>\n"},
    "utf-16": {"TERMS.txt": TERMS.encode("utf-16")},
    "utf-32": {"TERMS.md": TERMS.encode("utf-32")},
    "utf-7": {"LICENSE_WEIGHTS.txt": b"+AFQ-he weights are +AG4-on-commercial.\n"},
    "latin": {"LIZENZ.txt": "Nur für nichtgewerbliche Zwecke.\n".encode("latin-1")},
    "gb": {"许可证.txt": "仅限非商业用途。\n".encode("gb18030")},
    "shift-jis": {"利用規約.txt": "商用利用は禁止です。\n".encode("shift-jis")},
    "ebcdic": {"TERMS": TERMS.encode("cp500")},
    "nul": {"TERMS.md": b"\0" + TERMS.encode()},
    "invalid": {"TERMS.txt": b"\xff\xfe\xfa" + TERMS.encode()},
    "empty-link": {"LICENSE_WEIGHTS": b"version https://git-lfs.github.com/spec/v1\noid sha256:"
        + b"0" * 64
        + b"\nsize 1200\n"},
    "large-terms": {"TERMS.md": (LONG + TERMS).encode()},
    "large-changes": {"CHANGELOG.md": (LONG + TERMS).encode()},
    "long-line": {"NOTICE": (LONG.replace("\n", " ")[:900_000] + TERMS).encode()},
    "far-down": {"USAGE.md": ("\n" * 200_000 + TERMS).encode()},
}  # fmt: skip

CARDS: Mapping[str, bytes] = {
    "utf-16-card": f"---\nlicense: mit\n---\n# Tiny-1B\n\n{TERMS}".encode("utf-16"),
    "large-card": f"---\nlicense: mit\n---\n# Tiny-1B\n\n{LONG}{TERMS}".encode(),
    "nul-card": b"---\nlicense: mit\n---\n# Tiny-1B\n\n\0\n\n" + TERMS.encode(),
}


def cases() -> Iterator[Case]:
    """Attacks by a further file that holds terms, or by the way in which the card is written."""
    for name, extra in CONTAINERS.items():
        yield Case("attack", "container", name, folder("mit", extra=extra))
    for name, content in CARDS.items():
        yield Case("attack", "container", name, folder("mit", extra={"README.md": content}))
