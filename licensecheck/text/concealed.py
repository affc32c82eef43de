"""Signs that a line was made so that programs read other words than people, or none.

They need no dictionary: letters that cannot be seen, letters drawn as symbols, letters apart from
each other, and characters written as numbers. A line that carries them is not read, only told.
"""

import re
import unicodedata
from collections.abc import Iterator

from licensecheck.text.language import SHORT_WORDS

# Between two letters nothing invisible belongs; in Indic, Persian and emoji joiners have a meaning.
_HIDDEN = re.compile(
    r"[A-Za-z][\u00ad\u034f\u180b-\u180e\u200b-\u200f\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    r"\u0335-\u0338]+[A-Za-z]"
)
_MOST_HIDDEN = 2
"""Soft hyphens and the like in a line that came with copied text."""
# Emphasis may stand in a word; not in word after word.
_TAGGED = re.compile(
    r"(?<=[a-z])<(?:!--[^<>\n]{0,200}--|/?(?:[abisu]|em|strong|span|font|mark|small|code|wbr)"
    r"(?:\s[^<>\n]{0,200})?)>(?=[a-z])"
)
_FEWEST_TAGGED = 4
# Right to left by force, and a character that takes back the one before it.
_FORCED = re.compile("[\u202d\u202e\b]")
_TAGS = re.compile("[\U000e0020-\U000e007e]{8,}")  # the three flags that have tags need five
_INDICATORS = re.compile("[\U0001f1e6-\U0001f1ff]+")
_SYMBOLS = frozenset({"So", "Sm", "Sk"})
_FEWEST_DRAWN = 8
"""Letters drawn as symbols; `Ⓐ` to `Ⓔ` may number a list."""
# Three letters or more with marks between them.
_APART = re.compile(r"(?<![^\W\d_])[^\W\d_](?:([-.·•*_~\\|/+])[^\W\d_]){2,}(?![^\W\d_])")
_FEWEST_APART = 12
"""Letters, in two words or more: `U.S.A.` and `A/B/C/D` are others."""
_NUMBERED = re.compile(
    r"(?:(?:\\x[0-9a-f]{2}|\\u\{?[0-9a-f]{4}\}?|\\[0-7]{3}|&(?:amp;)*\#x?[0-9a-f]{2,6};)\W?){8}"
    r"|(?:\b[01]{8}\b\W?){6}|(?:%[0-9a-f]{2}){8}|(?<![\w/?=&:])\w+(?:%20[\w-]+){4}",
    re.I,
)
_MARKS = re.compile(r"(?:[.·−–—_-]{1,6}(?: / ?| )){6,}")
_BRAILLE = re.compile("[\u2801-\u28ff]{3}")
_PLAIN_WORD = re.compile(r"([A-Za-z]+)[.,;:!?]{0,3}")
_VOWEL = re.compile(r"[aeiou]", re.I)
_CODE_WORDS = (
    "alfa alpha bravo charlie delta echo foxtrot golf hotel india juliett juliet kilo lima mike "
    "november oscar papa quebec romeo sierra tango uniform victor whiskey xray yankee zulu"
)
_SPELLING = frozenset(_CODE_WORDS.split())
_FEWEST_SPELT = 8
_FEWEST_BARE = 6
"""Words of a sentence from which the vowels are gone; `tqdm, xgb, lgbm` are names."""
_ADDRESS = re.compile(r"\w+://\S+")
_WORD_LINE = re.compile(r"[ \t]*[A-Za-z]+(?:-[a-z]+)?[.,;]?[ \t]*")
_JOINS = SHORT_WORDS["en"]
_SHORTEST_COLUMN = 5


def is_concealed(line: str) -> bool:
    """True where a line has letters that are hidden, drawn, set apart or written as numbers."""
    said = _ADDRESS.sub(" ", line)
    split = len(_TAGGED.findall(said)) >= _FEWEST_TAGGED or _set_apart(said)
    coded = _NUMBERED.search(said) or _is_morse(said) or _is_spelt(said)
    return bool(_FORCED.search(line) or split or coded) or (not line.isascii() and _is_hidden(line))


def columns(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Where a sentence stands in a column, a word or letter to the line; offsets of each."""
    run: list[re.Match[str]] = []
    for line in re.finditer(r"[^\n]*", text[start:]):
        if not line[0].strip():
            continue
        if _WORD_LINE.fullmatch(line[0]):
            run.append(line)
            continue
        yield from _column(run, start)
        run = []
    yield from _column(run, start)


def _column(run: list[re.Match[str]], start: int) -> Iterator[tuple[int, int]]:
    said = [line[0].strip(" \t.,;").casefold() for line in run]
    joins = sum(word in _JOINS for word in said)
    letters = sum(len(word) == 1 for word in said)
    if len(run) >= _SHORTEST_COLUMN and (joins > 1 or letters > _FEWEST_APART):
        yield start + run[0].start(), start + run[-1].end()


def _is_hidden(line: str) -> bool:
    hidden = len(_HIDDEN.findall(line)) > _MOST_HIDDEN or _TAGS.search(line)
    hidden = hidden or _BRAILLE.search(line)
    return bool(hidden) or _drawn(line) >= _FEWEST_DRAWN


def _drawn(line: str) -> int:
    """How many characters are pictures of letters: in circles, squares, or halves of flags."""
    flags = [len(found) for found in _INDICATORS.findall(line)]
    halves = sum(flags) if sum(size % 2 for size in flags) > 1 else 0
    return halves + sum(map(_is_drawn, line))


def _is_drawn(char: str) -> bool:
    if char < "\u2000" or unicodedata.category(char) not in _SYMBOLS:
        return False
    name = unicodedata.name(char, "")
    return bool(re.search(r"\bLETTER [A-Z]$", name)) and not name.startswith("REGIONAL")


def _is_morse(line: str) -> bool:
    """True for groups of dots and dashes; a ruler has one of them only."""
    return any(
        set(found[0]) & {".", "·"} and set(found[0]) & set("−–—_-")
        for found in _MARKS.finditer(line)
    )


def _is_spelt(line: str) -> bool:
    """True for a sentence of letters apart, of the words that spell letters, or without vowels."""
    own = line.split()
    said = [found[1] for found in map(_PLAIN_WORD.fullmatch, own) if found]
    if len(said) < 0.8 * len(own):
        return False
    letters = sum(len(word) == 1 for word in said)
    spelling = sum(word.casefold() in _SPELLING for word in said)
    bare = sum(not _VOWEL.search(word) for word in said)
    small = sum(word.islower() for word in said)
    return (
        (letters >= _FEWEST_APART and letters >= 0.8 * len(said))
        or (spelling >= _FEWEST_SPELT and spelling >= 0.6 * len(said))
        or (small >= _FEWEST_BARE and letters < 0.5 * len(said) and bare >= 0.6 * len(said))
    )


def _set_apart(line: str) -> bool:
    found = {match[0] for match in _APART.finditer(line)}  # an abbreviation comes again
    return len(found) > 1 and sum(len(one) // 2 + 1 for one in found) >= _FEWEST_APART
