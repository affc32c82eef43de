"""Many spans of one text, asked which places they touch: each question takes a logarithm of time.

A hostile text has thousands of clauses and as many edits: to hold each against each takes minutes.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from licensecheck.domain import Clause, Span


class Spans:
    """A set of spans, which may overlap each other."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]
        # The furthest end so far: of the spans that start before a place, does one go beyond it?
        self._furthest = list(accumulate((span.end for span in self._spans), max))

    def near(self, span: Span) -> Sequence[Span]:
        """All of them that overlap a span, and maybe some before it."""
        first = bisect_right(self._furthest, span.start)
        return self._spans[first : bisect_left(self._starts, span.end)]

    def overlap(self, span: Span) -> bool:
        """True where one of them shares a character with a span."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._furthest[before - 1] > span.start

    def touch(self, span: Span) -> bool:
        """True where one of them overlaps a span or ends or begins at its edge; empty ones too."""
        before = bisect_right(self._starts, span.end)
        return before > 0 and self._furthest[before - 1] >= span.start


def inside(clauses: Sequence[Clause], part: Span) -> Sequence[Clause]:
    """Those of the clauses of a text, in its order, that overlap a part of it."""
    first = bisect_right(clauses, part.start, key=lambda clause: clause.span.end)
    return clauses[first : bisect_left(clauses, part.end, key=lambda clause: clause.span.start)]
