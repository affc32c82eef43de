"""Words that can make what a sentence says depend on something: rules/dependent.yaml."""

import re
from functools import cache, cached_property
from pathlib import Path

from pydantic import Field

from licensecheck.knowledge.files import read_rule_file, rule_folder
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


@cache
def load_dependent(path: Path | None = None) -> Dependent:
    """The words of our rule file, by default; RuleFileError says where a mistake is."""
    return read_rule_file(path or rule_folder() / "dependent.yaml", Dependent)
