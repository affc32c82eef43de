"""Short lines of a page that look like headings and are none: "MIT" alone under "## License"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from licensecheck.domain import Clause, ClauseKind, Document, Span
from licensecheck.text.lines import lines
from licensecheck.text.spans import Spans


def with_lone_lines(document: Document, clauses: Sequence[Clause]) -> Iterator[Clause]:
    """The clauses of a page; a line that no markup calls a heading is a sentence where it heads
    nothing, and where it is the first thing under a heading."""
    # A number or a mark of bold letters may stand between `#` and the words.
    marked = Spans([Span(one.start, one.end) for one in lines(document.text) if one.heading])
    heads = {one.heading for one in clauses}
    under: dict[Span | None, Span | None] = {}
    heading: Span | None = None
    first = False
    for one in clauses:
        title = one.kind is ClauseKind.HEADING
        plain = title and not marked.overlap(one.span) and (first or one.span not in heads)
        if plain and heading:
            under[one.span] = heading
            yield replace(one, kind=ClauseKind.SENTENCE, heading=heading)
        else:
            heading = one.span if title else heading
            yield replace(one, heading=under.get(one.heading, one.heading))
        first = title and not plain
