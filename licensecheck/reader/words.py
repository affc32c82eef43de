"""The words around a place as numbers: which occur, in which order, and how near."""

import re
from collections.abc import Iterator
from itertools import pairwise
from zlib import crc32

from licensecheck.reader.sentences import Around

BUCKETS = 1 << 15
"""Features are told apart by a hash."""
_NEAR, _FAR, _BEHIND = 8, 26, 18
"""Words before a place whose order counts, words before it and behind it that count at all."""
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[^\W\d_a-z]|[|:()\[\]\"'=@/.,!?]")


def tokens(text: str) -> list[str]:
    """Words in lower case, numbers as 0, other scripts sign by sign."""
    return ["0" if word.isdigit() else word for word in _WORD.findall(text.lower())]


def buckets(place: Around) -> tuple[int, ...]:
    """The features of a place, each once."""
    named = {*_sides(tokens(place.left)[-_FAR:], tokens(place.right)[:_BEHIND]), *_about(place)}
    return tuple(sorted({crc32(name.encode()) % BUCKETS for name in named}))


def _sides(left: list[str], right: list[str]) -> Iterator[str]:
    yield from (f"l{min(at, 3)}:{word}" for at, word in enumerate(reversed(left[-_NEAR:])))
    yield from (f"r{min(at, 3)}:{word}" for at, word in enumerate(right[:6]))
    for size in (2, 3, 4):
        yield "L:" + "_".join(left[-size:])
        yield "R:" + "_".join(right[:size])
    yield from (f"lb:{a}_{b}" for a, b in pairwise(left[-14:]))
    yield from (f"rb:{a}_{b}" for a, b in pairwise(right[:10]))
    yield "X:" + "_".join([*left[-1:], "^", *right[:1]])
    yield "X:" + "_".join([*left[-2:], "^", *right[:2]])
    yield from (f"lw:{word}" for word in left)
    yield from (f"rw:{word}" for word in right)


def _about(place: Around) -> Iterator[str]:
    """Headings, the column, the row and the line before."""
    yield from (f"h:{word}" for word in tokens(place.headings)[-14:])
    yield "hh:" + "_".join(tokens(place.headings.rpartition(" > ")[2])[:4])
    head = tokens(place.head)[:5]
    yield from (f"c:{word}" for word in head)
    yield "cc:" + "_".join(head)
    yield from (f"cr:{word}" for word in tokens(place.row)[:6])
    yield from (f"p:{word}" for word in tokens(place.before)[-24:])
