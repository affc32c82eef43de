"""Jupyter notebooks: cells of Python and of commands."""

import re
from collections.abc import Iterator, Sequence

from licensecheck.scan.commands import read_shell
from licensecheck.scan.keys import read_embedded, read_pair
from licensecheck.scan.loosely import read_loosely
from licensecheck.scan.places import Entry, MalformedError, Tree, Value, read_json
from licensecheck.scan.python import read_python
from licensecheck.scan.source import SourceFile

FILES = ("*.ipynb",)

_COMMAND = re.compile(
    r"^(\s*)(?:\w+\s*=\s*)?(?:!!?|%(?:run|sx|sh|system)\s|%(?=(?:pip|conda)\s))(.*)"
)
_FILLED = re.compile(r"[^{}]*(?:\{\w+\}[^{}]*)+")
_CELL = re.compile(r"%%(\w+|!)")
# Cells that are measured or shown in another way, and are Python all the same.
_OF_PYTHON = frozenset({"time", "timeit", "capture", "prun", "memit", "mprun", "python", "python3"})
_SETTING = re.compile(r"%(?:set_)?env\s+(\w+)[\s=]+([^\s=]\S*)\s*$")
_MAGIC = re.compile(r"^(\s*)%")


def read(source: SourceFile) -> None:
    """All cells as one program, each line on its line of the file."""
    try:
        tree = read_json(source.text)
    except MalformedError as error:
        source.complain(error.line, f"{error}; what can be told apart in it was read.")
        (tree, *_) = (*_trees(read_loosely(source.text)), Entry(()))
    program: list[Value] = []
    for cell in _cells(tree):
        lines = list(_lines(cell))
        magic = _CELL.match(lines[0].text) if lines else None
        if magic is None or magic[1] in _OF_PYTHON:
            program += _joined(lines)
        elif magic[1] in ("bash", "sh", "script", "sx", "system", "!"):
            _read_script(source, lines[1:])
        elif magic[1] == "writefile":
            _read_file(source, lines[0].text.split()[-1], lines[1:])
    _read_program(source, program)


def _read_script(source: SourceFile, lines: list[Value]) -> None:
    """Commands that belong together, each on its line of the notebook."""
    inner = source.part("\n".join(value.text for value in lines), fresh=True)
    read_shell(inner, inner.text)
    source.take(inner, _places(lines))


def _read_file(source: SourceFile, name: str, lines: list[Value]) -> None:
    """A file that the notebook writes, as that file."""
    read_embedded(source, name, "\n".join(value.text for value in lines), _places(lines))


def _called(source: SourceFile, command: str, line: int) -> str:
    """Read a command; with variables of the program in it, it is a call of the program."""
    if _FILLED.fullmatch(command):
        return f"get_ipython().system(f{command!r})"
    read_shell(source, command, line)
    return "pass"


def _places(lines: list[Value]) -> dict[int, int]:
    """The line of the notebook for each of these lines."""
    return {at: value.line for at, value in enumerate(lines, start=1)}


def _joined(lines: list[Value]) -> Iterator[Value]:
    """The lines, those of one command as one."""
    whole: list[str] = []
    first = 0
    for value in lines:
        is_command = _COMMAND.match(value.text) or _MAGIC.match(value.text)
        if not whole and not (is_command and value.text.endswith("\\")):
            yield value
            continue
        first = first if whole else value.line
        if value.text.endswith("\\"):
            whole.append(value.text[:-1])
        else:
            yield Value("".join([*whole, value.text]), first)
            whole = []
    if whole:
        yield Value("".join(whole), first)


def _read_program(source: SourceFile, program: list[Value]) -> None:
    """Read the lines as Python, then give what was found the lines of the notebook."""
    texts = []
    for value in program:
        if command := _COMMAND.match(value.text):
            texts.append(command[1] + _called(source, command[2].rstrip("\n"), value.line))
        elif setting := _SETTING.match(value.text):
            read_pair(source, setting[1], setting[2].strip("\"'"), value.line)
            texts.append("pass")
        else:
            texts.append(_MAGIC.sub(r"\1pass #", value.text.rstrip("\n")))
    inner = source.part("\n".join(texts), fresh=True)
    read_python(inner)
    source.take(inner, _places(program))


def _cells(tree: Tree) -> Iterator[Entry]:
    """The cells with code, of formats 4 and 3."""
    holders = [tree, *_listed(tree, "worksheets")]
    for cell in (cell for holder in holders for cell in _listed(holder, "cells")):
        kind = cell.get("cell_type") if isinstance(cell, Entry) else None
        if isinstance(cell, Entry) and getattr(kind, "text", "code") == "code":
            yield cell


def _trees(tree: Tree) -> Sequence[Tree]:
    return tree if isinstance(tree, tuple) else [tree]


def _listed(tree: Tree, name: str) -> tuple[Tree, ...]:
    found = tree.get(name) if isinstance(tree, Entry) else None
    return found if isinstance(found, tuple) else ()


def _lines(cell: Entry) -> Iterator[Value]:
    """The lines of a cell, which may be a list or one text."""
    content = cell.get("source") or cell.get("input")
    for part in content if isinstance(content, tuple) else (content,):
        if isinstance(part, Value):
            yield from (Value(text, part.line) for text in part.text.splitlines() or [""])
