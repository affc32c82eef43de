"""How a card speaks of terms, and what makes it harmless: rules/remarks.yaml."""

import re
from functools import cache, cached_property
from pathlib import Path

from pydantic import Field

from licensecheck.knowledge.files import read_rule_file, rule_folder
from licensecheck.knowledge.schema import Regex, Strict, any_of

_Lines = tuple[Regex, ...]


class RemarkExamples(Strict):
    """Sentences in our own words."""

    leaves: tuple[str, ...] = Field(min_length=1)
    harmless: tuple[str, ...] = Field(min_length=1)


class Remarks(Strict):
    """Regular expressions on one sentence or table row."""

    speaks: _Lines = Field(min_length=1)
    harmless: _Lines = Field(min_length=1)
    adds: _Lines = Field(min_length=1)
    binds: _Lines = Field(min_length=1)
    examples: RemarkExamples

    def leaves(self, text: str, *, named: bool) -> bool:
        """True where a sentence says more of terms than we know; `named` where it names a licence
        that we know, which never makes it leave more."""
        if self._binds.search(text):
            return True
        if not self._speaks.search(text):
            return False
        return bool(self._adds.search(text)) or not (named or self._harmless.search(text))

    @cached_property
    def _speaks(self) -> re.Pattern[str]:
        return any_of(self.speaks)

    @cached_property
    def _harmless(self) -> re.Pattern[str]:
        return any_of(self.harmless)

    @cached_property
    def _adds(self) -> re.Pattern[str]:
        return any_of(self.adds)

    @cached_property
    def _binds(self) -> re.Pattern[str]:
        return any_of(self.binds)


@cache
def load_remarks(path: Path | None = None) -> Remarks:
    """The remarks of our rule file, by default; RuleFileError says where a mistake is."""
    return read_rule_file(path or rule_folder() / "remarks.yaml", Remarks)
