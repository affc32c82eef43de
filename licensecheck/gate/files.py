"""Read a policy file within bounds, and find the line of what is wrong in it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from yaml.reader import ReaderError

from licensecheck import disk
from licensecheck.errors import RuleFileError, UsageError
from licensecheck.gate.mistakes import Location
from licensecheck.knowledge import yaml_files
from licensecheck.settings import FILES, table_at
from licensecheck.text import toml
from licensecheck.text.yaml_head import UnreadableFieldsError, weighed

MAX_BYTES = 1_000_000
"""Of a policy; a thousand waivers have a quarter of it."""
MAX_NODES = 50_000
"""Keys and values of a policy, counted again wherever an alias repeats them; a thousand waivers
have 16,000."""
MAX_DEPTH = 20
"""Levels of nesting; the schema has seven."""

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# YAML 1.1 takes 010 for 8, 0x10 for 16 and 1:30 for 90.
_OTHER_NUMBER = re.compile(r"[-+]?(?:0[0-9_]+|0[xb][0-9a-f_]+|[0-9][0-9_]*(?::[0-5]?[0-9])+)", re.I)

Entry = TypeVar("Entry", bound=BaseModel)


def admit(path: Path, within: Path | None) -> None:
    """UsageError for a path that a project's own policy names outside of the project, itself or by
    a link; a policy that the user names (`within` is None) names what it likes."""
    if within and disk.within(path, (within,)) is None:
        message = f"{path} is not in {within}, and only a policy that you name yourself leads there"
        raise UsageError(message, remedy="Name the policy: --policy.")


def read_text(path: Path) -> str:
    """The text of a policy; RuleFileError where it cannot be read, is too large or no UTF-8."""
    try:
        content = disk.whole(path, MAX_BYTES)
    except OSError as error:
        raise RuleFileError(str(path), 1, f"cannot be read: {error.strerror}") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise RuleFileError(str(path), line, f"not UTF-8: {error.reason}") from error


def parse_yaml(path: Path, text: str) -> Any:
    """What a policy says; RuleFileError with its line where it is not YAML or beyond the bounds."""
    try:
        _refuse_oversize(path, text)
        return yaml_files.parse_yaml(path, text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RuleFileError(str(path), line, f"not YAML: {error.problem}") from error
    except ReaderError as error:
        raise RuleFileError(str(path), _odd_line(text, error), f"not YAML: {error}") from error
    except RuleFileError as error:
        if error.line:
            raise
        message = str(error).removeprefix(f"{path}:0: ")
        raise RuleFileError(str(path), _odd_line(text, error.__cause__), message) from error


def _refuse_oversize(path: Path, text: str) -> None:
    """Counts keys and values event by event, so that no bomb is built."""
    line = 1
    try:
        # Two levels more: that of the document, and that of the values in the innermost.
        for event in weighed(text, MAX_NODES, MAX_DEPTH + 2):
            line = event.start_mark.line + 1 if event.start_mark else 1
            if isinstance(event, yaml.CollectionStartEvent | yaml.ScalarEvent):
                _refuse_tag(path, line, event.tag)
            if isinstance(event, yaml.ScalarEvent):
                _refuse_number(path, line, event)
    except UnreadableFieldsError as error:
        bounds = f"{MAX_NODES:,} keys and values, aliases written out, and {MAX_DEPTH} levels"
        raise RuleFileError(str(path), line, f"a policy has at most {bounds}") from error


def _refuse_tag(path: Path, line: int, tag: str | None) -> None:
    if tag is not None:
        raise RuleFileError(str(path), line, f"a policy has no tags: leave {tag!r} out")


def _refuse_number(path: Path, line: int, scalar: yaml.ScalarEvent) -> None:
    if scalar.implicit[0] and _OTHER_NUMBER.fullmatch(scalar.value):
        wrong = f"{scalar.value!r} is another number in YAML than it looks like"
        raise RuleFileError(str(path), line, f"{wrong}: write its digits without a leading 0 or :")


def _odd_line(text: str, cause: BaseException | None) -> int:
    """The line that an error means which names none: of a bad character, or a day that is none."""
    if isinstance(cause, ReaderError):
        return text.count("\n", 0, cause.position) + 1
    if isinstance(cause, ValueError):
        for node in _scalars(yaml.compose(text, Loader=_LOADER)):
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


def parse_toml(path: Path, text: str) -> Any:
    """What a settings file says; RuleFileError with its line where it is not TOML."""
    try:
        return toml.loads(text)
    except ValueError as error:
        said = re.search(r"at line (\d+)", str(error))
        line = int(said[1]) if said else len(text.splitlines())
        raise RuleFileError(str(path), line, f"not TOML: {error}") from error


def lines_of(path: Path, text: str) -> Callable[[Location], int]:
    """The 1-based line of each part of a policy."""
    return _toml_lines(text) if path.suffix == ".toml" else yaml_files.lines_of(text)


def _toml_lines(text: str) -> Callable[[Location], int]:
    """The line of the deepest part that is found; a TOML parser tells none."""
    lines = [line.strip() for line in text.splitlines()]
    words = [line.strip("[]").split("=")[0].strip().rpartition(".")[2] for line in lines]
    first = words.index("policy") if "policy" in words else 0

    def line_of(location: Location) -> int:
        at, end = first, len(lines)
        for part in location:
            if isinstance(part, str):
                at = next((n for n in range(at, end) if words[n] == part), at)
            elif lines[at].startswith("[["):
                at = [n for n, line in enumerate(lines) if line == lines[at]][part]
                end = next((n for n in range(at + 1, end) if lines[n].startswith("[[")), end)
        return at + 1

    return line_of


def table_keys(path: Path) -> tuple[str, ...]:
    """The way to the policy in a file of settings; none in a file of another name."""
    return (*FILES[path.name], "policy") if path.name in FILES else ()


def entries_in(name: str, text: str, key: str, kind: type[Entry]) -> tuple[Entry, ...]:
    """The entries of a list in what the file of a policy said; none where that is no policy."""
    path = Path(name)
    try:
        found = parse_toml(path, text) if path.suffix == ".toml" else parse_yaml(path, text)
    except RuleFileError:
        return ()
    listed = table_at(found, (*table_keys(path), key))
    entries = (_entry(one, kind) for one in (listed if isinstance(listed, list) else ()))
    return tuple(one for one in entries if one)


def _entry(said: Any, kind: type[Entry]) -> Entry | None:
    try:
        return kind.model_validate(said)
    except ValidationError:
        return None
