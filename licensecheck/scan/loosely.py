"""Keys, values and lists of a text that no parser takes: what is written in it, whatever is wrong.

Reads JSON, TOML and YAML, in which what stands below a line goes with it by its indentation, as
people read it. It never fails: brackets that are not closed end with the text, or before a key that
stands no deeper than they do, those that were not opened count for nothing, and a missing value is
empty.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from textwrap import dedent

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
    margin: float = -1
    """Where its lines begin; of a bracket, where the line does in which it was opened."""
    is_block: bool = True
    """False for a bracket."""

    def take(self, tree: Tree) -> None:
        """Hold the next value."""
        self.settle()
        self.held = tree

    def name(self) -> None:
        """What is held is the key of what follows; behind another key, it is left out."""
        if isinstance(self.held, Value):
            self.key, self.held = self.key or self.held, None

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
    return _Reader(_TOKENS, text, first).tree()


def read_yaml_loosely(text: str) -> Tree:
    """What a text says that ought to be YAML."""
    return _Reader(_TOKENS, text, 1, blocks=True).tree()


def read_toml_loosely(text: str) -> Iterator[Tree]:
    """The tables of a text that ought to be TOML."""
    heads = list(_TABLE.finditer(text))
    ends = [*(found.start() for found in heads), len(text)]
    yield _Reader(_TOML_TOKENS, text[: ends[0]], 1).tree()
    line, counted = 1, 0
    for head, end in zip(heads, ends[1:], strict=True):
        line, counted = line + text.count("\n", counted, head.start()), head.start()
        inside = _Reader(_TOML_TOKENS, text[head.end() : end], line).tree()
        yield Entry(((Value(head[1].strip("\"'"), line), inside),))


class _Reader:
    """Reads one text; with `blocks` by the margins of its lines too."""

    def __init__(
        self, tokens: re.Pattern[str], text: str, line: int, *, blocks: bool = False
    ) -> None:
        self._tokens, self._text, self._line, self._blocks = tokens, text, line, blocks
        self._opened = [_Open()]
        self._margin = 0
        """Where the line begins."""

    def tree(self) -> Tree:
        """All that the text says."""
        at = self._begin(0)
        while at < len(self._text):
            begun = at
            for found in self._tokens.finditer(self._text, begun):
                spend(0)
                at = self._take(found)
                if at != found.end():
                    break
        self._close(1)
        return self._opened[0].tree()

    def _take(self, found: re.Match[str]) -> int:
        """Take one token; gives where the next one begins."""
        top = self._opened[-1]
        match found.lastgroup:
            case "text":
                top.take(Value(_unquoted(found[0]), self._line))
            case "plain" if self._blocks and _SCALAR.fullmatch(found[0].strip()):
                return self._scalar(found.end())
            case "plain":
                plain = found[0].strip().lstrip("\"'")  # of a text that is not closed
                top.take(Value(plain, self._line))
            case "colon":
                top.name()
            case "comma":
                top.settle(ends=True)
            case "open" if len(self._opened) < MAX_DEPTH:
                top.settle()
                self._opened.append(_Open(margin=self._margin, is_block=False))
            case "close" if not top.is_block:
                self._close(len(self._opened) - 1)
            case "line":
                self._line += 1
                if len(self._opened) == 1 and not self._blocks:
                    top.settle(ends=True)
                return self._begin(found.end())
        return found.end()

    def _close(self, count: int) -> None:
        """Close brackets and blocks until so many are left open."""
        while len(self._opened) > count:
            inner = self._opened.pop()
            tree = inner.tree()
            if inner.is_block and isinstance(tree, tuple) and len(tree) == 1:
                (tree,) = tree
            self._opened[-1].take(tree)

    def _begin(self, at: int) -> int:
        """Begin a line: blocks that stand deeper end, and what has a key without a value on a line
        above stands behind that. Gives where its first word is."""
        found = _MARGIN.match(self._text, at) if self._blocks else None
        if found is None:
            return at
        self._margin, row = len(found[1]), bool(found[2])
        brackets = [at for at, one in enumerate(self._opened) if not one.is_block]
        if brackets:
            if self._opened[brackets[0]].margin < self._margin or not _HEAD.match(self._text, at):
                return at
            self._close(brackets[0])
        # The rows of a list stand below its key, also where they are not indented.
        here = self._margin + 0.5 * row
        while len(self._opened) > 1 and self._opened[-1].margin > here:
            self._close(len(self._opened) - 1)
        top = self._opened[-1]
        top.settle(ends=top.margin >= here)
        is_inner = row or (here > top.margin and top.key is not None)
        for margin in (here, len(found[0]))[: 1 + row] if is_inner else ():
            if margin > self._opened[-1].margin and len(self._opened) < MAX_DEPTH:
                self._opened.append(_Open(margin=margin))
        return found.end()

    def _scalar(self, at: int) -> int:
        """Take the lines that stand deeper than the one before, as one text."""
        lines, first = list[str](), self._line + 1
        end = self._text.find("\n", at)
        while 0 <= end < len(self._text) - 1:
            after = self._text.find("\n", end + 1)
            line = self._text[end + 1 : after if after >= 0 else None]
            if line.strip() and len(line) - len(line.lstrip()) <= self._margin:
                break
            lines.append(line)
            end = after if after >= 0 else len(self._text)
        self._opened[-1].take(Value(dedent("\n".join(lines)), first))
        self._line += len(lines)
        return end if end >= 0 else len(self._text)


_SCALAR = re.compile(r"[|>][-+]?\d?")
_MARGIN = re.compile(r"([ \t]*)((?:-[ \t]+)*)(?=[^\s#])")
_HEAD = re.compile(
    r"""[ \t]*(?:-[ \t]+)*(?:[\w./-]{1,100}|"[^"\n]{1,100}"|'[^'\n]{1,100}'):(?=\s|$)""", re.M
)


def _unquoted(text: str) -> str:
    if text[0] == "'":
        return text[1:-1].replace("''", "'")
    try:
        return str(json.loads(text, strict=False))
    except ValueError:
        return text[1:-1]
