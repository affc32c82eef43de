"""What a model was made from, with the terms that come along: for every report for people."""

from collections.abc import Iterator
from dataclasses import dataclass

from licensecheck.domain.report import Report
from licensecheck.domain.reported_model import ModelBase
from licensecheck.domain.reported_terms import Quote
from licensecheck.knowledge.facts import Facts
from licensecheck.lineage.origins import PART
from licensecheck.report.licence_names import called


@dataclass(frozen=True, slots=True)
class BaseLine:
    """One base."""

    name: str
    place: Quote | None
    """Where a page says so; None where fields or names alone do."""
    terms: str
    """Under which terms it is, and whether they come down."""
    beside: bool
    """True for what is needed beside the weights, which were not made from it."""


def made_from(report: Report, facts: Facts) -> Iterator[BaseLine]:
    """The bases of the model that was asked for, those first whose terms bind, and its needs."""
    bases = (base for one in report.models if one.name == report.model for base in one.bases)
    for one in sorted(bases, key=lambda one: (not one.binds, one.relation == PART)):
        said = one.evidence if one.evidence and one.evidence.line else None
        yield BaseLine(one.name, said, _terms(one, facts), one.relation == PART)


def needed(report: Report, facts: Facts) -> Iterator[str]:
    """What one has to get beside the weights under terms that are not known to be open: "Okapi
    (Okapi License)"."""
    bases = (base for one in report.models if one.name == report.model for base in one.bases)
    for one in (base for base in bases if base.relation == PART):
        known = [facts.conformant(name) for name in one.license.licenses]
        if not (known and all(known)):
            yield f"{one.name} ({called(one.license, facts) or 'its terms were not read'})"


def _terms(base: ModelBase, facts: Facts) -> str:
    licence = called(base.license, facts)
    if not licence:
        return "its terms were not read"
    if base.relation == PART:
        return f"needed beside the weights, under {licence}"
    return f"its licence comes along: {licence}" if base.binds else f"under {licence}"
