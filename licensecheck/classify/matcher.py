"""The precise layer: rules that say from its words what a clause does."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import Any, cast

from licensecheck.classify.finder import PatternSet, Tokens
from licensecheck.classify.patterns import Pattern, PatternError
from licensecheck.classify.tokens import Plain, is_number, plain, tokenizer, tokens
from licensecheck.domain import Slot, Span
from licensecheck.errors import RuleFileError
from licensecheck.knowledge.files import line_of, rule_folder
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.rules import Condition, Recognisable, SlotKind

_SCALES = dict.fromkeys(("thousand", "k"), 10**3)
_SCALES |= dict.fromkeys(("million", "m", "mm"), 10**6)
_SCALES |= dict.fromkeys(("billion", "b", "bn"), 10**9)
_SCALES |= {"hundred": 100, "trillion": 10**12}
_WORDS = ("one", "two", "three", "four", "five", "six",
          "seven", "eight", "nine", "ten", "eleven", "twelve")  # fmt: skip
_NUMBERS = {word: at for at, word in enumerate(_WORDS, start=1)} | {"twenty": 20, "fifty": 50}


@dataclass(frozen=True, slots=True)
class RuleHit:
    """One rule that fired on a clause."""

    label: str
    span: Span
    """The words that made it fire, in the original text."""
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules say of one clause."""

    hits: tuple[RuleHit, ...]
    """Ordered by label."""
    exempt: frozenset[str]
    """Labels that it cannot have, since it is a known near miss of theirs."""


class RuleMatcher:
    """All rules, compiled once."""

    def __init__(
        self,
        rules: Mapping[str, Recognisable],
        vocabulary: Mapping[str, Sequence[str]],
        folder: str,
    ) -> None:
        """Compile rules by their name, the files of which lie in a folder of `rules/`.

        RuleFileError names the file and line of a pattern that means nothing.
        """
        self._rules = rules
        self._folder = folder
        self._nlp = tokenizer()
        self._special = frozenset(cast(Any, self._nlp.tokenizer).rules)
        self._set = PatternSet(vocabulary, self._split)
        self._patterns = {
            line: self._compile(name, location, line)
            for name, rule in rules.items()
            for location, line in _pattern_lines(rule)
        }
        self._by_item = _by_item(self._patterns)
        self._asking = {part: _by_line(rules, part) for part in ("match", "exempt")}
        # Clauses under one heading follow each other, and most have none.
        self._around = lru_cache(64)(self._lines)
        # Tables and lists say the same again and again; a clause of 20,000 characters takes 5 MB.
        self._clause = lru_cache(8)(self._lines)

    @property
    def labels(self) -> tuple[str, ...]:
        """The names of the rules."""
        return tuple(self._rules)

    def hits(self, text: str, span: Span | None = None, stem: str = "") -> tuple[RuleHit, ...]:
        """The rules that fire on a span (by default all) of a text, ordered by label.

        `stem` is its lead-in and heading, which conditions may ask for.
        """
        return self.read(text, span, stem).hits

    def read(self, text: str, span: Span | None = None, stem: str = "") -> Ruled:
        """All that the rules say of a span: what fires, and what it is a known near miss of."""
        clause = plain(text, span)
        found, around = self._clause(clause.text), self._around(plain(stem).text)
        exempt = frozenset(
            name
            for name in self._possible("exempt", found)
            if any(_holds(condition, found, around) for condition in self._rules[name].exempt)
        )
        hits = (
            self._hit(name, self._rules[name], clause, found, around)
            for name in self._possible("match", found)
            if name not in exempt
        )
        return Ruled(tuple(filter(None, hits)), exempt)

    def _possible(self, part: str, found: "_Lines") -> Sequence[str]:
        """The rules of which a condition may hold, in their order: most clauses have few."""
        asking = self._asking[part]
        names = {name for line in found.possible for name in asking.get(line, ())}
        return [name for name in self._rules if name in names] if names else ()

    def _lines(self, text: str) -> "_Lines":
        found = tokens(text)
        words = [word.lower() for word, _ in found]
        read = self._set.read(words, [is_number(word) for word, _ in found])
        ranges = [(at, at + len(word)) for word, at in found]
        # Of a thousand lines, a dozen may occur: those with an item of theirs in the text.
        items = (self._by_item.get(item, ()) for item in ("", *read.single))
        return _Lines(self._set, self._patterns, read, ranges, frozenset(chain(*items)))

    def _split(self, text: str) -> list[str]:
        """The tokens of one item; most are plain words, which the pipeline would not split."""
        if text.isalpha() and text not in self._special:
            return [text]
        return [token.text for token in self._nlp(text)]

    def _compile(self, name: str, location: tuple[int | str, ...], line: str) -> Pattern:
        try:
            return self._set.compile(line)
        except PatternError as error:
            path = rule_folder(self._folder) / f"{name}.yaml"
            raise RuleFileError(str(path), line_of(path, location), str(error)) from error

    def _hit(
        self,
        name: str,
        rule: Recognisable,
        clause: Plain,
        found: "_Lines",
        around: "_Lines",
    ) -> RuleHit | None:
        for condition in rule.match:
            place = _holds(condition, found, around)
            if place:
                return RuleHit(name, clause.original(*place), _slots(rule, clause, found))
        return None


