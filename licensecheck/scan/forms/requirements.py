"""Requirements: models that are installed as packages of Python."""

import re

from licensecheck.scan.source import SourceFile

FILES = (
    "requirements*.txt",
    "*requirements.txt",
    "constraints*.txt",
    "*requirements.in",
    "requirements*.in",
)
ORDER = -1

_NAME = re.compile(
    r"^\s*([a-z]{2}[_-][a-z]+[_-][a-z]+[_-](?:sm|md|lg|trf))\b(?:-(\d[\w.]*))?", re.I
)


def read(source: SourceFile) -> None:
    """spaCy's pipelines, by name or by the address of their wheel."""
    for line, text in source.lines():
        if text.lstrip().startswith("#"):
            continue
        source.add_downloads(text, line)
        source.add(text.split("#")[0].strip(), line, "requirement", "address")
        if found := _NAME.match(text):
            source.add(found[1], line, "requirement", "spacy-package")
