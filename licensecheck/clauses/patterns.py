"""The pattern language of the rule files.

A pattern is a line of words that must follow each other in a clause. Case never matters.

    word            this word; a hyphenated word is split as in the text
    word*           words that begin so
    a|b|c           one of these
    word?           may be missing
    ..              up to 4 words of any kind; `..9` up to 9
    #               a number
    !a|b            one word that is none of these
    <name>          a phrase of that list in rules/vocabulary.yaml
    ^               the clause begins here (first on the line; not in a list); a gap after it,
                    as in `^ ..4 word`, lets a number or bullet stand before the word

Lines are matched item by item over sets of places. spaCy's Matcher was tried first: it has no
alternatives of several words, so that each line became thousands of patterns and nine gigabytes.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

Tokenize = Callable[[str], Sequence[str]]
# Where an item occurs: for each first token, the tokens after its last one.
Places = Mapping[int, tuple[int, ...]]

DEFAULT_GAP = 4
# Each optional item doubles the variants of a line.
MOST_OPTIONAL = 6
_GAP = re.compile(r"\.\.(\d*)$")


class PatternError(ValueError):
    """A pattern line that means nothing; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Item:
    """One word of a line, and how many others may stand before it."""

    gap: int
    word: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A line, compiled: one of its variants must occur."""

    variants: tuple[tuple[Item, ...], ...]
    needed: tuple[frozenset[str], ...]
    """Of each variant, the items of one token: where one is missing, it is not looked for."""
    anchored: bool
    """True where the clause must begin with it."""

    @property
    def lead(self) -> int:
        """Words that may stand before it."""
        return max(items[0].gap for items in self.variants)


@dataclass(frozen=True, slots=True)
class Word:
    """What one item of a line stands for."""

    exact: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    """Alternatives of several tokens; a final `*` marks a prefix."""
    negated: bool = False
    number: bool = False
    patterns: tuple[Pattern, ...] = ()
    """The lines of a list."""


@dataclass(frozen=True)
class Tokens:
    """A clause as the patterns see it."""

    words: Sequence[str]
    """In lower case."""
    numbers: Sequence[bool]
    single: Mapping[str, Sequence[int]]
    """Where items occur that are one token."""
    places: dict[str, Places] = field(default_factory=dict)
    """Filled as items are looked for."""


class PatternSet:
    """Compiled lines that share their words."""

    def __init__(self, vocabulary: Mapping[str, Sequence[str]], tokenize: Tokenize) -> None:
        self._vocabulary = vocabulary
        self._tokenize = tokenize
        self._words: dict[str, Word] = {}
        self._by_prefix: dict[str, list[str]] = defaultdict(list)
        self._by_word: dict[str, list[str]] = defaultdict(list)
        self._items_of: dict[str, tuple[str, ...]] = {}

    def read(self, words: Sequence[str], numbers: Sequence[bool]) -> Tokens:
        """A clause from its tokens in lower case, and which of them are numbers."""
        single: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(words):
            if word not in self._items_of:
                self._items_of[word] = tuple(self._items(word))
            for name in self._items_of[word]:
                single[name].append(at)
        return Tokens(words, numbers, single)

    def _items(self, word: str) -> Iterator[str]:
        yield from self._by_word.get(word, ())
        for length in range(1, len(word) + 1):
            yield from self._by_prefix.get(word[:length], ())

    def compile(self, line: str) -> Pattern:
        """One line; PatternError where it cannot be understood."""
        words = line.split()
        anchored = words[:1] == ["^"]
        items = list(_items(words[anchored:], line))
        if not items:
            raise PatternError(f"{line!r}: no words")
        for item, _ in items:
            self._define(item.word)
        variants = tuple(_variants(items, line))
        return Pattern(variants, tuple(map(self._needed, variants)), anchored)

    def _needed(self, variant: Sequence[Item]) -> frozenset[str]:
        words = {item.word: self._words[item.word] for item in variant}
        return frozenset(
            name
            for name, word in words.items()
            if not (word.number or word.negated or word.phrases or word.patterns)
        )

    def find(self, pattern: Pattern, clause: Tokens) -> tuple[int, int] | None:
        """First and longest place of a pattern, as tokens from and to; None where it is not."""
        if not any(needed <= clause.single.keys() for needed in pattern.needed):
            return None
        latest = pattern.lead if pattern.anchored else len(clause.words)
        found = [
            (start, -end)
            for start, ends in self._places(pattern, clause).items()
            if start <= latest
            for end in ends
        ]
        start, end = min(found, default=(0, 0))
        return (start, -end) if found else None

    def _places(self, pattern: Pattern, clause: Tokens) -> Places:
        places: dict[int, tuple[int, ...]] = {}
        there = clause.single.keys()
        for variant, needed in zip(pattern.variants, pattern.needed, strict=True):
            if needed <= there:
                for end, start in self._follow(variant, clause).items():
                    places[start] = (*places.get(start, ()), end)
        return places

    def _follow(self, items: Sequence[Item], clause: Tokens) -> Mapping[int, int]:
        """Where a variant ends, each with the first start that leads there."""
        first = self._word_places(items[0].word, clause)
        reached: dict[int, int] = {}
        for start in sorted(first):
            for end in first[start]:
                reached.setdefault(end, start)
        for item in items[1:]:
            if not reached:
                break
            reached = _step(reached, item.gap, self._word_places(item.word, clause))
        return reached

    def _word_places(self, name: str, clause: Tokens) -> Places:
        if name not in clause.places:
            clause.places[name] = self._look_for(name, self._words[name], clause)
        return clause.places[name]

    def _look_for(self, name: str, word: Word, clause: Tokens) -> Places:
        if word.patterns:
            places: dict[int, tuple[int, ...]] = {}
            for pattern in word.patterns:
                for start, ends in self._places(pattern, clause).items():
                    places[start] = (*places.get(start, ()), *ends)
            return places
        if word.number:
            return {at: (at + 1,) for at, number in enumerate(clause.numbers) if number}
        single = clause.single.get(name, ())
        if word.negated:
            return {at: (at + 1,) for at in range(len(clause.words)) if at not in set(single)}
        found: dict[int, tuple[int, ...]] = {at: (at + 1,) for at in single}
        for phrase in word.phrases:
            for at in clause.single.get(phrase[0], ()):
                if _starts(phrase, clause.words[at : at + len(phrase)]):
                    found[at] = (*found.get(at, ()), at + len(phrase))
        return found

    def _define(self, name: str) -> None:
        if name in self._words:
            return
        word = self._words[name] = self._word(name)
        for text in word.exact:
            self._by_word[text].append(name)
        for prefix in word.prefixes:
            self._by_prefix[prefix].append(name)
        for phrase in word.phrases:
            # So that a phrase is looked for only where its first word stands.
            self._define(phrase[0])

    def _word(self, name: str) -> Word:
        if name == "#":
            return Word(number=True)
        if name.startswith("!"):
            return Word(exact=frozenset(name[1:].split("|")), negated=True)
        if name.startswith("<") and name.endswith(">"):
            return Word(patterns=tuple(map(self.compile, self._list(name[1:-1]))))
        return self._alternatives(name)

    def _list(self, name: str) -> Sequence[str]:
        lines = self._vocabulary.get(name)
        if lines is None:
            known = ", ".join(sorted(self._vocabulary))
            raise PatternError(f"<{name}> is not in the vocabulary ({known})")
        if any("<" in line for line in lines):
            raise PatternError(f"<{name}>: a list cannot use another list")
        return lines

    def _alternatives(self, name: str) -> Word:
        exact, prefixes, phrases = set(), [], []
        for choice in name.split("|"):
            tokens = [token.lower() for token in self._tokenize(choice.removesuffix("*"))]
            if not tokens:
                raise PatternError(f"{name!r}: an empty alternative")
            star = choice.endswith("*")
            if len(tokens) > 1:
                phrases.append((*tokens[:-1], tokens[-1] + "*" * star))
            elif star:
                prefixes.append(tokens[0])
            else:
                exact.add(tokens[0])
        return Word(frozenset(exact), tuple(prefixes), tuple(phrases))


def _items(words: Sequence[str], line: str) -> Iterator[tuple[Item, bool]]:
    """The items of a line, each with whether it may be missing."""
    gap = 0
    for word in words:
        if match := _GAP.match(word):
            gap += int(match[1] or DEFAULT_GAP)
        elif word in ("?", "^", "*", "!", "|"):
            raise PatternError(f"{line!r}: {word!r} stands alone")
        else:
            yield Item(gap, word.removesuffix("?").lower()), word.endswith("?")
            gap = 0


def _variants(items: Sequence[tuple[Item, bool]], line: str) -> Iterator[tuple[Item, ...]]:
    """The line with and without each optional item; the gap before a missing one stays."""
    optional = sum(may_miss for _, may_miss in items)
    if optional > MOST_OPTIONAL:
        raise PatternError(f"{line!r}: {optional} optional words, at most {MOST_OPTIONAL}")
    for choice in product(*((True, False) if may_miss else (True,) for _, may_miss in items)):
        kept: list[Item] = []
        gap = 0
        for (item, _), keep in zip(items, choice, strict=True):
            gap += item.gap
            if keep:
                kept.append(Item(gap, item.word))
                gap = 0
        if not kept:
            raise PatternError(f"{line!r}: every word may be missing")
        yield tuple(kept)


def _step(reached: Mapping[int, int], gap: int, places: Places) -> dict[int, int]:
    further: dict[int, int] = {}
    for end, start in reached.items():
        for at in range(end, end + gap + 1):
            for after in places.get(at, ()):
                further[after] = min(start, further.get(after, start))
    return further


def _starts(phrase: Sequence[str], words: Sequence[str]) -> bool:
    *head, last = phrase
    if len(words) < len(phrase) or list(words[:-1]) != head:
        return False
    return words[-1].startswith(last[:-1]) if last.endswith("*") else words[-1] == last
