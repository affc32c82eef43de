"""Short values behind words that speak of use: rules/labelled.yaml."""

import re
from functools import cache, cached_property
from pathlib import Path

from pydantic import Field

from licensecheck.knowledge.files import read_rule_file, rule_folder
from licensecheck.knowledge.schema import Regex, Strict

_Patterns = tuple[Regex, ...]
_MARKS = " \t*_`~:|\"'.!()[]<>#-–—•"
_LONGEST = 80
"""Characters of a label or a value; a longer one is a sentence, and read as one."""


class _LabelledExamples(Strict):
    leaves: tuple[tuple[str, str], ...] = Field(min_length=1)
    harmless: tuple[tuple[str, str], ...] = Field(min_length=1)


class Labelled(Strict):
    """Labels and values that limit use."""

    labels: _Patterns = Field(min_length=1)
    values: _Patterns = Field(min_length=1)
    harmless: _Patterns = Field(min_length=1)
    examples: _LabelledExamples

    def limits(self, label: str, value: str) -> bool:
        """True where what stands behind a label limits who may do what; each without its marks."""
        label, value = (plain(one) for one in (label, value))
        if not (label and value) or max(len(label), len(value)) > _LONGEST:
            return False
        both = self._labels.fullmatch(label) and self._values.fullmatch(value)
        return bool(both) and not self._harmless.fullmatch(f"{label}\0{value}")

    @cached_property
    def _labels(self) -> re.Pattern[str]:
        return _whole(self.labels)

    @cached_property
    def _values(self) -> re.Pattern[str]:
        return _whole(self.values)

    @cached_property
    def _harmless(self) -> re.Pattern[str]:
        return _whole(self.harmless)


def _whole(patterns: _Patterns) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns), re.IGNORECASE | re.DOTALL)


def plain(text: str) -> str:
    """A label or value without the marks around it; a single mark is a value."""
    text = " ".join(text.split())
    return text.strip(_MARKS) or text.strip()[:1]


@cache
def load_labelled(path: Path | None = None) -> Labelled:
    """The labels of our rule file, by default; RuleFileError says where a mistake is."""
    return read_rule_file(path or rule_folder() / "labelled.yaml", Labelled)
