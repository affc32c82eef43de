"""What a card says about access and use that a person must read: rules/doubts.yaml."""

import re
from functools import cache, cached_property
from pathlib import Path

from pydantic import Field

from licensecheck.knowledge.files import read_rule_file, rule_folder
from licensecheck.knowledge.schema import Regex, Strict, any_of


class Doubt(Strict):
    """One way to say something that may limit access or use."""

    doubt: str
    meaning: str
    words: tuple[Regex, ...] = Field(min_length=1)
    unless: tuple[Regex, ...] = ()

    def raised_by(self, text: str) -> bool:
        """True where a clause says it."""
        return bool(self._words.search(text)) and not self._unless.search(text)

    @cached_property
    def _words(self) -> re.Pattern[str]:
        return any_of(self.words, re.IGNORECASE | re.DOTALL)

    @cached_property
    def _unless(self) -> re.Pattern[str]:
        return any_of(self.unless)


class _Doubts(Strict):
    doubts: tuple[Doubt, ...]


@cache
def load_doubts(path: Path | None = None) -> tuple[Doubt, ...]:
    """The doubts in the order of the file."""
    return read_rule_file(path or rule_folder() / "doubts.yaml", _Doubts).doubts
