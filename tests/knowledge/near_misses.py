"""Texts that a regular expression fits but for their end, with its repeats drawn out: where it can
divide such a text in many ways, it tries all of them before it gives up."""

import random
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import sre_constants as sre
    import sre_parse

CHARACTERS = "1a .-_|/:*é许\n"
"""Characters that repeats are filled with, where they fit."""
SPOILERS = ("\x00", "!", "~~", " ;")
"""Ends that few expressions want."""
DRAWN_OUT = 30
"""Times that a part is repeated where it may be."""
LONGEST = 400
"""Characters of a text: some expressions are searched in no more, and take the square of it."""

Node = tuple[Any, Any]


def near_misses(pattern: re.Pattern[str], count: int) -> Iterator[str]:
    """As many texts for an expression, the same each time."""
    tree = sre_parse.parse(pattern.pattern, pattern.flags)
    chance = random.Random(repr(pattern.pattern))  # noqa: S311 - repeatable, not secret
    for _ in range(count):
        writer = _Writer(chance, chance.choice(CHARACTERS))
        yield writer.all_of(tree)[:LONGEST] + chance.choice(SPOILERS)


class _Writer:
    """Writes what an expression fits, with one character wherever it may stand."""

    def __init__(self, chance: random.Random, character: str) -> None:
        self._chance = chance
        self._character = character
        self._write: Mapping[Any, Callable[[Any], str]] = {
            sre.LITERAL: chr,
            sre.NOT_LITERAL: lambda code: self._fitting([(sre.NEGATE, None), (sre.LITERAL, code)]),
            sre.ANY: lambda _: self._character,
            sre.IN: self._fitting,
            sre.BRANCH: lambda value: self.all_of(self._chance.choice(value[1])),
            sre.SUBPATTERN: lambda value: self.all_of(value[3]),
            sre.ATOMIC_GROUP: self.all_of,
            sre.MAX_REPEAT: self._repeated,
            sre.MIN_REPEAT: self._repeated,
            sre.POSSESSIVE_REPEAT: self._repeated,
        }

    def all_of(self, nodes: Iterable[Node]) -> str:
        """What the parts of an expression fit, one after another; places have no length."""
        return "".join(self._write.get(kind, lambda _: "")(value) for kind, value in nodes)

    def _repeated(self, value: tuple[int, int, Iterable[Node]]) -> str:
        least, most, body = value
        count = self._chance.choice((least, max(least, 1), DRAWN_OUT))
        return (self.all_of(body) * min(count, most))[:LONGEST]

    def _fitting(self, choices: Iterable[Node]) -> str:
        """A character of a set: the chosen one if it is in it."""
        inside = re.compile(f"[{''.join(map(_written, choices))}]")
        return next((one for one in (self._character, *CHARACTERS, *map(chr, range(33, 127)))
                     if inside.match(one)), "")  # fmt: skip


def _written(node: Node) -> str:
    """A part of a set as it is written in an expression."""
    kind, value = node
    if kind is sre.NEGATE:
        return "^"
    if kind is sre.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return _CATEGORIES[value] if kind is sre.CATEGORY else re.escape(chr(value))


_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_SPACE: r"\s", sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w", sre.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip
