"""What the rules of a policy say about one model."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from licensecheck.domain import Answer, Expression, Level, ModelRef
from licensecheck.domain.report import DEFECT, NOT_READ, Decision, Report, ReportedReference
from licensecheck.domain.role import Role
from licensecheck.gate import terms
from licensecheck.gate.brought import MADE_FROM, USED, Brought, licenses
from licensecheck.gate.names import fitting, is_named, on_hub
from licensecheck.gate.schema import Listed, Policy, Rule, Us
from licensecheck.hubs import about_hub

DENY = "deny"
"""The rule of a decision that the policy's own list makes; it cannot be waived."""
CHOICE = "choice"
"""The rule of a decision about a model that may be used under a licence which the policy does not
refuse, and is offered under one that it refuses too."""
UNKNOWN = "unknown"
"""The rule of a decision about a model whose terms were not read completely, or were not found to
give a right that we need."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no report."""

    reason: str
    defect: bool = False
    """True where licensecheck itself failed: that stops whatever the policy says."""


References = tuple[ReportedReference, ...]


def decisions(
    policy: Policy,
    model: ModelRef,
    report: Report | Failure,
    references: References,
    *,
    strict: bool,
) -> Iterator[Decision]:
    """What the policy says about one model, rule by rule.

    `strict` where terms that were not read completely are a finding of their own.
    """
    allow = policy.allow
    known = report if isinstance(report, Report) else None
    used, now = Brought.by(model, known), on_hub(model, known)
    given = used.licensing()
    refused = fitting(given.licenses, policy.deny.licenses)
    if reason := _refusal(policy, used, now, given, refused):
        yield _decision(policy, DENY, Answer.NOT_ALLOWED, reason)
    elif is_named(now, allow.models):
        yield _decision(policy, "allow", Answer.ALLOWED, "The policy accepts it by name")
    elif way := _accepted(used, allow, refused):
        licences = " and ".join(map(used.called, way))
        reason = f"The policy accepts its licence {licences}{_chosen_from(given)}"
        yield _decision(policy, "allow", Answer.ALLOWED, reason)
    elif model.hub in allow.services:
        reason = f"{_called(model)} is used under a contract of our own, as the policy says"
        yield _decision(policy, "allow", Answer.ALLOWED, reason)
    elif isinstance(report, Failure) and report.defect:
        yield Decision(rule=DEFECT, answer=Answer.ASK, reason=report.reason, stops=True)
    elif isinstance(report, Failure):
        yield _not_read(policy, report.reason)
    else:
        if refused:
            chosen = given.way(lambda name: name not in refused) or ()
            reason = f"Used under {' and '.join(chosen)}{_chosen_from(given)}"
            reason += f"; the policy refuses {', '.join(refused)}"
            yield _decision(policy, CHOICE, Answer.ALLOWED, reason)
        yield from _of_lineage(policy, used)
        yield from _by_rules(policy, used, references, strict=strict)


def _refusal(
    policy: Policy, used: Brought, now: ModelRef, given: Expression, refused: Collection[str]
) -> str:
    """Why `deny` refuses a model, which its hub calls `now`: for what it is, was made from or
    needs; empty where it does not."""
    deny, model = policy.deny, used.model
    if is_named(model, deny.models) or is_named(now, deny.models):
        return f"The policy refuses this model by name{_renamed(model, now)}"
    if model.hub in deny.services:
        return f"The policy refuses {_called(model)}"
    if found := used.named(deny.models, USED):
        return f"The policy refuses {found.node.id}, {found.how}"
    if found := used.named(deny.derived_from, MADE_FROM):
        return f"The policy refuses what is made from {found.node.id}"
    if given.way(lambda name: name not in refused) is None:
        return f"The policy refuses its licence {', '.join(map(used.called, refused))}"
    return ""


def _of_lineage(policy: Policy, used: Brought) -> Iterator[Decision]:
    """What is to be asked of models that nobody could read, or that may be in it."""
    for one in used.unread:
        why = f": {one.node.doubt.rstrip('.')}" if one.node.doubt else ""
        yield _not_read(policy, f"{one.node.id}, {one.how}, was not read{why}")
    globs = (*policy.deny.models, *policy.deny.derived_from)
    if found := used.named(globs, (Role.GUESSED,)):
        reason = f"Its name says that it may be made from {found.node.id}, which the policy refuses"
        yield _decision(policy, UNKNOWN, Answer.ASK, reason, how=policy.unknown)


def _by_rules(
    policy: Policy, used: Brought, references: References, *, strict: bool
) -> Iterator[Decision]:
    """What the rules say of the model, and of the whole by the terms of each model that it needs,
    where that is something else."""
    said = set[Decision]()
    for part, report in used.views:
        case = terms.Case(policy.us, report, licenses(report), references)
        found = [*_read_fully(policy, report, strict=strict)]
        found += [one for rule in policy.rules for one in _by_rule(policy, rule, case)]
        for one in (one for one in found if one not in said):
            about = f"{part}, which it needs: " if part else ""
            yield one.model_copy(update={"reason": about + one.reason})
        said.update(found)


