"""Texts in which names of models are places that other names can fill."""

import re
from collections.abc import Callable, Sequence

_PLACE = re.compile("\x00(\\d+)\x00")


def placing(names: Sequence[str]) -> Callable[[str], str]:
    """A function that makes a place of each of the names in a text."""
    at = {name: place for place, name in reversed(list(enumerate(names)))}
    every = "|".join(map(re.escape, sorted(at, key=len, reverse=True)))
    name = re.compile(rf"(?<![\w./-])(?:{every})(?![\w/-]|\.\w)")

    def placed(text: str) -> str:
        plain = text.replace("\x00", "")
        return name.sub(lambda found: f"\x00{at[found[0]]}\x00", plain)

    return placed


def filled(text: str, names: Sequence[str]) -> str:
    """The text with the names in the places."""
    return _PLACE.sub(lambda found: names[int(found[1])], text) if "\x00" in text else text


def has_places(text: str) -> bool:
    """True for a text in which a name is to be filled."""
    return "\x00" in text
