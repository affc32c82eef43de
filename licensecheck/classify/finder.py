"""Where lines of patterns occur in a clause.

Lines are matched item by item over sets of places. spaCy's Matcher was tried first: it has no
alternatives of several words, so that each line became thousands of patterns and nine gigabytes.
Lines with a gap, without such alternatives, still fill six gigabytes on 20 clauses. Of 1,493 lines
614 have neither; those a Matcher finds in 200 clauses in 0.56 s, this module in 0.07, and all lines
in 0.26 (`python -m benchmarks.matching`).
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from licensecheck.classify.patterns import (
    NUMBER,
    Item,
    Pattern,
    PatternLanguage,
    PatternWord,
    Tokenize,
)

Places = Mapping[int, tuple[int, ...]]
"""Where an item occurs: for each first token, the tokens after its last one."""


@dataclass(frozen=True)
class Tokens:
    """A clause as the patterns see it."""

    words: Sequence[str]
    """In lower case."""
    single: Mapping[str, Sequence[int]]
    """Where items occur that are one token."""
    places: dict[str, Places] = field(default_factory=dict)
    """Filled as items are looked for."""


class PatternSet:
    """Compiled lines that share their words."""

    def __init__(self, vocabulary: Mapping[str, Sequence[str]], tokenize: Tokenize) -> None:
        self.language = PatternLanguage(vocabulary, tokenize)
        """What the items of compiled lines stand for."""
        self._items_of: dict[str, tuple[str, ...]] = {}

    def compile(self, line: str) -> Pattern:
        """One line; PatternError where it cannot be understood."""
        return self.language.compile(line)

    def read(self, words: Sequence[str], numbers: Sequence[bool]) -> Tokens:
        """A clause from its tokens in lower case, and which of them are numbers."""
        single: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(words):
            if word not in self._items_of:
                self._items_of[word] = tuple(self.language.items(word))
            for name in self._items_of[word]:
                single[name].append(at)
            if numbers[at]:
                single[NUMBER].append(at)
        return Tokens(words, single)

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

    def each(self, pattern: Pattern, clause: Tokens) -> list[tuple[int, int]]:
        """Every place of a pattern, as tokens from and to: of those that begin or end together,
        the shortest."""
        if not any(needed <= clause.single.keys() for needed in pattern.needed):
            return []
        latest = pattern.lead if pattern.anchored else len(clause.words)
        places: dict[int, int] = {}
        for variant in pattern.variants:
            for end, start in self._follow(variant, clause, max).items():
                if start <= latest:
                    places[start] = min(end, places.get(start, end))
        return list(places.items())

    def _places(self, pattern: Pattern, clause: Tokens) -> Places:
        places: dict[int, tuple[int, ...]] = {}
        there = clause.single.keys()
        for variant, needed in zip(pattern.variants, pattern.needed, strict=True):
            if needed <= there:
                for end, start in self._follow(variant, clause).items():
                    places[start] = (*places.get(start, ()), end)
        return places

    def _follow(
        self, items: Sequence[Item], clause: Tokens, of: Callable[[int, int], int] = min
    ) -> Mapping[int, int]:
        """Where a variant ends, each with the first start that leads there, or with the last."""
        first = self._word_places(items[0].word, clause)
        reached: dict[int, int] = {}
        for start in sorted(first):
            for end in first[start]:
                reached[end] = of(start, reached.get(end, start))
        for item in items[1:]:
            if not reached:
                break
            reached = _step(reached, item.gap, self._word_places(item.word, clause), of)
        return reached

    def _word_places(self, name: str, clause: Tokens) -> Places:
        if name not in clause.places:
            clause.places[name] = self._look_for(name, self.language[name], clause)
        return clause.places[name]

    def _look_for(self, name: str, word: PatternWord, clause: Tokens) -> Places:
        if word.patterns:
            places: dict[int, tuple[int, ...]] = {}
            for pattern in word.patterns:
                for start, ends in self._places(pattern, clause).items():
                    places[start] = (*places.get(start, ()), *ends)
            return places
        single = clause.single.get(name, ())
        if word.negated:
            barred = frozenset(single)
            return {at: (at + 1,) for at in range(len(clause.words)) if at not in barred}
        found: dict[int, tuple[int, ...]] = {at: (at + 1,) for at in single}
        for phrase in word.phrases:
            for at in clause.single.get(phrase[0], ()):
                if _starts(phrase, clause.words[at : at + len(phrase)]):
                    found[at] = (*found.get(at, ()), at + len(phrase))
        return found


def _step(
    reached: Mapping[int, int], gap: int, places: Places, of: Callable[[int, int], int]
) -> dict[int, int]:
    further: dict[int, int] = {}
    for end, start in reached.items():
        for at in range(end, end + gap + 1):
            for after in places.get(at, ()):
                further[after] = of(start, further.get(after, start))
    return further


def _starts(phrase: Sequence[str], words: Sequence[str]) -> bool:
    *head, last = phrase
    if len(words) < len(phrase) or list(words[:-1]) != head:
        return False
    return words[-1].startswith(last[:-1]) if last.endswith("*") else words[-1] == last
