"""What the rules of a policy say about one model."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from licensecheck.domain import Answer, Expression, Level, MatchKind, ModelRef
from licensecheck.domain.expression import NO_LICENSE
from licensecheck.domain.report import DEFECT, NOT_READ, Decision, Report, ReportedReference
from licensecheck.gate import terms
from licensecheck.gate.names import fitting, is_named, on_hub
from licensecheck.gate.schema import Policy, Rule, Us
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
    deny, allow = policy.deny, policy.allow
    known = report if isinstance(report, Report) else None
    given = terms.licensing(known) if known else NO_LICENSE
    refused = fitting(given.licenses, deny.licenses)
    open_to_us = given.way(lambda name: name not in refused)
    now = on_hub(model, known)
    if is_named(model, deny.models) or is_named(now, deny.models):
        reason = f"The policy refuses this model by name{_renamed(model, now)}"
        yield _decision(policy, DENY, Answer.NOT_ALLOWED, reason)
    elif model.hub in deny.services:
        reason = f"The policy refuses {_called(model)}"
        yield _decision(policy, DENY, Answer.NOT_ALLOWED, reason)
    elif open_to_us is None:
        reason = f"The policy refuses its licence {', '.join(refused)}"
        yield _decision(policy, DENY, Answer.NOT_ALLOWED, reason)
    elif is_named(now, allow.models):
        yield _decision(policy, "allow", Answer.ALLOWED, "The policy accepts it by name")
    elif known and (way := _accepted(known, given, allow.licenses, refused)):
        reason = f"The policy accepts its licence {' and '.join(way)}{_chosen_from(given)}"
        yield _decision(policy, "allow", Answer.ALLOWED, reason)
    elif model.hub in allow.services:
        reason = f"{_called(model)} is used under a contract of our own, as the policy says"
        yield _decision(policy, "allow", Answer.ALLOWED, reason)
    elif isinstance(report, Failure) and report.defect:
        yield Decision(rule=DEFECT, answer=Answer.ASK, reason=report.reason, stops=True)
    elif isinstance(report, Failure):
        yield _decision(policy, NOT_READ, Answer.ASK, report.reason, unknown=True)
    else:
        if refused:
            reason = f"Used under {' and '.join(open_to_us)}{_chosen_from(given)}"
            reason += f"; the policy refuses {', '.join(refused)}"
            yield _decision(policy, CHOICE, Answer.ALLOWED, reason)
        if strict and (reason := _unread(report, policy.us)):
            yield _decision(policy, UNKNOWN, Answer.ASK, reason, unknown=True)
        for rule in policy.rules:
            yield from _by_rule(policy, rule, report, references)


def _renamed(model: ModelRef, now: ModelRef) -> str:
    """The name that the hub gives a model, where it was asked for by another."""
    return "" if now == model else f": its hub calls it {now.name}"


def _called(model: ModelRef) -> str:
    return about_hub(model.hub).called


def _by_rule(
    policy: Policy, rule: Rule, report: Report, references: References
) -> Iterator[Decision]:
    answer = terms.holds(rule.when, policy.us, report, references)
    if answer is False:
        return
    labels = tuple(label for part in rule.when.parts() for label in part.labels)
    found = tuple(one.id for one in terms.findings(report, labels))
    if answer or rule.answer in (Answer.ALLOWED, Answer.WITH_DUTIES):
        yield _decision(policy, rule.id, rule.answer, _reason(rule, report), found)
    else:
        reason = f"Not known: {_reason(rule, report)}? {_open(rule, policy, report)}"
        yield _decision(policy, rule.id, Answer.ASK, reason, found, unknown=True)


def _decision(
    policy: Policy,
    rule: str,
    answer: Answer,
    reason: str,
    findings: tuple[str, ...] = (),
    *,
    unknown: bool = False,
) -> Decision:
    how = policy.unknown if unknown else policy.ask
    stops = answer is Answer.NOT_ALLOWED or (answer is Answer.ASK and how == "fail")
    return Decision(rule=rule, answer=answer, reason=reason, findings=findings, stops=stops)


def _accepted(
    report: Report, given: Expression, globs: tuple[str, ...], refused: Collection[str]
) -> tuple[str, ...] | None:
    """A way to comply with accepted licences alone, where every text is a known one, unaltered."""
    kinds = {match.kind for one in report.licenses for match in one.matches}
    unknown = any(not one.matches for one in report.licenses)
    if MatchKind.ALTERED in kinds or unknown:
        return None
    accepted = frozenset(fitting(given.licenses, globs)).difference(refused)
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
