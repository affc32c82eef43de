"""Which words of a reference may be missing, and where a filled-in name may stand.

Everything here reads the reference texts only, once, when the index is built. The patterns
describe how licences are written; none was written for one text except those in APPENDICES.
"""

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from licensecheck.identify.wording import BREAK, is_copyright, names_somebody
from licensecheck.knowledge.index import ADDRESS, NUMBER, OPTIONAL, SENTENCE, SLOT
from licensecheck.text.normalize import Words

_I = re.IGNORECASE
_LINES = re.IGNORECASE | re.MULTILINE

ENUMERATOR = re.compile(
    r"^[ \t>#*_-]*[(\[]?(?:(?:section|article)\s+)?"
    r"(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,5})[.)\]:]{1,3}(?=\s|\*|$)",
    _LINES,
)
COPYRIGHT = re.compile(
    r"^[^\w\n]*(?:portions\s+)?(?:copyright\s*(?:notice)?\W{0,3}(?:\(c\)|©|\d{4}|[<\[{]|by\b|year|"
    r"yyyy|xxxx|holder)|\(c\)\s*(?:copyright)?\s*[\d<\[{y]|©|copyright\s+[A-Z][^\n]{0,80}\d{4}).*$"
    r"|^\W*all rights reserved\.?\W*$",
    _LINES,
)
URL = re.compile(r"(?:https?://|www\.)[^\s)>\]]+|\S+@\S+|\b[\w-]+(?:\.[\w-]+)+/[^\s)>\]]*")
PLACEHOLDER = re.compile(
    r"(?i:[\[<{](?=[^\]>}\n]{0,80}(?:year|yyyy|name|owner|holder|company|organi[sz]ation|author|date|"
    r"program|insert|your|copyright|licensor|software|country|address))[^\]>}\n]{1,80}[\]>}])"
    r"|\bX{3,}\b|\bORGANIZATION\b|\bYYYY\b|\bHOLDERS?\b(?=\s*\.)"
)
FSF_ADDRESS = re.compile(r"software\s+foundation,?\s+inc\.?,?([^;:]{1,90}?)\bUSA?\b", _I)
FSF_LINE = re.compile(
    r"(?:if\s+not,?\s+(?:write\s+to|see)|software\s+foundation,?\s+inc\.?,?|visit)"
    r"([^;:]{0,60}?<?https?://[^\s>]+>?)",
    _I,
)
NAMES = [
    re.compile(pattern.replace(" ", r"\s+").replace("NAME", r"([^.;]{1,150}?)"), _I)
    for pattern in (
        r"neither the names? NAME,? (?:nor|and) the names? of",
        r"\bnor the names? NAME (?:may|shall|can|must) ",
        r"\bthe names? NAME (?:may|must|shall|should|can) not be used",
        r"\bthe names? NAME(?: (?:may|must|shall|should|can))? not be used",
        r"notice, the names? NAME shall not be",
        r"(?:software|library|program|code|file|documentation) is provided by NAME[\s\"“”'`]*as is",
        r"in no event (?:shall|will) NAME be (?:held )?liable",
        r"this product includes NAME[\"”.]",
        r"prior written (?:permission|authorization|consent) (?:of|from) NAME[.,;]",
        r"as is[^\w]{1,4}(?:and )?NAME disclaims? all",
        r"[.;] NAME makes? no representations?",
        r"[.;] NAME disclaims? all",
        r"called [\"“]NAME[\"”]",
    )
]
APPENDICES = [
    re.compile(r"^\W*end of terms and conditions\W*$", _LINES),
    re.compile(
        r"^\W*(?:appendix:?\s*)?how to (?:apply|use) (?:the|these|this)\b.*\Z", _LINES | re.S
    ),
    re.compile(
        r"^\W*exhibit a\W+(?:source code form|form of|\(?mozilla|sun|common|cddl).*\Z",
        _LINES | re.S,
    ),
    re.compile(
        r"^\W*creative commons(?: corporation)?.{0,30}is not a law firm.*?"
        r"(?=^\W*(?:creative commons )?attribution[-\w\s.]*?public\s+license\s*$|^\W*license\s*$)",
        _LINES | re.S,
    ),
    re.compile(
        r"^\W*using creative commons public licenses\s*$.*?"
        r"(?=^\W*(?:creative commons )?attribution[-\w\s.]*?public\s+license\s*$)",
        _LINES | re.S,
    ),
    re.compile(r"^\W*creative commons (?:notice|is not a party to)\b.*\Z", _LINES | re.S),
    re.compile(r"^\W*adaptation of this license to new\b.*\Z", _LINES | re.S),
]
"""What licences print before or after their terms: instructions and notices of the author."""
_TITLE_PARAGRAPHS = 4
_TITLE_WORDS = 15


def flags(text: str, words: Words) -> NDArray[np.uint8]:
    """One byte for each word and one for the end: SENTENCE, OPTIONAL, SLOT, NUMBER, ADDRESS."""
    result = np.zeros(len(words) + 1, dtype=np.uint8)
    result[[0, -1]] |= SENTENCE
    for i in range(1, len(words)):
        if BREAK.search(text[words.ends[i - 1] : words.starts[i]]):
            result[i] |= SENTENCE
    for start, end in _optional(text):
        first, last = _word_range(words, start, end)
        result[first:last] |= OPTIONAL
    for match in ENUMERATOR.finditer(text):
        first, last = _word_range(words, *match.span())
        result[first:last] |= OPTIONAL | NUMBER
    for match in URL.finditer(text):
        first, last = _word_range(words, *match.span())
        result[first:last] |= ADDRESS
    for start, end in _slots(text):
        first, last = _word_range(words, start, end)
        result[first:last] |= OPTIONAL
        result[first : last + 1] |= SLOT
    return result


def _word_range(words: Words, start: int, end: int) -> tuple[int, int]:
    """The words that lie inside a range of characters."""
    return int(np.searchsorted(words.starts, start)), int(np.searchsorted(words.ends, end, "right"))


def _optional(text: str) -> Iterator[tuple[int, int]]:
    yield from _titles(text)
    for pattern in APPENDICES:
        for match in pattern.finditer(text):
            yield match.span()


def _titles(text: str) -> Iterator[tuple[int, int]]:
    """Short leading paragraphs in capitals or title case."""
    for number, match in enumerate(re.finditer(r"\S(?:.|\n(?!\s*\n))*", text)):
        found = re.findall(r"[^\W\d_]+", match[0])
        capital = sum(word[0].isupper() for word in found)
        if number == _TITLE_PARAGRAPHS or len(found) > _TITLE_WORDS or match[0][-1] in ".:;,":
            return
        if capital * 2 < len(found) and "http" not in match[0]:
            return
        yield match.span()


def _slots(text: str) -> Iterator[tuple[int, int]]:
    for match in COPYRIGHT.finditer(text):
        if is_copyright(match[0]) or (PLACEHOLDER.search(match[0]) and names_somebody(match[0])):
            yield match.span()
    for match in PLACEHOLDER.finditer(text):
        yield match.span()
    for pattern in (FSF_ADDRESS, FSF_LINE, *NAMES):
        for match in pattern.finditer(text):
            if names_somebody(match[1]):
                yield match.span(1)
