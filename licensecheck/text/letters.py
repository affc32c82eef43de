"""What different spellings of a name have in common."""

import re

_PLUS = re.compile(r"(?<=\w)\+(?!\w)")


def letters(name: str) -> str:
    """A name without case, space and punctuation; "Zebra+" is spelt zebra-plus in addresses."""
    if "+" in name:
        name = _PLUS.sub("plus", name)
    return re.sub(r"[\W_]", "", name).casefold()
