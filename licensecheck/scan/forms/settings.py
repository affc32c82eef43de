"""Files of `key = value`: .env, INI, spaCy's config.cfg."""

import re

from licensecheck.scan.commands import read_shell
from licensecheck.scan.keys import read_lines
from licensecheck.scan.places import lines_of
from licensecheck.scan.source import SourceFile

FILES = (".env", ".env.*", "*.env", "*.ini", "*.cfg", "*.conf", "*.properties", "*.editorconfig")


_COMMAND = re.compile(r"(?m)^[ \t]*command[ \t]*=[ \t]*([^\n]+)")


def read(source: SourceFile) -> None:
    """Line by line: none of these has a grammar that all its writers keep to. A command is read as
    a shell would, as supervisord and others run it."""
    read_lines(source)
    line_at = lines_of(source.text)
    for found in _COMMAND.finditer(source.text):
        read_shell(source, found[1], line_at(found.start()))