@cache
def clause_matcher(knowledge: Knowledge) -> RuleMatcher:
    """The matcher for what clauses do, compiled once."""
    return RuleMatcher(knowledge.rules.labels, knowledge.rules.vocabulary, "clauses")


@cache
def claim_matcher(knowledge: Knowledge) -> RuleMatcher:
    """The matcher for what sentences claim of openness, compiled once."""
    return RuleMatcher(knowledge.claims, knowledge.rules.vocabulary, "claims")


def _pattern_lines(rule: Recognisable) -> Iterable[tuple[tuple[int | str, ...], str]]:
    for key in ("match", "exempt"):
        for i, condition in enumerate(getattr(rule, key)):
            for part in ("text", "also", "stem", "unless"):
                for j, line in enumerate(getattr(condition, part)):
                    yield (key, i, part, j), line
    for i, slot in enumerate(rule.slots):
        for j, line in enumerate(slot.text):
            yield ("slots", i, "text", j), line


def _by_item(patterns: Mapping[str, Pattern]) -> Mapping[str, Sequence[str]]:
    """Lines by an item without which a variant of theirs cannot occur; "" where there is none."""
    found: dict[str, list[str]] = defaultdict(list)
    for line, pattern in patterns.items():
        for needed in pattern.needed:
            # A long word is in fewer texts than a short one.
            found[max(needed, key=lambda item: (len(item), item), default="")].append(line)
    return found


def _by_line(rules: Mapping[str, Recognisable], part: str) -> Mapping[str, Sequence[str]]:
    """The rules by the lines of which their conditions need one in the clause."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, rule in rules.items():
        for condition in getattr(rule, part):
            for line in condition.text:
                found[line].append(name)
    return found


class _Lines:
    """Which pattern lines occur in a text; each is looked for when asked for, once."""

    def __init__(
        self,
        patterns: PatternSet,
        lines: Mapping[str, Pattern],
        tokens: Tokens,
        ranges: Sequence[tuple[int, int]],
        possible: Collection[str],
    ) -> None:
        self._patterns = patterns
        self._lines = lines
        self._tokens = tokens
        self._ranges = ranges
        self.possible = possible
        """Lines that may occur, as far as single words tell."""
        self._found: dict[str, tuple[int, int] | None] = {}

    def first(self, lines: Iterable[str]) -> tuple[int, int] | None:
        """Character range of the first of the lines that occurs."""
        possible = filter(self.possible.__contains__, lines)
        return next(filter(None, map(self._place, possible)), None)

    def _place(self, line: str) -> tuple[int, int] | None:
        if line not in self._found:
            place = self._patterns.find(self._lines[line], self._tokens)
            self._found[line] = (
                (self._ranges[place[0]][0], self._ranges[place[1] - 1][1]) if place else None
            )
        return self._found[line]


def _holds(condition: Condition, found: _Lines, around: _Lines) -> tuple[int, int] | None:
    place = found.first(condition.text)
    if not place or (condition.stem and not around.first(condition.stem)):
        return None
    if condition.also and not found.first(condition.also):
        return None
    void = found.first(condition.unless) or around.first(condition.unless)
    return None if void else place


def _slots(rule: Recognisable, clause: Plain, found: _Lines) -> tuple[Slot, ...]:
    slots: list[Slot] = []
    for slot in rule.slots:
        place = found.first(slot.text)
        if place:
            words = clause.text[place[0] : place[1]]
            value = number(words) if slot.kind is SlotKind.NUMBER else words
            if value:
                slots.append(Slot(slot.name, value, clause.original(*place)))
    return tuple(slots)


def number(words: str) -> str:
    """The first number of a phrase in digits ("US$ 20 million" is "20000000"); empty if none."""
    tokens = re.findall(r"[a-z]+|\d[\d,.]*", words.lower())
    for at, token in enumerate(tokens):
        base = _base(token)
        if base is not None:
            scale = _SCALES.get(tokens[at + 1], 1) if at + 1 < len(tokens) else 1
            return f"{base * scale:.15g}" if base * scale < 10**15 else str(int(base * scale))
    return ""


def _base(token: str) -> float | None:
    if token[0].isdigit():
        try:
            return float(token.replace(",", "").rstrip("."))
        except ValueError:
            return None
    return _NUMBERS.get(token)
