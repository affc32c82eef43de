"""The values of a file of settings, each with the keys before it, whatever it is written in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from licensecheck.domain import Document, Span
from licensecheck.hubs.files import extension
from licensecheck.text import toml, yaml_head

# What cannot be parsed, in whatever form: gin, INI, several documents of YAML in one file.
_LINE = re.compile(
    r"""^[ \t{\[(,-]*["']?(?P<key>[A-Za-z_][\w./-]{0,100})["']?[ \t]*[:=][ \t]*"""
    r"""(?P<quote>["']?)(?P<value>[^\s"',;#{}\[\]]{3,200})(?P=quote)[ \t]*(?:[,;#}\])].*)?$""",
    re.M,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """A value, and where it stands."""

    keys: tuple[str, ...]
    """The outermost first."""
    value: str
    span: Span


def settings(document: Document) -> list[Setting]:
    """The texts among the values, in their order; of what is no JSON, YAML or TOML, those of lines
    with a key and a value."""
    text = document.text
    try:
        if extension(document.path) == "toml":
            return [*_of_table(toml.loads(text), (), toml.TomlTokens(text))]
        # JSON may be set in with tabs, which YAML may not.
        root = yaml_head.compose(text.replace("\t", " "))
    except (ValueError, yaml_head.UnreadableFieldsError):
        root = None
    return [*_of_node(root, ())] if isinstance(root, yaml.CollectionNode) else [*_of_lines(text)]


def _of_node(node: yaml.Node | None, keys: tuple[str, ...]) -> Iterator[Setting]:
    if isinstance(node, yaml.MappingNode):
        for key, inside in node.value:
            yield from _of_node(inside, (*keys, yaml_head.text(key) or ""))
    elif isinstance(node, yaml.SequenceNode):
        for inside in node.value:
            yield from _of_node(inside, keys)
    elif node and keys and (value := yaml_head.text(node)):
        yield Setting(keys, value, Span(node.start_mark.index, yaml_head.end(node)))


def _of_table(found: Any, keys: Sequence[str], tokens: toml.TomlTokens) -> Iterator[Setting]:
    if isinstance(found, dict):
        for key, inside in found.items():
            tokens.place(key)
            yield from _of_table(inside, (*keys, key), tokens)
    elif isinstance(found, list):
        for inside in found:
            yield from _of_table(inside, keys, tokens)
    elif isinstance(found, str) and (at := tokens.place(found)) is not None:
        yield Setting(tuple(keys), found, Span(at, at + len(found)))


def _of_lines(text: str) -> Iterator[Setting]:
    for found in _LINE.finditer(text):
        yield Setting((found["key"],), found["value"], Span(*found.span("value")))
