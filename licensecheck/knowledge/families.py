"""Families of models whose names betray a base that nobody declared: rules/families.yaml."""

import re
from typing import Annotated

from pydantic import Field

from licensecheck.knowledge.readers import reader_under
from licensecheck.knowledge.schema import Regex, Strict


class Family(Strict):
    """One family, as it shows in names of derivatives."""

    family: str
    pattern: Annotated[Regex, Field(min_length=3)]
    """Regular expression on a model's name, letter case apart."""
    unless: Regex = ""
    """Names with this are of models that only sound alike."""
    base: str
    """A model of the family in the catalogue, whose terms are those of the family."""
    prose: bool = True
    """False where only names of models betray it: in sentences the catalogue knows its members."""
    owners: tuple[str, ...]
    """Organisations, in lower case, whose own models these are."""

    def names(self, name: str) -> re.Match[str] | None:
        """Where a model's name shows that it is of this family; None where it does not."""
        if self.unless and re.search(self.unless, name, re.I):
            return None
        return re.search(self.pattern, name, re.I)


load_families = reader_under("families", "families.yaml", tuple[Family, ...])
"""The more particular ones stand first."""
