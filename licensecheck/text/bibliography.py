"""Entries of bibliographies in BibTeX: what they say is said of the work that is cited."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from licensecheck.domain import Span

_ENTRY = re.compile(r"@\w{3,20}\s*\{[^@]{0,3000}?\}\s*(?=\n\s*\n|\n\s*@|\n\s*```|```|\Z|\n)", re.S)
_KEY = re.compile(r"[{,]\s*(\w+)\s*=")
_LICENCE = re.compile(r"\blicen[cs]e\s*=\s*[{\"]{1,2}([^{}\"\n]{1,200})", re.I)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, with the names of its fields in lower case."""

    span: Span
    keys: frozenset[str]
    licence: str
    """The licence of the work that is cited, as it is written; empty where none is."""


def entries(text: str) -> Iterator[Entry]:
    """The entries of a text, in its order."""
    for found in _ENTRY.finditer(text) if "@" in text else ():
        keys = frozenset(key.casefold() for key in _KEY.findall(found[0]))
        if keys:
            licence = _LICENCE.search(found[0])
            yield Entry(Span(*found.span()), keys, licence[1].strip() if licence else "")
