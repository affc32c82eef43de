"""Names with their values in configurations, whatever they are written in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from licensecheck.domain import Span

_QUOTED = re.compile(
    r"""(?P<name>[\w.@-]{2,60})["']?\s{0,3}[:=]\s{0,3}(?P<quote>["'])(?P<value>(?:(?!(?P=quote))[^\n\\]|\\.){2,500})(?P=quote)"""
)
# Without quotes: words that are no text in JSON, and the rest of a line in YAML and its like.
_WORD = re.compile(
    r"""(?P<name>[\w.@-]{2,60})["']\s{0,3}:\s{0,3}(?P<value>true|false|null|\[[^\[\]{}\n]{0,300}\])""",
    re.I,
)
_REST = re.compile(
    r"""^[ \t]{0,40}(?:- )?(?P<name>[A-Za-z][\w.@-]{1,60})[ \t]{0,3}[:=][ \t]{1,9}"""
    r"""(?P<value>[^\s"'{#|>][^\n#{}]{0,200})$""",
    re.M,
)
_REST_SET = re.compile(
    r"(?m)^(?P<name>[A-Za-z][\w.@-]{1,60})=(?P<value>[^\s\"'{#(][^\n#{}()]{0,200})$"
)
_SPOKEN = {"true": "yes", "false": "no", "null": "none"}
_LIST = " []\"'"


@dataclass(frozen=True, slots=True)
class Pair:
    """A name, and the value that it has; `no` for what is false."""

    span: Span
    name: str
    value: str


def pairs(text: str) -> Iterator[Pair]:
    """The names and values of a file of fields, in no order. Linear in the text."""
    for pattern in (_QUOTED, _WORD, _REST, _REST_SET):
        for found in pattern.finditer(text):
            value = found["value"].strip()
            said = _SPOKEN.get(value.lower(), value)
            if said.startswith("["):
                said = said.translate(str.maketrans("", "", _LIST[1:])).strip()
            yield Pair(Span(*found.span()), found["name"], said)
