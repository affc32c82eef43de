"""Models that Python code names."""

import ast
import re
import warnings
from collections.abc import Sequence

from licensecheck.scan.bind import python_file
from licensecheck.scan.calls import read_calls, written
from licensecheck.scan.constants import read_constants
from licensecheck.scan.keys import read_address, read_lines
from licensecheck.scan.leftover import read_evident
from licensecheck.scan.places import Value
from licensecheck.scan.scopes import Modules, PythonFile, no_module
from licensecheck.scan.source import SourceFile
from licensecheck.scan.syntax import nodes_of
from licensecheck.scan.unbroken import mend, older

MAX_BROKEN = 25
"""Lines that are mended at least; a file with many more of them is not Python."""
MAX_PARSED = 1_000_000
"""Characters that are parsed for more of them."""

MAX_CHARACTERS = 1_000_000
"""Of a program: the syntax tree of a dense one takes 600 bytes a character, and 3 s in all. The
largest module of the files that `benchmarks/growth.py --honest` read has 700,000."""

MAX_FIELDS = 1_000_000_000
"""Fields of f-strings times their lengths, which the parser of Python 3.11 takes 0.3 s for."""

MAX_PARTS = 100
"""Of `a.b.c`: to import a name takes the parser memory that grows with their square."""

_BETWEEN = r"(?:[ \t\f]|\\\r?\n)*+"
_DOTTED = re.compile(rf"(?<!\w)(?:\w++{_BETWEEN}\.{_BETWEEN}){{2,}}+")

# As Python's own tokens: a text of one line is not closed in the next. One of f, rf, fr before it
# makes it an f-string.
_STRING = re.compile(
    r"""\#[^\n]*+|(?P<prefix>[A-Za-z]{1,2}+)?(?P<text>"""
    r'''"""(?:[^"\\]|\\.|"(?!""))*+(?:"""|\Z)|"(?:[^"\\\n]|\\.)*+"|'''
    r"""'''(?:[^'\\]|\\.|'(?!''))*+(?:'''|\Z)|'(?:[^'\\\n]|\\.)*+')""",
    re.S,
)

_CALL = re.compile(
    r"""\b(?:from_pretrained|snapshot_download|hf_hub_download)\(\s*["']([^"'\s]{3,200})["']"""
)


def read_python(source: SourceFile, module: Modules = no_module) -> None:
    """Note the models that a file names; lines that are not Python are left out and said to be.

    `module` gives the files of the project that it imports.
    """
    tree = parse(source)
    if tree is None:
        _read_lines(source)
        return
    try:
        _read_module(source, tree, python_file(tree, source.file, module))
    except RecursionError:
        source.complain(0, "nested too deeply to be followed; it was read line by line instead.")
        _read_lines(source)


def _read_lines(source: SourceFile) -> None:
    """What lines name of a file that is no program, or cannot be followed."""
    read_lines(source)
    for line, text in source.lines():
        for name in _CALL.findall(text):
            source.add(name, line, "from_pretrained", "huggingface")


def parse(source: SourceFile) -> ast.Module | None:
    """The syntax tree, without the lines that break it; None where too many do."""
    lines = source.text.split("\n")
    mended: set[tuple[int, str]] = set()
    try:
        for tried in range(max(MAX_BROKEN, MAX_PARSED // (len(source.text) + 1))):
            try:
                return _compiled("\n".join(lines))
            except SyntaxError as error:
                if not tried:
                    lines = older(source.text).split("\n")
                    continue
                if not mended:
                    message = f"not Python: {error.msg}; the rest was read."
                    source.complain(error.lineno or 0, message)
                if not mend(lines, error, mended):
                    return None
    except (ValueError, RecursionError, MemoryError) as error:
        # Where its stack is full, the parser says nothing, or speaks of itself.
        reason = error if isinstance(error, ValueError) else "nested too deeply"
        source.complain(0, f"not Python: {reason}; it was read line by line instead.")
    return None


def _refuse_costly(text: str) -> None:
    """Raise ValueError for what the parser would take too long for, which nothing can end."""
    if len(text) > MAX_CHARACTERS:
        raise ValueError(f"it is longer than {MAX_CHARACTERS:,} characters")
    if any(found[0].count(".") > MAX_PARTS for found in _DOTTED.finditer(text)):
        raise ValueError(f"it has a name of more than {MAX_PARTS} parts")
    if text.count("{") * len(text) <= MAX_FIELDS:
        return
    fields = sum(
        found["text"].count("{") * len(found["text"])
        for found in _STRING.finditer(text)
        if "f" in (found["prefix"] or "").lower()
    )
    if fields > MAX_FIELDS:
        raise ValueError("it has an f-string with too many fields")


def _compiled(text: str) -> ast.Module:
    with warnings.catch_warnings():
        _refuse_costly(text)
        warnings.simplefilter("ignore")  # of others' code: invalid escapes, odd comparisons
        return ast.parse(text)


def _read_module(source: SourceFile, tree: ast.Module, file: PythonFile) -> None:
    """Note what calls, assignments and texts of a file name."""
    before = len(source.found)
    nodes = nodes_of(tree)
    read_calls(source, file)
    read_constants(source, nodes)
    _read_downloads(source, nodes)
    read_evident(source, nodes, file)
    out = set(written(file))
    source.found[before:] = [one for one in source.found[before:] if one.text not in out]


def _read_downloads(source: SourceFile, nodes: Sequence[ast.AST]) -> None:
    """Addresses in the texts of a program; its docstrings only speak of them."""
    spoken = {id(n.value) for n in nodes if isinstance(n, ast.Expr)}
    for node in nodes:
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in spoken
        ):
            read_address(source, Value(node.value, node.lineno))
