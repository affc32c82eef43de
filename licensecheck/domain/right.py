"""What people ask of a model (may we host it?), and the answers."""

from dataclasses import dataclass

from licensecheck.domain.evidence import Evidence
from licensecheck.domain.reasons import Ground, Unaccounted, Ungranted
from licensecheck.domain.verdict import Finding, Word


class RightAnswer(Word):
    """May we? From the best answer to the worst."""

    YES = "yes", "the terms give the right and ask for nothing in return"
    YES_IF = "yes-if", "the terms give the right to whoever keeps to the conditions"
    NOT_SAID = "not-said", "all was read, and no clause gives the right or takes it away"
    PLEASE_READ = "please-read", "only a person who reads the places named can tell"
    NO = "no", "a clause certainly forbids it"


@dataclass(frozen=True, slots=True)
class RightCondition:
    """Something that must hold for a right."""

    label: str
    """What the clause does that asks for it."""
    findings: tuple[Finding, ...]
    """Those of the clauses; never empty."""


@dataclass(frozen=True, slots=True)
class Leave:
    """What the licensor gives on request though the licence forbids it."""

    evidence: tuple[Evidence, ...]
    """The words that offer it; never empty."""
    contacts: tuple[str, ...] = ()
    """Addresses that they, or the licence that they stand in, name."""


RightReason = Ground | Unaccounted | Ungranted
"""KNOWN and ALL_READ for what is given, VIOLATED for what is forbidden."""


@dataclass(frozen=True, slots=True)
class Right:
    """The answer to one question."""

    right: str
    """Id of its rule."""
    answer: RightAnswer
    reason: RightReason
    conditions: tuple[RightCondition, ...] = ()
    """Those that are known, in the order of the rule; of a `no` none."""
    findings: tuple[Finding, ...] = ()
    """What gives it, what forbids it, or what must be read."""
    alone: RightAnswer | None = None
    """Of a `please-read` what the licences say, `yes` or `yes-if`, where nothing but other pages is
    in doubt."""
    evidence: tuple[Evidence, ...] = ()
    """What to show before the places of the findings: of a `no` the words that decide; where no
    finding proves it, the titles of the licences, or the place that must be read."""
    leave: Leave | None = None
    """Of a `no` how one asks the licensor for it, where the terms say that one can."""
    code: RightAnswer | None = None
    """Of a `no` or `please-read` what the terms of the code alone answer, where these give it."""
    weights: RightAnswer | None = None
    """The same of the terms of the weights alone."""
