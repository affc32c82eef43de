"""Lists of models: one a line, `#` begins a comment."""

import re

from licensecheck.errors import RefError
from licensecheck.hubs import parse_ref
from licensecheck.scan.patterns import kind_of
from licensecheck.scan.source import COMMIT, Reference, SourceFile

FILES = ("models.txt", "models*.txt", "*models.txt", "*.models", "models.list", "models.lst")
ORDER = -1
IS_LIST = True


def read(source: SourceFile) -> None:
    """Every line is a reference as on the command line; what is none is said to be none."""
    kind = kind_of(source.file)
    kinds = ("list", "guess") if kind == "guess" else (kind,)
    for line, text in source.lines():
        first, *others = _columns(text)
        revision = next((one for one in others if COMMIT.fullmatch(one)), None)
        if not first or any(source.add(first, line, "list", one, revision) for one in kinds):
            for name in (one for one in others if "/" in one and "://" not in one):
                _add(source, name, line)
        else:
            _add(source, first, line)


def _add(source: SourceFile, name: str, line: int) -> None:
    """Note a reference; what is none may be the name of a model that is written wrongly."""
    try:
        model = parse_ref(name, typed=False)
        source.found.append(Reference(source.file, line, name, "list", model))
    except RefError as error:
        source.complain(line, f"{error} {error.remedy}", hides=True)


def _columns(text: str) -> list[str]:
    """The columns of a line, a name first; remarks are left out."""
    plain = re.sub(r"(^|\s)#.*", "", text).strip().removeprefix("- ")
    first, *more = re.split(r"[\s,;]+", plain)
    if more and "/" not in first:
        return [plain]
    return [one.strip("\"'") for one in (first, *more)]
