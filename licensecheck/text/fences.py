"""The lines of a Markdown text that are not in blocks of code."""

import re
from collections.abc import Iterator

_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_LINE = re.compile(r"[^\n]+")

Place = tuple[int, int]


def unfenced(text: str, start: int = 0) -> Iterator[Place]:
    """Offsets of the lines from `start` on that stand in no closed block of code."""
    fence, held = "", list[Place]()
    for line in _LINE.finditer(text, start):
        opened = _FENCE.match(line[0])
        if not fence and not opened:
            yield line.span()
        elif not fence and opened:
            fence, held = opened[1], [line.span()]
        elif opened and opened[1].startswith(fence):
            fence = ""
        else:
            held.append(line.span())
    if fence:
        yield from held


def fenced(text: str, start: int = 0) -> Iterator[Place]:
    """Offsets of the closed blocks of code from `start` on, with the lines that open and close
    them."""
    fence, opened_at = "", 0
    for line in _LINE.finditer(text, start):
        opened = _FENCE.match(line[0])
        if opened and not fence:
            fence, opened_at = opened[1], line.start()
        elif opened and opened[1].startswith(fence):
            yield opened_at, line.end()
            fence = ""
