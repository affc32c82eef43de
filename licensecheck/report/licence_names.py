"""What licences are called: people know them by name, and ids are often only ours."""

from dataclasses import replace

from licensecheck.domain import Expression
from licensecheck.domain.expression import Named
from licensecheck.knowledge.facts import Facts
from licensecheck.knowledge.spelling import is_nameless


def called(expression: Expression, facts: Facts) -> str:
    """An expression with names where ids are only ours: people know licences by name, and one that
    we do not know by the words that were written."""

    def name(one: Named) -> str:
        known = license_name(one.key, facts)
        return str(replace(one, key=_as_written(one) if known == one.key else known))

    return expression.spelt(name)


def _as_written(one: Named) -> str:
    """An id of SPDX's list; of others the words that were written, where they name a licence."""
    if one.written and is_nameless(one.written):
        return f'a licence without a name ("{one.written}")'
    return one.written or one.key


def license_name(license_id: str, facts: Facts) -> str:
    """The name of a licence where its id is only ours or ScanCode's, else the id."""
    known = facts.find(license_id) if "LicenseRef-" in license_id else None
    listed = license_id.removeprefix("LicenseRef-scancode-")
    if known or listed == license_id:
        return known.name if known else license_id
    return f"{listed} (as ScanCode calls it)"
