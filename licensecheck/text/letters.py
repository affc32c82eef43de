"""What different spellings of a name have in common."""

import re
from functools import lru_cache

_PLUS = re.compile(r"(?<=\w)\+(?!\w)")


def letters(name: str) -> str:
    """A name without case, space and punctuation; "Zebra+" is spelt zebra-plus in addresses."""
    if "+" in name:
        name = _PLUS.sub("plus", name)
    return re.sub(r"[\W_]", "", name).casefold()


@lru_cache(maxsize=4096)
def plain_words(text: str) -> str:
    """The words of a text alone: case, line breaks and punctuation do not count."""
    return " ".join(re.findall(r"\w+", text.casefold()))
