"""Answers, and what they rest on."""

from dataclasses import dataclass
from enum import StrEnum

from licensecheck.domain.clause import Source
from licensecheck.domain.document import Document, Span
from licensecheck.domain.mismatch import Mismatch
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


class Basis(StrEnum):
    """What a quote is taken from; the value stands in reports where there is no document."""

    DOCUMENT = "document"
    REPOSITORY = "repository"
    """Another repository, which the card links to."""
    HUB = "hub metadata"
    """A field that the hub keeps apart from the files."""
    NAME = "name"
    """The model's own name."""
    CATALOGUE = "catalogue"
    """Our dated facts about the model."""
    DATASET = "data set facts"
    """Our dated facts about a data set."""
    ANCESTOR = "lineage"
    """The terms of a model that it was made from."""


LONGEST_QUOTE = 20_000
"""Characters. No clause is longer; a field with a list may be, and each name in it quotes it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote and its place."""

    basis: Basis
    source: str
    """Path of the document, address of the repository or of the ancestor; else empty."""
    span: Span
    line: int
    """1-based line of the span's start; 0 where there is no document."""
    quote: str
    """The document's text in the span."""
    clause: str = ""
    """Where the quote only names a licence: that licence and its section that says so."""
    page: int = 0
    """1-based page of the span's start; 0 where the document has no pages."""

    @classmethod
    def at(cls, document: Document, span: Span) -> "Evidence":
        """The words of a document, no more than the first `LONGEST_QUOTE` characters."""
        span = Span(span.start, min(span.end, span.start + LONGEST_QUOTE))
        line, quote = document.line(span.start), document.quote(span)
        page = document.page(span.start)
        return cls(Basis.DOCUMENT, document.path, span, line, quote, page=page)

    @classmethod
    def said(cls, basis: Basis, words: str, source: str = "") -> "Evidence":
        """Words that stand in no document."""
        return cls(basis, source, Span(0, len(words)), 0, words)

    @property
    def document(self) -> str:
        """The place as reports name it: a path or an address, else what the quote is taken from."""
        named = self.basis in (Basis.DOCUMENT, Basis.REPOSITORY)
        return self.source if named else self.basis.value


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
    reason: str
    findings: tuple[Finding, ...] = ()
