"""Sentences of a card that speak of terms, and that nothing else accounts for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from licensecheck.domain import Card, Clause, Identification, Reading, Span
from licensecheck.identify.mentions import mentions
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.terms.prose import ELSEWHERE, part_of
from licensecheck.text.disguise import seen
from licensecheck.text.spans import Spans

_FENCE = re.compile(r"^(```|~~~).*?^\1", re.M | re.S)


def with_remarks(
    stated: Reading | None, card: Card, clauses: Sequence[Clause], knowledge: Knowledge
) -> Reading | None:
    """What a card states, with the remarks that no label of it accounts for as not understood."""
    heard = [label.clause.span for label in stated.labels] if stated else []
    heard += stated.unclear if stated else ()
    told = Spans(heard)
    left = tuple(span for span in remarks(card, clauses, knowledge) if not told.overlap(span))
    if not left:
        return stated
    if stated is None:
        return Reading(card.document, Identification(), (), None, unclear=left)
    return replace(stated, unclear=(*stated.unclear, *left))


def remarks(card: Card, clauses: Sequence[Clause], knowledge: Knowledge) -> Iterator[Span]:
    """Sentences, headings and rows that say more of terms than we know.

    Those on bases and data are left out, and so is code.
    """
    text = card.document.text
    code = Spans(Span(*match.span()) for match in _FENCE.finditer(text, card.body.start))
    for clause in clauses:
        span = clause.span
        if span.start < card.body.start or code.overlap(span):
            continue
        words = text[span.start : span.end]
        shown = seen(words)
        # To find names takes a quarter of an audit, and few sentences depend on it.
        if not knowledge.remarks.leaves(shown, named=False) or part_of(shown) in ELSEWHERE:
            continue
        named = any(mentions(words, knowledge.facts))
        if not named or knowledge.remarks.leaves(shown, named=True):
            yield span
