"""An answer to each criterion. Absence of evidence is never "met"."""

from collections.abc import Iterable

from licensecheck.domain import (
    Confidence,
    DocumentKind,
    Finding,
    Reading,
    Reason,
    Status,
    Verdict,
)
from licensecheck.domain.reasons import Ground, Question, Unaccounted, Ungranted
from licensecheck.knowledge.criteria import Criterion, Framework
from licensecheck.knowledge.rules import Effect, Rules
from licensecheck.terms.terms import Terms

RIGHTS = ("grant-use", "grant-modify", "grant-distribute")
TO_USE = frozenset({"grant-modify", "grant-distribute"})
"""Who may change a work and pass it on may use it: licences such as the EPL name only the acts that
copyright reserves."""


def judge(framework: Framework, terms: Terms, rules: Rules) -> tuple[Verdict, ...]:
    """The verdict on each licence criterion of a framework, in its order."""
    return tuple(
        _judge(framework, criterion, terms, rules)
        for criterion in framework.criteria
        if not criterion.components
    )


def violating(criterion: Criterion, rules: Rules) -> frozenset[str]:
    """The labels that violate a criterion."""
    return frozenset(criterion.labels) | {
        name
        for name, rule in rules.labels.items()
        if rule.effect is Effect.VIOLATES
        and (criterion.osd in rule.osd or criterion.freedom in rule.freedom)
    }


def given_so_far(
    frameworks: Iterable[Framework], terms: Terms, verdicts: Iterable[Verdict]
) -> frozenset[str]:
    """The criteria that are open for what was not read or understood alone: `framework/criterion`.

    Every licence that is known gives the rights that they ask for, and nothing stands against.
    """
    asked = {(f.framework, c.id): c.grants for f in frameworks for c in f.criteria}
    return frozenset(
        f"{one.framework}/{one.criterion}"
        for one in verdicts
        if one.status is Status.UNKNOWN
        and isinstance(one.reason, Unaccounted)
        and all(_granted(terms, label) for label in asked[one.framework, one.criterion] or RIGHTS)
    )


def _judge(framework: Framework, criterion: Criterion, terms: Terms, rules: Rules) -> Verdict:
    if criterion.person:
        asked = Question(criterion.person)
        return Verdict(framework.framework, criterion.id, Status.UNKNOWN, asked)
    against = _carrying(terms.findings, violating(criterion, rules))
    certain = [f for f in against if f.confidence is Confidence.CERTAIN]
    fatal = [f for f in certain if not set(framework.judgement).issuperset(f.labels)]
    status: Status = Status.UNKNOWN
    reason: Reason = Ground.UNCERTAIN
    if fatal:
        status, reason = Status.NOT_MET, Ground.VIOLATED
    elif certain:
        reason = Ground.JUDGEMENT
    elif not against:
        status, reason = _unopposed(criterion, terms, rules)
    rests_on = tuple(fatal or certain or against)
    return Verdict(framework.framework, criterion.id, status, reason, rests_on)


def _unopposed(criterion: Criterion, terms: Terms, rules: Rules) -> tuple[Status, Reason]:
    """Nothing stands against it: met only where all was read and the rights were given."""
    if terms.unread:
        return Status.UNKNOWN, Unaccounted(terms.unread)
    if terms.known_to_fail and not _carrying(terms.findings, rules.with_effect(Effect.VIOLATES)):
        return Status.UNKNOWN, Ground.OTHERWISE_FAILING
    if terms.known_to_conform:
        return Status.MET, Ground.KNOWN
    if not any(_granted(terms, label) for label in RIGHTS):
        several = len(_granting(terms)) > 1
        return Status.UNKNOWN, Ground.NOT_EVERY_RIGHT if several else Ground.NO_RIGHT
    missing = tuple(label for label in criterion.grants if not _granted(terms, label))
    return (Status.UNKNOWN, Ungranted(missing)) if missing else (Status.MET, Ground.ALL_READ)


def _granted(terms: Terms, label: str) -> bool:
    """True where each licence (use policies and notices grant nothing) gives the right."""
    read = [{one.label for one in reading.labels if one.certain} for reading in _granting(terms)]
    read = [labels | {"grant-use"} if labels >= TO_USE else labels for labels in read]
    declared = [set(d.labels) for d in terms.declarations if not d.conforms and d.labels]
    given = read or declared or [set(RIGHTS) for reading in terms.judged if reading.conforms]
    return bool(given) and all(label in labels for labels in given)


def _granting(terms: Terms) -> list[Reading]:
    """The licences that are not known to conform, whose clauses must give the rights."""
    licences = (one for one in terms.judged if one.document.kind is DocumentKind.LICENSE)
    return [reading for reading in licences if not reading.conforms]


def _carrying(findings: Iterable[Finding], labels: frozenset[str]) -> list[Finding]:
    return [finding for finding in findings if labels.intersection(finding.labels)]
