"""Whether a line is made of the words of a language, so that what it says can be asked at all.

The words of all known licences are the measure, and the short words of other languages. A line of
prose that has neither says something that nobody here reads: a cipher, letters in another order,
figures for letters, words without spaces. So does one that is English only once it was changed.
"""

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING
from unicodedata import normalize

from licensecheck.text.disguise import changed, counted, seen
from licensecheck.text.language import COMMON, SHORT_WORDS

if TYPE_CHECKING:
    from licensecheck.knowledge.index import Index

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s)]+|\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+")
_CODE = re.compile(r"`[^`\n]{1,500}`")
# Where links lead, tags and formulas: no prose.
_ASIDE = re.compile(
    r"\]\(data:[^()\n]{0,500}\)|<[^<>\n]{0,500}>|<[a-z]\w*\s[^<>\n]{0,500}$"
    r"|\$[^$\n]{1,500}\$|&\w{2,8};"
)
_LINK = re.compile(r"\]\((?!data:)[^()\n]{0,500}\)")
_MARKER = re.compile(r"^[\s>]*(?:[-*+#]+\s+|\d+[.)]\s+)?")
_PLAIN = re.compile(r"[\"'“‘(*_]*([^\W_]+(?:['’-][^\W\d_]+)?)[)\"'”’*_]*[.,;:!?]*[\"'”’*_]*")
_SPACELESS = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)
_LETTER = re.compile(r"[^\W\d_]")
_ELSEWHERE = re.compile(r"[\u0370-\u1cff]")  # from Greek on; which script is no riddle
_ACCENTED = re.compile(r"[A-Za-z][\u0300-\u0323\u0326-\u0328]|[łŁøØđĐß]")
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\dA-Za-z_]+|\d+")
_RUN = re.compile(r"[^\W\d_]+")
_SOLID = re.compile(r"[^\s|]{24,}")
_DIGEST = re.compile(r"(?:sha\d+[:-])?[0-9a-f]{32,128}", re.I)
_LETTERS = re.compile(r"[^\W_]{24,}")
_RARE = re.compile(r"[!\"#$%&'()*;<>?@\[\]^`{}~]")
_LINKED = re.compile(r"^[\[!<{|\\@]")

_FEWEST = 5
"""Words written small of a line that is looked at. Of 89 000 lines of real cards and licences three
with four ("fused rotary positional embedding") are below the next limit, and none with five."""
_FEWEST_SMALL = 3
"""Words written small that tell a sentence from a name."""
_MOST_UNKNOWN = 0.25
"""Share of known words up to which a line is of no language."""
_MOST_UNKNOWN_SHORT = 0.34
"""Of a sentence of three words, one."""
_LEAST_ENGLISH = 0.75
"""Share of known words of a reading that is English; a quarter may be names."""
_LEAST_WORDS = 0.5
"""Share of known words of what can be read at all: code and names of metrics have about as many."""
_LEAST_ENGLISH_WORDS = 6
"""Words that make a sentence; `fill-in-the-middle (FIM)` has five."""
_LEAST_JOINED = 5
"""Words that make a sentence where nothing else stands around them: `state-of-the-art` has four."""
_LEAST_SHORT = 0.05
"""Share of the words of a line that are short ones of one other language. Of 300 random words of
two to nine letters .01 are; of spaCy's example sentences in 18 languages .11 and more, but for
Turkish (.04) and Vietnamese (.07), which have accents."""
_MANY_RARE = 4
"""Kinds of marks inside one run that neither file names nor addresses have together."""


def look_up(text: str, index: "Index") -> None:
    """Ask at once for all words of a text whose lines are asked about next."""
    _known(_plain(text.split()), index)


def is_ordinary(line: str, index: "Index") -> bool:
    """True for a line in words that some language has, and for what is no prose at all."""
    bare = _LINK.sub("] ", _ADDRESS.sub(" ", _CODE.sub(" ", line)))
    said = _ASIDE.sub(" ", bare)
    row = said.count("|") > 1  # cells hold names and figures
    unknown = not row and _is_unknown(said, index)
    told = any(_is_english(reading, index) for reading in counted(said))
    return not (_is_solid(said, index) or unknown or told or _is_changed(bare, said, index))


def is_in_licence_words(text: str, index: "Index") -> bool:
    """True where most words that are written small are those of known licences, and for a name: a
    sentence in another language, or in letters apart, is not."""
    words = _ADDRESS.sub(" ", text).split()
    said = [word for word in words if _LETTER.search(word) and not word[0].isupper()]
    return len(words) == 1 or _known(_plain(said), index) >= _LEAST_ENGLISH * len(said)


