"""Models that Python code names."""

import ast
import re
import warnings
from collections.abc import Collection, Sequence

from licensecheck.scan.bind import python_file
from licensecheck.scan.calls import read_calls, written
from licensecheck.scan.evident import is_evident, is_possible
from licensecheck.scan.languages import python
from licensecheck.scan.program import read_program
from licensecheck.scan.scopes import Modules, no_module
from licensecheck.scan.source import Reference, SourceFile

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

_ANY = r"(?:[^()\[\]]|\[[^()\[\]]*\])*"
_GENERIC = re.compile(rf"(?m)^([ \t]*(?:async[ \t]+def|def|class)[ \t]+\w+)(\[{_ANY}\])(?=\s*[(:])")
"""`def f[T](x)`, `class A[T]` of Python 3.12."""
_SEVERAL = re.compile(r"(?m)^([ \t]*except)(\*?)[ \t]+([\w.]+(?:[ \t]*,[ \t]*[\w.]+)+)[ \t]*:")
"""`except A, B:` of Python 3.14."""


def read_python(source: SourceFile, module: Modules = no_module) -> None:
    """Note the models that a file names: in its calls, which are followed as far as it can be
    parsed, and in its texts.

    `module` gives the files of the project that it imports.
    """
    before = len(source.found)
    known: Collection[tuple[int, str]] = ()
    out: Collection[str] = ()
    functions: Collection[str] = ()
    tree = parse(source)
    try:
        if tree is not None:
            file = python_file(tree, source.file, module)
            known = read_calls(source, file)
            out, functions = set(written(file)), file.called
    except RecursionError:
        source.complain(0, "nested too deeply to be followed; only its texts were read.")
    called = len(source.found)
    read_program(source, python())
    texts = [
        one
        for one in source.found[called:]
        if (one.line, one.text) not in known and _may_be(one, functions)
    ]
    found = (*source.found[before:called], *texts)
    source.found[before:] = [one for one in found if one.text not in out]


def _may_be(one: Reference, functions: Collection[str]) -> bool:
    """False for what a function of one's own is given that does not look like a model."""
    word = one.how.rpartition(" ")[2]
    return word not in functions or is_evident(one.text) or is_possible(one.text)


def parse(source: SourceFile) -> ast.Module | None:
    """The syntax tree, without the lines that break it; None where too many do."""
    lines = _older(source.text).split("\n")
    try:
        for tried in range(max(MAX_BROKEN, MAX_PARSED // (len(source.text) + 1))):
            try:
                return _compiled("\n".join(lines))
            except SyntaxError as error:
                at = min(error.lineno or 1, len(lines)) - 1
                if not tried:
                    source.complain(at + 1, f"not Python: {error.msg}; the rest was read.")
                if not lines[at].strip():
                    return None
                lines[at] = _instead(lines, at)
    except (ValueError, RecursionError, MemoryError) as error:
        # Where its stack is full, the parser says nothing, or speaks of itself.
        reason = error if isinstance(error, ValueError) else "nested too deeply"
        source.complain(0, f"not Python: {reason}; only its texts were read.")
    return None


def _instead(lines: Sequence[str], at: int) -> str:
    """What stands for a line that is wrong: the head of a block, or what does nothing; nothing for
    what does so already."""
    margin = _margin(lines[at])
    below = next(filter(str.strip, lines[at + 1 :]), "")
    instead = "if True:" if len(_margin(below)) > len(margin) else "pass"
    return "" if lines[at].strip() in ("if True:", "pass") else margin + instead


def _margin(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _older(text: str) -> str:
    """A program without the newer heads of blocks that older Pythons do not know."""
    text = _GENERIC.sub(lambda found: found[1] + "\\\n" * found[2].count("\n"), text)
    return _SEVERAL.sub(r"\1\2 (\3):", text)


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
