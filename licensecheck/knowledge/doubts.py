"""What a card says about access and use that a person must read: rules/doubts.yaml."""

import re
from functools import cache
from pathlib import Path

from pydantic import Field

from licensecheck.knowledge.files import read_rule_file, rule_folder
from licensecheck.knowledge.schema import Regex, Strict


class Doubt(Strict):
    """One way to say something that may limit access or use."""

    doubt: str
    meaning: str
    words: tuple[Regex, ...] = Field(min_length=1)
    unless: tuple[Regex, ...] = ()

    def raised_by(self, text: str) -> bool:
        """True where a clause says it."""
        said = any(re.search(words, text, re.I | re.S) for words in self.words)
        return said and not any(re.search(words, text, re.I) for words in self.unless)


class _Doubts(Strict):
    doubts: tuple[Doubt, ...]


@cache
def load_doubts(path: Path | None = None) -> tuple[Doubt, ...]:
    """The doubts in the order of the file."""
    return read_rule_file(path or rule_folder() / "doubts.yaml", _Doubts).doubts
