"""How a card speaks of terms, and what makes it harmless: rules/remarks.yaml."""

import re

from pydantic import Field

from licensecheck.knowledge.phrases import Phrase
from licensecheck.knowledge.readers import reader
from licensecheck.knowledge.schema import Expressions, Strict

_NAME = Phrase("licences/may-name")
"""What stands in most names of licences; to look for all names takes a quarter of an audit."""
_PICTURE = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]")


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

    speaks: Expressions = Field(min_length=1)
    harmless: Expressions = Field(min_length=1)
    adds: Expressions = Field(min_length=1)
    turns: Expressions = Field(min_length=1)
    narrows: Expressions = Field(min_length=1)
    binds: Expressions = Field(min_length=1)
    signs: Expressions = Field(min_length=1)
    examples: RemarkExamples

    def leaves(self, text: str, *, named: bool, speaks: bool = False) -> bool:
        """True where a sentence says more of terms than we know; `named` where it names a licence
        that we know, `speaks` where it is known to speak of terms."""
        if self.binds.stand_in(text) or (
            named and (self.narrows.stand_in(text) or self.turns.stand_in(text))
        ):
            return True
        if not (speaks or self.speaks.stand_in(text)):
            return False
        return self.adds.stand_in(text) or not (named or self.harmless.stand_in(text))

    def may_name(self, text: str) -> bool:
        """True where the name of a licence may stand in a sentence."""
        return _NAME.search(text) is not None

    def binds_anywhere(self, text: str) -> bool:
        """True where a sentence binds, or adds to what it says of terms, whatever it names."""
        adds = self.speaks.stand_in(text) and self.adds.stand_in(text)
        return adds or self.binds.stand_in(text)

    def signs_ban(self, line: str) -> bool:
        """True where a line says in pictures who or what is ruled out."""
        return _PICTURE.search(line) is not None and self.signs.stand_in(line)


load_remarks = reader("remarks.yaml", Remarks)
