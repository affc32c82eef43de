"""Read a policy file, and find the line of what is wrong in it."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from yaml.reader import ReaderError

from licensecheck.engine.files import line_of, read_yaml
from licensecheck.errors import RuleFileError
from licensecheck.policy.mistakes import Location


def parse_yaml(path: Path) -> Any:
    """What a file says; RuleFileError with its line where it is not YAML."""
    try:
        return read_yaml(path)
    except RuleFileError as error:
        if error.line:
            raise
        message = str(error).removeprefix(f"{path}:0: ")
        raise RuleFileError(str(path), _odd_line(path, error.__cause__), message) from error


def _odd_line(path: Path, cause: BaseException | None) -> int:
    """The line that an error means which names none: of bad bytes, or of a day that is none."""
    if isinstance(cause, UnicodeDecodeError):
        return cause.object.count(b"\n", 0, cause.start) + 1
    if isinstance(cause, ReaderError):
        return path.read_text("utf-8").count("\n", 0, cause.position) + 1
    if isinstance(cause, ValueError):
        root = yaml.compose(path.read_text("utf-8"), Loader=yaml.SafeLoader)
        for node in _scalars(root):
            try:
                yaml.SafeLoader("").construct_object(node)
            except ValueError:
                return node.start_mark.line + 1
    return 1


def _scalars(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _scalars(child)
    elif isinstance(node, yaml.MappingNode):
        for pair in node.value:
            for child in pair:
                yield from _scalars(child)


def parse_toml(path: Path) -> Any:
    """What a file says; RuleFileError with its line where it is not TOML."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except UnicodeDecodeError as error:
        line = _odd_line(path, error)
        raise RuleFileError(str(path), line, f"not TOML: {error}") from error
    except ValueError as error:
        said = re.search(r"at line (\d+)", str(error))
        end = len(path.read_text("utf-8").splitlines()) or 1
        line = int(said[1]) if said else end
        raise RuleFileError(str(path), line, f"not TOML: {error}") from error
    except OSError as error:
        raise RuleFileError(str(path), 1, f"cannot be read: {error.strerror}") from error


def line_at(path: Path, location: Location) -> int:
    """1-based line of a part of a policy."""
    if path.suffix == ".toml":
        return _toml_line(path.read_text("utf-8"), location)
    return line_of(path, location)


def _toml_line(text: str, location: Location) -> int:
    """The line of the deepest part that is found; a TOML parser tells none."""
    lines = [line.strip() for line in text.splitlines()]
    words = [line.strip("[]").split("=")[0].strip().rpartition(".")[2] for line in lines]
    at = words.index("policy") if "policy" in words else 0
    for part in location:
        if isinstance(part, str):
            at = next((n for n in range(at, len(lines)) if words[n] == part), at)
        elif lines[at].startswith("[["):
            same = [n for n in range(at, len(lines)) if lines[n] == lines[at]]
            at = same[part]
    return at + 1
