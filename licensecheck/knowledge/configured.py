"""What keys of settings name: rules/configured.yaml."""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property

from pydantic import Field

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


class _Examples(Strict):
    parts: Entries = Field(min_length=1)
    bases: Entries = Field(min_length=1)
    models: Entries = Field(min_length=1)
    near_misses: Entries = Field(min_length=1)


class Configured(Strict):
    """The words of keys, and of places whose settings are those of something else."""

    parts: Entries = Field(min_length=1)
    bases: Entries = Field(min_length=1)
    models: Entries = Field(min_length=1)
    aside: Entries = Field(min_length=1)
    places: Entries = Field(min_length=1)
    folders: frozenset[str] = Field(min_length=1)
    examples: _Examples

    def use(self, keys: Sequence[str]) -> Use | None:
        """What stands behind keys, the outermost first; None for no model that counts."""
        last, whole = _spelt(keys[-1:]), _spelt(keys)
        if any(one in whole for one in self._aside):
            return None
        if any(last.endswith(one) for one in self._bases):
            named_part = any(one in _spelt(keys[:-1]) for one in self._parts)
            return Use.PART if named_part else Use.BASE
        if any(one in whole for one in self._parts):
            return Use.PART
        return Use.MODEL if last in self._models else None

    def is_aside(self, path: str) -> bool:
        """True for a file whose settings are those of something else, by its name and folders."""
        return any(one in _spelt([path]) for one in self._places)

    @cached_property
    def _parts(self) -> Entries:
        return _each(self.parts)

    @cached_property
    def _bases(self) -> Entries:
        return _each(self.bases)

    @cached_property
    def _models(self) -> Entries:
        return _each(self.models)

    @cached_property
    def _aside(self) -> Entries:
        return _each(self.aside)

    @cached_property
    def _places(self) -> Entries:
        return _each(self.places)


def _each(entries: Entries) -> Entries:
    return tuple(_spelt([one]) for one in entries)


def _spelt(keys: Sequence[str]) -> str:
    """The words of keys in small letters, each with a blank on both sides."""
    return f" {' '.join(word.lower() for key in keys for word in _WORD.findall(key))} "


load_configured = reader("configured.yaml", Configured)
