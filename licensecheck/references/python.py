"""Models that Python code names."""

import ast
import re
import warnings
from functools import lru_cache

from licensecheck.references.bind import python_file
from licensecheck.references.calls import read_calls, written
from licensecheck.references.constants import read_constants
from licensecheck.references.keys import read_address, read_lines
from licensecheck.references.places import Value
from licensecheck.references.scopes import Modules, PythonFile, no_module
from licensecheck.references.source import Source

# A file with more broken lines than this is not Python.
MAX_BROKEN = 25

_CALL = re.compile(
    r"""\b(?:from_pretrained|snapshot_download|hf_hub_download)\(\s*["']([^"'\s]{3,200})["']"""
)


def read_python(source: Source, module: Modules = no_module) -> None:
    """Note the models that a file names; lines that are not Python are left out and said to be.

    `module` gives the files of the project that it imports.
    """
    tree = parse(source)
    if tree is None:
        read_lines(source)
        for line, text in source.lines():
            for name in _CALL.findall(text):
                source.add(name, line, "from_pretrained", "huggingface")
        return
    _read_module(source, python_file(tree, source.file, module))


def parse(source: Source) -> ast.Module | None:
    """The syntax tree, without the lines that break it; None where too many do."""
    lines = source.text.split("\n")
    first: SyntaxError | None = None
    for _ in range(MAX_BROKEN):
        try:
            return _compiled("\n".join(lines))
        except SyntaxError as error:
            if first is None:
                source.complain(error.lineno or 0, f"not Python: {error.msg}; the rest was read.")
            first = first or error
            if not _without(lines, error.lineno or 0):
                return None
        except (ValueError, RecursionError, MemoryError) as error:
            # Where its stack is full, the parser says nothing, or speaks of itself.
            reason = error if isinstance(error, ValueError) else "nested too deeply"
            source.complain(0, f"not Python: {reason}; it was read line by line instead.")
            return None
    return None


@lru_cache(200)  # a file is read by itself, and again for each file that imports it
def _compiled(text: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of others' code: invalid escapes, odd comparisons
        return ast.parse(text)


def _without(lines: list[str], number: int) -> bool:
    """Blank a broken line, which keeps its block; False where it was blank already."""
    if not 1 <= number <= len(lines) or lines[number - 1].strip() in ("", "pass"):
        number -= 1
    if not 1 <= number <= len(lines) or lines[number - 1].strip() in ("", "pass"):
        return False
    line = lines[number - 1]
    lines[number - 1] = line[: len(line) - len(line.lstrip())] + "pass"
    return True


def _read_module(source: Source, file: PythonFile) -> None:
    """Note what calls, assignments and texts of a file name."""
    before = len(source.found)
    read_calls(source, file)
    read_constants(source, file)
    _read_downloads(source, file)
    out = set(written(file))
    source.found[before:] = [one for one in source.found[before:] if one.text not in out]


def _read_downloads(source: Source, file: PythonFile) -> None:
    """Addresses in the texts of a program; its docstrings only speak of them."""
    spoken = {id(n.value) for n in ast.walk(file.tree) if isinstance(n, ast.Expr)}
    for node in ast.walk(file.tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in spoken
        ):
            read_address(source, Value(node.value, node.lineno))
