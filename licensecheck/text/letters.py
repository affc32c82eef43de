"""What different spellings of a name have in common."""

import re


def letters(name: str) -> str:
    """A name without case, space and punctuation."""
    return re.sub(r"[\W_]", "", name).casefold()
