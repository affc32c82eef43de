"""The precise layer: rules that say from its words what a clause does."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from itertools import chain

from licensecheck.classify.finder import PatternSet, Tokens
from licensecheck.classify.modality import Found, Modalities, Stance, signs_in
from licensecheck.classify.patterns import Pattern, PatternError
from licensecheck.classify.tokens import Cut, Plain, is_number, plain, tokenizer, tokens
from licensecheck.domain import Slot, Span
from licensecheck.errors import RuleFileError
from licensecheck.knowledge.chinese import BindingWords
from licensecheck.knowledge.files import rule_folder
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.modality import Act, Signs
from licensecheck.knowledge.rules import Condition, LabelRule, Recognisable, SlotKind
from licensecheck.text import han

_SCALES = dict.fromkeys(("thousand", "k"), 10**3)
_SCALES |= dict.fromkeys(("million", "m", "mm"), 10**6)
_SCALES |= dict.fromkeys(("billion", "b", "bn"), 10**9)
_SCALES |= {"hundred": 100, "trillion": 10**12}
_WORDS = ("one", "two", "three", "four", "five", "six",
          "seven", "eight", "nine", "ten", "eleven", "twelve")  # fmt: skip
_NUMBERS = {word: at for at, word in enumerate(_WORDS, start=1)} | {"twenty": 20, "fifty": 50}

_NUMERAL = re.compile(rf"[a-z]+|\d[\d,.]*|[{han.NUMERALS}]+")

_NO_SIGNS = Signs()


@dataclass(frozen=True, slots=True)
class RuleHit:
    """One rule that fired on a clause."""

    label: str
    span: Span
    """The words that made it fire, in the original text."""
    slots: tuple[Slot, ...]
    denies: bool = False
    """It fired because the clause forbids an act as such, in whatever words."""
    plain: bool = False
    """It denies, and the act is one on the work itself: no model need agree."""
    sure: bool = True
    """False where only words matched that others say, too."""

    def moved(self, by: int) -> "RuleHit":
        """The same in a text that begins so many characters before this one."""
        slots = tuple(replace(slot, span=slot.span.moved(by)) for slot in self.slots)
        return replace(self, span=self.span.moved(by), slots=slots)


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules say of one clause."""

    hits: tuple[RuleHit, ...]
    """Ordered by label."""
    exempt: frozenset[str]
    """Labels that it cannot have, since it is a known near miss of theirs."""
    opposed: frozenset[str] = frozenset()
    """Labels that are not certain, since it does something else with their act."""
    loose: tuple[Span, ...] = ()
    """Words that bind, of which no rule that fires took account."""


