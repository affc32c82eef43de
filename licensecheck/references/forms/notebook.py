"""Jupyter notebooks: cells of Python and of commands."""

import re
from collections.abc import Iterator

from licensecheck.references.commands import read_shell
from licensecheck.references.places import Entry, MalformedError, Tree, Value, read_json
from licensecheck.references.python import read_python
from licensecheck.references.source import Source

FILES = ("*.ipynb",)

_COMMAND = re.compile(r"^(\s*)(?:\w+\s*=\s*)?!(.*)")
_MAGIC = re.compile(r"^(\s*)%")


def read(source: Source) -> None:
    """All cells as one program, each line on its line of the file."""
    try:
        tree = read_json(source.text)
    except MalformedError as error:
        source.complain(error.line, f"{error}; it was read line by line instead.")
        read_python(source.part(_unpacked(source.text)))
        return
    program: list[Value] = []
    for cell in _cells(tree):
        lines = list(_lines(cell))
        if lines and re.match(r"%%(bash|sh|!|script)", lines[0].text):
            for value in lines[1:]:
                read_shell(source, value.text, value.line)
        elif not (lines and lines[0].text.startswith("%%") and "time" not in lines[0].text):
            program += lines
    _read_program(source, program)


def _read_program(source: Source, program: list[Value]) -> None:
    """Read the lines as Python, then give what was found the lines of the notebook."""
    texts = []
    for value in program:
        if command := _COMMAND.match(value.text):
            read_shell(source, command[2].rstrip("\n"), value.line)
            texts.append(f"{command[1]}pass")
        else:
            texts.append(_MAGIC.sub(r"\1pass #", value.text.rstrip("\n")))
    inner = source.part("\n".join(texts), fresh=True)
    read_python(inner)
    lines = {at: value.line for at, value in enumerate(program, start=1)}
    source.take(inner, lines)


def _cells(tree: Tree) -> Iterator[Entry]:
    """The cells with code, of formats 4 and 3."""
    holders = [tree, *_listed(tree, "worksheets")]
    for cell in (cell for holder in holders for cell in _listed(holder, "cells")):
        kind = cell.get("cell_type") if isinstance(cell, Entry) else None
        if isinstance(cell, Entry) and isinstance(kind, Value) and kind.text == "code":
            yield cell


def _listed(tree: Tree, name: str) -> tuple[Tree, ...]:
    found = tree.get(name) if isinstance(tree, Entry) else None
    return found if isinstance(found, tuple) else ()


def _lines(cell: Entry) -> Iterator[Value]:
    """The lines of a cell, which may be a list or one text."""
    content = cell.get("source") or cell.get("input")
    for part in content if isinstance(content, tuple) else (content,):
        if isinstance(part, Value):
            yield from (Value(text, part.line) for text in part.text.splitlines() or [""])


def _unpacked(text: str) -> str:
    """The lines of a broken notebook without the quotes of JSON."""
    lines = (re.sub(r'^\s*"(.*?)(?:\\n)?",?\s*$', r"\1", line) for line in text.splitlines())
    return "\n".join(line.replace('\\"', '"') for line in lines)