def is_of_words(text: str, index: "Index") -> bool:
    """True where half of the runs of letters are words that known licences have."""
    found = _RUN.findall(_ADDRESS.sub(" ", seen(text)))
    return _known(found, index) >= _LEAST_WORDS * len(found) > 0


def is_no_english(sentence: str, index: "Index") -> bool:
    """True for a short sentence, with a stop at its end, hardly a word of which is English: in a
    language of which no word is known here. Of 41,774 lines of real cards two are such."""
    own = [word for word in sentence.split() if _LETTER.search(word)]
    plain = _plain(own)
    small = [word for word in plain if word[0].islower()]
    enough = len(plain) >= _FEWEST_SMALL and len(small) > 1 and len(plain) >= 0.8 * len(own)
    if not (enough and sentence.rstrip(" *_\"')”’").endswith((".", "!", "?"))):
        return False
    english = any(word.casefold() in COMMON for word in plain)
    return not english and _known(small, index) <= _MOST_UNKNOWN_SHORT * len(small)


def has_solid_word(line: str, index: "Index") -> bool:
    """True where a run of characters without a space stands in a line that is no word or name."""
    return any(_is_no_word(run, index) for run in _SOLID.findall(_ADDRESS.sub(" ", line)))


def _is_solid(said: str, index: "Index") -> bool:
    run = _MARKER.sub("", said).strip(" \t*_>'\".")
    return bool(_SOLID.fullmatch(run)) and not _LINKED.match(run) and _is_no_word(run, index)


def _is_no_word(run: str, index: "Index") -> bool:
    """True for joined sentences, codes and keys; not for digests, paths, names, other scripts."""
    if _SPACELESS.search(run) or _DIGEST.fullmatch(run.strip("*_`.,;:\"'()")):
        return False
    parts = _PARTS.findall(run)
    if _share(parts, index) >= _LEAST_ENGLISH:
        joins = sum(part.casefold() in SHORT_WORDS["en"] for part in parts)
        return len(parts) >= _LEAST_JOINED and joins > 1
    return bool(_LETTERS.search(run)) or len(set(_RARE.findall(run))) >= _MANY_RARE


def _is_unknown(said: str, index: "Index") -> bool:
    """True for prose of whose words few are of a language."""
    if _SPACELESS.search(said) or 2 * len(_ELSEWHERE.findall(said)) > len(_LETTER.findall(said)):
        return False
    plain = _plain(said.split())
    small = {word for word in plain if not word[0].isupper() and not word.isdigit()}
    prose = len(plain) >= 0.7 * len(said.split()) and len(small) >= _FEWEST
    return prose and _share(small, index) <= _MOST_UNKNOWN and not _is_of_a_language(plain)


def _is_of_a_language(said: Sequence[str]) -> bool:
    found = [word.casefold() for word in said]
    if sum(bool(_ACCENTED.search(normalize("NFD", word))) for word in said) > 1:
        return True  # English with accents is English in another reading
    return any(
        len({*found} & short) > 1
        and sum(word in short for word in found) >= _LEAST_SHORT * len(found)
        for name, short in SHORT_WORDS.items()
        if name != "en"
    )


def _is_changed(line: str, said: str, index: "Index") -> bool:
    """True for a line that is English in another reading only: a cipher, words apart or joined."""
    own = [word for word in said.replace("|", " ").split() if _LETTER.search(word)]
    known = _known(_plain(own), index) > 0.5 * len(own)
    if not _LETTER.search(line) or _is_english(line, index) or known:
        return False
    return any(_is_english(reading, index) for reading in changed(line))


def _is_english(text: str, index: "Index") -> bool:
    said = [word for word in text.split() if _LETTER.search(word)]
    plain = _plain(said)
    joins = {word.casefold() for word in plain} & SHORT_WORDS["en"]
    least = _LEAST_ENGLISH * len(said)
    sentence = len(said) >= _LEAST_ENGLISH_WORDS and len(joins) > 1 and len(plain) >= least
    return sentence and _known(plain, index) >= least


def _plain(said: Sequence[str]) -> list[str]:
    """The words that stand between spaces as words do, without the marks around them."""
    return [found[1] for found in map(_PLAIN.fullmatch, said) if found]


def _share(said: Collection[str], index: "Index") -> float:
    return _known(said, index) / len(said) if said else 0.0


def _known(said: Collection[str], index: "Index") -> int:
    """How many of some words stand in a known licence; a letter alone is none."""
    return index.stand([word for word in said if len(word) > 1 or word in "aAI"])
