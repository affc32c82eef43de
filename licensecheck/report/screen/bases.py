"""What a model was made from, with the terms that come along."""

from collections.abc import Iterator

from rich.text import Text

from licensecheck.domain.report import Report
from licensecheck.domain.reported_model import ModelBase
from licensecheck.knowledge.facts import Facts
from licensecheck.lineage.origins import PART
from licensecheck.report.licence_names import called
from licensecheck.report.screen.words import place
from licensecheck.report.summary import plain

MOST = 4
"""Bases, before `-v` is asked for the others."""


def made_from(report: Report, facts: Facts, verbose: int) -> Iterator[Text]:
    """A line for each base of the model that was asked for, those first whose terms bind."""
    bases = (base for one in report.models if one.name == report.model for base in one.bases)
    every = sorted(bases, key=lambda one: (not one.binds, one.relation == PART))
    shown = every[: None if verbose else MOST]
    for one in shown:
        where = f" ({place(one.evidence)})" if one.evidence and one.evidence.line else ""
        yield Text.assemble(plain(one.name), (where, "dim"), f": {_terms(one, facts)}")
    if len(every) > len(shown):
        yield Text(f"and {len(every) - len(shown)} more (-v lists them)", "dim")


def _terms(base: ModelBase, facts: Facts) -> str:
    """Under which terms it is, and whether they come down."""
    licence = plain(called(base.license, facts))
    if not licence:
        return "its terms were not read"
    if base.relation == PART:
        return f"needed beside the weights, under {licence}"
    return f"its licence comes along: {licence}" if base.binds else f"under {licence}"
