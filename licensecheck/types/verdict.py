"""Answers, and what they rest on."""

from dataclasses import dataclass
from enum import StrEnum

from licensecheck.types.clause import Source
from licensecheck.types.document import Span


class Status(StrEnum):
    """Answer to one criterion."""

    MET = "MET"
    NOT_MET = "NOT_MET"
    UNKNOWN = "UNKNOWN"
    NOT_APPLICABLE = "NOT_APPLICABLE"


class Level(StrEnum):
    """One word for the whole model; what each means stands in the README."""

    OPEN_SOURCE_AI = "open-source-ai"
    OPEN_WEIGHTS = "open-weights"
    RESTRICTED_WEIGHTS = "restricted-weights"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class Severity(StrEnum):
    """How much a finding weighs, were it true."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"


class Confidence(StrEnum):
    """How sure we are; says nothing about how bad it is."""

    CERTAIN = "certain"
    UNCERTAIN = "uncertain"
    """Please read the clause."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote and its place."""

    document: str
    span: Span
    line: int
    """1-based line of the span's start."""
    quote: str
    """The document's text in the span."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One firing of a rule, with its quotes."""

    rule: str
    """Id of the rule, or the label where the model alone says so."""
    labels: tuple[str, ...]
    severity: Severity
    confidence: Confidence
    source: Source
    message: str
    evidence: tuple[Evidence, ...]
    """Never empty for a text; a finding from metadata names the field as the document."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Answer to one criterion of one framework."""

    framework: str
    criterion: str
    status: Status
    reason: str
    findings: tuple[Finding, ...] = ()