class RuleMatcher:
    """All rules, compiled once."""

    def __init__(
        self,
        rules: Mapping[str, Recognisable],
        vocabulary: Mapping[str, Sequence[str]],
        folder: str,
        signs: Signs = _NO_SIGNS,
        cut: Cut = tokens,
        binding: BindingWords | None = None,
    ) -> None:
        """Compile rules by their name, the files of which lie in a folder of `rules/`.

        `signs` tell what a clause does with the act that a rule is about, `cut` makes tokens of a
        text, and `binding` has words that some rule must take account of. RuleFileError names the
        file and line of a pattern that means nothing.
        """
        self._rules = rules
        self._signs = signs
        self._cut = cut
        self._binding = binding
        self._acts = {
            name: (rule.act, rule.needs)
            for name, rule in rules.items()
            if signs.signs and isinstance(rule, LabelRule) and rule.act
        }
        self._folder = folder
        self._special = frozenset(tokenizer().rules) if cut is tokens else frozenset()
        self._set = PatternSet(vocabulary, self._split)
        self._patterns = {
            line: self._compile(name, location, line)
            for name, rule in rules.items()
            for location, line in _pattern_lines(rule)
        } | {line: self._set.compile(line) for line in (*_sign_lines(signs), *_of(binding))}
        self._by_item = _by_item(self._patterns)
        self._asking = {part: _by_line(rules, part) for part in ("match", "doubtful", "exempt")}
        self._asking["act"] = _by_act({name: act for name, (act, _) in self._acts.items()})
        # Clauses under one heading follow each other, and most have none.
        self._around = lru_cache(64)(self._lines)
        # Tables and lists say the same again and again; a clause of 20,000 characters takes 5 MB.
        self._clause = lru_cache(8)(self._lines)

    @property
    def labels(self) -> tuple[str, ...]:
        """The names of the rules."""
        return tuple(self._rules)

    def read(self, text: str, span: Span | None = None, stem: str = "") -> Ruled:
        """All that the rules say of a span (by default all) of a text: what fires, ordered by
        label, and what it is a known near miss of.

        `stem` is its lead-in and heading, which conditions may ask for.
        """
        clause = plain(text, span)
        found, around = self._clause(clause.text), self._around(plain(stem).text)
        exempt = frozenset(
            name
            for name in self._possible("exempt", found)
            if any(self._holds(condition, found, around) for condition in self._rules[name].exempt)
        )
        continues = clause.text[:1].islower() or stem.rstrip().endswith((":", ","))
        stances = self._stances(found, around if continues else None)
        hits = (
            self._hit(name, part, clause, found, around)
            for part in ("doubtful", "match")
            for name in self._possible(part, found)
            if name not in exempt and name not in stances
        )
        denied = (
            self._denied(name, stance, clause, found, around)
            for name, stance in stances.items()
            if stance in {Stance.DENIED, Stance.PLAINLY_DENIED}
        )
        by_label = {hit.label: hit for hit in chain(denied, filter(None, hits))}
        ordered = tuple(by_label[name] for name in sorted(by_label.keys() - exempt))
        loose = self._loose(ordered, clause, found, around)
        return Ruled(ordered, exempt, frozenset(stances) - by_label.keys(), tuple(loose))

    def _loose(
        self, hits: Sequence[RuleHit], clause: Plain, found: "_Lines", around: "_Lines"
    ) -> Iterator[Span]:
        """The words that bind and stand in nothing that a rule matched."""
        if not self._binding:
            return
        lines = [
            line
            for hit in hits
            for part in ("match", "doubtful")
            for condition in getattr(self._rules[hit.label], part)
            if self._holds(condition, found, around)
            for line in (*condition.text, *condition.also)
        ]
        furthest, at = 0, 0
        heard = sorted(found.each((*lines, *self._binding.harmless)))
        for start, end in sorted(found.each(self._binding.words)):
            while at < len(heard) and heard[at][0] <= start:
                furthest, at = max(furthest, heard[at][1]), at + 1
            if furthest < end:
                yield clause.original(*found.range(start, end))

    def modalities(self, text: str) -> Modalities:
        """What a text does with the acts in it."""
        found = self._clause(plain(text).text)
        return self._modalities(found)

    def _stances(self, found: "_Lines", lead: "_Lines | None") -> Mapping[str, Stance]:
        """The labels that the clause opposes or denies; most clauses speak of few acts."""
        asking = self._asking["act"]
        asked = {name for line in found.possible for name in asking.get(line, ())}
        if not asked:
            return {}
        modalities = self._modalities(found, self._modalities(lead) if lead else None)
        stances = ((name, modalities.stance(*self._acts[name])) for name in sorted(asked))
        return {name: stance for name, stance in stances if stance is not Stance.NONE}

    def _modalities(self, found: "_Lines", lead: Modalities | None = None) -> Modalities:
        return Modalities(found.words, self._signs, found.each, found.signs, lead)

    def _denied(
        self, name: str, stance: Stance, clause: Plain, found: "_Lines", around: "_Lines"
    ) -> RuleHit:
        act, _ = self._acts[name]
        start, end = found.first((*act.does, *act.done)) or (0, len(clause.text))
        listed = around.first(self._signs.denials.listed)
        plain = stance is Stance.PLAINLY_DENIED and not listed
        return RuleHit(act.denied, clause.original(start, end), (), denies=True, plain=plain)

    def _possible(self, part: str, found: "_Lines") -> Sequence[str]:
        """The rules of which a condition may hold, in their order: most clauses have few."""
        asking = self._asking[part]
        names = {name for line in found.possible for name in asking.get(line, ())}
        return [name for name in self._rules if name in names] if names else ()

    def _lines(self, text: str) -> "_Lines":
        found = self._cut(text)
        words = [word.lower() for word, _ in found]
        read = self._set.read(words, [is_number(word) for word, _ in found])
        ranges = [(at, at + len(word)) for word, at in found]
        # Of a thousand lines, a dozen may occur: those with an item of theirs in the text.
        items = (self._by_item.get(item, ()) for item in ("", *read.single))
        possible = frozenset(chain(*items))
        return _Lines(self._set, self._patterns, read, ranges, possible, self._signs)

    def _split(self, text: str) -> list[str]:
        """The tokens of one item; most are plain words, which the tokenizer would not split."""
        if self._cut is not tokens:
            return [word for word, _ in self._cut(text)]
        if text.isalpha() and text not in self._special:
            return [text]
        return [token.text for token in tokenizer()(text)]

    def _compile(self, name: str, location: tuple[int | str, ...], line: str) -> Pattern:
        try:
            return self._set.compile(line)
        except PatternError as error:
            from licensecheck.knowledge.yaml_files import line_of

            path = rule_folder(self._folder) / f"{name}.yaml"
            raise RuleFileError(str(path), line_of(path, location), str(error)) from error

    def _hit(
        self,
        name: str,
        part: str,
        clause: Plain,
        found: "_Lines",
        around: "_Lines",
    ) -> RuleHit | None:
        rule = self._rules[name]
        for condition in getattr(rule, part):
            place = self._holds(condition, found, around)
            if place:
                slots = _slots(rule, clause, found)
                return RuleHit(name, clause.original(*place), slots, sure=part == "match")
        return None

    def _holds(
        self, condition: Condition, found: "_Lines", around: "_Lines"
    ) -> tuple[int, int] | None:
        """Where a condition holds. In Chinese, where headings are long and lead-ins whole
        sentences, `unless` asks the clause alone."""
        place = found.first(condition.text)
        if not place or (condition.stem and not around.first(condition.stem)):
            return None
        if condition.also and not found.first(condition.also):
            return None
        void = found.first(condition.unless)
        if not self._binding:
            void = void or around.first(condition.unless)
        return None if void else place


