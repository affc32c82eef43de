"""Words that can make what a sentence says depend on something: rules/dependent.yaml."""

import re
from functools import cached_property

from pydantic import Field

from licensecheck.knowledge.readers import reader
from licensecheck.knowledge.schema import Regex, Strict


class _DependentExamples(Strict):
    dependent: tuple[str, ...] = Field(min_length=1)
    free: tuple[str, ...] = Field(min_length=1)


class Dependent(Strict):
    """Words of conditions, whole ones."""

    words: tuple[Regex, ...] = Field(min_length=1)
    examples: _DependentExamples

    def may_depend(self, sentence: str) -> bool:
        """True where what a sentence says may hold under a condition alone; in letters that are no
        English it may."""
        return not sentence.isascii() or self._words.search(sentence) is not None

    @cached_property
    def _words(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{'|'.join(self.words)})\b", re.IGNORECASE)


load_dependent = reader("dependent.yaml", Dependent)
