"""Where names stand in a text, in any spelling of their joints: "Zebra-2", "zebra 2", "Zebra2"."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from licensecheck.text.letters import letters

# Chinese and Japanese are written without a space after a name.
_TAIL = r"[^\W_\u3040-\u9fff]"
_SIZE = r"(?i:[-_ ]?\d{1,4}(?:\.\d{1,4})?(?:x\d{1,4})?[bm]\b)"
# A class of 24,000 signs takes 1.4 ms to compile: what stands around names is compiled once, and
# each model's own names without it.
_INSIDE = re.compile(_TAIL)
_ATTACHED = re.compile(rf"{_SIZE}?(?:[-_.+]?(?:{_TAIL}[.+_-]*)+)?")


@dataclass(frozen=True, slots=True)
class NamePlace:
    """A place where a name stands."""

    words: str
    """With what is attached to it."""
    tail: str
    """What is attached: a size, a version, a joined word."""
    start: int
    tail_start: int
    end: int


class Spelling:
    """Finds names; of two that begin at one place, the one that was given first."""

    def __init__(self, spelt: Iterable[str]) -> None:
        """`spelt` are the letters of each name."""
        self._spelt = tuple(spelt)

    @cached_property
    def _names(self) -> re.Pattern[str]:
        """Made for the first text: most models of a dump have none."""
        names = "|".join(r"[-_ .]?".join(map(re.escape, name)) for name in self._spelt)
        return re.compile(f"(?i:{names})")

    def finditer(self, text: str) -> Iterator[NamePlace]:
        """The places in their order; none begins within a word."""
        at = 0
        while found := self._names.search(text, at):
            start, end = found.span()
            if start and _INSIDE.match(text, start - 1):
                at = start + 1
                continue
            attached = _ATTACHED.match(text, end)
            at = attached.end() if attached else end
            yield NamePlace(text[start:at], text[end:at], start, end, at)

    def search(self, text: str) -> NamePlace | None:
        """The first place."""
        return next(self.finditer(text), None)

    def sub(self, change: Callable[[NamePlace], str], text: str) -> str:
        """The text with other words in all places."""
        parts, at = list[str](), 0
        for one in self.finditer(text):
            parts += [text[at : one.start], change(one)]
            at = one.end
        return "".join((*parts, text[at:]))


def spelling(names: Iterable[str]) -> Spelling | None:
    """What finds these names; None where none of them has a letter."""
    spelt = [found for name in names if (found := letters(name))]
    return Spelling(spelt) if spelt else None