@cache
def clause_matcher(knowledge: Knowledge) -> RuleMatcher:
    """The matcher for what clauses do, compiled once."""
    rules = knowledge.rules
    return RuleMatcher(rules.labels, rules.vocabulary, "clauses", knowledge.signs)


@cache
def claim_matcher(knowledge: Knowledge) -> RuleMatcher:
    """The matcher for what sentences claim of openness, compiled once."""
    return RuleMatcher(knowledge.claims, knowledge.rules.vocabulary, "claims")


def _pattern_lines(rule: Recognisable) -> Iterable[tuple[tuple[int | str, ...], str]]:
    for key in ("match", "doubtful", "exempt"):
        for i, condition in enumerate(getattr(rule, key)):
            for part in ("text", "also", "stem", "unless"):
                for j, line in enumerate(getattr(condition, part)):
                    yield (key, i, part, j), line
    for i, slot in enumerate(rule.slots):
        for j, line in enumerate(slot.text):
            yield ("slots", i, "text", j), line
    if isinstance(rule, LabelRule) and rule.act:
        for part in ("does", "done"):
            for j, line in enumerate(getattr(rule.act, part)):
                yield ("act", part, j), line


def _sign_lines(signs: Signs) -> Iterable[str]:
    words = (signs.others, signs.conditions, signs.limits, signs.anyhow, signs.granting)
    told = signs.denials
    plain = (told.works, told.acts, told.ends, told.listed, told.told)
    narrow = (signs.narrowing, signs.waiving)
    return chain(*(sign.text for sign in signs.signs), *words, *narrow, *plain)


def _of(binding: BindingWords | None) -> Iterable[str]:
    return (*binding.words, *binding.harmless) if binding else ()


def _by_act(acts: Mapping[str, Act]) -> Mapping[str, Sequence[str]]:
    """The labels by the lines of their acts."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, act in acts.items():
        for line in (*act.does, *act.done):
            found[line].append(name)
    return found


def _by_item(patterns: Mapping[str, Pattern]) -> Mapping[str, Sequence[str]]:
    """Lines by the items of which a variant of theirs holds one; "" where nothing tells."""
    found: dict[str, list[str]] = defaultdict(list)
    for line, pattern in patterns.items():
        for item in {item for openers in pattern.openers for item in openers or ("",)}:
            found[item].append(line)
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
        signs: Signs,
    ) -> None:
        self._patterns = patterns
        self._signs = signs
        self._lines = lines
        self._tokens = tokens
        self._ranges = ranges
        self.possible = possible
        """Lines that may occur, as far as single words tell."""
        self._found: dict[str, tuple[int, int] | None] = {}
        self._each: dict[str, list[tuple[int, int]]] = {}

    @property
    def words(self) -> Sequence[str]:
        """Its tokens, in lower case."""
        return self._tokens.words

    @cached_property
    def signs(self) -> Sequence[Found]:
        """The signs of what it does with acts."""
        return signs_in(self.words, self._signs, self.each)

    def each(self, lines: Iterable[str]) -> Sequence[tuple[int, int]]:
        """Every place of the lines, as tokens from and to."""
        possible = [line for line in lines if line in self.possible]
        return list(dict.fromkeys(chain(*map(self._every, possible)))) if possible else ()

    def range(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the tokens from and to."""
        return self._ranges[start][0], self._ranges[end - 1][1]

    def _every(self, line: str) -> list[tuple[int, int]]:
        if line not in self._each:
            self._each[line] = self._patterns.each(self._lines[line], self._tokens)
        return self._each[line]

    def first(self, lines: Iterable[str]) -> tuple[int, int] | None:
        """Character range of the first of the lines that occurs."""
        possible = filter(self.possible.__contains__, lines)
        return next(filter(None, map(self._place, possible)), None)

    def _place(self, line: str) -> tuple[int, int] | None:
        if line not in self._found:
            place = self._patterns.find(self._lines[line], self._tokens)
            self._found[line] = self.range(*place) if place else None
        return self._found[line]


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
    """The first number of a phrase in digits, empty if none: "20000000" for "US$ 20 million"."""
    found = _NUMERAL.findall(words.lower())
    for at, token in enumerate(found):
        base = _base(token)
        if base is not None:
            scale = _scale(found[at + 1]) if at + 1 < len(found) else 1
            return f"{base * scale:.15g}" if base * scale < 10**15 else str(int(base * scale))
    return ""


def _scale(token: str) -> int:
    return _SCALES.get(token) or han.numeral(token) or 1


def _base(token: str) -> float | None:
    if token[0].isdigit():
        try:
            return float(token.replace(",", "").rstrip("."))
        except ValueError:
            return None
    return _NUMBERS.get(token) or han.numeral(token)
