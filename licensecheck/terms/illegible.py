"""Lines of which nobody here can say what they say, whether or not they look like terms."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from licensecheck.domain import Span
from licensecheck.identify.misread import is_misread
from licensecheck.identify.ordinary import has_solid_word, is_ordinary, look_up
from licensecheck.text.concealed import columns, is_concealed
from licensecheck.text.fences import unfenced

if TYPE_CHECKING:
    from licensecheck.knowledge.index import Index

_LONGEST = 2_000
"""Characters of a line that are looked at."""
_SHORTEST = 8
"""Characters; fewer make no sentence, and in columns they are looked at together."""
_MOST = 50
"""Places that are told; who reads these sees what the others are."""


def illegible(text: str, index: "Index") -> Iterator[Span]:
    """The lines of a licence that are not in plain words: the first of them."""
    look_up(text, index)
    yield from islice(_in_licence(text, index), _MOST)


def illegible_prose(text: str, start: int, index: "Index") -> Iterator[Span]:
    """The lines of a card, from an offset on, that are no code and not in plain words."""
    look_up(text[start:], index)
    yield from islice(_in_card(text, start, index), _MOST)


def _in_licence(text: str, index: "Index") -> Iterator[Span]:
    yield from (Span(*found) for found in columns(text))
    start = 0
    for line in text.splitlines(keepends=True):
        said = line[:_LONGEST].strip()
        if said and any(sign(said, index) for sign in (_is_strange, has_solid_word, is_misread)):
            yield Span(start, start + len(line.rstrip()))
        start += len(line)


def _in_card(text: str, start: int, index: "Index") -> Iterator[Span]:
    yield from (Span(*found) for found in columns(text, start))
    for begin, end in unfenced(text, start):
        said = text[begin : min(end, begin + _LONGEST)].strip()
        if said and _is_strange(said, index):
            yield Span(begin, end)


def _is_strange(line: str, index: "Index") -> bool:
    return len(line) >= _SHORTEST and (is_concealed(line) or not is_ordinary(line, index))
