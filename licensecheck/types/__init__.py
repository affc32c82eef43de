"""Small frozen values that everything else passes around. Imports nothing of ours but errors."""

from licensecheck.types.account import Account
from licensecheck.types.answer import Answer
from licensecheck.types.clause import Clause, ClauseKind, ClauseLabel, Slot, Source
from licensecheck.types.component import Component, State
from licensecheck.types.document import Document, DocumentKind, Span
from licensecheck.types.expression import Expression
from licensecheck.types.license import Edit, EditKind, Identification, Located, Match, MatchKind
from licensecheck.types.problem import Problem, ProblemKind, in_short
from licensecheck.types.reading import Declaration, Reading
from licensecheck.types.ref import ModelRef
from licensecheck.types.snapshot import Card, FileEntry, Gating, HubMetadata, Origin, Snapshot
from licensecheck.types.verdict import (
    Basis,
    Confidence,
    Evidence,
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
    "Declaration",
    "Document",
    "DocumentKind",
    "Edit",
    "EditKind",
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
    "Severity",
    "Slot",
    "Snapshot",
    "Source",
    "Span",
    "State",
    "Status",
    "Verdict",
    "in_short",
]
