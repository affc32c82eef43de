"""Kinds of licences: many licences as a few groups."""

import pytest

from licensecheck.domain import Expression
from licensecheck.knowledge.knowledge import installed
from licensecheck.report.license_kinds import LicenseKind, kind_of


@pytest.mark.parametrize(
    ("expression", "kind"),
    [
        ("", LicenseKind.NONE),
        ("Apache-2.0", LicenseKind.PERMISSIVE),
        ("CC-BY-4.0", LicenseKind.PERMISSIVE),
        ("GPL-3.0-only", LicenseKind.COPYLEFT),
        ("CC-BY-SA-4.0", LicenseKind.COPYLEFT),
        ("LicenseRef-openrail-family", LicenseKind.USES),
        ("LicenseRef-llama-3", LicenseKind.LIMITS),
        ("CC-BY-ND-4.0", LicenseKind.LIMITS),
        ("CC-BY-NC-4.0", LicenseKind.NONCOMMERCIAL),
        ("CC-BY-NC-ND-4.0", LicenseKind.NONCOMMERCIAL),
        ("LicenseRef-unknown-other", LicenseKind.UNSETTLED),
        ("LicenseRef-cc-family", LicenseKind.UNSETTLED),
        ("MIT AND CC-BY-NC-4.0", LicenseKind.NONCOMMERCIAL),
        ("MIT OR CC-BY-NC-4.0", LicenseKind.PERMISSIVE),
        ("MIT AND LicenseRef-unknown-other", LicenseKind.UNSETTLED),
    ],
)
def test_a_licence_has_the_kind_of_what_its_user_gets(expression: str, kind: LicenseKind) -> None:
    assert kind_of(Expression.parse(expression), installed()) is kind


def test_every_licence_that_forbids_something_is_of_a_kind_that_says_so() -> None:
    known = installed()
    meets = {LicenseKind.PERMISSIVE, LicenseKind.COPYLEFT}
    for one in known.facts.licenses.values():
        kind = kind_of(Expression.of(one.id), known)
        assert (kind in meets) is bool(one.conformant), one.id
        assert kind is not LicenseKind.NONE
