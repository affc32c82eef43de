"""Keys, values and lists of a text that no parser takes: what is written in it, whatever is wrong.

Reads JSON, the flow style of YAML and TOML. It never fails: brackets that are not closed end with
the text, those that were not opened count for nothing, and a missing value is empty.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from licensecheck.scan.bounds import spend
from licensecheck.scan.places import MAX_DEPTH, Entry, Tree, Value

_QUOTED = r"""(?P<text>"(?:[^"\\\n]|\\.)*+"|'(?:[^'\n]|'')*+')"""
_SIGNS = r"(?P<open>[\[{])|(?P<close>[\]}])|(?P<comma>,)|(?P<line>\n)"
_ASIDE = r"(?P<aside>(?:(?<=\s)|^)(?:#|//)[^\n]*|(?:(?<=\n)|^)[ \t]*(?:-[ \t]+)+|[^\S\n]+)"
# A word goes on to a sign, a colon with a space behind it, or a comment; `${x}` is part of it.
_PLAIN = r"\$\{[^{}\n]{0,200}\}|[^\s,\[\]{}:#%s]|:(?![\s\[{]|$)|(?<!\s)#|[^\S\n]+(?![\s#%s])"
_TOKENS = re.compile(
    rf"{_ASIDE}|{_QUOTED}|{_SIGNS}|(?P<colon>:)|(?P<plain>(?:{_PLAIN % ('', '')})+)|(?P<other>.)",
    re.MULTILINE,
)
_TOML_TOKENS = re.compile(
    rf"{_ASIDE}|{_QUOTED}|{_SIGNS}|(?P<colon>[=])|"
    rf"(?P<plain>(?:{_PLAIN % ('=', '=')}|:)+)|(?P<other>.)",
    re.MULTILINE,
)
_TABLE = re.compile(
    r"^[ \t]*\[\[?[ \t]*([\w.\"' -]{1,100}?)[ \t]*\]?\][ \t]*(?:#.*)?$", re.MULTILINE
)


@dataclass(slots=True)
class _Open:
    """A bracket that is not closed yet, or the text itself."""

    pairs: list[tuple[Value, Tree]] = field(default_factory=list)
    items: list[Tree] = field(default_factory=list)
    key: Value | None = None
    held: Tree | None = None
    """The last value, which is a key if a colon follows."""

    def take(self, tree: Tree) -> None:
        """Hold the next value."""
        self.settle()
        self.held = tree

    def name(self) -> None:
        """What is held is the key of what follows."""
        if isinstance(self.held, Value) and self.key is None:
            self.key, self.held = self.held, None

    def settle(self, *, ends: bool = False) -> None:
        """Keep what is held; `ends` where a key without a value has none."""
        if self.held is not None and self.key is not None:
            self.pairs.append((self.key, self.held))
            self.key = None
        elif self.held is not None:
            self.items.append(self.held)
        elif ends:
            self.key = None
        self.held = None

    def tree(self) -> Tree:
        """All that was kept."""
        self.settle(ends=True)
        entry = Entry(tuple(self.pairs))
        if self.items:
            return (*self.items, entry) if self.pairs else tuple(self.items)
        return entry


def read_loosely(text: str, first: int = 1) -> Tree:
    """What a text of keys and values says whose first line has this number."""
    return _read(_TOKENS, text, first)


def read_toml_loosely(text: str) -> Iterator[Tree]:
    """The tables of a text that ought to be TOML."""
    heads = list(_TABLE.finditer(text))
    ends = [*(found.start() for found in heads), len(text)]
    yield _read(_TOML_TOKENS, text[: ends[0]], 1)
    line, counted = 1, 0
    for head, end in zip(heads, ends[1:], strict=True):
        line, counted = line + text.count("\n", counted, head.start()), head.start()
        inside = _read(_TOML_TOKENS, text[head.end() : end], line)
        yield Entry(((Value(head[1].strip("\"'"), line), inside),))


def _read(tokens: re.Pattern[str], text: str, line: int) -> Tree:
    opened = [_Open()]
    for found in tokens.finditer(text):
        spend(0)
        match found.lastgroup:
            case "text":
                opened[-1].take(Value(_unquoted(found[0]), line))
            case "plain":
                plain = found[0].strip().lstrip("\"'")  # of a text that is not closed
                opened[-1].take(Value(plain, line))
            case "colon":
                opened[-1].name()
            case "comma":
                opened[-1].settle(ends=True)
            case "open" if len(opened) < MAX_DEPTH:
                opened[-1].settle()
                opened.append(_Open())
            case "close" if len(opened) > 1:
                inner = opened.pop().tree()
                opened[-1].take(inner)
            case "line":
                line += 1
                if len(opened) == 1:
                    opened[-1].settle(ends=True)
    while len(opened) > 1:
        inner = opened.pop().tree()
        opened[-1].take(inner)
    return opened[0].tree()


def _unquoted(text: str) -> str:
    if text[0] == "'":
        return text[1:-1].replace("''", "'")
    try:
        return str(json.loads(text, strict=False))
    except ValueError:
        return text[1:-1]
