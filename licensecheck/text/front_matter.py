"""The front matter of a model card, read without trusting it."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import yaml

from licensecheck.domain import Card, Document, Problem, ProblemKind, Span
from licensecheck.text import yaml_head
from licensecheck.text.fields import LICENSE_KEYS
from licensecheck.text.gate import gate_of

_OPENING = re.compile(r"\ufeff?(?:[ \t]*\r?\n)*---[ \t]*\r?(?:\n|\Z)")
_CLOSING = re.compile(r"^---[ \t]*\r?$\n?", re.MULTILINE)
# Lines that can be YAML where nothing says where the YAML ends.
_YAML_LINES = re.compile(r"(?:(?:[\w-]+[ \t]*:(?=\s)|[ \t]+\S|-[ \t])[^\n]*(?:\n|\Z))+")
# The same with blank lines between them.
_SPACED_LINES = re.compile(
    r"(?:[ \t\r]*\n)++(?:(?:[\w-]+[ \t]*:(?=\s)|[ \t]+\S|-[ \t])[^\n]*\n(?:[ \t\r]*\n)++)+"
)
_PLAIN_FIELD = re.compile(
    r"^(license|license_name|license_link)[ \t]*:[ \t]+"
    r"""(?:"([^"\\\n]*)"|'([^'\n]*)'|([^\s"'\[\]{}&*!|>%@`#,-][^\s#]*))"""
    r"[ \t]*(?:[ ]#[^\n]*)?\r?$",
    re.MULTILINE,
)
_TERMS = re.compile(r"licen[cs]e|gated", re.IGNORECASE)

_NAMING = {
    "base_model": "A name or a list of names",
    "datasets": "A name or a list of names",
    "tags": "A name or a list of names",
    "library_name": "One value",
    "license_name": "One value",
    "license_link": "One value",
}
_OF_PAPER = frozenset({"affiliations", "bibliography"})
_NAME_KEYS = ("name", "model", "id", "dataset")
MAX_NAMES = 500
"""Names of licences, base models or data sets that are read: merges of 20 models are known."""
_COUNTED = ("base_model", "datasets")
_TOO_MANY = f"Only the first {MAX_NAMES} names were read: read the others yourself."


@dataclass(frozen=True, slots=True)
class _Entry:
    """One top-level key with its value."""

    key: str
    value: yaml.Node
    place: Span
    offset: int
    """Where the front matter begins: nodes count from there."""


@lru_cache(8)  # asked for twice: for its links, which say what else to fetch, and as a card
def read_card(document: Document) -> tuple[Card, tuple[Problem, ...]]:
    """Parse a model card: the card, and what in its front matter could not be understood.

    Never raises. Field values are the text as written (`license: no` is "no"). A licence that
    stands in plain sight in broken YAML is still read, beside the problem; a problem hides terms
    only where licence or gating fields stay unread.
    """
    opening = _OPENING.match(document.text)
    if not opening:
        return _without(document), ()
    closing = _CLOSING.search(document.text, opening.end())
    if not closing:
        return _unclosed(document, opening.end())
    block, body = Span(opening.end(), closing.start()), Span(closing.end(), len(document.text))
    try:
        root = yaml_head.compose(document.quote(block))
    except yaml_head.UnreadableFieldsError as error:
        at = f", line {error.line + document.line(block.start) - 1}" if error.line else ""
        return _salvage(document, block, body, f"The front matter cannot be read: {error}{at}.")
    if isinstance(root, yaml.SequenceNode):
        return _salvage(document, block, body, "The front matter is a list, not fields.")
    if root and yaml_head.text(root):
        message = "The front matter has no fields; its text was read as part of the card."
        return _without(document), (_problem(document, "", message),)
    return _card(document, body, tuple(_entries(root, block.start, document.text)))


def _problem(document: Document, field: str, message: str, hides_terms: bool = False) -> Problem:
    subject = f"{document.path}: {field}" if field else document.path
    return Problem(ProblemKind.METADATA, subject, message, hides_terms)


def _without(document: Document) -> Card:
    return Card(document, Span(int(document.text.startswith("\ufeff")), len(document.text)))


def _entries(root: yaml.Node | None, offset: int, text: str) -> Iterator[_Entry]:
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        start = key.start_mark.index + offset
        written = text[start : max(key.end_mark.index, yaml_head.end(value)) + offset].rstrip()
        yield _Entry(yaml_head.text(key) or "", value, Span(start, start + len(written)), offset)


def _card(
    document: Document, body: Span, entries: Sequence[_Entry]
) -> tuple[Card, tuple[Problem, ...]]:
    fields = {entry.key: entry for entry in entries}
    if _is_of_paper(fields):
        return Card(document, body), ()
    licenses, unread_licenses = _licenses(document, entries)
    names, unread_names = _names(document, fields)
    card = Card(
        document=document,
        body=body,
        front_matter={entry.key: yaml_head.value(entry.value) for entry in entries},
        licenses=licenses,
        license_name=next(iter(names["license_name"]), None),
        license_link=next(iter(names["license_link"]), None),
        base_models=names["base_model"],
        datasets=names["datasets"],
        tags=names["tags"],
        library_name=next(iter(names["library_name"]), None),
        gate=gate_of(
            document,
            {key: entry.value for key, entry in fields.items()},
            entries[0].offset if entries else 0,
        ),
        places={entry.key: entry.place for entry in entries},
    )
    return card, (*_repeated(document, entries), *unread_licenses, *unread_names)


