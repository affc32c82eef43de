"""Short values behind words that speak of use: rules/labelled.yaml."""

from pydantic import Field

from licensecheck.knowledge.readers import reader
from licensecheck.knowledge.schema import LongExpressions, Strict

_MARKS = " \t*_`~:|\"'.!()[]<>#-–—•"
_LONGEST = 80
"""Characters of a label or a value; a longer one is a sentence, and read as one."""


class _LabelledExamples(Strict):
    leaves: tuple[tuple[str, str], ...] = Field(min_length=1)
    harmless: tuple[tuple[str, str], ...] = Field(min_length=1)


class Labelled(Strict):
    """Labels and values that limit use."""

    labels: LongExpressions = Field(min_length=1)
    values: LongExpressions = Field(min_length=1)
    harmless: LongExpressions = Field(min_length=1)
    examples: _LabelledExamples

    def limits(self, label: str, value: str) -> bool:
        """True where what stands behind a label limits who may do what; each without its marks."""
        label, value = (plain(one) for one in (label, value))
        if not (label and value) or max(len(label), len(value)) > _LONGEST:
            return False
        both = self.labels.one.fullmatch(label) and self.values.one.fullmatch(value)
        return bool(both) and not self.harmless.one.fullmatch(f"{label}\0{value}")


def plain(text: str) -> str:
    """A label or value without the marks around it; a single mark is a value."""
    text = " ".join(text.split())
    return text.strip(_MARKS) or text.strip()[:1]


load_labelled = reader("labelled.yaml", Labelled)
