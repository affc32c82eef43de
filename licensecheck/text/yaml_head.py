"""YAML of cards: untrusted, as nodes, bounded before it is built and read as YAML 1.2; and ours."""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

# Cards with benchmark results (`model-index`) reach several hundred kB of honest front matter.
MAX_CHARACTERS = 2_000_000
MAX_NODES = 200_000  # aliases expanded
MAX_DEPTH = 64

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT = re.compile(r"(?:^|(?<=\s))#+", re.MULTILINE)
# The core schema, as the hub's own reader has it: `no`, `on` and dates are text.
_CONSTANTS = {"true": True, "false": False, "null": None, "~": None, "": None}
_NUMBERS: tuple[tuple[re.Pattern[str], Callable[[str], int | float]], ...] = (
    (re.compile(r"[-+]?[0-9]{1,18}"), int),  # 18 digits fit 64 bits
    (re.compile(r"[-+]?(?:[0-9]{1,18}\.[0-9]{0,18}|\.[0-9]{1,18})(?:[eE][-+]?[0-9]{1,2})?"), float),
)


class UnreadableFieldsError(Exception):
    """The text is no YAML, or more than we read; `line` is 1-based in it, None where unknown."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


@dataclass(slots=True)
class _OpenNode:
    """A collection whose end has not come yet."""

    anchor: str | None
    nodes_before: int
    height: int = 1


def compose(text: str) -> yaml.Node | None:
    """Root node of a YAML document, None for an empty one; raises UnreadableError."""
    if len(text) > MAX_CHARACTERS:
        raise UnreadableFieldsError(f"it is longer than {MAX_CHARACTERS} characters")
    try:
        deque(weighed(text, MAX_NODES, MAX_DEPTH), maxlen=0)
        root: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise UnreadableFieldsError(error.problem or "malformed", line) from error
    except (yaml.YAMLError, UnicodeError) as error:  # control characters, lone surrogates
        raise UnreadableFieldsError(str(error).splitlines()[0]) from error
    return root


def weighed(text: str, most: int, deepest: int) -> Iterator[yaml.Event]:
    """The events of a YAML text, each before it is weighed: UnreadableFieldsError at the first that
    makes it grow or nest beyond the limits, before anything is built from it."""
    nodes, stack = 0, [_OpenNode(None, 0)]
    weights: dict[str | None, tuple[int, int]] = {}  # nodes and height by anchor
    for event in yaml.parse(text, Loader=_Loader):
        yield event
        if isinstance(event, yaml.CollectionStartEvent):
            stack.append(_OpenNode(event.anchor, nodes))
            nodes += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            done = stack.pop()
            weights[done.anchor] = (nodes - done.nodes_before, done.height)
            stack[-1].height = max(stack[-1].height, done.height + 1)
        elif isinstance(event, yaml.ScalarEvent):
            weights[event.anchor] = (1, 1)
            nodes += 1
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor not in weights:
                raise UnreadableFieldsError("an alias refers to itself or to nothing")
            weight, height = weights[event.anchor]
            nodes += weight
            stack[-1].height = max(stack[-1].height, height + 1)
        if nodes > most or len(stack) + stack[-1].height > deepest:
            raise UnreadableFieldsError("it holds too many values, or too deeply nested ones")


def comments(text: str) -> Iterator[str]:
    """What stands behind the signs of comments in some lines of YAML; where these are none, behind
    each sign that may begin one."""
    if "#" not in text:
        return  # nearly every field: it need not be scanned
    try:
        scanned = yaml.scan(text, Loader=_Loader)
        values = [(one.start_mark.index, one.end_mark.index) for one in scanned]
    except (yaml.YAMLError, UnicodeError):
        values = []
    starts, end = [start for start, _ in values], 0
    for found in _COMMENT.finditer(text):
        at = bisect_right(starts, found.start()) - 1
        if found.start() >= end and (at < 0 or found.start() >= values[at][1]):
            end = text.find("\n", found.end()) % (len(text) + 1)
            yield text[found.end() : end]


def value(node: yaml.Node) -> Any:
    """Plain value: dict, list, str, int, float, bool or None; of repeated keys the last."""
    if isinstance(node, yaml.MappingNode):
        return {text(key) or "": value(item) for key, item in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [value(item) for item in node.value]
    if not isinstance(node, yaml.ScalarNode) or node.style:  # quoted or block
        return node.value
    if node.value.lower() in _CONSTANTS:
        return _CONSTANTS[node.value.lower()]
    for pattern, number in _NUMBERS:
        if pattern.fullmatch(node.value):
            return number(node.value)
    return node.value


def text(node: yaml.Node) -> str | None:
    """A scalar as written, without surrounding space; None for a collection, null or blank."""
    if not isinstance(node, yaml.ScalarNode) or value(node) is None:
        return None
    return str(node.value).strip() or None


def end(node: yaml.Node) -> int:
    """Offset where a node's own text ends; a block collection's mark is at the next token."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return max(node.start_mark.index, end(last[-1] if isinstance(last, tuple) else last))
    return int(node.end_mark.index)


class _Dumper(yaml.SafeDumper):
    """Writes text of several lines as such, so that it can be quoted."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)


def written(fields: Mapping[str, Any]) -> str:
    """YAML that says what fields say, in their order."""
    block: str = yaml.dump(
        dict(fields), Dumper=_Dumper, allow_unicode=True, width=10**6, sort_keys=False
    )
    return block
