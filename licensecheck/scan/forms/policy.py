"""The policy of licensecheck by its name: what it says of models is decided, not used."""

from licensecheck.scan.policies import NAMES
from licensecheck.scan.source import SourceFile

FILES = NAMES
ORDER = -1


def read(_: SourceFile) -> None:
    """A policy names models that are waived, allowed or denied: none of them is a reference."""
