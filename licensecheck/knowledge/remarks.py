"""How a card speaks of terms, and what makes it harmless: rules/remarks.yaml."""

import re
from collections.abc import Callable
from functools import cache, cached_property
from pathlib import Path

from pydantic import Field

from licensecheck.knowledge.files import read_rule_file, rule_folder
from licensecheck.knowledge.phrases import Phrase
from licensecheck.knowledge.schema import Regex, Strict, search

_NAME = Phrase("licences/may-name")
"""What stands in most names of licences; to look for all names takes a quarter of an audit."""
_PICTURE = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]")
_Lines = tuple[Regex, ...]


class RemarkExamples(Strict):
    """Sentences in our own words."""

    narrows: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    """Near misses of `narrows`."""
    signed: tuple[str, ...] = ()
    unsigned: tuple[str, ...] = ()
    leaves: tuple[str, ...] = Field(min_length=1)
    harmless: tuple[str, ...] = Field(min_length=1)


class Remarks(Strict):
    """Regular expressions on one sentence or table row."""

    speaks: _Lines = Field(min_length=1)
    harmless: _Lines = Field(min_length=1)
    adds: _Lines = Field(min_length=1)
    turns: _Lines = Field(min_length=1)
    narrows: _Lines = Field(min_length=1)
    binds: _Lines = Field(min_length=1)
    signs: _Lines = Field(min_length=1)
    examples: RemarkExamples

    def leaves(self, text: str, *, named: bool, speaks: bool = False) -> bool:
        """True where a sentence says more of terms than we know; `named` where it names a licence
        that we know, `speaks` where it is known to speak of terms."""
        if self._binds(text) or (named and (self._narrows(text) or self._turns(text))):
            return True
        if not (speaks or self._speaks(text)):
            return False
        return self._adds(text) or not (named or self._harmless(text))

    def may_name(self, text: str) -> bool:
        """True where the name of a licence may stand in a sentence."""
        return _NAME.search(text) is not None

    def binds_anywhere(self, text: str) -> bool:
        """True where a sentence binds, or adds to what it says of terms, whatever it names."""
        adds = self._speaks(text) and self._adds(text)
        return adds or self._binds(text)

    def signs_ban(self, line: str) -> bool:
        """True where a line says in pictures who or what is ruled out."""
        return _PICTURE.search(line) is not None and self._signs(line)

    @cached_property
    def _signs(self) -> Callable[[str], bool]:
        return search(self.signs)

    @cached_property
    def _speaks(self) -> Callable[[str], bool]:
        return search(self.speaks)

    @cached_property
    def _harmless(self) -> Callable[[str], bool]:
        return search(self.harmless)

    @cached_property
    def _adds(self) -> Callable[[str], bool]:
        return search(self.adds)

    @cached_property
    def _turns(self) -> Callable[[str], bool]:
        return search(self.turns)

    @cached_property
    def _narrows(self) -> Callable[[str], bool]:
        return search(self.narrows)

    @cached_property
    def _binds(self) -> Callable[[str], bool]:
        return search(self.binds)


@cache
def load_remarks(path: Path | None = None) -> Remarks:
    """The remarks of our rule file, by default; RuleFileError says where a mistake is."""
    return read_rule_file(path or rule_folder() / "remarks.yaml", Remarks)
