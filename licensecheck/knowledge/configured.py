"""What keys of settings name: rules/configured.yaml."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from licensecheck.knowledge.readers import reader
from licensecheck.knowledge.schema import Strict

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
Entries = tuple[str, ...]


class Use(StrEnum):
    """What a model is to the one whose settings name it."""

    PART = "part"
    BASE = "base"
    MODEL = "model"
    """The settings say no more than that it is the model."""


def _spelt(keys: Sequence[str]) -> str:
    """The words of keys in small letters, each with a blank on both sides."""
    return f" {' '.join(word.lower() for key in keys for word in _WORD.findall(key))} "


def _each(entries: Entries) -> Entries:
    return tuple(_spelt([one]) for one in entries)


Keys = Annotated[Entries, Field(min_length=1), AfterValidator(_each)]
"""Words of keys, spelt as keys are compared."""


class _Examples(Strict):
    parts: Entries = Field(min_length=1)
    bases: Entries = Field(min_length=1)
    models: Entries = Field(min_length=1)
    near_misses: Entries = Field(min_length=1)


class Configured(Strict):
    """The words of keys, and of places whose settings are those of something else."""

    parts: Keys
    bases: Keys
    models: Keys
    aside: Keys
    places: Keys
    folders: frozenset[str] = Field(min_length=1)
    examples: _Examples

    def use(self, keys: Sequence[str]) -> Use | None:
        """What stands behind keys, the outermost first; None for no model that counts."""
        last, whole = _spelt(keys[-1:]), _spelt(keys)
        if any(one in whole for one in self.aside):
            return None
        if any(last.endswith(one) for one in self.bases):
            before = _spelt(keys[:-1])
            return Use.PART if any(one in before for one in self.parts) else Use.BASE
        if any(one in whole for one in self.parts):
            return Use.PART
        return Use.MODEL if last in self.models else None

    def is_aside(self, path: str) -> bool:
        """True for a file whose settings are those of something else, by its name and folders."""
        spelt = _spelt([path])
        return any(one in spelt for one in self.places)


load_configured = reader("configured.yaml", Configured)
