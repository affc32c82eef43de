"""What a model was made from, a line for each base."""

from collections.abc import Iterator

from rich.text import Text

from licensecheck.domain.report import Report
from licensecheck.knowledge.facts import Facts
from licensecheck.report.made_from import made_from
from licensecheck.report.screen.words import place
from licensecheck.report.summary import plain

MOST = 4
"""Bases, before `-v` is asked for the others."""


def bases(report: Report, facts: Facts, verbose: int) -> Iterator[Text]:
    """The first of them, and how many more there are."""
    every = list(made_from(report, facts))
    shown = every[: None if verbose else MOST]
    for one in shown:
        where = f" ({place(one.place)})" if one.place else ""
        yield Text.assemble(plain(one.name), (where, "dim"), f": {plain(one.terms)}")
    if len(every) > len(shown):
        yield Text(f"and {len(every) - len(shown)} more (-v lists them)", "dim")
