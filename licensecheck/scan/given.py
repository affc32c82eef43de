"""Texts within values that are commands, scripts or YAML: told by their form, not by their key."""

import re
from collections.abc import Iterator

from licensecheck.scan.bounds import level, spend
from licensecheck.scan.commands import program_names, read_command, read_shell
from licensecheck.scan.keys import read_embedded
from licensecheck.scan.patterns import fits, key, patterns
from licensecheck.scan.places import Entry, MalformedError, Tree, Value, listed, read_yaml
from licensecheck.scan.source import SourceFile
from licensecheck.scan.words import ShellWord, Variables

_COST = 8
"""Characters that are parsed in one step."""
_BEFORE = re.compile(r"^(?:(?:sudo|exec|env|time|nohup|then|do|&&|-\w+|\w+=\S*)\s+)*+")
"""What may stand before the program of a command."""
_MAPPING = re.compile(r"\s*(?:#[^\n]*\n\s*|---\s*\n)*(?:-[ \t]+)*[\"']?[\w./-]+[\"']?:(?:\s|$)")
_PATHS = ("path", "dest", "destination", "filename")
_CONTENTS = ("content", "contents")
_LABELS = ("name", "id")
"""Keys of what a step is called, which may be its command again."""


def read_given(source: SourceFile, name: str, tree: Tree, known: Variables | None = None) -> None:
    """Note what the texts behind a key name that are commands or files; `known` are the variables
    that are set for them."""
    for values in _lists(tree):
        words = [ShellWord(one.text, one.line) for one in values]
        if len(words) > 1 and is_command(words[0].text) and " " not in words[0].text:
            read_command(source, words)
        for value in values:
            if value.text.startswith("#!") or not _is_for_people(name):
                read_text(source, value.text, value.line, known)


def read_file(source: SourceFile, entry: Entry) -> None:
    """Note what a file names that a mapping writes: `path: start.sh` with `content` beside it."""
    name = next(filter(None, map(entry.said, _PATHS)), "")
    for text in (entry.get(one) for one in _CONTENTS if name):
        if isinstance(text, Value) and "\n" in text.text:
            read_embedded(source, name, text.text, text.line)


def _is_for_people(name: str) -> bool:
    programs = patterns().programs
    return name in _LABELS or fits(key(name), programs.shown) or fits(key(name), programs.unwanted)


def _lists(tree: Tree) -> Iterator[list[Value]]:
    """The values of a list, and those of each list in it; a list behind several aliases is one."""
    seen, left = {id(tree)}, [tree]
    while left:
        one = left.pop()
        yield list(listed(one))
        for child in one if isinstance(one, tuple) else ():
            if isinstance(child, tuple) and id(child) not in seen:
                seen.add(id(child))
                left.append(child)


def read_text(source: SourceFile, text: str, line: int, known: Variables | None = None) -> None:
    """Note what a text names that is a command, a script or YAML; anything else is prose."""
    if "\n" not in text and not re.search(r"[ =]", text):
        return
    if text.lstrip().startswith("#!") or any(map(is_command, text.splitlines())):
        with level():
            read_shell(source, text, line, known)
    elif "\n" in text and _is_yaml(text):
        read_embedded(source, "values.yaml", text, line)


def is_command(text: str) -> bool:
    """True for a line that begins with an option, or with a program that names models."""
    first = next(iter(_BEFORE.sub("", text.lstrip(), count=1).split(None, 1)), "")
    return first.startswith("--") or first.rpartition("/")[2] in program_names()


def _is_yaml(text: str) -> bool:
    """True for YAML that is a mapping of mappings, lists or several keys, or a list of mappings."""
    if not _MAPPING.match(text):
        return False
    spend(len(text) // _COST)
    try:
        return any(map(_has_keys, read_yaml(text)))
    except MalformedError:
        return False


def _has_keys(tree: Tree) -> bool:
    if isinstance(tree, Entry):
        return len(tree.items) > 1 or not isinstance(tree.items[0][1], Value)
    return isinstance(tree, tuple) and any(isinstance(one, Entry) for one in tree)
