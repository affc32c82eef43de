"""Who publishes models, and who makes goods that have models too: rules/owners.yaml."""

from functools import cache

from licensecheck.knowledge.files import read_rule_file, rule_folder
from licensecheck.knowledge.schema import Strict


class _Owners(Strict):
    publishers: frozenset[str]
    makers: frozenset[str]


@cache
def _owners() -> _Owners:
    return read_rule_file(rule_folder() / "owners.yaml", _Owners)


def is_known_owner(name: str) -> bool:
    """True for `owner/name` where many models come from the owner."""
    return owner_of(name) in _owners().publishers


def is_made(name: str) -> bool:
    """True for `maker/name` of cars, phones and other goods."""
    return owner_of(name) in _owners().makers


def owner_of(name: str) -> str:
    """The owner as it is compared."""
    return name.partition("/")[0].lower()
