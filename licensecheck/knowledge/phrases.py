"""Words that tell what a sentence, a title or the name of a file speaks of: rules/phrases/."""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from sys import maxsize

from pydantic import Field

from licensecheck.knowledge.files import rule_folder
from licensecheck.knowledge.readers import read_under
from licensecheck.knowledge.schema import Regex, Strict


class PhrasePlace(StrEnum):
    """Where in a text the words must stand."""

    ANYWHERE = "anywhere"
    START = "start"
    WHOLE = "whole"


class PhraseWords(Strict):
    """One thing that can be spoken of, and the words that speak of it."""

    meaning: str
    words: tuple[Regex, ...] = Field(min_length=1)
    """Regular expressions, any of which may fit; letter case apart, if `case` does not say else."""
    case: bool = False
    lines: bool = False
    """`^` and `$` stand for the ends of lines."""
    over_lines: bool = False
    """`.` fits the end of a line too."""
    at: PhrasePlace = PhrasePlace.ANYWHERE
    examples: tuple[str, ...] = Field(min_length=1)
    near_misses: tuple[str, ...] = Field(min_length=1)

    @property
    def pattern(self) -> re.Pattern[str]:
        """All of the words as one expression."""
        flags = re.NOFLAG if self.case else re.IGNORECASE
        flags |= re.MULTILINE if self.lines else re.NOFLAG
        flags |= re.DOTALL if self.over_lines else re.NOFLAG
        return re.compile("|".join(self.words), flags)


class Phrase:
    """The words `FILE/NAME` where code asks for them; they are read and compiled when it does."""

    def __init__(self, name: str) -> None:
        """`name` as in "limits/bans"."""
        self.name = name

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The words as an expression; RuleFileError says where a mistake is."""
        file, _, name = self.name.partition("/")
        return load_phrases(file)[name].pattern

    def search(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """As of an expression."""
        return self.pattern.search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """As of an expression."""
        return self.pattern.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """As of an expression."""
        return self.pattern.fullmatch(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = maxsize) -> Iterator[re.Match[str]]:
        """As of an expression."""
        return self.pattern.finditer(text, start, end)

    def sub(self, by: str, text: str) -> str:
        """As of an expression."""
        return self.pattern.sub(by, text)

    def findall(self, text: str) -> list[str]:
        """As of an expression."""
        return self.pattern.findall(text)

    def split(self, text: str) -> list[str]:
        """As of an expression."""
        return self.pattern.split(text)


@cache
def load_phrases(file: str, folder: Path | None = None) -> Mapping[str, PhraseWords]:
    """The phrases of a file by their names."""
    path = (folder or rule_folder("phrases")) / f"{file}.yaml"
    return read_under("phrases", path, dict[str, PhraseWords])
