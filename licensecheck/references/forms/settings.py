"""Files of `key = value`: .env, INI, spaCy's config.cfg."""

from licensecheck.references.keys import read_lines
from licensecheck.references.source import Source

FILES = (".env", ".env.*", "*.env", "*.ini", "*.cfg", "*.conf", "*.properties", "*.editorconfig")


def read(source: Source) -> None:
    """Line by line: none of these has a grammar that all its writers keep to."""
    read_lines(source)
