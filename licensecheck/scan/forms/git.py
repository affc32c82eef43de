"""Git's list of submodules: a model may be one."""

import re

from licensecheck.scan.source import SourceFile

FILES = (".gitmodules",)
ANY_NAME = True

_URL = re.compile(r"^\s*url\s*=\s*(\S+)")


def read(source: SourceFile) -> None:
    """Addresses on Hugging Face; the commit is in git's own data."""
    for line, text in source.lines():
        if found := _URL.match(text):
            source.add(found[1], line, "git submodule", "address")