def _is_of_paper(fields: Collection[str]) -> bool:
    """True for the fields of a journal's paper, none of which says something of a model."""
    told = any(_TERMS.search(key) or (key in _NAMING and key != "tags") for key in fields)
    return _OF_PAPER.issubset(fields) and not told


def _licenses(
    document: Document, entries: Sequence[_Entry]
) -> tuple[tuple[str, ...], list[Problem]]:
    """All licences named, those of a repeated key too: the strictest will decide."""
    found: list[str] = []
    problems = []
    for entry in [e for e in entries if e.key.lower() in LICENSE_KEYS]:
        items = entry.value.value if isinstance(entry.value, yaml.SequenceNode) else [entry.value]
        named = [*dict.fromkeys(filter(None, map(yaml_head.text, items)))]
        found += named
        if not all(isinstance(item, yaml.ScalarNode) for item in items):
            message = "A licence id or a list of them was expected."
            problems.append(_problem(document, entry.key, message, hides_terms=True))
        if len(named) > 1:
            message = (
                "Lists several licences, and hubs do not say whether all apply or one may be"
                " chosen: read as all. Write `a OR b` where there is a choice."
            )
            problems.append(_problem(document, entry.key, message))
        if entry.key != "license":
            message = "Read as if it were `license`, the key that hubs know."
            problems.append(_problem(document, entry.key, message))
    unique = tuple(dict.fromkeys(found))
    if len(unique) > MAX_NAMES:
        problems.append(_problem(document, "license", _TOO_MANY, hides_terms=True))
    return unique[:MAX_NAMES], problems


def _names(
    document: Document, fields: Mapping[str, _Entry]
) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """Values of the fields that name things: a scalar, a list, or mappings with a name."""
    values, problems = {}, []
    for key, expected in _NAMING.items():
        node = fields[key].value if key in fields else yaml.SequenceNode("", [])
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        values[key] = tuple(filter(None, map(_name, items)))
        understood = all(_name(item) or isinstance(item, yaml.ScalarNode) for item in items)
        if not understood or (expected == "One value" and len(items) > 1):
            hides_terms = key.startswith("license_")
            problems.append(_problem(document, key, f"{expected} was expected.", hides_terms))
        if key in _COUNTED and len(values[key]) > MAX_NAMES:
            values[key] = values[key][:MAX_NAMES]
            problems.append(_problem(document, key, _TOO_MANY, hides_terms=key == "base_model"))
    return values, problems


def _name(node: yaml.Node) -> str | None:
    if isinstance(node, yaml.MappingNode):
        named = {yaml_head.text(key): value for key, value in node.value}
        node = next((named[key] for key in _NAME_KEYS if key in named), node)
    return yaml_head.text(node)


def _repeated(document: Document, entries: Sequence[_Entry]) -> Iterator[Problem]:
    lines: dict[str, list[str]] = {}
    for entry in entries:
        lines.setdefault(entry.key, []).append(str(document.line(entry.place.start)))
    for key, at in lines.items():
        if len(at) > 1:
            where = ", ".join(at[:5])
            message = f"Stands {len(at)} times (lines {where}); readers differ in which counts."
            yield _problem(document, key, message)
    if "<<" in lines:
        message = "A merge key is not read: write its fields out."
        yield _problem(document, "<<", message, hides_terms=True)


def _unclosed(document: Document, start: int) -> tuple[Card, tuple[Problem, ...]]:
    lines = _YAML_LINES.match(document.text, start)
    message = "The front matter has no closing `---` line."
    if lines:
        block, body = Span(*lines.span()), Span(lines.end(), len(document.text))
        return _salvage(document, block, body, message)
    spaced = _SPACED_LINES.match(document.text, start)
    if spaced and _PLAIN_FIELD.search(document.text, start, spaced.end()):
        # Its lines may be prose as well as fields: they are read as both.
        whole = Span(start, len(document.text))
        return _salvage(document, Span(*spaced.span()), whole, message)
    return _without(document), ()  # a horizontal rule


def _salvage(
    document: Document, block: Span, body: Span, message: str
) -> tuple[Card, tuple[Problem, ...]]:
    """Licence fields that stand on a plain line of their own, whatever the rest is."""
    found = list(_PLAIN_FIELD.finditer(document.text, block.start, block.end))
    values = [(match[1], match[match.lastindex or 0].strip()) for match in found]
    rest = _PLAIN_FIELD.sub("", document.quote(block))
    card = Card(
        document=document,
        body=body,
        licenses=tuple(dict.fromkeys(value for key, value in values if key == "license")),
        license_name=dict(values).get("license_name"),
        license_link=dict(values).get("license_link"),
        places={match[1]: Span(*match.span()) for match in found},
    )
    return card, (_problem(document, "", message, hides_terms=bool(_TERMS.search(rest))),)
