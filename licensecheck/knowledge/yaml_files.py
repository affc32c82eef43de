"""YAML of ours and of users, read so that every mistake has its file and line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from licensecheck.errors import RuleFileError

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXT, _LIST, _TABLE, _MERGE = (
    f"tag:yaml.org,2002:{tag}" for tag in ("str", "seq", "map", "merge")
)


def parse_yaml(path: Path, text: str) -> Any:
    """What the text of a YAML file says; RuleFileError as `read_yaml`."""
    try:
        loader = _LOADER(text)
        node = loader.get_single_node()
        return _value(loader, path, node) if node else None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise RuleFileError(str(path), line, f"not YAML: {error.problem}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: the 72nd month
        raise RuleFileError(str(path), 0, f"not YAML: {error}") from error


def line_of(path: Path, location: tuple[int | str, ...]) -> int:
    """1-based line of the deepest part of a location that exists in the file."""
    return lines_of(path.read_text("utf-8"))(location)


def lines_of(text: str) -> Callable[[tuple[int | str, ...]], int]:
    """`line_of` for any number of locations in one text, which is read once."""
    root = yaml.compose(text, Loader=_LOADER)
    return lambda location: _line_in(root, location)


def _line_in(node: yaml.Node | None, location: tuple[int | str, ...]) -> int:
    line = 1
    for part in location:
        child = _child(node, part)
        if child is None:
            break
        node, line = child
    return line


def _child(node: yaml.Node | None, part: int | str) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(part):
                return value, key.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part].start_mark.line + 1
    return None


def _value(loader: yaml.SafeLoader, path: Path, node: yaml.Node) -> Any:
    """What a node says: keys are checked and values made in one walk, which takes 65 ms for all
    rules where two take 91."""
    if isinstance(node, yaml.MappingNode):
        return _mapping(loader, path, node)
    if isinstance(node, yaml.SequenceNode) and node.tag == _LIST:
        return [_value(loader, path, one) for one in node.value]
    return node.value if node.tag == _TEXT else loader.construct_object(node, deep=True)


def _mapping(loader: yaml.SafeLoader, path: Path, node: yaml.MappingNode) -> Any:
    """A repeated key silently hides the first one, so it is an error."""
    seen, found = set[str](), dict[Any, Any]()
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise RuleFileError(str(path), line, "a key must be a word, not a list or mapping")
        if key.value in seen:
            raise RuleFileError(str(path), line, f"the key {key.value!r} stands here twice")
        seen.add(key.value)
        said = _value(loader, path, value)
        if key.tag != _MERGE:
            found[_value(loader, path, key)] = said
    plain = node.tag == _TABLE and len(found) == len(node.value)
    return found if plain else loader.construct_object(node, deep=True)
