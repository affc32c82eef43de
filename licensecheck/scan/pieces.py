"""The words that a text has in it if it fits a glob: `gpt-4o*` has `gpt`, and one that begins
with `4o`."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import Protocol


class At(StrEnum):
    """Where in a word a literal stands."""

    WHOLE = "whole"
    BEGIN = "begin"
    END = "end"
    WITHIN = "within"


@dataclass(frozen=True, slots=True, order=True)
class WordPiece:
    """A literal, in small letters, that one of the words of a text has."""

    text: str
    at: At = At.WHOLE

    @property
    def weight(self) -> int:
        """How rare it is, roughly: whole words and long ones are."""
        return len(self.text) + 2 * (self.at is At.WHOLE)


class Written(Protocol):
    """Finds something in a text: as a regular expression does."""

    def search(self, text: str, /) -> object:
        """None, or something false, for a text without it."""


@dataclass(frozen=True, slots=True)
class Need:
    """What is in a file in which something fits a glob."""

    pieces: frozenset[WordPiece]
    one_of: frozenset[WordPiece] = frozenset()
    """Of these, one; empty where nothing is asked."""
    written: Written | None = None
    """What the file has in it."""
    keyed: bool = False
    """True where a key must say that it is a model."""
    library: bool = False
    """True for a function of a library of Python: another file may call what it makes."""

    @property
    def rarest(self) -> WordPiece:
        """The one by which a need is looked for."""
        return max(self.pieces, key=lambda one: (one.weight, one))

    def is_met(self, pieces: set[WordPiece]) -> bool:
        """True for a file whose words have these pieces."""
        return pieces.issuperset(self.pieces) and not (
            self.one_of and self.one_of.isdisjoint(pieces)
        )


def needs_of(
    globs: Iterable[str], *, one_of: Iterable[str] = (), keyed: bool = False, plain: bool = True
) -> Iterator[Need]:
    """What fits one of the globs needs; nothing for one that has no words. `plain` where what fits
    is written in one piece, so that its longest literal is too."""
    others = frozenset(piece for glob in one_of for piece in _pieces(glob))
    for glob in (one for given in globs for one in _spelt(given)):
        if pieces := frozenset(_pieces(glob)):
            yield Need(pieces, others, _written(glob) if plain else None, keyed)


_CLASS = re.compile(r"\[([^]]*)\]")
_ANY = "*"


def _spelt(glob: str) -> Iterator[str]:
    """A glob with a literal for each member of its short classes, and a star for other classes."""
    parts = _CLASS.split(glob.replace("?", _ANY))
    choices = (
        [part] if not at % 2 else sorted(set(part)) if _is_short(part) else [_ANY]
        for at, part in enumerate(parts)
    )
    return map("".join, product(*choices))


def _is_short(members: str) -> bool:
    return len(members) <= 5 and "-" not in members and "!" not in members


def _pieces(glob: str) -> Iterator[WordPiece]:
    for word in re.split(r"[^\w*]+", glob.lower()):
        first, *others = word.split(_ANY)
        if not others:
            if len(first) > 1:
                yield WordPiece(first)
            continue
        last = others[-1]
        within = max(others, key=len)
        if len(first) > 1:
            yield WordPiece(first, At.BEGIN)
        elif len(last) > 1:
            yield WordPiece(last, At.END)
        elif len(within) > 2:
            yield WordPiece(within, At.WITHIN)


def _written(glob: str) -> re.Pattern[str] | None:
    """The longest literal, up to a number if there is one without it: `text-embedding-`; of a
    literal that is a whole word, that word alone."""
    if re.fullmatch(r"\w+", glob):
        # Its literal comes first: that is found many times faster than what stands before it.
        return re.compile(rf"{glob}(?<![\w.-]{glob})(?![\w(-])")
    runs = re.findall(r"[A-Za-z_./:@-]{4,}", glob) or re.findall(r"[^*]{2,}", glob)
    longest = max(runs, key=len, default="")
    return None if re.fullmatch(r"\w*", longest) else re.compile(re.escape(longest))


class WordPieces:
    """Which of many pieces a word has."""

    def __init__(self, pieces: Iterable[WordPiece]) -> None:
        by_place: dict[At, dict[str, WordPiece]] = {at: {} for at in At}
        for one in pieces:
            by_place[one.at][one.text] = one
        self._whole, self._begin, self._end, self._within = (by_place[at] for at in At)
        self._begins = sorted({len(text) for text in self._begin})
        self._ends = sorted({len(text) for text in self._end})
        # Few words begin or end as any of them does.
        self._openings = {text[: self._begins[0]] for text in self._begin}
        self._closings = {text[-self._ends[0] :] for text in self._end}

    def of(self, word: str) -> Iterator[WordPiece]:
        """The pieces of a word in small letters."""
        if word in self._whole:
            yield self._whole[word]
        if self._begin and word[: self._begins[0]] in self._openings:
            yield from (self._begin[word[:n]] for n in self._begins if word[:n] in self._begin)
        if self._end and word[-self._ends[0] :] in self._closings:
            yield from (self._end[word[-n:]] for n in self._ends if word[-n:] in self._end)
        yield from (one for text, one in self._within.items() if text in word)
