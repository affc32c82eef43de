"""What clauses name stays a value: a number with its unit, a place, words to show."""

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain import FindingKind
from licensecheck.domain.report import LicenseReport
from licensecheck.domain.reported_terms import (
    ReportedDetail,
    ReportedTerritories,
    ReportedThreshold,
    ReportedValue,
)
from licensecheck.domain.values import Period, Unit

HEAD = "Terms of the Zebra\n\nYou may use, copy, change and pass on the model.\n\n"


def read(auditor: Auditor, *clauses: str) -> LicenseReport:
    return auditor.license("LICENSE", (HEAD + "\n\n".join(clauses) + "\n").encode())


def values(report: LicenseReport, label: str) -> tuple[ReportedValue, ...]:
    return tuple(value for one in report.findings if one.rule == label for value in one.values)


USERS = (
    "If your products have more than 700 million monthly active users, you must ask us for another"
    " licence."
)
REVENUE = (
    "Companies with an annual revenue of more than 20 million euros must obtain a commercial"
    " licence from us."
)


@pytest.mark.parametrize(
    ("clause", "number", "unit", "period", "currency"),
    [
        (USERS, 700_000_000, Unit.USERS, Period.MONTH, ""),
        (REVENUE, 20_000_000, Unit.REVENUE, Period.YEAR, "EUR"),
    ],
)
def test_a_threshold_is_a_number_of_something(
    auditor: Auditor, clause: str, number: int, unit: Unit, period: Period, currency: str
) -> None:
    (limit,) = values(read(auditor, clause), "scale-threshold")
    assert isinstance(limit, ReportedThreshold)
    assert (limit.number, limit.unit, limit.period, limit.currency) == (
        number,
        unit,
        period,
        currency,
    )


def test_each_threshold_keeps_its_own_unit(auditor: Auditor) -> None:
    found = values(read(auditor, USERS, REVENUE), "scale-threshold")
    assert {(one.number, one.unit) for one in found if isinstance(one, ReportedThreshold)} == {
        (700_000_000, Unit.USERS),
        (20_000_000, Unit.REVENUE),
    }


def test_a_clause_that_counts_two_things_leaves_the_unit_open(auditor: Auditor) -> None:
    clause = (
        "If you have more than 500 users or more than 20 million dollars of annual revenue, you"
        " must ask us for another licence."
    )
    limits = values(read(auditor, clause), "scale-threshold")
    assert limits
    assert {one.unit for one in limits if isinstance(one, ReportedThreshold)} == {None}


def test_places_have_codes_beside_the_words_of_the_clause(auditor: Auditor) -> None:
    clause = (
        "This licence does not apply in the European Union, the United Kingdom and South Korea."
    )
    (named,) = values(read(auditor, clause), "geographic-restriction")
    assert isinstance(named, ReportedTerritories)
    assert named.places == ("EU", "GB", "KR")
    assert "European Union" in named.words


def test_what_is_known_of_a_licence_are_the_same_values(auditor: Auditor) -> None:
    report = auditor.known_license("LicenseRef-scancode-llama-3.1-license-2024")
    limit, day = values(report, "scale-threshold")
    assert isinstance(limit, ReportedThreshold)
    assert (limit.number, limit.unit, limit.period) == (700_000_000, Unit.USERS, Period.MONTH)
    assert isinstance(day, ReportedDetail)
    assert (day.name, day.text) == ("counted", "2024-07-23")
    words = [one for one in values(report, "branding-requirement") if one.type == "detail"]
    assert [one.name for one in words if isinstance(one, ReportedDetail)] == ["phrase"]


def test_a_finding_is_a_ban_a_duty_or_a_grant_by_its_rule(auditor: Auditor) -> None:
    report = read(auditor, "You must keep all copyright notices.", "You may not sell the model.")
    kinds = {one.rule: one.kind for one in report.findings}
    assert kinds["grant-use"] is FindingKind.GRANT
    assert kinds["attribution-notice"] is FindingKind.DUTY
    assert kinds["sale-restriction"] is FindingKind.BAN
    duties = {one.rule for one in report.findings if one.kind is FindingKind.DUTY}
    assert {one.label for one in report.obligations} <= duties


def kept(report: LicenseReport, rule: str) -> list[tuple[str, str]]:
    found = (one for one in values(report, rule) if isinstance(one, ReportedDetail))
    return [(one.name, one.text) for one in found]


def test_a_duty_says_which_notices_must_be_kept(auditor: Auditor) -> None:
    report = read(
        auditor,
        "You must keep all copyright notices.",
        "You must give appropriate credit to the authors in every copy.",
    )
    assert kept(report, "attribution-notice") == [
        ("keep", "copyright notices"),
        ("keep", "credit"),
    ]


def test_what_is_known_of_a_licence_says_it_without_its_text(auditor: Auditor) -> None:
    report = auditor.known_license("Apache-2.0")
    assert kept(report, "attribution-notice") == [
        ("keep", "copyright notices"),
        ("keep", "NOTICE file"),
    ]
    assert kept(report, "grant-distribute") == [("sublicense", "granted")]
    assert kept(auditor.known_license("CC-BY-4.0"), "grant-use") == [("sublicense", "denied")]
