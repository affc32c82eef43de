"""Small frozen values that everything else passes around. Imports nothing of ours but errors."""

from licensecheck.domain.account import Account
from licensecheck.domain.clause import Clause, ClauseKind, ClauseLabel, Slot, Source
from licensecheck.domain.component import Component, State
from licensecheck.domain.document import Document, DocumentKind, Span, cited
from licensecheck.domain.effort import Deadline, Effort
from licensecheck.domain.evidence import Basis, Evidence
from licensecheck.domain.expression import Expression
from licensecheck.domain.license import Edit, EditKind, Identification, Located, Match, MatchKind
from licensecheck.domain.problem import Problem, ProblemKind, in_short
from licensecheck.domain.reading import Declaration, Reading
from licensecheck.domain.reasons import Reason
from licensecheck.domain.snapshot import (
    Card,
    FileEntry,
    Gating,
    HubMetadata,
    ModelRef,
    Origin,
    Snapshot,
)
from licensecheck.domain.verdict import (
    Answer,
    Confidence,
    Finding,
    FindingKind,
    Level,
    Severity,
    Status,
    Verdict,
)

__all__ = [
    "Account",
    "Answer",
    "Basis",
    "Card",
    "Clause",
    "ClauseKind",
    "ClauseLabel",
    "Component",
    "Confidence",
    "Deadline",
    "Declaration",
    "Document",
    "DocumentKind",
    "Edit",
    "EditKind",
    "Effort",
    "Evidence",
    "Expression",
    "FileEntry",
    "Finding",
    "FindingKind",
    "Gating",
    "HubMetadata",
    "Identification",
    "Level",
    "Located",
    "Match",
    "MatchKind",
    "ModelRef",
    "Origin",
    "Problem",
    "ProblemKind",
    "Reading",
    "Reason",
    "Severity",
    "Slot",
    "Snapshot",
    "Source",
    "Span",
    "State",
    "Status",
    "Verdict",
    "cited",
    "in_short",
]
