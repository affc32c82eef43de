"""Words that a scanner read wrongly: no words of a licence as they stand, but words once letters
that look alike are put back."""

import re
from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from licensecheck.knowledge.index import Index

_ALIKE = {"0": "o", "1": "li", "5": "s", "|": "li", "!": "li"}
"""Signs inside a word for the letters that they are taken from; two letters for one are in
`_readings`."""
_WORD = re.compile(r"(?<![\w|!@/.:-])[\w|!]*[^\W\d_][\w|!]*(?<!!)(?![\w@/|-]|[.:]\w)")
_SIGN = re.compile(r"[015|!]")
_SPLIT = re.compile(r"(?:rn|vv)")
_SHORTEST = 4
"""Letters of a word that is put back: `v1`, `i18n` and `mp3` are names."""
_MOST = 3
"""Signs in one word: each may be two letters."""


def is_misread(line: str, index: "Index") -> bool:
    """True where a line has a word that stands in no licence, and would if it were put back."""
    words = (found[0].casefold() for found in _WORD.finditer(line) if _may_be(found[0]))
    return any(not index.stand([word]) and _is_known(word, index) for word in words)


def _may_be(word: str) -> bool:
    """A name such as Corning has two letters that could be one, so small words alone are taken."""
    signs = len(_SIGN.findall(word))
    if not signs:
        return word.islower() and bool(_SPLIT.search(word))
    return signs <= _MOST and len(word) >= _SHORTEST


def _is_known(word: str, index: "Index") -> bool:
    found = (one for one in _readings(word) if one.isalpha() and len(one) >= _SHORTEST)
    return any(index.stand([one]) for one in found if one != word)


def _readings(word: str) -> Iterator[str]:
    for chosen in product(*(_ALIKE.get(char, char) for char in word)):
        said = "".join(chosen)
        yield said
        yield said.replace("rn", "m").replace("vv", "w")
