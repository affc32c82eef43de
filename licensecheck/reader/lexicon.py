"""Names and words that labelled pages use, and those of the catalogue."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from licensecheck.text.letters import letters

_PART = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of names and words before a page is read."""

    families: frozenset[str]
    """Letters that names of well-known models begin with."""
    models: frozenset[str]
    """Letters of names of models that the catalogue knows."""
    roles: Mapping[str, Mapping[str, int]]
    """By the letters of a name, for how many publishers it had a role in labelled pages."""
    beginnings: frozenset[str]
    """Letters that names of several words begin with, word by word."""

    def is_known(self, name: str) -> bool:
        """Whether a name, of one word or more, is that of something in a labelled page or in the
        catalogue."""
        key = letters(name)
        return key in self.roles or (len(key) > 3 and key in self.models)

    def is_of_family(self, name: str) -> bool:
        """Whether a part of a name is that of a well-known family."""
        return any(part.lower() in self.families for part in _PART.findall(name))
