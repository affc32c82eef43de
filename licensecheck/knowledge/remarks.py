"""How a card speaks of terms, and what makes it harmless: rules/remarks.yaml."""

import re
from collections.abc import Callable
from functools import cache, cached_property
from pathlib import Path

from pydantic import Field

from licensecheck.knowledge.files import read_rule_file, rule_folder
from licensecheck.knowledge.phrases import Phrase
from licensecheck.knowledge.schema import Regex, Strict, any_of, search

_NAME = Phrase("licences/may-name")
"""What stands in most names of licences; to look for all names takes a quarter of an audit."""
_PICTURE = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]")
_Lines = tuple[Regex, ...]


class RemarkExamples(Strict):
    """Sentences in our own words."""

    struck: tuple[str, ...] = ()
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
    carries: _Lines = Field(min_length=1)
    struck: _Lines = Field(min_length=1)
    examples: RemarkExamples

    def leaves(self, text: str, *, named: bool, speaks: bool = False, parts: bool = False) -> bool:
        """True where a sentence says more of terms than we know; `named` where it names a licence
        that we know, `speaks` where it is known to speak of terms, `parts` where it names several
        open licences: each is for some part, and what is excepted from one is under another."""
        if self._binds(text) or (named and self.narrows_down(text)):
            return True
        if named and not parts and self._turns(text):
            return True
        if parts or not (speaks or self._speaks(text)):
            return False
        return self._adds(text) or not (named or self._harmless(text))

    def beyond(self, text: str) -> str:
        """What a sentence says besides what is harmless."""
        return self._harmless_words.sub(" ", text)

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

    def strikes(self, markup: str) -> bool:
        """True where words of a grant are struck out, as they are written in Markdown."""
        return "~~" in markup and self._struck.search(markup) is not None

    def narrows_down(self, text: str) -> bool:
        """True where words say to whom, for what or where a licence is given, and not to all."""
        return self._narrows(text)

    def carries_over(self, text: str) -> bool:
        """True where the terms of a base or of data are said to hold for what came of it."""
        return self._carries(text)

    def speaks_of_terms(self, text: str) -> bool:
        """True where a rule finds terms in a sentence, harmless or not."""
        return self._binds(text) or self._speaks(text)

    @cached_property
    def _signs(self) -> Callable[[str], bool]:
        return search(self.signs)

    @cached_property
    def _struck(self) -> re.Pattern[str]:
        return any_of(self.struck)

    @cached_property
    def _carries(self) -> Callable[[str], bool]:
        return search(self.carries)

    @cached_property
    def _speaks(self) -> Callable[[str], bool]:
        return search(self.speaks)

    @cached_property
    def _harmless(self) -> Callable[[str], bool]:
        return search(self.harmless)

    @cached_property
    def _harmless_words(self) -> re.Pattern[str]:
        return any_of(self.harmless)

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
