"""Answers, and what they rest on."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from licensecheck.domain.clause import Source
from licensecheck.domain.evidence import Evidence
from licensecheck.domain.mismatch import Mismatch
from licensecheck.domain.reasons import Reason
from licensecheck.domain.values import Value


class Word(StrEnum):
    """Its value, and `meaning`: what it tells whoever reads it."""

    meaning: str

    def __new__(cls, value: str, meaning: str = "") -> Self:
        """One member, from its value and its meaning."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member


class Status(StrEnum):
    """Answer to one criterion."""

    MET = "MET"
    """All was read, and nothing stands against it."""
    NOT_MET = "NOT_MET"
    """A clause or a missing part stands against it, for certain."""
    UNKNOWN = "UNKNOWN"
    """Something that decides it was not read, not found or not understood."""
    NOT_APPLICABLE = "NOT_APPLICABLE"
    """It asks about something that the model does not have."""


class Level(Word):
    """One word for the whole model, from the most open to the least, and to what nobody knows."""

    OPEN_SOURCE_AI = (
        "open-source-ai",
        "meets the Open Source AI Definition: weights and code under conformant terms, data "
        "information given",
    )
    OPEN_WEIGHTS = (
        "open-weights",
        "weights can be downloaded under terms that meet the Open Source Definition; code or data "
        "information is missing",
    )
    RESTRICTED_WEIGHTS = (
        "restricted-weights",
        "weights can be downloaded, the terms fail the Open Source Definition",
    )
    CLOSED = (
        "closed",
        "weights cannot be downloaded, or only after the licensor's approval of the person",
    )
    UNKNOWN = "unknown", "not enough could be read"


class Answer(Word):
    """May we use it? From the best answer to the worst."""

    ALLOWED = "allowed", "no rule of the policy has anything against it"
    WITH_DUTIES = "allowed-with-duties", "it may be used, if what the terms ask for is done"
    ASK = (
        "ask-your-lawyer",
        "neither the terms as far as they were read nor what the policy says of us settle it",
    )
    NOT_ALLOWED = "not-allowed", "a rule of the policy forbids it; the reason stands below it"


class Severity(StrEnum):
    """How much a finding weighs, were it true."""

    HIGH = "high"
    """It can forbid what most people want to do, or is a false claim about that."""
    MEDIUM = "medium"
    """It limits or burdens some uses."""
    LOW = "low"
    """A usual duty, or a gap that contradicts nothing."""
    INFO = "info"
    """Good to know; it asks for nothing."""


class FindingKind(StrEnum):
    """What a finding means for whoever uses the model."""

    BAN = "ban"
    """They may not do it."""
    DUTY = "duty"
    """They must do it."""
    GRANT = "grant"
    """They may do it."""
    POWER = "power"
    """The licensor may do it."""
    MISMATCH = "mismatch"
    """Open-washing: words and facts contradict each other."""


class Confidence(StrEnum):
    """How sure we are; says nothing about how bad it is."""

    CERTAIN = "certain"
    """The clause says so, or the licence is known to."""
    UNCERTAIN = "uncertain"
    """Please read the clause."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One firing of a rule, with its quotes."""

    rule: str
    """Id of the rule, or the label where the model alone says so."""
    labels: tuple[str, ...]
    severity: Severity
    confidence: Confidence
    source: Source
    kind: FindingKind
    evidence: tuple[Evidence, ...]
    """Never empty for a text; a finding from metadata names the field as the document."""
    values: tuple[Value, ...] = ()
    """What its clauses name, in their order."""
    mismatch: Mismatch | None = None
    """What contradicts what, for open-washing; else None."""
    part: str = "model"
    """What it is about: the model, or its weights, code or data alone."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Answer to one criterion of one framework."""

    framework: str
    criterion: str
    status: Status
    reason: Reason
    findings: tuple[Finding, ...] = ()
