"""Part of a report: what people ask, and the answers."""

from pydantic import Field

from licensecheck.domain.reported_terms import Quote, Wire
from licensecheck.domain.right import RightAnswer


class ReportedCondition(Wire):
    """Something that must hold for a right."""

    label: str
    """What the clause does that asks for it."""
    text: str
    """What one must do or be, as the end of "yes, if you"."""
    findings: tuple[str, ...]
    """Ids of the findings that say so."""


class ReportedLeave(Wire):
    """How one asks for what the licence forbids."""

    evidence: tuple[Quote, ...]
    """The words that offer it on request."""
    contacts: tuple[str, ...] = ()
    """Addresses of pages and of mail that these words, or the licence that they stand in, name."""


class ReportedRight(Wire):
    """The answer to one question about the terms."""

    right: str
    """Id of the question: `use-commercially`; see rights.md."""
    question: str
    """What one may do, as the end of "may we"."""
    answer: RightAnswer
    """`yes` and `yes-if` only where every licence gives the right and nothing is left to read."""
    conditions: tuple[ReportedCondition, ...] = ()
    """What must hold for `yes-if`; for `please-read` and `not-said`, what is known of it."""
    alone: RightAnswer | None = None
    """Of a `please-read` what the licences say by themselves, `yes` or `yes-if`, where only other
    pages are in doubt; null where the licences are in doubt too, or do not give it."""
    code: RightAnswer | None = None
    """Of a `no` or `please-read` what the terms of the code alone answer, `yes` or `yes-if`; null
    where they do not give it, or nothing is said of the code by itself."""
    weights: RightAnswer | None = None
    """The same of the weights, where other terms of the code stand in the way."""
    others: str = ""
    """Of a `no` to training other models which of them it is for, where it is not for all."""
    leave: ReportedLeave | None = None
    """Of a `no` how one asks the licensor for it; null where the terms do not say that one can."""
    reason: str
    """Why, in a few words."""
    findings: tuple[str, ...] = ()
    """Ids of the findings that give or forbid it, or that must be read."""
    evidence: tuple[Quote, ...] = Field(default=())
    """The words that it rests on."""
