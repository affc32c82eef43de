"""What the heads count in a sentence: words, their neighbours, and what stands around them."""

import re
from collections.abc import Iterator
from itertools import pairwise
from zlib import crc32

from licensecheck.statements.marks import MARKS
from licensecheck.statements.sentences import Sentence

BUCKETS = 1 << 14
"""Features are told apart by a hash: twice as many buckets changed no figure by 0.005."""
WORDS = 120
"""Words of a sentence that are read; longer clauses are lists."""
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[\u4e00-\u9fff]+|\[ ?\]|\[x\]|✅|❌|[!?:|]", re.I)
_NAMES = ("name", "variant", "relative")
# Words of a heading, of the clause before and of a lead-in that count.
_HEADING, _BEFORE, _STEM = 12, 25, 12


def words(text: str) -> list[str]:
    """Its words in lower case; a number is 0, Chinese is cut into pairs of characters."""
    found: list[str] = []
    for word in _WORD.findall(text.lower()):
        if "\u4e00" <= word[0] <= "\u9fff":
            found += [word[at : at + 2] for at in range(len(word) - 1)] or [word]
        else:
            found.append("0" if word.isdigit() else word)
    return found


def buckets(sentence: Sentence) -> tuple[int, ...]:
    """The features of a sentence, each once."""
    return tuple(sorted({crc32(name.encode()) % BUCKETS for name in _names(sentence)}))


def _names(one: Sentence) -> Iterator[str]:
    said = words(one.words)[:WORDS]
    yield from (f"w:{word}" for word in said)
    yield from (f"b:{a}_{b}" for a, b in pairwise(["^", *said, "$"]))
    yield from (f"t:{a}_{b}" for a, b in zip(said, said[2:], strict=False))
    yield from (f"1:{word}" for word in said[:4])
    yield from (f"n:{mark}{min(2, one.words.count(mark))}" for mark in MARKS)
    yield from _around(one)
    yield f"k:{one.kind}"
    yield f"long{min(6, len(said) // 8)}"
    yield (
        "front" if one.front else "top" if one.place < 0.15 else "end" if one.place > 0.8 else "mid"
    )
    yield from ["row"] * one.row + ["date"] * one.dated
    yield from _of_work(one)


def _of_work(one: Sentence) -> Iterator[str]:
    """The work, and with it the names in their order: of one model or of several."""
    order = [word for word in one.words.split() if word in MARKS and word.endswith(_NAMES)]
    last = next((word for word in reversed(one.before.split()) if word in MARKS), "-")
    yield from (f"W:{word}" for word in one.work)
    yield from (f"W:{one.work[0]}:{word}" for word in set(order) or {"-"} if one.work)
    yield f"o:{'>'.join(order[:3])}"
    yield f"o:{last}>{order[0] if order else '-'}"


def _around(one: Sentence) -> Iterator[str]:
    *outer, last = [words(text)[:_HEADING] for text in one.headings] or [[]]
    yield from (f"h:{word}" for word in last)
    yield f"hb:{'_'.join(last[:4])}"
    yield from (f"H:{word}" for heading in outer for word in heading)
    yield from (f"p:{word}" for word in words(one.before)[-_BEFORE:])
    yield from (f"s:{word}" for word in words(one.stem)[-_STEM:])
