"""Words that may bind a user, in the languages of the hubs: rules/cues.yaml."""

import re
from collections.abc import Callable
from functools import cached_property, lru_cache

from pydantic import Field

from licensecheck.knowledge.readers import reader
from licensecheck.knowledge.schema import Regex, Strict, any_of, kept
from licensecheck.text.language import SHORT_WORDS

# Latin, Greek and Cyrillic letters.
_ALPHABETIC = re.compile(r"(?:\\b|[(?:])*[A-Za-z\u00c0-\u052f]")
_OTHER_SCRIPT = re.compile(r"[^\u0000-\u052f]")  # as a range to the end it compiles for 3 ms

_UNSPACED = r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af]"
# Vowel signs and marks are parts of words, too.
_LETTER = r"[\w\u0300-\u036f\u0591-\u05c7\u0610-\u065f\u0900-\u0dff]"
# Arabic and Hebrew write articles, "and", "for" and "in" without a blank.
_PREFIXES = (
    r"(?:[\u0648\u0641\u0628\u0643\u0644]?(?:\u0627\u0644)?"
    r"|[\u05d5\u05dc\u05d1\u05de\u05d4\u05e9\u05db]{0,2})"
)
_ENGLISH = SHORT_WORDS["en"] | {"a", "we", "he", "they", "only", "should", "could", "more"}
"""Two of these make a line English, in which short words of other languages mean nothing."""
_MARKS = ".,;:!?()[]{}<>\"'“”„«»‘’`*_~#|/\\=+-–—।،؛؟"
_MOST_WORDS = 50_000
"""Words whose part in pairs is kept; a card has some thousands."""


class _CueWords(Strict):
    language: str
    """Codes of ISO 639-1, joined by a comma."""
    words: tuple[Regex, ...] = Field(min_length=1)


class _Pair(Strict):
    language: str
    limits: Regex
    limited: Regex

    @cached_property
    def is_spaced(self) -> bool:
        """True for languages that put blanks between words."""
        return not re.search(_UNSPACED, self.limited)

    @cached_property
    def limit(self) -> re.Pattern[str]:
        """A limit: a whole word, or anything in a script without blanks."""
        return re.compile(f"{_PREFIXES if self.is_spaced else ''}(?:{self.limits})", re.IGNORECASE)

    @cached_property
    def what(self) -> re.Pattern[str]:
        """What is limited, anywhere in a line."""
        before, behind = (rf"(?<!{_LETTER}){_PREFIXES}", f"(?!{_LETTER})")
        whole = f"{before}(?:{self.limited}){behind}" if self.is_spaced else self.limited
        return re.compile(whole, re.IGNORECASE)


class Cues(Strict):
    """The words of all languages."""

    cues: tuple[_CueWords, ...] = Field(min_length=1)
    pairs: tuple[_Pair, ...] = ()
    plain: tuple[_CueWords, ...] = ()

    def english(self, line: str) -> bool:
        """True where a line has an English cue."""
        return self._english.search(line) is not None

    @cached_property
    def foreign(self) -> Callable[[str], bool]:
        """Whether a line has a cue of another language; answers are kept."""
        return kept(self._has_foreign)

    def _has_foreign(self, line: str) -> bool:
        latin, other = self._foreign
        strange = _OTHER_SCRIPT.search(line)
        if latin.search(line) or (strange and other.search(line)):
            return True
        words = {word.strip(_MARKS) for word in line.casefold().split()}
        if not strange and len(_ENGLISH & words) > 1:
            return False
        limiting = {id(pair): pair for word in words for pair in self._limited_by(word)}
        return any(pair.what.search(line) for pair in limiting.values()) or (
            bool(strange)
            and any(p.limit.search(line) and p.what.search(line) for p in self._joined)
        )

    def neutral(self, line: str) -> bool:
        """True where a line of another language says what a model is or how it was made, and has
        none of the words that bind or are limited."""
        if not self._plain.search(line) or self.foreign(line):
            return False
        return not any(pair.what.search(line) for pair in self.pairs)

    @cached_property
    def _plain(self) -> re.Pattern[str]:
        return any_of((word for one in self.plain for word in one.words), re.IGNORECASE)

    @cached_property
    def _limited_by(self) -> Callable[[str], tuple[_Pair, ...]]:
        """The pairs of which a word is a limit; kept, as words repeat."""
        spaced = [pair for pair in self.pairs if pair.is_spaced]
        return lru_cache(_MOST_WORDS)(
            lambda word: tuple(pair for pair in spaced if pair.limit.fullmatch(word))
        )

    @cached_property
    def _joined(self) -> tuple[_Pair, ...]:
        return tuple(pair for pair in self.pairs if not pair.is_spaced)

    @cached_property
    def _english(self) -> re.Pattern[str]:
        return _beginning([word for one in self.cues if one.language == "en" for word in one.words])

    @cached_property
    def _foreign(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """The words of alphabets, and those of scripts that may put no blanks between words."""
        words = [word for one in self.cues if one.language != "en" for word in one.words]
        return (
            _beginning([word for word in words if _ALPHABETIC.match(word)]),
            any_of((word for word in words if not _ALPHABETIC.match(word)), re.NOFLAG),
        )


def _beginning(words: list[str]) -> re.Pattern[str]:
    """An expression for words that begin where a word does.

    One look behind for all of them: with one for each, a megabyte took 11 s instead of 2.
    """
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})" if words else r"(?!)", re.IGNORECASE)


load_cues = reader("cues.yaml", Cues)
