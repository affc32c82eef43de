"""The gate of a model, from the fields of its card."""

from collections.abc import Iterator, Mapping
from itertools import islice

import yaml

from licensecheck.domain import Document, DocumentKind, Span
from licensecheck.domain.gate import AskedField, Gate
from licensecheck.text import yaml_head

GATED = "extra_gated_"
"""What the names of all fields of a gate begin with."""
PROMPT = f"{GATED}prompt"
MAX_PIECES = 500
"""Words of a form that are read by themselves; the longest real forms have two dozen."""
_ASKED = f"{GATED}fields"
_DESCRIPTION = f"{GATED}description"
_FEWEST_WORDS = 4
"""Words of a choice that says something; a shorter one is a name: Student, Research Graduate."""


def gate_of(document: Document, fields: Mapping[str, yaml.Node], offset: int) -> Gate | None:
    """The gate that fields of a card describe; None where none of them does.

    `offset` is where the front matter begins. The prompt is a document of its own, with the text
    that the hub shows: what YAML folded or escaped is as its writer meant it.
    """
    own = {key: node for key, node in fields.items() if key.startswith(GATED)}
    if not own:
        return None
    asked = tuple(_asked(own.get(_ASKED)))
    labels = {id(label) for label, _ in asked}
    prompt = _prompt(document, own.get(PROMPT))
    pieces = [
        one
        for key, node in own.items()
        for one in _scalars(node)
        if not (key == PROMPT and prompt)
        and (key != _ASKED or id(one) in labels or len(one.value.split()) >= _FEWEST_WORDS)
    ]
    return Gate(
        pieces=tuple(_place(one, offset, document) for one in pieces[:MAX_PIECES]),
        fields=tuple(
            AskedField(str(label.value).strip(), _kind(kind), _place(label, offset, document))
            for label, kind in asked[:MAX_PIECES]
        ),
        prompt=prompt,
        description=_described(document, own.get(_DESCRIPTION), offset),
    )


def _described(document: Document, node: yaml.Node | None, offset: int) -> Span | None:
    if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
        return None
    return _place(node, offset, document)


def _prompt(card: Document, node: yaml.Node | None) -> Document | None:
    text = yaml_head.text(node) if node else None
    if text is None:
        return None
    return Document(f"{card.path}#{PROMPT}", text, DocumentKind.LICENSE, card.component, card.url)


def _asked(node: yaml.Node | None) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
    """The label and the kind of each field; some cards write them as a list."""
    parts = node.value if isinstance(node, yaml.SequenceNode) else [node]
    for part in parts:
        for label, kind in part.value if isinstance(part, yaml.MappingNode) else ():
            if isinstance(label, yaml.ScalarNode):
                yield label, kind


def _kind(node: yaml.Node) -> str:
    named = _named(node) if isinstance(node, yaml.MappingNode) else {}
    return yaml_head.text(named.get("type", node)) or ""


def _named(node: yaml.MappingNode) -> dict[str, yaml.Node]:
    return {yaml_head.text(key) or "": value for key, value in node.value}


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """All words within a value, names of inner fields too, as far as so many are read."""
    yield from islice(_each(node), 10 * MAX_PIECES)


def _each(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        if yaml_head.text(node):
            yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _each(item)
    else:
        for pair in node.value:
            yield from (one for part in pair for one in _each(part))


def _place(node: yaml.ScalarNode, offset: int, card: Document) -> Span:
    """Where the words of a scalar stand, without its quotation marks."""
    quoted = int(node.style in ("'", '"'))
    start, end = node.start_mark.index + quoted, node.end_mark.index - quoted
    written = card.text[start + offset : end + offset]
    return Span(start + offset, start + offset + len(written.rstrip()))
