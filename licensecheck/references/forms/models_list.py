"""Lists of models: one a line, `#` begins a comment."""

from licensecheck.errors import RefError
from licensecheck.hubs import parse_ref
from licensecheck.references.patterns import kind_of
from licensecheck.references.source import Reference, Source

FILES = ("models.txt", "models*.txt", "*models.txt", "*.models", "models.list", "models.lst")
ORDER = -1


def read(source: Source) -> None:
    """Every line is a reference as on the command line; what is none is said to be none."""
    kind = kind_of(source.file)
    kinds = ("huggingface", "guess") if kind == "guess" else (kind,)
    for line, text in source.lines():
        name = text.partition("#")[0].strip().removeprefix("- ").strip("\"'")
        if " " in name and "/" in name.split()[0]:  # what follows is a file, a size or a remark
            name = name.split()[0]
        if not name or any(source.add(name, line, "list", one) for one in kinds):
            continue
        try:
            source.found.append(Reference(source.file, line, name, "list", parse_ref(name)))
        except RefError as error:
            source.complain(line, f"{error} {error.remedy}")
