"""Keys and values that name a model."""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from licensecheck.references.commands import Word, read_command, read_shell
from licensecheck.references.names import is_known_owner
from licensecheck.references.patterns import fits, key, names_model, patterns
from licensecheck.references.places import Entry, Tree, Value
from licensecheck.references.source import Source

# `key: value` and `key = value` on one line, where a file cannot be parsed as what it is.
_LINE = re.compile(
    r"""^[\s\-{,"']*(?:export\s+)?([A-Za-z_][\w.-]{0,80})["']?\s*[:=]\s*["']?([^\s"',#}\]]{3,200})"""
)

_SECTION = re.compile(r"^\[([\w.-]{1,100})\]\s*$")


def read_keys(source: Source, tree: Tree) -> None:
    """Note the models that the keys of a file name, and those of its command lines."""
    if not fits(PurePosixPath(source.file).name, patterns().keys.files_without):
        for around, entry in _entries(tree, "", set()):
            _read_entry(source, entry, around)
    for value in _values(tree, set()):
        read_address(source, value)


def read_pair(
    source: Source, name: str, value: str, line: int, revision: str | None = None
) -> None:
    """Note the model that one key or variable names."""
    if not names_model(name):
        return
    if fits(key(name), patterns().keys.paths) and "/" in value and not is_known_owner(value):
        return
    source.add(value, line, f"key {name}", "guess", revision)


def read_lines(source: Source) -> None:
    """Note what lines of `key: value` name: for files that cannot be parsed, and for `.env`."""
    section = ""
    for line, text in source.lines():
        if text.lstrip().startswith(("#", ";", "//")):
            continue
        if header := _SECTION.match(text):
            section = header[1].rpartition(".")[2]
        if found := _LINE.match(text):
            read_pair(source, meant(found[1], section), found[2], line)
        source.add_downloads(text, line)


def read_address(source: Source, value: Value) -> None:
    """Note an address of a model, whatever its key: `hf://org/name`, a download."""
    if value.text.startswith(("hf://", "ollama://", "pkg:huggingface/")):
        source.add(value.text, value.line, "address", "address")
    source.add_downloads(value.text, value.line)


def _read_entry(source: Source, entry: Entry, around: str) -> None:
    """One mapping; `around` is the key that it stands under."""
    revision = _revision(entry)
    for name, tree in entry.items:
        if fits(key(name.text), patterns().keys.commands):
            _read_commands(source, tree)
        if names_model(around) and isinstance(tree, Entry) and "/" in name.text:
            read_pair(source, around, name.text, name.line)
        for value in _listed(tree):
            read_pair(source, meant(name.text, around), value.text, value.line, revision)
            _read_variable(source, value)
    _read_named_value(source, entry)


def meant(name: str, around: str) -> str:
    """The key that says what a value is: of `model: {name: x}` and `[model] id = x` the outer."""
    return around if fits(key(name), patterns().keys.inner) else name


def _revision(entry: Entry) -> str | None:
    """The revision that stands beside a name."""
    found = (v for name, v in entry.items if fits(key(name.text), patterns().keys.revision))
    return next((value.text for value in found if isinstance(value, Value)), None)


def _read_variable(source: Source, value: Value) -> None:
    """`environment: [MODEL_ID=org/name]` of compose."""
    if match := re.fullmatch(r"([A-Za-z_]\w{2,60})=(\S{3,200})", value.text):
        read_pair(source, match[1], match[2], value.line)


def _read_named_value(source: Source, entry: Entry) -> None:
    """`- name: MODEL_ID` with `value: org/name` beside it, as Kubernetes has it."""
    name, value = entry.get("name"), entry.get("value") or entry.get("default")
    if isinstance(name, Value) and isinstance(value, Value):
        read_pair(source, name.text, value.text, value.line)


def _read_commands(source: Source, tree: Tree) -> None:
    """A command line, a script, a list of either, or a list of words."""
    values = list(_listed(tree))
    if len(values) > 1 and not any(re.search(r"\s", value.text.strip()) for value in values):
        read_command(source, [Word(value.text, value.line) for value in values])
        return
    for value in values:
        read_shell(source, value.text, value.line)


def _listed(tree: Tree) -> Sequence[Value]:
    """A value, or the values of a list."""
    if isinstance(tree, Value):
        return [tree]
    return [one for one in tree if isinstance(one, Value)] if isinstance(tree, tuple) else []


def _entries(tree: Tree, around: str, seen: set[int]) -> Iterator[tuple[str, Entry]]:
    """Every mapping once, with the key that it stands under."""
    if id(tree) in seen or isinstance(tree, Value):
        return
    seen.add(id(tree))
    if isinstance(tree, Entry):
        yield around, tree
        for name, child in tree.items:
            # `models: {fast: {name: x}}`: the key between is only a label.
            known = names_model(around) and not names_model(name.text)
            yield from _entries(child, around if known else name.text, seen)
    else:
        for child in tree:
            yield from _entries(child, around, seen)


def _values(tree: Tree, seen: set[int]) -> Iterator[Value]:
    """Every text that is a value, once."""
    if isinstance(tree, Value):
        yield tree
        return
    if id(tree) in seen:
        return
    seen.add(id(tree))
    for child in [v for _, v in tree.items] if isinstance(tree, Entry) else tree:
        yield from _values(child, seen)
