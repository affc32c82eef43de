"""Answers, and what they rest on."""

from dataclasses import dataclass
from enum import StrEnum

from licensecheck.domain.clause import Source
from licensecheck.domain.evidence import Evidence
from licensecheck.domain.mismatch import Mismatch
from licensecheck.domain.reasons import Reason
from licensecheck.domain.values import Value
from licensecheck.domain.word import Word


class Status(StrEnum):
    """Answer to one criterion."""

    MET = "MET"
    NOT_MET = "NOT_MET"
    UNKNOWN = "UNKNOWN"
    NOT_APPLICABLE = "NOT_APPLICABLE"


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


class Severity(StrEnum):
    """How much a finding weighs, were it true."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"


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


@dataclass(frozen=True, slots=True)
class Verdict:
    """Answer to one criterion of one framework."""

    framework: str
    criterion: str
    status: Status
    reason: Reason
    findings: tuple[Finding, ...] = ()
