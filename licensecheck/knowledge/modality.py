"""How clauses say that an act must, may, need not or must not be done: rules/modality.yaml."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from licensecheck.knowledge.readers import reader
from licensecheck.knowledge.schema import Strict

Line = Annotated[str, Field(min_length=2)]
Example = Annotated[str, Field(pattern=r"\[.+\]")]


class Modality(StrEnum):
    """What a clause does with an act."""

    MUST = "must"
    MAY = "may"
    NEED_NOT = "need-not"
    MUST_NOT = "must-not"
    CONDITION = "condition"
    """Other rights depend on it: "provided that you keep the notice"."""
    OPEN = "open"
    """It only speaks of the act: "if you sell it"."""


class Stands(StrEnum):
    """Where a sign stands towards the act."""

    BEFORE = "before"
    AFTER = "after"
    ASIDE = "aside"
    """In a remark on all acts before it: "but it is not required"."""


class Sign(Strict):
    """Words that say what is done with an act."""

    modality: Modality
    stands: Stands
    noun: bool = False
    """A noun like "permission to": what it says can still be denied by what is around it."""
    reach: int | None = Field(default=None, ge=1)
    """Tokens between it and the verb of the act, where that is limited."""
    excludes: bool = False
    """It takes an act out of what was said before; conditions of the rest are none of its own."""
    turns: Mapping[Modality, Modality] = Field(default_factory=dict)
    """What it makes of the modality that is said before it; of all others, its own."""
    text: tuple[Line, ...] = Field(min_length=1)
    examples: tuple[Example, ...] = Field(min_length=1)
    """With the act in brackets, which this modality governs."""
    other: tuple[Example, ...] = Field(min_length=1)
    """Near misses: another modality governs the act."""


class Denials(Strict):
    """What tells that words which forbid an act speak of the work itself."""

    works: tuple[Line, ...] = ()
    """The work and its copies."""
    acts: tuple[Line, ...] = ()
    """Acts that are named in one breath with others."""
    ends: tuple[Line, ...] = ()
    """Where the object of a verb is over."""
    listed: tuple[Line, ...] = ()
    """Lead-ins of lists of conditions: who makes no use of the right that has them is free."""
    told: tuple[Line, ...] = ()
    """Who is told by a bare "do not"; of others it only says what they do."""


class Signs(Strict):
    """All of the file."""

    signs: tuple[Sign, ...] = ()
    others: tuple[Line, ...] = ()
    """Those who grant the licence: what they promise not to do is no ban."""
    conditions: tuple[Line, ...] = ()
    """Words that make a ban conditional, anywhere in its sentence."""
    limits: tuple[Line, ...] = ()
    """Words behind a ban that narrow it to a part of what the act covers."""
    anyhow: tuple[Line, ...] = ()
    """Words that look like such, and narrow nothing."""
    granting: tuple[Line, ...] = ()
    """What the licensor says in giving or keeping a right: his "does not grant" is a ban."""
    narrowing: tuple[Line, ...] = ()
    """What narrows a permission so far that it may be a ban: "with our consent"."""
    waiving: tuple[Line, ...] = ()
    """Words of these that narrow nothing: "without our consent"."""
    denials: Denials = Denials()


class Act(Strict):
    """What a label is about, so that its modality can be told."""

    needs: Modality | None = None
    """Where it is not what the label's kind says."""
    does: tuple[Line, ...] = ()
    """The act, its verb first: "keep the notice"."""
    done: tuple[Line, ...] = ()
    """The act, its verb last: "the notice … kept"."""
    against: tuple[Modality, ...] | None = None
    """What speaks against the label, where it is not all that differs from what it needs."""
    narrowed: bool = True
    """A permission that consent or the like narrows may be the label after all."""
    denied: str = ""
    """The label of a clause that denies the act as such."""


load_signs = reader("modality.yaml", Signs)
