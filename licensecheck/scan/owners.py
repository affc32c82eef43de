"""Who publishes models, and who makes goods that have models too: rules/owners.yaml."""

import re
from functools import cache

from licensecheck.knowledge.files import read_rule_file, rule_folder
from licensecheck.knowledge.schema import Strict


class _Owners(Strict):
    publishers: frozenset[str]
    makers: frozenset[str]


@cache
def _owners() -> _Owners:
    return read_rule_file(rule_folder() / "owners.yaml", _Owners)


@cache
def first_words() -> frozenset[str]:
    """The first word of the name of each publisher, in small letters."""
    words = (re.findall(r"\w+", one) for one in _owners().publishers)
    return frozenset(found[0] for found in words)


def is_known_owner(name: str) -> bool:
    """True for `owner/name` where many models come from the owner."""
    return owner_of(name) in _owners().publishers


def is_made(name: str) -> bool:
    """True for `maker/name` of cars, phones and other goods."""
    return owner_of(name) in _owners().makers


def owner_of(name: str) -> str:
    """The owner as it is compared."""
    return name.partition("/")[0].lower()
