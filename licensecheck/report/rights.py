"""From our answers to the report's."""

from collections.abc import Iterable, Mapping
from typing import TypeGuard

from licensecheck.domain import Finding
from licensecheck.domain.reported_rights import ReportedCondition, ReportedLeave, ReportedRight
from licensecheck.domain.right import Leave, Right, RightAnswer
from licensecheck.domain.values import Detail, Value
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.wire import quotes
from licensecheck.report.wording import condition, right_reason


def report_rights(
    rights: Iterable[Right], ids: Mapping[Finding, str], knowledge: Knowledge
) -> tuple[ReportedRight, ...]:
    """The answers with their questions, in their order."""
    return tuple(_right(one, ids, knowledge) for one in rights)


def _right(one: Right, ids: Mapping[Finding, str], knowledge: Knowledge) -> ReportedRight:
    places = [place for finding in one.findings for place in finding.evidence]
    return ReportedRight(
        right=one.right,
        question=knowledge.rights.rules[one.right].asks,
        answer=one.answer,
        conditions=tuple(
            ReportedCondition(
                label=said.label,
                text=condition(said, knowledge),
                findings=_ids(said.findings, ids),
            )
            for said in one.conditions
        ),
        alone=one.alone,
        code=one.code,
        weights=one.weights,
        others=_others(one),
        leave=_leave(one.leave),
        reason=right_reason(one, knowledge),
        findings=_ids(one.findings, ids),
        evidence=quotes(dict.fromkeys((*one.evidence, *places))),
    )


def _others(one: Right) -> str:
    """Which models a ban on training is for; empty where one of its clauses is for all others."""
    named = [
        tuple(value.text for value in finding.values if _names_others(value))
        for finding in one.findings
    ]
    if one.answer is not RightAnswer.NO or not all(named):
        return ""
    return " and ".join(dict.fromkeys(words for each in named for words in each))


def _names_others(value: Value) -> TypeGuard[Detail]:
    return isinstance(value, Detail) and value.name == "others"


def _leave(leave: Leave | None) -> ReportedLeave | None:
    if leave is None:
        return None
    return ReportedLeave(evidence=quotes(leave.evidence), contacts=leave.contacts)


def _ids(findings: Iterable[Finding], ids: Mapping[Finding, str]) -> tuple[str, ...]:
    return tuple(ids[finding] for finding in findings if finding in ids)
