"""Where our YAML lies, and how it is read: every error names file and line."""

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from licensecheck.errors import RuleFileError

_PACKAGE = Path(__file__).resolve().parent.parent
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXT, _LIST, _TABLE, _MERGE = (
    f"tag:yaml.org,2002:{tag}" for tag in ("str", "seq", "map", "merge")
)
Schema = TypeVar("Schema", bound=BaseModel)


def rule_folder(name: str = "") -> Path:
    """The folder `rules/NAME`: inside an installed package, else beside it in a checkout."""
    return _beside("_rules", "rules") / name


def catalogue_folder() -> Path:
    """The folder of catalogue files: inside an installed package, else in a checkout's corpus/."""
    return _beside("_catalogue", "corpus/catalogue")


def data_folder() -> Path:
    """The folder of built data: the licence index and the classifier."""
    return _PACKAGE / "_data"


def _beside(installed: str, checkout: str) -> Path:
    inside = _PACKAGE / installed
    return inside if inside.is_dir() else _PACKAGE.parent / checkout


def rule_files(folder: Path) -> Iterator[Path]:
    """The YAML files of a folder in the order of their names."""
    return iter(sorted(folder.glob("*.yaml")))


def read_yaml(path: Path) -> Any:
    """The content of one YAML file.

    Raises RuleFileError where it cannot be read, is not YAML or repeats a key.
    """
    try:
        return parse_yaml(path, path.read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise RuleFileError(str(path), 0, f"not YAML: {error}") from error
    except OSError as error:
        raise RuleFileError(str(path), 0, f"cannot be read: {error.strerror}") from error


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


def read_rule_file(path: Path, schema: type[Schema], context: object = None) -> Schema:
    """One YAML file checked against a pydantic schema, whose validators may ask for a context;
    RuleFileError says where and what."""
    content = read_yaml(path)
    try:
        return schema.model_validate(content, context=context)
    except ValidationError as error:
        line = line_of(path, error.errors()[0]["loc"])
        raise refused(path, line, error, schema) from error


def refused(
    path: Path, line: int, error: ValidationError, schema: type[BaseModel]
) -> RuleFileError:
    """The first mistake that a schema found in a file, and how many more; a key that nobody knows
    may be a slip of the pen."""
    first, *more = error.errors()
    where = ".".join(str(part) for part in first["loc"]) or "the file"
    remedy = ""
    if first["type"] == "extra_forbidden":
        name = str(first["loc"][-1])
        close = get_close_matches(name, _keys(schema.model_json_schema()), 1)
        remedy = f"There is no key {name!r} here" + (
            f": did you mean {close[0]!r}?" if close else "."
        )
    others = f" (and {len(more)} more)" if more else ""
    return RuleFileError(str(path), line, f"{where}: {first['msg']}{others}", remedy=remedy)


def _keys(schema: Any) -> Iterator[str]:
    """All keys that a JSON schema knows, at any depth."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
    for part in schema.values() if isinstance(schema, dict) else ():
        yield from _keys(part)


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
