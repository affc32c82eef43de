"""How words offer on request what a licence by itself does not give: rules/leave.yaml."""

import re
from functools import cache, cached_property
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from licensecheck.knowledge.files import read_rule_file, rule_folder
from licensecheck.knowledge.schema import Regex, Strict, any_of


class Offers(Strict):
    """Words that say how one asks the licensor."""

    asks: tuple[Regex, ...] = Field(min_length=1)
    examples: tuple[str, ...] = Field(min_length=1)
    other: tuple[str, ...] = Field(min_length=1)
    """Clauses about terms that tell nobody how to ask."""

    @model_validator(mode="after")
    def _holds(self) -> Self:
        wrong = [one for one in self.examples if not self.made_by(one)]
        if wrong := [*wrong, *(one for one in self.other if self.made_by(one))]:
            raise ValueError(f"not as the file says: {wrong[0]!r}")
        return self

    def made_by(self, clause: str) -> bool:
        """True where a clause says how one gets more than the licence gives."""
        return self._asks.search(clause) is not None

    @cached_property
    def _asks(self) -> re.Pattern[str]:
        return any_of(self.asks, re.IGNORECASE | re.DOTALL)


@cache
def load_offers(path: Path | None = None) -> Offers:
    """The words; RuleFileError says where a mistake is."""
    return read_rule_file(path or rule_folder() / "leave.yaml", Offers)
