"""Files of keys and values: their keys, and command lines of services, jobs and scripts."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from licensecheck.scan.bounds import spend
from licensecheck.scan.commands import program_names, program_of, read_command, read_shell
from licensecheck.scan.evident import is_evident
from licensecheck.scan.given import read_file, read_given
from licensecheck.scan.keys import entries_of, read_address, read_entry, read_evident, values_of
from licensecheck.scan.patterns import fits, key, names_model, patterns
from licensecheck.scan.places import Entry, Tree, Value, listed
from licensecheck.scan.source import SourceFile
from licensecheck.scan.words import ShellWord, Variables, expand

# Which of two keys comes first on the command line: of compose, of Kubernetes.
_ORDER = ("entrypoint", "command", "args")
_SCRIPTS = ("scripts", "tasks")
_VARIABLES = ("matrix", "env", "vars", "variables", "environment")


_VALUE_COST = 8
"""Steps that it takes to read a value of a list."""


def read_keys(source: SourceFile, tree: Tree) -> None:
    """Note the models that the keys of a file name, and those of its command lines."""
    without = fits(PurePosixPath(source.file).name, patterns().keys.files_without)
    entries = list(entries_of(tree))
    _spend_on_aliases(entry for _, entry, _ in entries)
    variables = variables_of((around, entry) for around, entry, _ in entries)
    for around, entry, kind in entries:
        if not without:
            read_entry(source, entry, around, kind)
        else:
            for name, inside in entry.items:
                for value in listed(inside):
                    read_evident(source, name.text, value)
                    if names_model(name.text) and is_evident(value.text):
                        source.add_evident(value.text, value.line)
        read_commands(source, entry, around, variables, scripts_only=without)
        read_file(source, entry)
        for name, inside in entry.items if not without else ():
            read_given(source, name.text, inside, variables)
    for value in values_of(tree):
        read_address(source, value)


def _spend_on_aliases(entries: Iterable[Entry]) -> None:
    """A list is read for each alias that stands for it, unlike mappings, which are read once."""
    seen: set[int] = set()
    for tree in (tree for entry in entries for _, tree in entry.items):
        if isinstance(tree, tuple):
            spend(_VALUE_COST * len(tree) if id(tree) in seen else 0)
            seen.add(id(tree))


def read_commands(
    source: SourceFile,
    entry: Entry,
    around: str,
    variables: Variables,
    *,
    scripts_only: bool = False,
) -> None:
    """Note the models that the command lines of a mapping name; `around` is its key.

    A program and its arguments may be two keys; without a program, the image is one.
    `scripts_only` where other keys are those of a package manager.
    """
    scripts = around.rpartition(".")[2] in _SCRIPTS
    if scripts_only and not scripts:
        return
    first, second = _parts(entry)
    if second or _program(entry):
        words = [ShellWord(one, 0) for one in _program(entry)] if not _is_program(first) else []
        read_command(source, [*words, *_words(first), *_words(second)])
    for name, tree in entry.items:
        if scripts or fits(key(name.text), patterns().keys.commands):
            _read(source, tree, variables)


def variables_of(entries: Iterable[tuple[str, Entry]]) -> dict[str, list[ShellWord]]:
    """The variables that a file of jobs sets for its commands, by their names: those of a matrix
    or loop have several values."""
    found: dict[str, list[ShellWord]] = defaultdict(list)
    for around, entry in entries:
        for name, tree in entry.items:
            if name.text == "foreach":
                found["item"] += [ShellWord(one.text, one.line) for one in listed(tree)]
            scope = "matrix" if around == "include" else around
            if key(scope) in _VARIABLES:
                values = [ShellWord(one.text, one.line) for one in listed(tree)]
                for called in (name.text, f"{scope}.{name.text}", f"item.{name.text}"):
                    found[called] += values
    return found


def _parts(entry: Entry) -> tuple[Sequence[Value], Sequence[Value]]:
    """The two lists that make one command line, where there are two."""
    given = [values for name in _ORDER if (values := listed(entry.get(name)))]
    return (given[0], given[1]) if len(given) == 2 else (given[0] if given else [], [])


def _program(entry: Entry) -> Sequence[str]:
    return program_of(entry.said("image"))


def _is_program(values: Sequence[Value]) -> bool:
    """True where the words begin with a program, not with arguments for one."""
    first = values[0].text.rpartition("/")[2].partition(" ")[0] if values else ""
    return first in program_names()


def _words(values: Sequence[Value]) -> list[ShellWord]:
    """The words of a command that is a list, or one text."""
    if len(values) != 1 or "\n" in values[0].text:
        return [ShellWord(one.text, one.line) for one in values]
    return [ShellWord(one, values[0].line) for one in values[0].text.split()]


def _read(source: SourceFile, tree: Tree, variables: Variables) -> None:
    """A command line, a script, a list of either, or a list of words."""
    values = list(listed(tree))
    if len(values) > 1 and _is_words(values):
        words = [expand(ShellWord(value.text, value.line), variables)[0] for value in values]
        read_command(source, words)
        return
    for value in values:
        read_shell(source, value.text, value.line, variables)


def _is_words(values: Sequence[Value]) -> bool:
    """True for the words of one command; a line of a script begins with no hyphen."""
    plain = not any(re.search(r"\s", value.text.strip()) for value in values)
    return plain or any(value.text.startswith("-") for value in values)
