"""The open-washing rules: what each means. How each is detected is judge/washing.py."""

from pydantic import Field

from licensecheck.domain import Severity
from licensecheck.knowledge.readers import reader_of_folder
from licensecheck.knowledge.schema import Strict, Wording


class WashingExamples(Strict):
    """Situations in plain words."""

    washing: tuple[str, ...] = Field(min_length=1)
    honest: tuple[str, ...] = Field(min_length=1)


class WashingRule(Strict):
    """One way in which a claim and the facts can disagree."""

    rule: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    severity: Severity
    summary: str
    says: Wording
    """A finding's sentence without its full stop. `{slot}` is what the detector found, several
    joined by commas, in `{slot:and}` by that word. Of `[one|another]` the first counts all of
    whose slots are filled, of `[one]` nothing where they are not."""
    letter: Wording
    """One fair sentence to the publisher, without its full stop: what is claimed, what contradicts
    it, and what would settle it. Beside the slots of `says` there are `{claimed}`, the first words
    of the publisher with their place, `{at}`, that place alone, and `{against}`, the words that
    stand against them."""
    why: str
    remedy: str
    limits: str
    examples: WashingExamples


load_washing = reader_of_folder("washing", WashingRule, "rule")
