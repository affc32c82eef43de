"""Rows that a spreadsheet opens and does not run."""

import csv

from licensecheck.knowledge.knowledge import installed
from licensecheck.licenses import LicenseAuditor
from licensecheck.report.formats import csv as format_
from licensecheck.settings import Settings
from tests.report.conftest import HOSTILE, model_report, quote

KNOWN = installed()


def rows(report: object) -> list[dict[str, str]]:
    return list(csv.DictReader(format_.render(report, KNOWN).splitlines()))  # type: ignore[arg-type]


def test_each_answer_and_each_place_of_a_finding_is_a_row() -> None:
    report = LicenseAuditor(Settings(device="cpu", threads=1)).known_license("MIT")
    found = rows(report)
    rights = {row["rule"]: row["answer"] for row in found if row["kind"] == "right"}
    assert (rights["use-commercially"], rights["redistribute"]) == ("yes", "yes-if")
    duties = [row for row in found if row["kind"] == "duty"]
    assert [(row["rule"], row["section"]) for row in duties] == [
        ("attribution-notice", "MIT License, ¶2"),
        ("license-copy", "MIT License, ¶2"),
    ]


def test_no_cell_is_a_formula_or_more_than_one_line() -> None:
    report = model_report(HOSTILE)
    first, *others = report.findings
    for formula in ("=1+1", "+1", "-1", "@x", " =cmd|' /C calc'!A0"):
        evil = first.model_copy(update={"evidence": (quote(formula),), "message": formula})
        found = rows(report.model_copy(update={"findings": (evil, *others)}))
        assert not any(
            cell.startswith(("=", "+", "-", "@")) for row in found for cell in row.values()
        )
    assert len(format_.render(report, KNOWN).splitlines()) == len(rows(report)) + 1
