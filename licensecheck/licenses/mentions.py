"""Which known licences a sentence names."""

import re
from collections.abc import Iterator

from licensecheck.engine.facts import Facts, LicenseFacts

# The longest name that facts know has 9 words ("Creative Commons Attribution Non Commercial …").
LONGEST = 10
_WORD = re.compile(r"[^\s()\[\]{}<>,;:\"'`*|!?]+")
_LINK = re.compile(r"https?://[^\s()\[\]{}<>\"'`]+")
# Names that are ordinary words too: they count only where the word licence is beside them.
_AMBIGUOUS = re.compile(r"licen[cs]e", re.I)


def mentions(text: str, facts: Facts) -> Iterator[LicenseFacts]:
    """The licences that a text names or links to, each once, in its order.

    The longest name wins: "CC BY-NC 4.0" is not also "CC BY".
    """
    seen: set[str] = set()
    for known in (*_linked(text, facts), *_named(text, facts)):
        if known.id not in seen:
            seen.add(known.id)
            yield known


def _linked(text: str, facts: Facts) -> Iterator[LicenseFacts]:
    for link in _LINK.findall(text):
        known = facts.at(link.rstrip("."))
        if known:
            yield known


def _named(text: str, facts: Facts) -> Iterator[LicenseFacts]:
    words = list(_WORD.finditer(_LINK.sub(lambda link: " " * len(link[0]), text)))
    at = 0
    while at < len(words):
        length, known = _longest(text, words[at : at + LONGEST], facts)
        if known and _is_name(text, words, at, length):
            yield known
        at += max(length, 1)


def _longest(
    text: str, words: list[re.Match[str]], facts: Facts
) -> tuple[int, LicenseFacts | None]:
    for length in range(len(words), 0, -1):
        name = text[words[0].start() : words[length - 1].end()].rstrip(".")
        known = facts.find(name) if name[:1].isalnum() else None
        if known:
            return length, known
    return 0, None


def _is_name(text: str, words: list[re.Match[str]], at: int, length: int) -> bool:
    """One word in lower case ("zero", "unlicense") names a licence only beside that word."""
    name = text[words[at].start() : words[at + length - 1].end()]
    if not name.islower() or any(char.isdigit() for char in name):
        return True
    after = text[words[at + length - 1].end() :][:12]
    return bool(_AMBIGUOUS.search(name) or _AMBIGUOUS.search(after))
