"""What licences are called: people know them by name, and ids are often only ours."""

from dataclasses import replace

from licensecheck.domain import Expression
from licensecheck.knowledge.facts import Facts


def called(expression: Expression, facts: Facts) -> str:
    """An expression with names where ids are only ours: people know licences by name."""
    return expression.spelt(lambda one: str(replace(one, key=license_name(one.key, facts))))


def license_name(license_id: str, facts: Facts) -> str:
    """The name of a licence where its id is only ours or ScanCode's, else the id."""
    known = facts.find(license_id) if "LicenseRef-" in license_id else None
    listed = license_id.removeprefix("LicenseRef-scancode-")
    if known or listed == license_id:
        return known.name if known else license_id
    return f"{listed} (as ScanCode calls it)"
