"""Fields of front matter, and what each of them holds: rules/fields.yaml."""

import re
from enum import StrEnum
from functools import cached_property

from pydantic import Field as Checked

from licensecheck.knowledge.readers import reader
from licensecheck.knowledge.schema import Expressions, Strict

_JOINTS = re.compile(r"[_\W]+")


class Holds(StrEnum):
    """What the value of a field is."""

    TERMS = "terms"
    """Terms, which are read as such."""
    WORDS = "words"
    """Names and short texts about the model."""
    SAMPLES = "samples"
    """What goes into a model or comes out of it, results, and names of other people's work."""
    LIMIT = "limit"
    """True where somebody gets no access."""
    UNKNOWN = "unknown"
    """A field that is in no list."""


class _Field(Strict):
    names: tuple[str, ...] = Checked(min_length=1)
    holds: Holds
    examples: tuple[str, ...] = Checked(min_length=1)
    """Lines of YAML that say nothing of terms."""


class Fields(Strict):
    """All fields that hubs and their tools define."""

    fields: tuple[_Field, ...] = Checked(min_length=1)
    speaks_of_use: Expressions
    template: Expressions
    names_terms: Expressions

    def holds(self, name: str) -> Holds:
        """What a field holds; its name as hubs spell it."""
        return self._by_name.get(name, Holds.UNKNOWN)

    def of_use(self, name: str) -> bool:
        """True for the name of a field, or a comment, that speaks of use or terms."""
        return self.speaks_of_use.one.search(_JOINTS.sub(" ", name)) is not None

    def of_template(self, comment: str) -> bool:
        """True for a comment that the hub's own template for cards has."""
        return self.template.one.search(comment) is not None

    def name_terms(self, word: str) -> bool:
        """True for a tag, or another word, that names terms by itself."""
        return self.names_terms.one.fullmatch(_JOINTS.sub(" ", word).strip()) is not None

    @cached_property
    def _by_name(self) -> dict[str, Holds]:
        return {name: field.holds for field in self.fields for name in field.names}


load_fields = reader("fields.yaml", Fields)
