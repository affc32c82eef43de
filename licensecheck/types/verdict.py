"""Answers, and what they rest on."""

from dataclasses import dataclass
from enum import StrEnum

from licensecheck.types.clause import Source
from licensecheck.types.document import Span
from licensecheck.types.word import Word


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
    clause: str = ""
    """Where the quote only names a licence: that licence and its section that says so."""


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
