"""What different spellings of a name have in common."""

import re
from functools import lru_cache

_PLUS = re.compile(r"(?<=\w)\+(?!\w)")
_UNSPOKEN = re.compile(r"https?://|\(c\)", re.I)
"""Marks that one may write or leave out: "(c)" is written © too."""


def letters(name: str) -> str:
    """A name without case, space and punctuation; "Zebra+" is spelt zebra-plus in addresses."""
    if "+" in name:
        name = _PLUS.sub("plus", name)
    return re.sub(r"[\W_]", "", name).casefold()


@lru_cache(maxsize=4096)
def plain_words(text: str) -> str:
    """The words of a text alone: case, line breaks and punctuation do not count."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def says(text: str, words: str) -> bool:
    """True where words stand in a text, none of them as the beginning or the end of another."""
    wanted, there = (plain_words(_UNSPOKEN.sub(" ", one)) for one in (words, text))
    return re.search(rf"(?<![a-z\d]){re.escape(wanted)}(?![a-z\d])", there) is not None


def begins(name: str, words: str) -> bool:
    """True where a name begins with words, in whatever spelling; "Zebra 30B" not with "Zebra 3"."""
    spelt = r"[\W_]*".join(map(re.escape, letters(words)))
    ended = r"(?!\d)" if words[-1:].isdigit() else ""
    return re.match(rf"[\W_]*{spelt}{ended}", name.casefold()) is not None
