"""What a person should look at in a policy: each with its line, and none of it stops anything."""

from datetime import date
from pathlib import Path

import pytest

from licensecheck.domain import ModelRef
from licensecheck.domain.report import CheckReport, Report
from licensecheck.errors import CollectError
from licensecheck.gate.load import load_policy

TODAY = date(2027, 1, 1)
WAIVER = """\
  - model: {model}
    rules: [not-read]
    reason: The hub was down that day
    author: Ada
    expires: {expires}
"""


def unread(ref: ModelRef) -> Report:
    raise CollectError(f"{ref}: nothing was read")


def checked(tmp_path: Path, policy: str, *names: str) -> CheckReport:
    path = tmp_path / "policy.yaml"
    path.write_text(policy)
    gate = load_policy(str(path), TODAY)
    return gate.check([ModelRef("huggingface", name) for name in names], unread)


def said(report: CheckReport) -> list[tuple[int, str]]:
    return [(one.line, one.message) for one in report.warnings]


def test_a_waiver_that_covers_something_is_not_spoken_of(tmp_path: Path) -> None:
    policy = "waivers:\n" + WAIVER.format(model="org/name", expires="2027-12-01")
    report = checked(tmp_path, policy, "org/name")
    assert report.passed
    assert said(report) == []


def test_a_waiver_that_covers_nothing_is_named_with_its_line(tmp_path: Path) -> None:
    policy = "waivers:\n" + "".join(
        WAIVER.format(model=name, expires="2027-12-01") for name in ("org/name", "org/gone")
    )
    report = checked(tmp_path, policy, "org/name")
    assert report.passed
    assert said(report) == [(7, "the waiver for org/gone covers nothing here")]


@pytest.mark.parametrize(
    ("expires", "words"),
    [
        ("2027-01-31", "ends in 30 days, on 2027-01-31"),
        ("2027-01-02", "ends in 1 day, on 2027-01-02"),
        ("2027-01-01", "ends today, on 2027-01-01"),
        ("2026-12-31", "expired on 2026-12-31"),
    ],
)
def test_a_waiver_that_ends_soon_or_has_ended_is_named(
    tmp_path: Path, expires: str, words: str
) -> None:
    policy = "waivers:\n" + WAIVER.format(model="org/name", expires=expires)
    (line, message), *others = said(checked(tmp_path, policy, "org/name"))
    assert (line, others) == (2, [])
    assert message == f"the waiver of Ada for org/name {words}"


def test_a_later_day_is_not_soon(tmp_path: Path) -> None:
    policy = "waivers:\n" + WAIVER.format(model="org/name", expires="2027-02-01")
    assert said(checked(tmp_path, policy, "org/name")) == []


def test_what_is_allowed_and_refused_never_counts(tmp_path: Path) -> None:
    policy = (
        "allow:\n  licenses: [Apache-2.0, CC-BY-NC-4.0]\n  services: [groq]\n"
        'deny:\n  licenses: ["CC-BY-NC-*"]\n  services: [groq]\n'
    )
    assert said(checked(tmp_path, policy)) == [
        (2, "allow.licenses 'CC-BY-NC-4.0' never counts: `deny` refuses it"),
        (3, "allow.services 'groq' never counts: `deny` refuses it"),
    ]
