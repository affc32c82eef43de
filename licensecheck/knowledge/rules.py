"""The clause rules: one file for each label, which is also the label's definition."""

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from licensecheck.domain import FindingKind, Severity
from licensecheck.domain.mismatch import Promise
from licensecheck.knowledge.modality import Act, Modality
from licensecheck.knowledge.readers import read_folder, read_once, read_under, reader_of_folder
from licensecheck.knowledge.schema import Regex, Strict, Wording


class Effect(StrEnum):
    """What a label means towards the Open Source Definition."""

    VIOLATES = "violates"
    CONCERN = "concern"
    CONDITION = "condition"
    GRANT = "grant"
    NEUTRAL = "neutral"


class SlotKind(StrEnum):
    """How the value of a slot is read from the words that matched."""

    NUMBER = "number"
    """Digits and scale word: "700 million" is 700000000."""
    TEXT = "text"
    """The matched words."""


Pattern = Annotated[str, Field(min_length=2)]
Example = Annotated[str, Field(min_length=8)]


_NEEDS: Mapping[FindingKind, Modality] = MappingProxyType(
    {
        FindingKind.BAN: Modality.MUST_NOT,
        FindingKind.DUTY: Modality.MUST,
        FindingKind.GRANT: Modality.MAY,
        FindingKind.POWER: Modality.MAY,
    }
)


class Condition(Strict):
    """One way in which a clause can be recognised: everything given must hold.

    Patterns are lines of words, see CONTRIBUTING.md; a list holds if one of its lines does.
    """

    text: tuple[Pattern, ...] = Field(min_length=1)
    """In the clause itself."""
    also: tuple[Pattern, ...] = ()
    """In the clause too, anywhere."""
    stem: tuple[Pattern, ...] = ()
    """In its lead-in or heading."""
    unless: tuple[Pattern, ...] = ()
    """Neither in the clause nor in its lead-in or heading."""


class SlotRule(Strict):
    """A value to take out of a clause that has the label."""

    name: str
    kind: SlotKind
    text: tuple[Pattern, ...] = Field(min_length=1)


class Telling(Strict):
    """What the clauses of one label tell apart: one thing that may be said in them."""

    name: str
    """What it is a kind of; the name of a value of the finding."""
    text: str
    match: Regex
    """On a clause without its line breaks; letter case counts."""
    unless: Regex = "(?!)"
    examples: tuple[Example, ...] = Field(min_length=1)
    other: tuple[Example, ...] = Field(min_length=1)
    """Clauses with the label that say something else."""

    def is_in(self, clause: str) -> bool:
        """True where a clause says it."""
        words = " ".join(clause.split())
        return bool(re.search(self.match, words)) and not re.search(self.unless, words)


class Examples(Strict):
    """In our own words; a `|` separates a lead-in from its item: "You must not: | sell it"."""

    matching: tuple[Example, ...] = Field(min_length=2)
    other: tuple[Example, ...] = Field(min_length=2)
    """Near misses that must not get the label."""
    exempt: tuple[Example, ...] = ()
    """Near misses that must not get it whatever the classifier thinks."""


class Recognisable(Strict):
    """What can be recognised by the words of a clause."""

    match: tuple[Condition, ...] = Field(min_length=1)
    doubtful: tuple[Condition, ...] = ()
    """Ways that other clauses have, too: a person should read what only these find."""
    exempt: tuple[Condition, ...] = ()
    """Near misses that the classifier takes for it: where one of these holds, it is not said."""
    slots: tuple[SlotRule, ...] = ()
    examples: Examples


class LabelRule(Recognisable):
    """One label: its meaning, how to explain it, how to recognise it."""

    label: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    effect: Effect
    osd: tuple[Annotated[int, Field(ge=1, le=10)], ...] = ()
    """Criteria of the Open Source Definition that a clause with this label touches."""
    freedom: tuple[str, ...] = ()
    """OSAID freedoms it touches: use, study, modify, share."""
    severity: Severity
    meaning: str
    """What a clause with this label does."""
    near_miss: str = ""
    """What must not get the label."""
    kind: Literal[FindingKind.BAN, FindingKind.DUTY, FindingKind.GRANT, FindingKind.POWER]
    """Whether the user may not, must or may do what it says, or the licensor may."""
    says: Annotated[Wording, Field(pattern=r"^[a-z].+[^.]$")]
    """What that is, as the end of a sentence without its full stop; `{slot}` is filled in."""
    brief: Annotated[Wording, Field(pattern=r"^([a-z].+[^.])?$")] = ""
    """The same where there is one line for it; empty where `says` is short enough."""
    quoted: bool = False
    """True where only the clause tells what that is about, so that its words are shown."""
    told: bool = False
    """True for what whoever uses the work must know, although the Open Source Definition does not
    mind: a neutral label that gives findings."""
    why: str
    """Why it matters to whoever adopts the model."""
    limits: str
    """What the patterns cannot see."""
    remedy: str
    """What can be done about it."""
    references: tuple[str, ...] = Field(min_length=1)
    tells: tuple[Telling, ...] = ()
    """What its clauses tell apart: which notices must be kept, whether sublicences may be given."""
    act: Act | None = None
    """What the label is about, so that a clause that does something else with it is told apart."""

    @property
    def needs(self) -> Modality:
        """What a clause must do with the act to have the label."""
        return (self.act and self.act.needs) or _NEEDS[self.kind]

    @model_validator(mode="after")
    def _criteria_fit_the_effect(self) -> Self:
        if self.effect is Effect.VIOLATES and not self.osd:
            raise ValueError("a label that violates must name the criteria (osd: [...])")
        return self


class ClaimRule(Recognisable):
    """One kind of claim about openness that publishers make."""

    claim: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    meaning: str
    """What a reader takes it to promise."""
    promises: tuple[Promise, ...] = Field(min_length=1)
    """What must be true for it not to be open-washing."""
    tags: tuple[str, ...] = ()
    """Tags of a card that claim the same."""


class Rules(Strict):
    """All clause rules by label, and the words that they share."""

    labels: Mapping[str, LabelRule]
    vocabulary: Mapping[str, tuple[str, ...]]
    """Named lists of phrases for use in patterns as `<name>`."""

    def with_effect(self, effect: Effect) -> frozenset[str]:
        """The labels of one effect."""
        return frozenset(n for n, rule in self.labels.items() if rule.effect is effect)

    @property
    def meaningful(self) -> frozenset[str]:
        """The labels that give findings: all that mean something for the licensee."""
        neutral = self.with_effect(Effect.NEUTRAL)
        return frozenset(n for n, rule in self.labels.items() if rule.told or n not in neutral)


def _rules(root: Path) -> Rules:
    labels = read_folder(root / "clauses", LabelRule, "label")
    vocabulary = read_under("phrases", root / "vocabulary.yaml", dict[str, tuple[Pattern, ...]])
    return Rules(labels=labels, vocabulary=MappingProxyType(vocabulary))


load_rules = read_once("", _rules)
load_claims = reader_of_folder("claims", ClaimRule, "claim")
