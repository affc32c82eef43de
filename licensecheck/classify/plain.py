"""A clause as one line of plain characters, with the way back to the original offsets."""

import re
from dataclasses import dataclass

from licensecheck.domain import Span

_SAME_LENGTH = str.maketrans("‘’‚‛“”„‟‐‑‒–—−\u00a0", "''''\"\"\"\"------ ")
# Emphasis, code and heading marks of Markdown carry no meaning for what a clause does.
_NOISE = re.compile(r"\s+|[*_`#|\\]+|<[^<>\n]{1,80}>|[\u200b-\u200f\ufeff\u00ad]+")


@dataclass(frozen=True, slots=True)
class Plain:
    """Text without line breaks, markup and typographic variants."""

    text: str
    offsets: tuple[int, ...]
    """Offset in the original for each character, and for the end."""

    def original(self, start: int, end: int) -> Span:
        """The span of the original that a range of the plain text came from."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


def plain(text: str, span: Span | None = None) -> Plain:
    """The plain form of a span (by default all) of a text."""
    start, end = (span.start, span.end) if span else (0, len(text))
    out: list[str] = []
    offsets: list[int] = []
    at = start

    def copy(until: int) -> None:
        if until > at:
            out.append(text[at:until].translate(_SAME_LENGTH))
            offsets.extend(range(at, until))

    for noise in _NOISE.finditer(text, start, end):
        copy(noise.start())
        at = noise.end()
        if out and not out[-1].endswith(" ") and at < end:
            out.append(" ")
            offsets.append(noise.start())
    copy(end)
    return Plain("".join(out), (*offsets, end))
