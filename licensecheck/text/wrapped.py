"""Sentences of pages that end in a link which stands in a line of its own.

A long address reaches so far that the line above looks as if its writer had ended it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from licensecheck.domain import Clause, ClauseKind, Document, Span

_UNFINISHED = re.compile(r"\s(?:the|an?|of|under|with|by|from|for|to|in|on|and|is|are)\Z", re.I)
_LINK = re.compile(r"[ \t]*\r?\n[ \t]*[*_]{0,3}\[")


def rejoined(document: Document, clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """The clauses, each that breaks off before a link together with what the link begins."""
    found: list[Clause] = []
    for clause in clauses:
        if found and _goes_on(document.text, found[-1], clause):
            found[-1] = replace(found[-1], span=Span(found[-1].span.start, clause.span.end))
        else:
            found.append(clause)
    return tuple(found)


def _goes_on(text: str, before: Clause, clause: Clause) -> bool:
    end = before.span.end
    link = _LINK.match(text, end)
    return (
        link is not None
        and clause.span.start < link.end()
        and ClauseKind.HEADING not in (before.kind, clause.kind)
        and bool(_UNFINISHED.search(text, max(before.span.start, end - 8), end))
    )
