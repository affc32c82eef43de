"""Addresses on a page: where they end, and those that stand elsewhere than their links, as in
`[Terms][terms]` and `[terms]: https://…`."""

import re
from collections.abc import Mapping

_TARGET = re.compile(r"^ {0,3}\[([^\[\]\n]{1,200})\]:[ \t]*<?([^\s<>]{1,500})>?", re.MULTILINE)
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\](?:\[([^\[\]\n]{0,200})\])")


def targets(text: str) -> Mapping[str, str]:
    """The addresses of a page by what links call them, in lower case; the first counts."""
    found = dict[str, str]()
    for target in _TARGET.finditer(text):
        found.setdefault(target[1].casefold(), target[2])
    return found


def resolved(words: str, known: Mapping[str, str]) -> str:
    """Words of the page with the addresses of their links beside them: `[Terms](https://…)`."""

    def address(link: re.Match[str]) -> str:
        told = known.get((link[2] or link[1]).casefold())
        return f"[{link[1]}]({told})" if told else link[0]

    return _LINK.sub(address, words) if known else words


def without_end(address: str) -> str:
    """An address without what ends the sentence or the Markdown that it stands in."""
    end = address.find(")")
    return address[: end if "(" not in address and end >= 0 else None].rstrip(".,;:!?*|")