def _read_fully(policy: Policy, report: Report, *, strict: bool) -> Iterator[Decision]:
    """That terms were not read or give too little, where this is a finding of its own."""
    if strict and (reason := _unread(report, policy.us)):
        yield _decision(policy, UNKNOWN, Answer.ASK, reason, how=policy.unknown)


def _not_read(policy: Policy, reason: str) -> Decision:
    return _decision(policy, NOT_READ, Answer.ASK, reason, how=policy.not_read)


def _renamed(model: ModelRef, now: ModelRef) -> str:
    """The name that the hub gives a model, where it was asked for by another."""
    return "" if now == model else f": its hub calls it {now.name}"


def _called(model: ModelRef) -> str:
    return about_hub(model.hub).called


def _by_rule(policy: Policy, rule: Rule, case: terms.Case) -> Iterator[Decision]:
    answer, report = terms.holds(rule.when, case), case.report
    if answer is False:
        return
    labels = tuple(label for part in rule.when.parts() for label in part.labels)
    found = tuple(one.id for one in terms.findings(report, labels))
    if answer or rule.answer in (Answer.ALLOWED, Answer.WITH_DUTIES):
        yield _decision(policy, rule.id, rule.answer, _reason(rule, report), found)
    else:
        reason = f"Not known: {_reason(rule, report)}? {_open(rule, policy, report)}"
        yield _decision(policy, rule.id, Answer.ASK, reason, found, how=policy.unknown)


def _decision(
    policy: Policy,
    rule: str,
    answer: Answer,
    reason: str,
    findings: tuple[str, ...] = (),
    *,
    how: Literal["fail", "warn", ""] = "",
) -> Decision:
    """A decision; `how` is what the policy does with it where that is not its word on `ask`."""
    stops = answer is Answer.NOT_ALLOWED or (answer is Answer.ASK and (how or policy.ask) == "fail")
    return Decision(rule=rule, answer=answer, reason=reason, findings=findings, stops=stops)


def _accepted(used: Brought, allow: Listed, refused: Collection[str]) -> tuple[str, ...] | None:
    """A way to comply with accepted licences alone, in the model and in all that comes with it and
    is not accepted by name, where every text is a known one, unaltered."""
    if not used.is_sure(allow.models):
        return None
    given = used.licensing(allow.models)
    accepted = frozenset(fitting(given.licenses, allow.licenses)).difference(refused)
    return given.way(accepted.__contains__)


def _chosen_from(given: Expression) -> str:
    return f", chosen from {given}" if given.offered else ""


def _unread(report: Report, us: Us) -> str:
    """Why nobody can say what the terms are, or that they give what we need; else empty.

    An open level was given although something was not read, so that did not matter.
    """
    if report.level is Level.UNKNOWN:
        return f"unknown: {report.level_reason}"
    hidden = [one for one in report.problems if one.hides_terms]
    if hidden and report.level not in (Level.OPEN_SOURCE_AI, Level.OPEN_WEIGHTS):
        return f"{hidden[0].subject} was not read: {hidden[0].message}"
    return "; ".join(terms.unknown_rights(us, report))


def _reason(rule: Rule, report: Report) -> str:
    """A rule's own words, with the level's reason where the rule is about levels."""
    parts = tuple(rule.when.parts())
    if any(part.levels for part in parts):
        return f"{rule.says}: {report.level}, {report.level_reason}"
    if criteria := [name for part in parts for name in part.criteria]:
        said = {f"{one.framework}:{one.criterion}": one for one in report.verdicts}
        found = [said[name] for name in criteria if name in said]
        return "; ".join([rule.says, *(f"{one.status}: {one.reason}" for one in found)])
    if asked := {name for part in parts for name in part.rights}:
        answers = [one for one in report.rights if one.right in asked]
        return "; ".join([rule.says, *(f"{one.answer}: {one.reason}" for one in answers)])
    return rule.says


def _open(rule: Rule, policy: Policy, report: Report) -> str:
    """What we should say of ourselves so that the rule can be decided."""
    limits = terms.thresholds(report) or {}
    parts = tuple(rule.when.parts())
    asked = [name for part in parts for name in part.us]
    asked += [kind for part in parts for kind in part.above if kind in limits]
    missing = [name for name in dict.fromkeys(asked) if getattr(policy.us, name) is None]
    if any(part.excluded is not None for part in parts) and not policy.us.territories:
        missing.append("territories")
    return (
        f"Say us.{', us.'.join(missing)} in the policy." if missing else "Please read the clause."
    )
