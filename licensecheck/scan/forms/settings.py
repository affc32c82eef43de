"""Files of `key = value`: .env, INI, spaCy's config.cfg."""

from licensecheck.scan.keys import read_lines
from licensecheck.scan.source import SourceFile

FILES = (".env", ".env.*", "*.env", "*.ini", "*.cfg", "*.conf", "*.properties", "*.editorconfig")


def read(source: SourceFile) -> None:
    """Line by line: none of these has a grammar that all its writers keep to."""
    read_lines(source)
