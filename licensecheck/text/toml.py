"""Untrusted TOML: bounded before it is parsed, with the places of its words."""

import json
import re
import tomllib
from bisect import bisect_right
from collections import defaultdict
from typing import Any

MAX_CHARACTERS = 1_000_000
"""Of one file, which the parser takes up to 1 s for."""

MAX_PARTS = 24
"""Of one key: the parser's time and memory grow with their square. Real keys have at most 8."""

# Texts, comments and bare words. A text of several lines may end in up to five quotes; one that
# does not end reaches to the end of its line or of all, so that nothing in it is looked at again.
_TOKEN = re.compile(
    r'"""\r?\n?(?P<block>(?:[^"\\]|\\.|"(?!""))*+)(?:"{3,5}+|\\?\Z)'
    r"|'''\r?\n?(?P<plain_block>(?:[^']|'(?!''))*+)(?:'{3,5}+|\Z)"
    r'|"(?P<text>(?:[^"\\\n]|\\.)*+)(?:"|(?=\n)|\\?\Z)'
    r"|'(?P<plain_text>[^'\n]*+)'"
    r"|\#[^\n]*+"
    r"|(?P<bare>[A-Za-z0-9_-]++)",
    re.S,
)


def loads(text: str) -> dict[str, Any]:
    """What a TOML text says; raises ValueError where it is none, or more than we read."""
    if len(text) > MAX_CHARACTERS:
        raise ValueError(f"it is longer than {MAX_CHARACTERS:,} characters")
    parts, end = 0, 0
    for token in _TOKEN.finditer(text):
        parts = parts + 1 if text[end : token.start()].strip(" \t") == "." else 1
        if parts > MAX_PARTS:
            line = text.count("\n", 0, end) + 1
            raise ValueError(f"a key has more than {MAX_PARTS} parts (at line {line}, column 1)")
        end = token.end()
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


class TomlTokens:
    """Where the keys and texts of a TOML text are written: its parser tells no places, but keeps
    the order of the text."""

    def __init__(self, text: str) -> None:
        self._places = defaultdict[str, list[int]](list)
        self._at = -1
        for token in _TOKEN.finditer(text):
            if kind := token.lastgroup:
                word = token[kind] if "plain" in kind else _unescaped(token[kind])
                self._places[word].append(token.start(kind))

    def place(self, word: str) -> int | None:
        """The offset of a key or text after the last one; of a table that is out of order, its
        first; None for what is written in another way."""
        places = self._places.get(word)
        if not places:
            return None
        after = bisect_right(places, self._at)
        if after == len(places):
            return places[0]
        self._at = places[after]
        return self._at


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"', strict=False)) if "\\" in text else text
    except ValueError:
        return text
