"""Python files, with the constants that they import from each other."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath

from licensecheck.references.bind import python_file
from licensecheck.references.python import parse, read_python
from licensecheck.references.scopes import PythonFile
from licensecheck.references.source import Source

FILES = ("*.py", "*.pyw", "*.py.j2")
ORDER = -1


def read(source: Source) -> None:
    """Read one file; what it imports from the project is followed."""
    read_python(source, partial(_module, source))


def _module(source: Source, name: str, level: int) -> PythonFile | None:
    """Another file of the project, which is parsed once for all that import it."""
    known: dict[str, PythonFile | None] = source.shared.setdefault("modules", {})
    for file in _files(source.file, name, level):
        if file not in known:
            known[file] = _parsed(source, file)
        if known[file]:
            return known[file]
    return None


def _parsed(source: Source, file: str) -> PythonFile | None:
    text = source.neighbour(file)
    if text is None:
        return None
    other = replace(source, file=file, text=text, found=[], problems=[])
    tree = parse(other)
    return python_file(tree, file, partial(_module, other)) if tree else None


def _files(importer: str, name: str, level: int) -> Iterator[str]:
    """Where a module may lie: beside the file that imports it, or from the root or `src`."""
    here = PurePosixPath(importer).parent
    for _ in range(level - 1):
        here = here.parent
    path = name.replace(".", "/")
    # A package may lie in any folder above: several are in one repository, and some use `src`.
    above = (one for folder in (here, *here.parents) for one in (folder, folder / "src"))
    for root in (here,) if level else above:
        yield from (str(root / f"{path}.py"), str(root / path / "__init__.py"))
