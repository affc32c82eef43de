"""YAML, JSON and TOML as values with their places: which key, which line."""

import json
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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


Tree = Value | Entry | tuple["Tree", ...]


class MalformedError(ValueError):
    """The text is not in the format."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def read_yaml(text: str) -> Iterator[Tree]:
    """The documents of a YAML text; MalformedError where it is none."""
    try:
        for node in yaml.compose_all(text, Loader=_LOADER):
            if node is not None:
                yield _of_node(node, {})
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise MalformedError(line, f"not YAML: {error.problem}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise MalformedError(0, f"not YAML: {error}") from error


def _of_node(node: yaml.Node, known: dict[int, Tree]) -> Tree:
    """The tree of a node. An alias shares the tree of its anchor; within itself it is empty."""
    if id(node) in known:
        return known[id(node)]
    known[id(node)] = ()
    tree: Tree
    if isinstance(node, yaml.MappingNode):
        pairs = ((_of_node(k, known), _of_node(v, known)) for k, v in node.value)
        tree = Entry(tuple((k, v) for k, v in pairs if isinstance(k, Value)))
    elif isinstance(node, yaml.SequenceNode):
        tree = tuple(_of_node(one, known) for one in node.value)
    else:
        block = getattr(node, "style", None) in ("|", ">")
        tree = Value(str(node.value), node.start_mark.line + (2 if block else 1))
    known[id(node)] = tree
    return tree


def read_json(text: str) -> Tree:
    """A JSON text; MalformedError where it is none."""
    try:
        content = json.loads(text, object_pairs_hook=_Pairs)
        return _Placer(text, _as_json).tree(content)
    except json.JSONDecodeError as error:
        raise MalformedError(error.lineno, f"not JSON: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise MalformedError(0, f"not JSON: {error}") from error


def _as_json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def read_toml(text: str) -> Tree:
    """A TOML text; MalformedError where it is none."""
    try:
        return _Placer(text, str).tree(tomllib.loads(text))
    except (ValueError, RecursionError) as error:
        raise MalformedError(0, f"not TOML: {error}") from error


class _Pairs(list[tuple[str, Any]]):
    """A JSON object with its keys in order, repeated ones too."""


class _Placer:
    """Gives values their lines: the parsers tell none, but keep the order of the text."""

    def __init__(self, text: str, written: Any) -> None:
        self._text = text
        self._written = written
        self._at = 0
        self._line = 1

    def tree(self, content: Any) -> Tree:
        if isinstance(content, _Pairs | dict):
            pairs = content if isinstance(content, _Pairs) else content.items()
            return Entry(tuple((self._value(k), self.tree(v)) for k, v in pairs))
        if isinstance(content, Sequence) and not isinstance(content, str):
            return tuple(self.tree(one) for one in content)
        return self._value(content) if isinstance(content, str) else Value(str(content), self._line)

    def _value(self, text: str) -> Value:
        """Search on from the last value. A TOML table may be out of order: then from the start;
        what is written in another way stays on the line before it."""
        found = self._text.find(self._written(text), self._at)
        if found < 0:
            early = self._text.find(self._written(text))
            return Value(text, self._text.count("\n", 0, early) + 1 if early >= 0 else self._line)
        self._line += self._text.count("\n", self._at, found)
        self._at = found
        return Value(text, self._line)
