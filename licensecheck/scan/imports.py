"""Which files of Python may name a model because of what they import from the project.

A function that loads a model may be given its name, or be called on an object, by another file. A
file in which nothing can be named is read all the same if it imports, directly or through others,
a file in which something can be.
"""

import re
from collections.abc import Iterable, Mapping, Set
from pathlib import PurePosixPath

_IMPORTED = re.compile(rb"\b(?:from|import)\b((?:[^\n(#]|\\\r?\n)*(?:\([^)]*\))?)")
_WORD = re.compile(rb"\w+")


def module_of(file: str) -> str:
    """What a file is imported by: the last part of its module's name."""
    path = PurePosixPath(file)
    return path.parent.name if path.name == "__init__.py" else path.name.partition(".")[0]


def imported(content: bytes, modules: frozenset[bytes]) -> frozenset[bytes]:
    """Those of the project's modules whose names stand in the imports of a file."""
    lines = b" ".join(_IMPORTED.findall(content))
    return frozenset(modules.intersection(_WORD.findall(lines)))


def importers(imports: Mapping[str, Set[bytes]], telling: Iterable[str]) -> frozenset[str]:
    """The files that import one that tells something, directly or through each other; `imports`
    has the modules that each file imports."""
    left = dict(imports)
    reached = {module_of(file).encode() for file in telling}
    found: set[str] = set()
    while new := {file for file, names in left.items() if not reached.isdisjoint(names)}:
        found |= new
        reached = {module_of(file).encode() for file in new}
        left = {file: names for file, names in left.items() if file not in new}
    return frozenset(found)
