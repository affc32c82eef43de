"""Requirements: models that are installed as packages of Python."""

import re

from licensecheck.references.source import Source

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
_WHEEL = re.compile(r"spacy-models/releases/download/([a-z]{2}_\w+_(?:sm|md|lg|trf))-")


def read(source: Source) -> None:
    """spaCy's pipelines, by name or by the address of their wheel."""
    for line, text in source.lines():
        if found := _WHEEL.search(text) or _NAME.match(text):
            source.add(found[1], line, "requirement", "spacy-package")
        elif not text.lstrip().startswith("#"):
            source.add_downloads(text, line)
