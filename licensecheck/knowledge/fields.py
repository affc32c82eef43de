"""Fields of front matter, and what each of them holds: rules/fields.yaml."""

import re
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path

from pydantic import Field as Checked

from licensecheck.knowledge.files import read_rule_file, rule_folder
from licensecheck.knowledge.schema import Regex, Strict, any_of

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
    speaks_of_use: tuple[Regex, ...]
    template: tuple[Regex, ...]
    names_terms: tuple[Regex, ...]

    def holds(self, name: str) -> Holds:
        """What a field holds; its name as hubs spell it."""
        return self._by_name.get(name, Holds.UNKNOWN)

    def of_use(self, name: str) -> bool:
        """True for the name of a field, or a comment, that speaks of use or terms."""
        return self._of_use.search(_JOINTS.sub(" ", name)) is not None

    def of_template(self, comment: str) -> bool:
        """True for a comment that the hub's own template for cards has."""
        return self._of_template.search(comment) is not None

    def name_terms(self, word: str) -> bool:
        """True for a tag, or another word, that names terms by itself."""
        return self._terms.fullmatch(_JOINTS.sub(" ", word).strip()) is not None

    @cached_property
    def _by_name(self) -> dict[str, Holds]:
        return {name: field.holds for field in self.fields for name in field.names}

    @cached_property
    def _of_use(self) -> re.Pattern[str]:
        return any_of(self.speaks_of_use)

    @cached_property
    def _of_template(self) -> re.Pattern[str]:
        return any_of(self.template)

    @cached_property
    def _terms(self) -> re.Pattern[str]:
        return any_of(self.names_terms)


@cache
def load_fields(path: Path | None = None) -> Fields:
    """The fields of our rule file, by default; RuleFileError says where a mistake is."""
    return read_rule_file(path or rule_folder() / "fields.yaml", Fields)
