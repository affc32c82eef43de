"""Rows for a spreadsheet: one for each answer about rights, and one for each place of a finding."""

import csv
from collections.abc import Iterable
from io import StringIO

from licensecheck.domain.report import AnyReport
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.rows import COLUMNS, rows
from licensecheck.report.summary import plain

_FORMULA = ("=", "+", "-", "@")
"""What a spreadsheet takes for the beginning of a formula."""


def render(report: AnyReport, knowledge: Knowledge) -> str:
    """Comma-separated values with a line of titles; no cell is a formula."""
    return table(COLUMNS, rows(report))


def table(titles: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """The same of any rows."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(titles)
    for row in rows:
        writer.writerow(map(_cell, row))
    return out.getvalue().rstrip("\n")


def _cell(text: str) -> str:
    """One line; what a spreadsheet would run is text for it."""
    words = plain(text)
    return f"'{words}" if words.startswith(_FORMULA) else words
