"""Which differences between a text and its reference count, and how much."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

from licensecheck.domain.license import Edit, EditKind, Located, MatchKind
from licensecheck.identify.align import AlignedBlock, Gap, gaps
from licensecheck.identify.reading import SENTENCE_WORDS, IdentifiedText
from licensecheck.identify.wording import (
    BREAK,
    JOINING,
    OPERATIVE,
    date_words,
    is_written_small,
    without_addresses,
)
from licensecheck.knowledge.index import (
    ADDRESS,
    FIGURE,
    OPTIONAL,
    PLAIN,
    SENTENCE,
    SLOT,
    UNSEEN,
    Ids,
    Index,
)
from licensecheck.knowledge.word_lists import listed
from licensecheck.text.normalize import hashes_of, words

LONGEST_MINOR = 6
"""Words. At 8, 25 of 168 short restrictive sentences passed as minor; at 6, none."""
_LONGEST_NAME = 16
"""Words that may be filled in where a name stands."""
_APART = 4
"""Two differences with fewer equal words between them are one."""
_MOST_MINOR = 0.03
"""Share of a reference's words that minor differences may touch together."""
_NUMBERING = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,5})", re.IGNORECASE)
_LINE_HEAD = re.compile(r"(?:^|\n)[^\w\n]*$")


