"""Lists of models: one a line, `#` begins a comment."""

from licensecheck.errors import RefError
from licensecheck.hubs import parse_ref
from licensecheck.references.source import Reference, Source

FILES = ("models.txt", "models*.txt", "*models.txt", "*.models", "models.list", "models.lst")
ORDER = -1


def read(source: Source) -> None:
    """Every line is a reference as on the command line; what is none is said to be none."""
    for line, text in source.lines():
        name = text.partition("#")[0].strip().removeprefix("- ").strip("\"'")
        if not name or source.add(name, line, "list", "huggingface"):
            continue
        try:
            source.found.append(Reference(source.file, line, name, "list", parse_ref(name)))
        except RefError as error:
            source.complain(line, f"{error} {error.remedy}")
