"""Which files of Python may name a model because of what they import from the project.

A function that loads a model may be given its name, or be called on an object, by another file. A
file in which nothing can be named is read all the same if it imports, directly or through others,
a file in which something can be.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from licensecheck.scan.patterns import is_library
from licensecheck.scan.vocabulary import words_of

# A literal that a pattern begins with is found many times faster than what may stand before it.
_LINE = rb"(?:[^\n(#\\]+|\\\r?\n|\\)*+"
_FROM = re.compile(rb"from\b(?<!\wfrom)(" + _LINE + rb")")
_IMPORT = re.compile(rb"import\b(?<!\wimport)(" + _LINE + rb"(?:\([^)]*\))?)")


def module_of(file: str) -> str:
    """What a file is imported by: the last part of its module's name."""
    path = PurePosixPath(file)
    return path.parent.name if path.name == "__init__.py" else path.name.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Imports:
    """What a file imports."""

    modules: frozenset[bytes] = frozenset()
    """Those of the project's modules whose names stand there."""
    library: bool = False
    """True where a library is named that the rules know."""


def imported(content: bytes, modules: frozenset[bytes]) -> Imports:
    """What a file imports, of the project's modules and of the libraries."""
    words = words_of(b" ".join([*_FROM.findall(content), *_IMPORT.findall(content)]))
    library = any(is_library(word.decode("ascii")) for word in words)
    return Imports(modules.intersection(words), library)


def importers(imports: Mapping[str, Imports], telling: Iterable[str]) -> frozenset[str]:
    """The files that import one that tells something, directly or through each other."""
    left = {file: one.modules for file, one in imports.items()}
    reached = {module_of(file).encode() for file in telling}
    found: set[str] = set()
    while new := {file for file, names in left.items() if not reached.isdisjoint(names)}:
        found |= new
        reached = {module_of(file).encode() for file in new}
        left = {file: names for file, names in left.items() if file not in new}
    return frozenset(found)
