"""A clause as rules read it: one line of plain characters, cut into tokens by spaCy's rules for
English, with the way back to the original offsets."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from licensecheck.domain import Span
from licensecheck.text.han import numeral

_SAME_LENGTH = str.maketrans("‘’‚‛“”„‟‐‑‒–—−\u00a0", "''''\"\"\"\"------ ")
# Emphasis, code and heading marks of Markdown carry no meaning for what a clause does.
_NOISE = re.compile(r"\s+|[*_`#|\\]+|<[^<>\n]{1,80}>|[\u200b-\u200f\ufeff\u00ad]+")


@dataclass(frozen=True, slots=True)
class Plain:
    """Text without line breaks, markup and typographic variants."""

    text: str
    offsets: tuple[int, ...]
    """Offset in the original for each character, and for the end."""

    def original(self, start: int, end: int) -> Span:
        """The span of the original that a range of the plain text came from."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


def plain(text: str, span: Span | None = None) -> Plain:
    """The plain form of a span (by default all) of a text."""
    start, end = (span.start, span.end) if span else (0, len(text))
    out: list[str] = []
    offsets: list[int] = []
    at = start

    def copy(until: int) -> None:
        if until > at:
            out.append(text[at:until].translate(_SAME_LENGTH))
            offsets.extend(range(at, until))

    for noise in _NOISE.finditer(text, start, end):
        copy(noise.start())
        at = noise.end()
        if out and not out[-1].endswith(" ") and at < end:
            out.append(" ")
            offsets.append(noise.start())
    copy(end)
    return Plain("".join(out), (*offsets, end))


if TYPE_CHECKING:
    from licensecheck.classify.english import Tokenizer

Cut = Callable[[str], list[tuple[str, int]]]
"""Makes tokens of a text, each with its place."""

# 1.5, 20,000, 700M, 10k, 1e25; spaCy's own like_num adds number words, and ordinals, which are
# none: a "third party" is no number of parties.
_NUMBER = re.compile(r"\d[\d.,]*(?:[kmb]|bn|mm|e\d+)?", re.IGNORECASE)
# The tokenizer takes marks off a run one by one, and looks at all of it each time: 8,000 brackets
# take 6 s, and no word is so long.
_LONG_RUN = re.compile(r"\S{200}(?=\S)")
_ORDINAL = re.compile(r"first|second|third|[a-z]+th|\d+(?:st|nd|rd|th)")


@cache
def tokenizer() -> "Tokenizer":
    """The tokenizer that rules are matched with."""
    from licensecheck.classify import english  # loads spaCy

    return english.tokenizer()


def tokens(text: str) -> list[tuple[str, int]]:
    """The tokens of a text, each with its place; a run without spaces is cut after 200
    characters."""
    cuts = [0, *(run.end() for run in _LONG_RUN.finditer(text)), len(text)]
    return [
        (token.text, start + token.idx)
        for start, end in pairwise(cuts)
        for token in tokenizer()(text[start:end])
    ]


@lru_cache(10_000)  # the words of a language come again and again
def is_number(word: str) -> bool:
    """Whether a token is a number in digits or words."""
    from licensecheck.classify.english import is_number_word

    if _ORDINAL.fullmatch(word.lower()):
        return False
    if numeral(word):
        return len(word) > 1  # "one" is in words that count nothing
    return is_number_word(word) or bool(_NUMBER.fullmatch(word))
