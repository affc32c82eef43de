"""YAML, JSON and TOML as values with their places: which key, which line."""

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from licensecheck.text import toml

MAX_DEPTH = 100
"""Lists and mappings within each other, by aliases too; real files have at most 30."""

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_JSON_TEXT = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"')


@dataclass(frozen=True, slots=True)
class Value:
    """A text in a file of keys and values."""

    text: str
    line: int
    """1-based line on which it begins; of a block in YAML, the first line of its content."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A mapping, with its keys in order."""

    items: tuple[tuple[Value, "Tree"], ...]

    def get(self, key: str) -> "Tree | None":
        """The value of a key."""
        return next((value for name, value in self.items if name.text == key), None)

    def said(self, key: str) -> str:
        """The text behind a key; empty where none is."""
        value = self.get(key)
        return value.text if isinstance(value, Value) else ""


Tree = Value | Entry | tuple["Tree", ...]


def listed(tree: Tree | None) -> Sequence[Value]:
    """A value, or the values of a list."""
    if isinstance(tree, Value):
        return [tree]
    return [one for one in tree if isinstance(one, Value)] if isinstance(tree, tuple) else []


class MalformedError(ValueError):
    """The text is not in the format."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def lines_of(text: str) -> Callable[[int], int]:
    """The 1-based line of an offset in a text, for many offsets."""
    breaks = [found.start() for found in re.finditer("\n", text)]
    return lambda offset: bisect_left(breaks, offset) + 1


def read_yaml(text: str, first: int = 1) -> Iterator[Tree]:
    """The documents of a YAML text whose first line has this number; MalformedError where it is
    none, or nested too deeply."""
    builder = _Builder(first)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            yield from builder.take(event)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + first if error.problem_mark else 0
        raise MalformedError(line, f"not YAML: {error.problem}") from error
    except (yaml.YAMLError, UnicodeError) as error:
        raise MalformedError(0, f"not YAML: {error}") from error


@dataclass(slots=True)
class _OpenTree:
    """A list or mapping whose end has not come yet."""

    anchor: str | None
    parts: list[Tree]
    height: int = 1


class _Builder:
    """Makes trees of the events of a YAML text. An alias shares the tree of its anchor; within
    itself it is empty."""

    def __init__(self, first: int) -> None:
        self._first = first
        self._open = [_OpenTree(None, [])]
        self._known: dict[str, tuple[Tree, int]] = {}
        """The tree of an anchor, and its height."""

    def take(self, event: yaml.Event) -> Iterator[Tree]:
        """Take the next event; gives the tree of a document that ends."""
        line = event.start_mark.line + self._first if event.start_mark else 0
        if isinstance(event, yaml.ScalarEvent):
            block = event.style in ("|", ">")
            self._add(Value(event.value, line + block), event.anchor, 0, line)
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor not in self._known:
                raise MalformedError(line, "not YAML: found undefined alias")
            tree, height = self._known[event.anchor]
            self._add(tree, None, height, line)
        elif isinstance(event, yaml.CollectionStartEvent):
            if event.anchor:
                self._known[event.anchor] = (), 1
            self._open.append(_OpenTree(event.anchor, []))
        elif isinstance(event, yaml.CollectionEndEvent):
            done = self._open.pop()
            mapping = isinstance(event, yaml.MappingEndEvent)
            tree = _entry(done.parts) if mapping else tuple(done.parts)
            self._add(tree, done.anchor, done.height, line)
        elif isinstance(event, yaml.DocumentEndEvent):
            yield from self._open.pop().parts
            self._open, self._known = [_OpenTree(None, [])], {}

    def _add(self, tree: Tree, anchor: str | None, height: int, line: int) -> None:
        around = self._open[-1]
        around.parts.append(tree)
        around.height = max(around.height, height + 1)
        if anchor:
            self._known[anchor] = tree, height
        if len(self._open) + height > MAX_DEPTH:
            raise MalformedError(line, f"nested more than {MAX_DEPTH} deep")


def _entry(parts: Sequence[Tree]) -> Entry:
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return Entry(tuple((name, value) for name, value in pairs if isinstance(name, Value)))


def read_json(text: str) -> Tree:
    """A JSON text; MalformedError where it is none, or nested too deeply."""
    try:
        content = json.loads(text, object_pairs_hook=_Pairs)
    except json.JSONDecodeError as error:
        raise MalformedError(error.lineno, f"not JSON: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise MalformedError(0, f"not JSON: {error}") from error
    line_at = lines_of(text)
    # The texts of what was parsed are those of the text, in its order.
    written = (line_at(found.start()) for found in _JSON_TEXT.finditer(text))
    return _Placer(lambda _: next(written)).tree(content)


def read_toml(text: str) -> Tree:
    """A TOML text; MalformedError where it is none, or more than we read."""
    try:
        content = toml.loads(text)
    except ValueError as error:
        raise MalformedError(0, f"not TOML: {error}") from error
    words, line_at = toml.TomlTokens(text), lines_of(text)

    def line(word: str) -> int | None:
        place = words.place(word)
        return None if place is None else line_at(place)

    return _Placer(line).tree(content)


class _Pairs(list[tuple[str, Any]]):
    """A JSON object with its keys in order, repeated ones too."""


class _Placer:
    """Gives values their lines: the parsers tell none, but keep the order of the text."""

    def __init__(self, line_of: Callable[[str], int | None]) -> None:
        self._line_of = line_of
        self._line = 1

    def tree(self, content: Any, depth: int = 1) -> Tree:
        """Keys before their values; MalformedError where it is nested too deeply."""
        if depth > MAX_DEPTH:
            raise MalformedError(self._line, f"nested more than {MAX_DEPTH} deep")
        if isinstance(content, _Pairs | dict):
            pairs = content if isinstance(content, _Pairs) else content.items()
            return Entry(tuple((self._value(k), self.tree(v, depth + 1)) for k, v in pairs))
        if isinstance(content, list):
            return tuple(self.tree(one, depth + 1) for one in content)
        return self._value(content) if isinstance(content, str) else self._other(content)

    def _value(self, text: str) -> Value:
        """What is written in another way than it is meant stays on the line before it."""
        self._line = self._line_of(text) or self._line
        return Value(text, self._line)

    def _other(self, content: object) -> Value:
        """A number, date or constant; a number that Python refuses to write names nothing."""
        try:
            return Value(str(content), self._line)
        except ValueError:
            return Value("", self._line)
