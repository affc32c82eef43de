"""The pattern language of the rule files, compiled to spaCy Matcher patterns.

A pattern is a line of words that must follow each other. Case never matters.

    word            this word; a hyphenated word is split as in the text
    word*           words that begin so
    a|b|c           one of these
    word?           may be missing
    ..              up to 4 words of any kind; `..9` up to 9
    #               a number
    !a|b            one word that is none of these
    <name>          a phrase of that list in rules/vocabulary.yaml
    ^               the clause begins here (first on the line)
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

Token = dict[str, Any]
Phrase = tuple[Token, ...]
Tokenize = Callable[[str], list[str]]

DEFAULT_GAP = 4
# Alternatives of several words multiply; more than this is a mistake in a rule, not a rule.
MOST_PHRASES = 3000
_GAP = re.compile(r"\.\.(\d*)$")


class PatternError(ValueError):
    """A pattern line that means nothing; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A pattern line as alternatives for the Matcher."""

    phrases: tuple[Phrase, ...]
    anchored: bool
    """True where the match must begin with the clause."""


def compile_pattern(
    line: str, vocabulary: Mapping[str, tuple[str, ...]], tokenize: Tokenize
) -> Compiled:
    """Matcher phrases for one line; PatternError where it cannot be understood."""
    words = line.split()
    anchored = words[:1] == ["^"]
    items = [_item(word, vocabulary, tokenize) for word in words[anchored:]]
    if not items:
        raise PatternError(f"{line!r}: no words")
    count = 1
    for item in items:
        count *= len(item)
    if count > MOST_PHRASES:
        raise PatternError(f"{line!r}: {count} alternatives, at most {MOST_PHRASES}")
    phrases = tuple(sum(choice, ()) for choice in product(*items))
    return Compiled(phrases, anchored)


def _item(
    word: str, vocabulary: Mapping[str, tuple[str, ...]], tokenize: Tokenize
) -> tuple[Phrase, ...]:
    gap = _GAP.match(word)
    if gap:
        return (({"OP": f"{{0,{gap.group(1) or DEFAULT_GAP}}}"},),)
    optional = word.endswith("?")
    word = word.removesuffix("?")
    choices = _choices(word, vocabulary, tokenize)
    return (*choices, ()) if optional else choices


def _choices(
    word: str, vocabulary: Mapping[str, tuple[str, ...]], tokenize: Tokenize
) -> tuple[Phrase, ...]:
    if word == "#":
        return (({"_": {"number": True}},),)
    if word.startswith("!"):
        return (({"LOWER": {"NOT_IN": word[1:].lower().split("|")}},),)
    if word.startswith("<") and word.endswith(">"):
        return _listed(word[1:-1], vocabulary, tokenize)
    return _alternatives(word, tokenize)


def _listed(
    name: str, vocabulary: Mapping[str, tuple[str, ...]], tokenize: Tokenize
) -> tuple[Phrase, ...]:
    if name not in vocabulary:
        raise PatternError(f"<{name}> is not in the vocabulary ({', '.join(sorted(vocabulary))})")
    lines = vocabulary[name]
    return tuple(p for line in lines for p in compile_pattern(line, {}, tokenize).phrases)


def _alternatives(word: str, tokenize: Tokenize) -> tuple[Phrase, ...]:
    """One token pattern for all single words, one phrase for each that is several tokens."""
    single: list[str] = []
    prefixes: list[str] = []
    phrases: list[Phrase] = []
    for choice in word.lower().split("|"):
        *head, last = tokenize(choice.removesuffix("*")) or [""]
        if not last:
            raise PatternError(f"{word!r}: an empty alternative")
        final = _prefix([last]) if choice.endswith("*") else {"LOWER": last}
        if head:
            phrases.append((*({"LOWER": token} for token in head), final))
        else:
            (prefixes if choice.endswith("*") else single).append(last)
    if single:
        phrases.append(({"LOWER": {"IN": single}},))
    if prefixes:
        phrases.append((_prefix(prefixes),))
    return tuple(phrases)


def _prefix(words: list[str]) -> Token:
    return {"LOWER": {"REGEX": "^(?:" + "|".join(map(re.escape, words)) + ")"}}
