"""What a printed document says, and its pages as one text."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_EDGE = 3
"""Lines at each end of a page among which are its running heads and its number."""
_NUMBER = re.compile(r"\b\d{1,4}\b")

_Line = tuple[int, str]
"""Index of the page, and the words."""


class PrintedDocumentError(Exception):
    """Nothing of a document can be read; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What a document says."""

    text: str
    pages: tuple[int, ...] = ()
    """Offset in the text at which each page begins; empty where it has no pages of its own."""
    unread: tuple[str, ...] = ()
    """What of it was not read, each as a sentence that says what to do."""


def bound(pages: Sequence[str], unread: Iterable[str] = ()) -> Printed:
    """Pages as one text. What runs along their edges stands once, behind all else.

    So a sentence that goes on overleaf is whole, and no word is lost.
    """
    split = [[line.rstrip() for line in page.splitlines()] for page in pages]
    running = _running(split)
    text, starts, once = "", [], dict[str, str]()
    for number, lines in enumerate(split):
        starts.append(len(text))
        edge = set(_edge(lines))
        for at, line in enumerate(lines):
            if at in edge and (same := running & _forms((number, line))):
                once.setdefault(min(same), line)
            else:
                text += f"{line}\n"
    text += "".join(f"\n{line}\n" for line in once.values())
    return Printed(text, tuple(starts), tuple(unread))


def _running(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """What stands at the edge of more than half of the pages, and of two at least."""
    found = Counter[str]()
    for number, lines in enumerate(pages):
        edge = [(number, lines[at]) for at in _edge(lines) if lines[at].strip()]
        found.update({form for line in edge for form in _forms(line)})
    return frozenset(form for form, times in found.items() if times > max(1, len(pages) // 2))


def _edge(lines: Sequence[str]) -> Iterable[int]:
    return {*range(len(lines))[:_EDGE], *range(len(lines))[-_EDGE:]}


def _forms(line: _Line) -> set[str]:
    """The line, and the line with one number counted from the page's: `Page 3 of 8` is the same
    on each page then."""
    return {line[1], *_counted(*line)}


def _counted(page: int, words: str) -> Iterator[str]:
    for number in _NUMBER.finditer(words):
        yield f"{words[: number.start()]}#{int(number[0]) - page}{words[number.end() :]}"
