"""Fields that stand in the body of a card, where hubs do not look for front matter.

TOML and JSON at its beginning, blocks between lines `---`, in code fences and in comments that hold
nothing but YAML, and single lines that give a licence as front matter does. Linear in the text.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from licensecheck.domain import Card, Span

_LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")
_EDGE = re.compile(r"[ \t]*(?:-{3,}|```.*|~~~.*|<!--(?:(?!-->).)*|-->)[ \t]*\r?\n?")
_KEY = re.compile(r"[\"']?([A-Za-z][\w-]*)[\"']?[ \t]*:(?=[ \t\r\n]|\Z)")
_MORE = re.compile(r"[ \t]+\S|-[ \t]|[}\])]|#")
# Front matter in the forms that other tools read: TOML between lines `+++`, and an object of JSON.
_TOML = re.compile(r"\s{0,80}\+{3}[ \t]*\r?\n(?P<block>(?:(?!\+{3})[^\n]*\n){1,500})\+{3}")
_TOML_KEY = re.compile(r"^[ \t]*[\"']?([A-Za-z][\w-]*)[\"']?[ \t]*=[^\n]*", re.MULTILINE)
_JSON = re.compile(r"\s{0,80}(?=\{)")
_JSON_KEY = re.compile(r"\"([A-Za-z][\w-]*)\"[ \t]*:[^\n,{}]*")
_LICENCE_LINE = re.compile(
    r"[ \t>{-]*(?:<!--[ \t]*)?[\"']?licen[cs]es?(?:[_-]name)?[\"']?[ \t]*[:=][^\n]+", re.I
)


@dataclass(frozen=True, slots=True)
class FieldBlock:
    """Lines of a body that hold fields and nothing else."""

    fields: tuple[tuple[str, Span], ...]
    """Name and place of each; places end with their last word."""
    is_code: bool = False
    """True where a fence of code opens it or stands before it."""


def later_fields(card: Card) -> Iterator[FieldBlock]:
    """The blocks of fields in the body of a card."""
    text, in_blocks = card.document.text, set[int]()
    yield from _leading(text, card.body.start)
    for edge, lines in _between_edges(text, card.body.start):
        if _is_yaml(lines):
            in_blocks.update(one.start() for one in lines)
            yield FieldBlock(tuple(_entries(text, lines)), edge[0].lstrip()[:1] in ("`", "~"))
    for line in _LINE.finditer(text, card.body.start):
        if line.start() not in in_blocks and _LICENCE_LINE.match(line[0]):
            yield FieldBlock(
                (("license", Span(line.start(), line.start() + len(line[0].rstrip()))),)
            )


def _leading(text: str, start: int) -> Iterator[FieldBlock]:
    """The fields of TOML or JSON with which a body begins."""
    if toml := _TOML.match(text, start):
        yield _block(_TOML_KEY.finditer(text, toml.start("block"), toml.end("block")))
    elif opening := _JSON.match(text, start):
        try:
            _, end = json.JSONDecoder().raw_decode(text, opening.end())
        except (ValueError, RecursionError):
            return
        yield _block(_JSON_KEY.finditer(text, opening.end(), end))


def _block(found: Iterator[re.Match[str]]) -> FieldBlock:
    return FieldBlock(tuple((one[1], Span(*one.span())) for one in found))


def _between_edges(
    text: str, start: int
) -> Iterator[tuple[re.Match[str], Sequence[re.Match[str]]]]:
    """The lines behind each that can open a block, up to the next one, with that first one."""
    edge: re.Match[str] | None = None
    lines: list[re.Match[str]] = []
    for line in _LINE.finditer(text, start):
        if not _EDGE.fullmatch(line[0]):
            lines.append(line)
            continue
        if edge:
            yield edge, lines
        edge, lines = line, []
    if edge:
        yield edge, lines


def _is_yaml(block: Sequence[re.Match[str]]) -> bool:
    """True for lines that all are fields, or go on with one."""
    lines = [one[0] for one in block if one[0].strip()]
    return bool(lines and _KEY.match(lines[0])) and all(
        _KEY.match(line) or _MORE.match(line) for line in lines
    )


def _entries(text: str, block: Sequence[re.Match[str]]) -> Iterator[tuple[str, Span]]:
    starts = [(key[1], one.start()) for one in block if (key := _KEY.match(one[0]))]
    ends = [start for _, start in starts[1:]] + [block[-1].end()]
    for (name, start), end in zip(starts, ends, strict=True):
        yield name, Span(start, start + len(text[start:end].rstrip()))
