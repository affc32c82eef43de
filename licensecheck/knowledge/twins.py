"""Whether English words speak of all that Chinese ones speak of: rules/twins.yaml."""

import re
from collections.abc import Sequence
from functools import cached_property

from pydantic import Field

from licensecheck.knowledge.readers import reader
from licensecheck.knowledge.schema import Regex, Strict


class Subject(Strict):
    """One thing that a sentence on terms may speak of, in two languages."""

    subject: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    chinese: Regex
    english: Regex

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        return re.compile(self.chinese, re.I), re.compile(self.english, re.I)

    def is_told(self, chinese: str, english: str) -> bool:
        """True where the English words speak of it, or the Chinese ones do not."""
        one, other = self._patterns
        return not one.search(chinese) or bool(other.search(english))


class TwinExamples(Strict):
    """Pairs in our own words: Chinese, then English."""

    same: tuple[tuple[str, str], ...] = Field(min_length=2)
    other: tuple[tuple[str, str], ...] = Field(min_length=2)


class _TwinFile(Strict):
    subjects: tuple[Subject, ...] = Field(min_length=1)
    examples: TwinExamples


def says_no_more(chinese: str, english: str) -> bool:
    """True where the Chinese words speak of nothing that the English ones leave out."""
    return all(one.is_told(chinese, english) for one in subjects())


def subjects() -> Sequence[Subject]:
    """What sentences on terms speak of."""
    return _file().subjects


def examples() -> TwinExamples:
    """What the file says of itself."""
    return _file().examples


_file = reader("twins.yaml", _TwinFile)
