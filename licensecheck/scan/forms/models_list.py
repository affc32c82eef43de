"""Lists of models: one a line, `#` begins a comment."""

import re

from licensecheck.errors import RefError
from licensecheck.hubs import parse_ref
from licensecheck.scan.patterns import kind_of
from licensecheck.scan.source import COMMIT, Reference, SourceFile

FILES = ("models.txt", "models*.txt", "*models.txt", "*.models", "models.list", "models.lst")
ORDER = -1
ANY_NAME = True


def read(source: SourceFile) -> None:
    """Every line is a reference as on the command line; what is none is said to be none."""
    kind = kind_of(source.file)
    kinds = ("list", "guess") if kind == "guess" else (kind,)
    for line, text in source.lines():
        name, revision = _columns(text)
        if not name or any(source.add(name, line, "list", one, revision) for one in kinds):
            continue
        try:
            source.found.append(Reference(source.file, line, name, "list", parse_ref(name)))
        except RefError as error:
            source.complain(line, f"{error} {error.remedy}", hides=True)


def _columns(text: str) -> tuple[str, str | None]:
    """The name in a line, and the commit in its next column; remarks are left out."""
    plain = re.sub(r"(^|\s)#.*", "", text).strip().removeprefix("- ")
    first, *more = re.split(r"[\s,;]+", plain)
    if more and "/" not in first:
        return plain, None
    return first.strip("\"'"), next((one for one in more if COMMIT.fullmatch(one)), None)
