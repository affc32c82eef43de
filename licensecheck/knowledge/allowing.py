"""Which sentences take nothing away: rules/allowing.yaml."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property

from pydantic import Field

from licensecheck.knowledge.readers import reader
from licensecheck.knowledge.schema import Expressions, Regex, Strict
from licensecheck.text.language import COMMON, FEW_ENGLISH

LICENCE = "§"
"""Stands for the name of a licence that meets the OSD."""
_LONGEST = 400
"""Characters of a sentence that is read; a longer one says more than a list of words can tell."""
_LIST = re.compile(r"<(\w+)>")
_GAP = re.compile(r"[\s,;:.!()\[\]\"“”„«»'‘’/&+–—·•、。，；：！（）「」…|।-]*")
_WORD = re.compile(r"\w+")
_NAMED = re.compile(LICENCE)
"""A sentence with nothing but listed words and such a licence names what allows."""
_STEM = 3
"""Letters of a word by which it is looked for: expressions for other languages are made for those
that may be meant, as all of them take a quarter of a second."""
_ENGLISH = "en"
_MARKS = ".,;:!?()\"'"


class _Language(Strict):
    language: str
    """Codes of ISO 639-1, joined by a comma."""
    spaced: bool = True
    """Whether it puts blanks between words."""
    lists: dict[str, str] = Field(default_factory=dict)
    allows: tuple[str, ...] = Field(min_length=1)
    words: tuple[str, ...] = Field(min_length=1)
    headings: tuple[Regex, ...] = ()
    never: Expressions = Expressions()
    """What the same words may come to that allows nothing."""

    def takes_nothing(self, text: str) -> bool:
        """True for a text wholly of these words, one of which allows; for a heading, too."""
        if self._headings.fullmatch(text.strip(" #:*.、。：")):
            return True
        return not self.never.one.search(text) and self._covers(text)

    def _covers(self, text: str) -> bool:
        start = _end_of_gap(text, 0)
        todo, done = [(start, False)], set[tuple[int, bool]]()
        while todo:
            at, allows = todo.pop()
            if at == len(text) and allows:
                return True
            if (at, allows) in done:
                continue
            done.add((at, allows))
            for pattern, says in ((self._words, allows), (self._allows, True), (_NAMED, True)):
                if found := pattern.match(text, at):
                    todo.append((_end_of_gap(text, found.end()), says))
        return False

    def fits(self, text: str, scripts: frozenset[str]) -> bool:
        """True where a text in these scripts may be wholly of the words of the language."""
        words = _WORD.findall(text.casefold()) if self.spaced else ()
        return scripts <= self._scripts and all(word[:_STEM] in self._said for word in words)

    @cached_property
    def _said(self) -> str:
        return "\0".join((*self.allows, *self.words, *self.headings)).casefold()

    @cached_property
    def _scripts(self) -> frozenset[str]:
        return _scripts("".join((*self.allows, *self.words))) | {"LATIN"}

    @cached_property
    def _allows(self) -> re.Pattern[str]:
        return self._whole(self.allows)

    @cached_property
    def _words(self) -> re.Pattern[str]:
        return self._whole(self.words)

    @cached_property
    def _headings(self) -> re.Pattern[str]:
        return self._whole(self.headings or ("(?!)",))

    def _whole(self, words: tuple[str, ...]) -> re.Pattern[str]:
        longest_first = sorted(words, key=len, reverse=True)
        return self.compiled("|".join(f"(?:{one})" for one in longest_first))

    def compiled(self, pattern: str) -> re.Pattern[str]:
        """An expression with the lists of this language put in."""
        while _LIST.search(pattern):
            pattern = _LIST.sub(lambda found: self.lists[found[1]], pattern)
        behind = r"(?!\w)" if self.spaced else ""
        return re.compile(f"(?:{pattern}){behind}", re.IGNORECASE)


class _AllowingExamples(Strict):
    allows: tuple[str, ...] = Field(min_length=1)
    leaves: tuple[str, ...] = Field(min_length=1)
    denies: tuple[tuple[str, str], ...] = Field(min_length=1)
    answers: tuple[tuple[str, str], ...] = Field(min_length=1)
    unlike: tuple[tuple[str, str], ...] = Field(min_length=1)
    alike: tuple[tuple[str, str], ...] = Field(min_length=1)


class Allowing(Strict):
    """The words of all languages, and whole sentences in English."""

    languages: tuple[_Language, ...] = Field(min_length=1)
    sentences: tuple[str, ...] = Field(min_length=1)
    obstacle: str
    denies: Expressions
    unlike: str
    bound: Expressions
    itself: Expressions
    examples: _AllowingExamples

    def takes_nothing(self, text: str) -> bool:
        """True for a sentence that allows, denies a restriction or says that nothing binds; in it
        stands `LICENCE` for each licence that meets the OSD."""
        text = " ".join(text.split())
        if not text or len(text) > _LONGEST:
            return False
        return bool(self._sentences.fullmatch(text.strip(' .!()*"“”'))) or any(
            language.takes_nothing(text) for language in self._fitting(text)
        )

    def denied(self, question: str, answer: str) -> bool:
        """True for a question after an obstacle, which the answer says does not exist."""
        asked = self._obstacle.fullmatch(question.strip(' ?*"“”:').removeprefix("Q: "))
        said = answer.strip(" .!*:").removeprefix("A: ")
        return bool(asked) and self.denies.one.fullmatch(said) is not None

    def elsewhere(self, text: str, behind: str) -> bool:
        """True for a sentence about something else, of which the next says that it does not hold
        for this model."""
        denied = self._unlike.fullmatch(behind.strip(" .!*"))
        bound = self.bound.one.search(text)
        return bool(bound) and bool(denied) and not self.itself.one.search(text)

    def _fitting(self, text: str) -> Iterator[_Language]:
        scripts = _scripts(text)
        yield self._english
        words = [word.strip(_MARKS) for word in text.casefold().split()]
        if sum(word in COMMON for word in words) <= FEW_ENGLISH * len(words):
            for one in self.languages:
                if one is not self._english and one.fits(text, scripts):
                    yield one

    @cached_property
    def _english(self) -> _Language:
        return next(one for one in self.languages if one.language == _ENGLISH)

    @cached_property
    def _sentences(self) -> re.Pattern[str]:
        return self._english.compiled("|".join(f"(?:{one})" for one in self.sentences))

    @cached_property
    def _obstacle(self) -> re.Pattern[str]:
        return self._english.compiled(self.obstacle)

    @cached_property
    def _unlike(self) -> re.Pattern[str]:
        return self._english.compiled(self.unlike)


def _end_of_gap(text: str, at: int) -> int:
    found = _GAP.match(text, at)
    return found.end() if found else at


def _scripts(text: str) -> frozenset[str]:
    """The scripts of the letters of a text, as Unicode calls them."""
    letters = {char for char in text if char.isalpha()}
    return frozenset(unicodedata.name(char, "?").split()[0] for char in letters)


load_allowing = reader("allowing.yaml", Allowing)
