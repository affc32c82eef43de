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
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product

Tokenize = Callable[[str], Sequence[str]]

NUMBER = "#"
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
    openers: tuple[frozenset[str], ...]
    """Of each variant, items of one token of which it holds at least one; none if nothing tells."""
    anchored: bool
    """True where the clause must begin with it."""

    @property
    def lead(self) -> int:
        """Words that may stand before it."""
        return max(items[0].gap for items in self.variants)


@dataclass(frozen=True, slots=True)
class PatternWord:
    """What one item of a line stands for."""

    exact: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    """Alternatives of several tokens; a final `*` marks a prefix."""
    negated: bool = False
    number: bool = False
    patterns: tuple[Pattern, ...] = ()
    """The lines of a list."""


class PatternLanguage:
    """Compiles lines; knows the words that they are made of."""

    def __init__(self, vocabulary: Mapping[str, Sequence[str]], tokenize: Tokenize) -> None:
        self._vocabulary = vocabulary
        self._tokenize = tokenize
        self._words: dict[str, PatternWord] = {}
        self._by_prefix: dict[str, list[str]] = defaultdict(list)
        self._by_word: dict[str, list[str]] = defaultdict(list)

    def __getitem__(self, name: str) -> PatternWord:
        """What an item of a compiled line stands for."""
        return self._words[name]

    def items(self, word: str) -> Iterator[str]:
        """The items of compiled lines that a token, in lower case, is or begins."""
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
        needed = tuple(map(self._needed, variants))
        return Pattern(variants, needed, tuple(map(self._openers, variants)), anchored)

    def _needed(self, variant: Sequence[Item]) -> frozenset[str]:
        words = {item.word: self._words[item.word] for item in variant}
        return frozenset(
            name
            for name, word in words.items()
            if not (word.negated or word.phrases or word.patterns)
        )

    def _openers(self, variant: Sequence[Item]) -> frozenset[str]:
        """Of the item that the fewest texts have: one of long words."""
        ways = (self._ways(item.word) for item in variant)
        return max(filter(None, ways), key=_rarity, default=frozenset())

    def _ways(self, name: str) -> frozenset[str]:
        """The items of one token of which each place of an item holds one; none if any may do."""
        word = self._words[name]
        if word.negated:
            return frozenset()
        within = [ways for pattern in word.patterns for ways in pattern.openers]
        phrases = (phrase[0] for phrase in word.phrases)
        single = [name] if word.exact or word.prefixes or word.number else []
        return frozenset(chain(single, phrases, *within)) if all(within) else frozenset()

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

    def _word(self, name: str) -> PatternWord:
        if name == NUMBER:
            return PatternWord(number=True)
        if name.startswith("!"):
            return PatternWord(exact=frozenset(name[1:].split("|")), negated=True)
        if name.startswith("<") and name.endswith(">"):
            return PatternWord(patterns=tuple(map(self.compile, self._list(name[1:-1]))))
        return self._alternatives(name)

    def _list(self, name: str) -> Sequence[str]:
        lines = self._vocabulary.get(name)
        if lines is None:
            known = ", ".join(sorted(self._vocabulary))
            raise PatternError(f"<{name}> is not in the vocabulary ({known})")
        if any("<" in line for line in lines):
            raise PatternError(f"<{name}>: a list cannot use another list")
        return lines

    def _alternatives(self, name: str) -> PatternWord:
        if "<" in name:
            raise PatternError(f"{name!r}: a list is no alternative, it needs a line of its own")
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
        return PatternWord(frozenset(exact), tuple(prefixes), tuple(phrases))


def _rarity(ways: frozenset[str]) -> tuple[int, list[str]]:
    shortest = min(len(choice) for name in ways for choice in name.split("|"))
    return shortest, sorted(ways)


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