@dataclass(frozen=True, slots=True)
class TextComparison:
    """A text held against one reference."""

    reading: IdentifiedText
    index: Index
    number: int
    ref: Ids
    flags: NDArray[np.uint8]
    blocks: list[AlignedBlock]

    def groups(self) -> list[list[Gap]]:
        """The differences that count; those that belong together are in one list."""
        groups: list[list[Gap]] = []
        for gap in self._gaps():
            if self._harmless(gap):
                continue
            if groups and gap.ref_start - groups[-1][-1].ref_end < _APART:
                groups[-1].append(gap)
            else:
                groups.append([gap])
        return groups

    def kind(self, groups: list[list[Gap]]) -> MatchKind:
        """How exact the match with these differences is."""
        if not groups:
            return MatchKind.VERBATIM
        touched = sum(max(gap.inserted, gap.removed) for group in groups for gap in group)
        few = touched <= max(2 * LONGEST_MINOR, _MOST_MINOR * len(self.ref))
        return MatchKind.MINOR if few and all(map(self._minor, groups)) else MatchKind.ALTERED

    def foreign_words(self, gap: Gap) -> int:
        """Number of inserted words that are neither a name in its place nor a line's number."""
        endorsing = not gap.removed and self.reading.names_no_endorser(gap.text_start, gap.text_end)
        if self.is_filled_in(gap) or endorsing or (gap.inserted == 1 and self._numbering(gap)):
            return 0
        return gap.inserted

    def is_filled_in(self, gap: Gap) -> bool:
        """True where a gap is a name's place and short enough for a name."""
        removed = self.flags[gap.ref_start : gap.ref_end]
        slot = (self.flags[gap.ref_start : gap.ref_end + 1] & SLOT).any()
        return bool(slot and gap.inserted <= _LONGEST_NAME and (removed & OPTIONAL).all())

    def edit(self, group: list[Gap]) -> Edit:
        """What the report shows of one difference."""
        removed = sum(gap.removed for gap in group)
        labels = {
            label
            for gap in group
            if gap.removed
            for label in self.index.labels_of(self.number, gap.ref_start, gap.ref_end)
        }
        first, last = group[0].text_start, group[-1].text_end
        if not any(gap.inserted for gap in group):
            span, kind = self.reading.span(first, first), EditKind.REMOVED
        else:
            span = self.reading.span(first, last)
            kind = EditKind.REPLACED if removed else EditKind.INSERTED
        between = kind is EditKind.REMOVED and all(map(self._sentence_removed, group))
        return Edit(kind, span, removed, tuple(sorted(labels)), self._minor(group), between)

    def places(self) -> Iterator[Located]:
        """Where the labels known of the reference stand in the text."""
        for label, start, end in self.index.places_of(self.number):
            inside = [b for b in self.blocks if b.ref < end and start < b.ref + b.size]
            if inside:
                first, last = inside[0], inside[-1]
                begins = first.text + max(start - first.ref, 0)
                ends = last.text + min(end - last.ref, last.size)
                yield Located(label, self.reading.with_marks(begins, ends))

    def gone(self) -> tuple[str, ...]:
        """Labels known of the reference of whose places no word is in the text, sorted."""
        known = {label for label, _, _ in self.index.places_of(self.number)}
        return tuple(sorted(known - {place.label for place in self.places()}))

    def _gaps(self) -> list[Gap]:
        first, last = self.blocks[0], self.blocks[-1]
        end = last.text + last.size
        between = [
            self._settled(gap, -before.size, after.size)
            for gap, (before, after) in zip(gaps(self.blocks), pairwise(self.blocks), strict=True)
        ]
        outer = [
            Gap(first.text, first.text, 0, first.ref),
            *between,
            Gap(end, end, last.ref + last.size, len(self.ref)),
        ]
        return [gap for gap in outer if gap.inserted or gap.removed]

    def _settled(self, gap: Gap, least: int, most: int) -> Gap:
        """The gap moved to whole sentences, if other words in or out make the same text.

        "A b. [A c.] A d." is as well "A b. A [c. A] d."
        """
        ids, start, end = self.reading.ids, gap.text_start, gap.text_end
        begins = self.reading.begins
        if gap.removed:
            ids, start, end = self.ref, gap.ref_start, gap.ref_end
            begins = self._begins
        moves = [] if gap.inserted and gap.removed else _moves(ids, start, end, least, most)
        for by in sorted(moves, key=abs):
            if begins(start + by) and begins(end + by):
                moved = (gap.text_start, gap.text_end, gap.ref_start, gap.ref_end)
                return Gap(*(edge + by for edge in moved))
        return gap

    def _begins(self, word: int) -> bool:
        """True where a sentence or an item of a list begins with a word of the reference."""
        return bool(self.flags[word] & SENTENCE)

    def _harmless(self, gap: Gap) -> bool:
        """True for what a licence leaves open: titles, names, numbering, spelling."""
        if self._same_letters(gap) or self._contracted(gap):
            return True
        optional = (self.flags[gap.ref_start : gap.ref_end] & OPTIONAL).all()
        if not optional or self._joined_otherwise(gap):
            return False
        return self._leaves_nothing_out(gap) if not gap.inserted else self._adds_nothing(gap)

    def _adds_nothing(self, gap: Gap) -> bool:
        """True for a number, a name in its place, a title or a copyright line."""
        named = self.is_filled_in(gap) and self.reading.names_somebody(gap.text_start, gap.text_end)
        silent = self.reading.says_nothing(gap.text_start, gap.text_end)
        endorsing = not gap.removed and self.reading.names_no_endorser(gap.text_start, gap.text_end)
        return named or silent or endorsing or self._numbering(gap)

    def _leaves_nothing_out(self, gap: Gap) -> bool:
        """False where a title lost a word with weight, as `non` in non-exclusive licence; how to
        apply a licence may be left out up to the copyright line in it, which ends no sentence."""
        flags = self.flags[gap.ref_start : gap.ref_end + 1]
        passage = gap.removed > _LONGEST_NAME
        whole = flags[0] & SENTENCE and (passage or flags[-1] & SENTENCE)
        commands = np.isin(
            self.ref[gap.ref_start : gap.ref_end], self.index.ids(hashes_of(listed("commands")))
        ).any()
        return bool(not commands or whole or (flags & SLOT).any())

    def _joined_otherwise(self, gap: Gap) -> bool:
        """True for nothing but `and` for `or` and the like, `or` for `and/or` too."""
        joining = self.index.ids(hashes_of(JOINING))
        gone = self.ref[gap.ref_start : gap.ref_end]
        came = self.reading.ids[gap.text_start : gap.text_end]
        beside = self.ref[max(gap.ref_start - 1, 0) : gap.ref_end + 1]
        return bool(
            np.isin([*gone, *came], joining).all()
            and ((len(gone) and len(came)) or np.isin(beside, joining).sum() > len(gone))
        )

    def _same_letters(self, gap: Gap) -> bool:
        """True where only the spaces inside words differ: `non-infringement`."""
        if not (1 <= gap.inserted <= 3 and 1 <= gap.removed <= 3 and gap.inserted != gap.removed):
            return False
        quote = self.reading.quote(gap.text_start, gap.text_end)
        letters = "".join(char for char in quote if char.isalnum())
        return self._spells(letters, self.ref[gap.ref_start : gap.ref_end].tolist())

    def _contracted(self, gap: Gap) -> bool:
        """True for "do not" in place of "don't", and the other way round."""
        quote = self.reading.quote(gap.text_start, gap.text_end).lower().replace("’", "'")
        others = {quote.replace("n't", " not"), quote.replace(" not", "n't")} - {quote}
        gone = self.ref[gap.ref_start : gap.ref_end].tolist()
        return any(self.index.ids(words(other).hashes).tolist() == gone for other in others)

    def _spells(self, letters: str, wanted: list[int]) -> bool:
        lengths = range(1, len(letters)) if len(wanted) > 1 else [len(letters)]
        return any(
            self.index.ids(words(letters[:n]).hashes).tolist() == wanted[:1]
            and (len(wanted) == 1 or self._spells(letters[n:], wanted[1:]))
            for n in lengths
        )

    def _numbering(self, gap: Gap) -> bool:
        """True for a number or letter that begins a line or is set off by brackets."""
        quote = self.reading.quote(gap.text_start, gap.text_end)
        if not _NUMBERING.fullmatch(normalize("NFKC", quote)):
            return False
        before = self.reading.between(gap.text_start)
        after = self.reading.between(gap.text_end)
        heads = gap.text_start == 0 or _LINE_HEAD.search(before)
        return (
            bool(heads)
            or after[:1] in {")", "]"}
            or (after[:1] == "." and bool(BREAK.search(before)))
        )

    def _minor(self, group: list[Gap]) -> bool:
        """True for a few names and small words that are no sentence of their own.

        One word with a meaning for another can turn a licence round ("rights", "duties"), and no
        list of such words is complete, so none of them is minor.
        """
        if all(map(self._dated_otherwise, group)):
            return True
        inserted = sum(gap.inserted for gap in group)
        removed = sum(gap.removed for gap in group)
        return max(inserted, removed) <= LONGEST_MINOR and not any(
            self._joined_otherwise(gap)
            or self._meant(gap)
            or self._weighty(gap)
            or self._sentence_added(gap)
            or self._sentence_removed(gap)
            for gap in group
        )

    def _dated_otherwise(self, gap: Gap) -> bool:
        """True for a date in place of a date: "6 May 2024" for "5 November 2023"."""
        dates, months = hashes_of(date_words()), hashes_of(listed("months"))
        gone = self.ref[gap.ref_start : gap.ref_end]
        came = self.reading.words.hashes[gap.text_start : gap.text_end]
        known = self.index.ids(dates)
        if not (len(gone) and len(came)):
            return False
        if not (np.isin(came, dates).all() and np.isin(gone, known[known != UNSEEN]).all()):
            return False
        around = slice(max(gap.text_start - 2, 0), gap.text_end + 2)
        return bool(np.isin(self.reading.words.hashes[around], months).any())

    def _meant(self, gap: Gap) -> bool:
        """True where a word with a meaning came or went: no name, no small word, no address."""
        light = self.index.ids(hashes_of(listed("light")))
        kinds = self.index.arrays["vocabulary_kinds"]
        gone = self.ref[gap.ref_start : gap.ref_end]
        address = (self.flags[gap.ref_start : gap.ref_end] & ADDRESS) != 0
        if ((kinds[gone] == PLAIN) & ~np.isin(gone, light) & ~address).any():
            return True
        span = self.reading.span(gap.text_start, gap.text_end)
        quote = without_addresses(self.reading.text[span.start : span.end])
        for place in range(gap.text_start, gap.text_end):
            start, end = self.reading.words.starts[place], self.reading.words.ends[place]
            form = quote[start - span.start : end - span.start]
            number = int(self.reading.ids[place])
            plain = is_written_small(form) if number == UNSEEN else kinds[number] == PLAIN
            if plain and not form.isspace() and (number == UNSEEN or number not in light):
                return True
        return False

    def _weighty(self, gap: Gap) -> bool:
        """True where a word that can change what is allowed, or a figure, came or went."""
        gone = self.ref[gap.ref_start : gap.ref_end]
        return bool(
            self.reading.has_weight(gap.text_start, gap.text_end)
            or np.isin(gone, self.index.ids(hashes_of(listed(*OPERATIVE)))).any()
            or self._figures(gap)
        )

    def _figures(self, gap: Gap) -> bool:
        """True where a number of the terms changed."""
        gone = self.ref[gap.ref_start : gap.ref_end]
        given = (self.flags[gap.ref_start : gap.ref_end] & (OPTIONAL | ADDRESS)) == 0
        quote = without_addresses(self.reading.quote(gap.text_start, gap.text_end))
        figures = self.index.arrays["vocabulary_kinds"][gone] == FIGURE
        return bool((given & figures).any() or (given.any() and any(c.isdigit() for c in quote)))

    def _sentence_added(self, gap: Gap) -> bool:
        begins = self.reading.begins
        return gap.inserted >= SENTENCE_WORDS and begins(gap.text_start) and begins(gap.text_end)

    def _sentence_removed(self, gap: Gap) -> bool:
        begins = self._begins
        return gap.removed >= SENTENCE_WORDS and begins(gap.ref_start) and begins(gap.ref_end)


def _moves(ids: Ids, start: int, end: int, least: int, most: int) -> range:
    """By how many words a range may move, so that the rest stays the same sequence."""
    left = right = 0
    while left > least and ids[start + left - 1] == ids[end + left - 1]:
        left -= 1
    while right < most and ids[start + right] == ids[end + right]:
        right += 1
    return range(left, right + 1)
