"""Words that reports have as values, and what they mean: docstrings of our own enumerations."""

import ast
import inspect
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from licensecheck.domain import (
    Account,
    Answer,
    Confidence,
    DocumentKind,
    FindingKind,
    Gating,
    Level,
    Origin,
    Severity,
    Source,
    State,
    Status,
)
from licensecheck.domain.duty import DutyState
from licensecheck.domain.license import EditKind, MatchKind
from licensecheck.domain.problem import ProblemKind
from licensecheck.domain.release import WeightsState
from licensecheck.domain.right import RightAnswer
from licensecheck.domain.role import Role
from licensecheck.domain.statement import Artefact, Owner, Polarity
from licensecheck.domain.verdict import Word
from licensecheck.report.license_kinds import LicenseKind

KINDS: Mapping[type[StrEnum], str] = MappingProxyType(
    {
        Level: "level of openness",
        Answer: "answer of a policy",
        RightAnswer: "answer to a question about rights",
        LicenseKind: "kind of licence in a census",
        Status: "answer to a criterion",
        Severity: "weight of a finding",
        Confidence: "how sure a finding is",
        FindingKind: "what a finding means",
        Source: "what says so",
        State: "how much is known of a part",
        WeightsState: "where weights are",
        Gating: "gate before the files",
        Role: "what a model is to another that it went into",
        Owner: "whose work a sentence is about",
        Artefact: "which part of a work a sentence is about",
        Polarity: "how a sentence says it",
        Account: "how a text was accounted for",
        MatchKind: "how exactly a text is a known licence",
        EditKind: "difference from a known licence",
        ProblemKind: "why something was not read",
        DocumentKind: "what a document is for",
        Origin: "where files came from",
        DutyState: "whether a duty is fulfilled",
    }
)
"""What each enumeration tells, in a few words."""


@cache
def vocabulary() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """By word: for each of its uses what kind of word it is and what it means."""
    found: dict[str, list[tuple[str, str]]] = {}
    for kind, title in KINDS.items():
        for word, meaning in _members(kind):
            found.setdefault(word, []).append((title, meaning))
    return MappingProxyType({word: tuple(uses) for word, uses in found.items()})


def _members(kind: type[StrEnum]) -> Iterator[tuple[str, str]]:
    if issubclass(kind, Word):
        yield from ((str(one), one.meaning) for one in kind)
        return
    [tree] = ast.parse(inspect.getsource(kind)).body
    for member, after in pairwise(tree.body if isinstance(tree, ast.ClassDef) else ()):
        match member, after:
            case (
                ast.Assign(targets=[ast.Name(id=name)]),
                ast.Expr(value=ast.Constant(value=str(words))),
            ):
                yield str(kind[name]), " ".join(words.split())
