"""A text that is being identified: its words, and what stands around them."""

import re
from dataclasses import dataclass

import numpy as np

from licensecheck.domain.document import Span
from licensecheck.identify.wording import (
    BREAK,
    OPERATIVE,
    is_called,
    is_called_so,
    is_copyright,
    is_name,
    is_written_small,
    limits,
    says_nothing,
)
from licensecheck.knowledge.index import UNSEEN, Ids
from licensecheck.knowledge.word_lists import listed
from licensecheck.text.normalize import Words, hashes_of

_MOST_MARKS = 4
_MARKS_BEFORE = re.compile(r"[^\w\s]+\Z")
_MARKS_AFTER = re.compile(r"[^\w\s]+")
_FEWEST_STRANGE = 2
"""Words; one may be the name of a package."""
_LINE, _CLAUSE = 300, 400
"""Characters of a line, and of a clause, that are looked at on one side of a place."""
_WORD = re.compile(r"[^\W_]+")
_ENDORSER = re.compile(r"\bneither\s+the\s+names?\s+of\b[^;:]*\Z", re.I)
_ENDORSES = re.compile(r"[^;:]*?\bto\s+endorse\b", re.I)
SENTENCE_WORDS = 3
"""A sentence of so many words, added or removed, is never minor."""


@dataclass(frozen=True, slots=True)
class IdentifiedText:
    """A text that is being identified."""

    text: str
    words: Words
    ids: Ids

    def span(self, start: int, end: int) -> Span:
        """Characters of the words `start` to `end`; an empty place if there are none."""
        if start < end:
            return Span(int(self.words.starts[start]), int(self.words.ends[end - 1]))
        at = int(self.words.ends[start - 1]) if start else 0
        return Span(at, at)

    def with_marks(self, start: int, end: int) -> Span:
        """Characters of the words `start` to `end`, with the marks and stops that touch them."""
        span = self.span(start, end)
        before = _MARKS_BEFORE.search(self.text, max(0, span.start - _MOST_MARKS), span.start)
        after = _MARKS_AFTER.match(self.text, span.end, span.end + _MOST_MARKS)
        return Span(before.start() if before else span.start, after.end() if after else span.end)

    def quote(self, start: int, end: int) -> str:
        """The original text of the words `start` to `end`."""
        span = self.span(start, end)
        return self.text[span.start : span.end]

    def says_nothing(self, start: int, end: int) -> bool:
        """True where the words `start` to `end` are only titles, copyright lines and numbering.

        Lines are looked at whole; in the middle of a line stands no title. The first words of a
        text may be titles and the beginning of one that goes on behind them.
        """
        if not self.has_own_lines(start, end):
            quote = self.quote(start, end)
            before, _, line = quote.rpartition("\n")
            titled = start == 0 and is_called(line) and says_nothing(before)
            return titled or is_copyright(quote)
        lead = self.between(start).rpartition("\n")[2]
        return says_nothing(lead + self.quote(start, end) + self.between(end).split("\n")[0])

    def names_somebody(self, start: int, end: int) -> bool:
        """True for the name of somebody or something; in a title, which is no line of copyright,
        it has no word that says for whom or for what a licence is."""
        quote = self.quote(start, end)
        lead, rest = self.between(start).rpartition("\n")[2], self.between(end).split("\n")[0]
        at = self.span(start, end)
        before = self.text[max(0, at.start - _LINE) : at.start - len(lead)].rpartition("\n")[2]
        behind = self.text[at.end + len(rest) : at.end + _LINE].partition("\n")[0]
        line = f"{before}{lead}{quote}{rest}{behind}"
        return is_name(quote) and (not limits(_WORD.findall(quote)) or not is_called_so(line))

    def names_no_endorser(self, start: int, end: int) -> bool:
        """True for a further name in "neither the name of … may be used to endorse"."""
        at = self.span(start, end)
        before = self.text[max(0, at.start - _CLAUSE) : at.start]
        after = self.text[at.end : at.end + _CLAUSE]
        inside = _ENDORSER.search(before) and _ENDORSES.match(after)
        return bool(inside) and start < end and is_name(self.quote(start, end))

    def is_strange(self, start: int, end: int) -> bool:
        """True for words written small that no licence has: another language, or none."""
        unseen = (at for at in range(start, end) if self.ids[at] == UNSEEN)
        small = (at for at in unseen if is_written_small(self.quote(at, at + 1)))
        return sum(1 for _ in small) >= _FEWEST_STRANGE

    def between(self, word: int) -> str:
        """What stands before a word: from the end of the word before it, or of the text."""
        before = int(self.words.ends[word - 1]) if word else 0
        after = int(self.words.starts[word]) if word < len(self.words) else len(self.text)
        return self.text[before:after]

    def begins(self, word: int) -> bool:
        """True where a sentence or an item of a list begins with the word, or the text ends."""
        return word in {0, len(self.words)} or bool(BREAK.search(self.between(word)))

    def is_sentence(self, start: int, end: int) -> bool:
        """True where the words `start` to `end` are one or more whole sentences or items."""
        return end - start >= SENTENCE_WORDS and self.begins(start) and self.stops(end)

    def has_own_lines(self, start: int, end: int) -> bool:
        """True where the words `start` to `end` share no line with the words around them."""
        return (start == 0 or "\n" in self.between(start)) and (
            end == len(self.words) or "\n" in self.between(end)
        )

    def has_weight(self, start: int, end: int) -> bool:
        """True where one of the words can change what is allowed."""
        return bool(np.isin(self.words.hashes[start:end], hashes_of(listed(*OPERATIVE))).any())

    def stops(self, word: int) -> bool:
        """True where a sentence ends before the word."""
        after = self.between(word)
        return self.begins(word) if word < len(self.words) else "." in after or "!" in after
