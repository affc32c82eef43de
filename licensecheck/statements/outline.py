"""The headings above a place in a document."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from licensecheck.domain import Document, Span

_HEADING = re.compile(
    r"^[ \t]{0,3}(?P<marks>#{1,6})[ \t]+(?P<title>[^\n]{1,300})|<h(?P<level>[1-6])\b[^>]{0,300}>"
    r"(?P<html>[^<\n]{1,300})",
    re.M | re.I,
)
_FENCE = re.compile(r"^[ \t]{0,3}(```|~~~).*?(?:^[ \t]{0,3}\1|\Z)", re.M | re.S)


@dataclass(frozen=True)
class Outline:
    """Headings of a document, by where they begin."""

    starts: tuple[int, ...]
    paths: tuple[tuple[str, ...], ...]

    def path(self, place: int) -> tuple[str, ...]:
        """The headings that a place stands under, the outermost first; not its own line."""
        at = bisect_right(self.starts, place) - 1
        return self.paths[at] if at >= 0 else ()

    def section(self, place: int, end: int) -> Span:
        """From the heading above a place to the next one that is not below that one; `end` is that
        of the page."""
        at = bisect_right(self.starts, place) - 1
        if at < 0:
            return Span(0, self.starts[0] if self.starts else end)
        depth = len(self.paths[at])
        after = (one for one in range(at + 1, len(self.starts)) if len(self.paths[one]) <= depth)
        return Span(self.starts[at], self.starts[found] if (found := next(after, 0)) else end)


def outline(document: Document) -> Outline:
    """The headings of a page in Markdown or HTML."""
    text = document.text
    code = [Span(*found.span()) for found in _FENCE.finditer(text)]
    fences = [span.start for span in code]
    starts, paths, open_ = list[int](), list[tuple[str, ...]](), list[tuple[int, str]]()
    for found in _HEADING.finditer(text):
        at = bisect_right(fences, found.start()) - 1
        if at >= 0 and found.start() < code[at].end:
            continue
        level = len(found["marks"] or "") or int(found["level"])
        title = (found["title"] or found["html"]).strip(" #*")
        while open_ and open_[-1][0] >= level:
            open_.pop()
        open_.append((level, title))
        starts.append(found.end())
        paths.append(tuple(title for _, title in open_))
    return Outline(tuple(starts), tuple(paths))
