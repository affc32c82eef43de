"""Reads a PDF from standard input and writes its pages as JSON: the process of `pdf.py`.

The answer has `pages` (the text of each) and `unread` (sentences), or a `reason` where nothing can
be read. The argument is a limit of processor seconds. It runs as a file, without our package.
"""

import io
import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

MEMORY = 1 << 30
"""Bytes of addresses. Reading a licence takes 60 MB, and more is mapped than used."""
MOST_PAGES = 100
"""The longest of 224 real licences would have about 40."""
MOST_CHARACTERS = 1_000_000
"""As of any other text."""
_PAINTS = frozenset({*b"Do sh S s f F f* B B* b b*".split(), b"INLINE IMAGE"})
_UNSEEN = frozenset({3, 7})
"""Modes of text that is not painted, such as words behind a scanned page."""
_WITHOUT_WORDS = frozenset({"/Link", "/Popup"})
_NAMED = 5
"""Pages that a sentence names."""


def _limit(seconds: int) -> None:
    with suppress(ImportError, OSError, ValueError):  # the caller's clock bounds it anyway
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _read(data: bytes) -> dict[str, Any]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    pages: list[str] = []
    unread: dict[str, list[int]] = {}
    left = MOST_CHARACTERS
    for number, page in enumerate(reader.pages, start=1):
        if number > MOST_PAGES or left <= 0:
            unread["and what follows were not read, since there is so much"] = [number]
            break
        text, doubts = _page(page)
        pages.append(text[:left])
        left -= len(text)
        for doubt in doubts:
            unread.setdefault(doubt, []).append(number)
    if not "".join(pages).strip():
        return {"reason": "holds no text, only pictures of it"}
    return {"pages": pages, "unread": [_sentence(*one) for one in unread.items()]}


def _page(page: Any) -> tuple[str, list[str]]:
    """The text of a page, and what is on it beside this text."""
    seen: set[bytes] = set()
    unseen: set[object] = set()

    def look(operator: bytes, operands: list[object], *_: object) -> None:
        seen.add(operator)
        if operator == b"Tr":
            unseen.update(_UNSEEN.intersection(operands))

    text = page.extract_text(visitor_operand_before=look)
    doubts = (
        (not text.strip() and seen & _PAINTS, "has a picture and no text"),
        (unseen, "has text that is not shown, and may show other words"),
        (_notes(page), "has notes or fields to fill in, which were not read"),
    )
    return text, [doubt for found, doubt in doubts if found]


def _notes(page: Any) -> bool:
    kinds: Iterator[object] = (one.get_object().get("/Subtype") for one in page.annotations or ())
    return any(kind not in _WITHOUT_WORDS for kind in kinds)


def _sentence(doubt: str, pages: list[int]) -> str:
    named = ", ".join(map(str, pages[:_NAMED])) + (" and more" if len(pages) > _NAMED else "")
    return f"Page {named} {doubt}: read it yourself."


def main() -> None:
    """Answer whatever the file does to the library, as long as the process lives."""
    _limit(int(sys.argv[1]))
    try:
        answer = _read(sys.stdin.buffer.read())
    except MemoryError:
        answer = {"reason": "takes more memory to read than it may"}
    except Exception as error:
        locked = type(error).__name__ in ("FileNotDecryptedError", "DependencyError")
        answer = {"reason": "is encrypted" if locked else "cannot be read"}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
