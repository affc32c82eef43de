"""The precise layer: rules that say from its words what a clause does."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from licensecheck.clauses.patterns import PatternError, compile_pattern
from licensecheck.clauses.plain import Plain, plain
from licensecheck.clauses.tokens import tokenizer
from licensecheck.engine.files import line_of, rule_folder
from licensecheck.engine.rules import Condition, LabelRule, Rules, SlotKind, load_rules
from licensecheck.errors import RuleFileError
from licensecheck.types import Slot, Span

if TYPE_CHECKING:
    from spacy.matcher import Matcher
    from spacy.tokens import Doc

_SCALES = dict.fromkeys(("thousand", "k"), 10**3)
_SCALES |= dict.fromkeys(("million", "m", "mm"), 10**6)
_SCALES |= dict.fromkeys(("billion", "b", "bn"), 10**9)
_SCALES |= {"hundred": 100, "trillion": 10**12}
_WORDS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_NUMBERS = {word: at for at, word in enumerate(_WORDS, start=1)} | {"twenty": 20, "fifty": 50}


@dataclass(frozen=True, slots=True)
class RuleHit:
    """One rule that fired on a clause."""

    label: str
    span: Span
    """The words that made it fire, in the original text."""
    slots: tuple[Slot, ...]


class RuleMatcher:
    """All rules, compiled once."""

    def __init__(self, rules: Rules) -> None:
        """Compile; RuleFileError names the file and line of a pattern that means nothing."""
        self._rules = rules
        self._nlp = tokenizer()
        self._lines: dict[int, tuple[str, bool]] = {}
        self._matcher = self._compile()

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that have a rule."""
        return tuple(self._rules.labels)

    def hits(self, text: str, span: Span | None = None, stem: str = "") -> tuple[RuleHit, ...]:
        """The rules that fire on a span (by default all) of a text, ordered by label.

        `stem` is its lead-in and heading, which conditions may ask for.
        """
        clause = plain(text, span)
        found = self._found(clause.text)
        around = self._found(plain(stem).text) if stem else {}
        hits = (self._hit(rule, clause, found, around) for rule in self._rules.labels.values())
        return tuple(hit for hit in hits if hit)

    def _found(self, text: str) -> Mapping[str, tuple[int, int]]:
        """Pattern lines that occur, each with the character range of its first longest match."""
        doc = self._nlp(text)
        found: dict[str, tuple[int, int]] = {}
        for key, start, end in self._matcher(doc):
            line, anchored = self._lines[key]
            if anchored and start > 0:
                continue
            place = (doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
            if line not in found or (place[0], -place[1]) < (found[line][0], -found[line][1]):
                found[line] = place
        return found

    def _hit(
        self,
        rule: LabelRule,
        clause: Plain,
        found: Mapping[str, tuple[int, int]],
        around: Mapping[str, tuple[int, int]],
    ) -> RuleHit | None:
        for condition in rule.match:
            place = _holds(condition, found, around)
            if place:
                return RuleHit(rule.label, clause.original(*place), _slots(rule, clause, found))
        return None

    def _compile(self) -> "Matcher":
        from spacy.matcher import Matcher

        matcher = Matcher(self._nlp.vocab, validate=False)
        for rule in self._rules.labels.values():
            for location, line in _lines(rule):
                if line not in matcher:
                    self._add(matcher, rule, location, line)
        return matcher

    def _add(
        self, matcher: "Matcher", rule: LabelRule, location: tuple[int | str, ...], line: str
    ) -> None:
        try:
            compiled = compile_pattern(line, self._rules.vocabulary, self._split)
        except PatternError as error:
            path = rule_folder("clauses") / f"{rule.label}.yaml"
            raise RuleFileError(str(path), line_of(path, location), str(error)) from error
        matcher.add(line, [list(phrase) for phrase in compiled.phrases if phrase])
        self._lines[self._nlp.vocab.strings[line]] = (line, compiled.anchored)

    def _split(self, word: str) -> list[str]:
        doc: Doc = self._nlp(word)
        return [token.text for token in doc]


@cache
def default_matcher() -> RuleMatcher:
    """The matcher for our own rules."""
    return RuleMatcher(load_rules())


def _lines(rule: LabelRule) -> Iterable[tuple[tuple[int | str, ...], str]]:
    for i, condition in enumerate(rule.match):
        for part in ("text", "also", "stem", "unless"):
            for j, line in enumerate(getattr(condition, part)):
                yield ("match", i, part, j), line
    for i, slot in enumerate(rule.slots):
        for j, line in enumerate(slot.text):
            yield ("slots", i, "text", j), line


def _holds(
    condition: Condition,
    found: Mapping[str, tuple[int, int]],
    around: Mapping[str, tuple[int, int]],
) -> tuple[int, int] | None:
    place = next((found[line] for line in condition.text if line in found), None)
    also = not condition.also or any(line in found for line in condition.also)
    stem = not condition.stem or any(line in around for line in condition.stem)
    void = any(line in found or line in around for line in condition.unless)
    return place if place and also and stem and not void else None


def _slots(
    rule: LabelRule, clause: Plain, found: Mapping[str, tuple[int, int]]
) -> tuple[Slot, ...]:
    slots: list[Slot] = []
    for slot in rule.slots:
        place = next((found[line] for line in slot.text if line in found), None)
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
