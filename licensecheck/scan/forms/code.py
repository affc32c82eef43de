"""Python files, with the constants that they import from each other."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import PurePosixPath

from licensecheck.scan.bind import python_file
from licensecheck.scan.bounds import CostlyError, bounded, spend
from licensecheck.scan.python import parse, read_python
from licensecheck.scan.scopes import PythonFile
from licensecheck.scan.source import SourceFile

FILES = ("*.py", "*.pyw", "*.py.j2")
ORDER = -1

MAX_NAME = 200
"""Characters of the name of a module; file systems take 255."""
MAX_KEPT = 600_000
"""Characters of the modules that are kept for others; a syntax tree takes 100 to 600 bytes each."""
MAX_FOLDERS = 50
"""Above a file, in which what it imports may lie."""


def read(source: SourceFile) -> None:
    """Read one file; what it imports from the project is followed."""
    if known := source.shared.get("modules"):
        known.forget()
    read_python(source, partial(_module, source))


def _module(source: SourceFile, name: str, level: int) -> PythonFile | None:
    """Another file of the project, which is parsed once for all that import it."""
    known: _Kept = source.shared.setdefault("modules", _Kept())
    for file in _files(source.file, name, level) if len(name) <= MAX_NAME else ():
        spend()
        if file not in known.modules:
            # One that fails is not tried again: read by itself, it says why.
            known.add(file, None, 0)
            text = source.neighbour(file)
            if text is not None:
                known.add(file, _parsed(source, file, text), len(text))
        if module := known.modules[file]:
            return module
    return None


class _Kept:
    """The modules that were parsed last."""

    def __init__(self) -> None:
        self.modules: dict[str, PythonFile | None] = {}
        self._size = 0

    def forget(self) -> None:
        """Forget what was followed, not what was parsed: how far that was followed for one file
        decides nothing for the next."""
        for module in filter(None, self.modules.values()):
            module.followed.clear()
            module.indexes.clear()

    def add(self, file: str, module: PythonFile | None, size: int) -> None:
        """Keep one more, and no other where all have too many characters together."""
        self._size += size
        if self._size > MAX_KEPT:
            self.modules.clear()
            self._size = size
        self.modules[file] = module


def _parsed(source: SourceFile, file: str, text: str) -> PythonFile | None:
    other = replace(source, file=file, text=text, found=[], problems=[])
    try:
        with bounded(len(text)):
            tree = parse(other)
            whole = python_file(tree, file, partial(_module, other)) if tree else None
            return whole.for_others() if whole else None
    except (CostlyError, RecursionError):
        return None


def _files(importer: str, name: str, level: int) -> Iterator[str]:
    """Where a module may lie: beside the file that imports it, or from the root or `src`."""
    here = PurePosixPath(importer).parent
    for _ in range(min(level - 1, MAX_FOLDERS)):
        here = here.parent
    path = name.replace(".", "/")
    # A package may lie in any folder above: several are in one repository, and some use `src`.
    folders = (here, *islice(here.parents, MAX_FOLDERS))
    above = (one for folder in folders for one in (folder, folder / "src"))
    for root in (here,) if level else above:
        yield from (str(root / f"{path}.py"), str(root / path / "__init__.py"))
