"""Whether words that forbid an act speak of the work itself: then they need no second opinion.

"You may not distribute the model" and "redistribution is not permitted" do. "You may not publish
reports on the model" forbids an act on something else, and "this exception does not modify the
program" tells nobody anything.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from licensecheck.knowledge.modality import Denials

Range = tuple[int, int]

_JOINS = frozenset({",", "and", "or", "/"})
_NOMINAL = ("tion", "tions")
_FAR = 40
"""Tokens between a verb and its object, or the noun before it: none stands further off."""


@dataclass(frozen=True, slots=True)
class Denied:
    """An act in a clause, with the words that forbid it."""

    act: Range
    sign: Range
    is_predicate: bool
    """The sign follows the act: "… is not granted"."""
    is_bare: bool
    """It may describe as well as forbid: "does not"."""
    is_done: bool
    """The act is passive, the work before its verb: "the work … distributed"."""


class PlainWords:
    """The tokens of a clause that tell what is done to what."""

    def __init__(
        self, words: Sequence[str], denials: Denials, last: Callable[[Iterable[str]], Iterable[int]]
    ) -> None:
        """From its tokens in lower case; `last` gives the last tokens of the places of lines."""
        self._words = words
        self._works = frozenset(last(denials.works))
        self._acts = frozenset(last(denials.acts))
        self._ends = frozenset(last(denials.ends))
        self._told = frozenset(last(denials.told))

    def forbid(self, denied: Denied) -> bool:
        """True where an act is forbidden that is done to the work, or to nothing that is named."""
        start, end = denied.act
        if denied.is_bare and denied.sign[0] and denied.sign[0] - 1 not in self._told:
            return False
        if denied.is_done:
            return "being" not in self._words[start:end] and self._is_subject(start)
        is_noun = any(word.endswith(_NOMINAL) for word in self._words[start:end])
        if is_noun and (not denied.is_predicate or self._words[end - 1] == "in"):
            return denied.is_predicate
        return not self._words[start].endswith("ed") and self._has_the_work_as_object(end)

    def _has_the_work_as_object(self, end: int) -> bool:
        """The verb ends before this token."""
        last = min(len(self._words), end + _FAR)
        for at in range(end, last):
            if at in self._works and at + 1 not in self._works:
                after = at + 1
                is_last = after == len(self._words) or after in self._ends
                return is_last or self._words[after] in _JOINS
            if at in self._ends:
                return self._is_acts(end, at)
        return last == len(self._words) and self._is_acts(end, last)

    def _is_acts(self, start: int, end: int) -> bool:
        """Nothing but other acts of the same breath."""
        return all(at in self._acts or self._words[at] in _JOINS for at in range(start, end))

    def _is_subject(self, start: int) -> bool:
        """No word before a noun of its clause makes it belong to another."""
        for at in range(start - 1, max(-1, start - _FAR), -1):
            if self._words[at] in _JOINS:
                return True
            if at in self._ends:
                return self._words[at] in {".", ";", ":"}
        return True
