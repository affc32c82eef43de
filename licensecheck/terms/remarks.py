"""Sentences of a card that speak of terms, and that nothing else accounts for."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from licensecheck.domain import Card, Clause, Identification, Reading, Span
from licensecheck.domain.component import ELSEWHERE
from licensecheck.identify.mentions import mentions
from licensecheck.identify.ordinary import is_of_names
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.phrases import Phrase
from licensecheck.terms.compared import others
from licensecheck.terms.labelled import limiting
from licensecheck.terms.prose import part_of
from licensecheck.text.disguise import seen
from licensecheck.text.spans import Spans

# What a block of code says of the model and its users, and not of what the code does.
_IN_CODE = Phrase("limits/in-code")
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.M | re.S)


def with_remarks(
    stated: Reading | None,
    card: Card,
    clauses: Sequence[Clause],
    knowledge: Knowledge,
    spoken: Iterable[Span] = (),
) -> Reading | None:
    """What a card states, with the remarks that no label of it accounts for as not understood.

    `spoken` are the clauses that speak of terms by their words.
    """
    heard = [label.clause.span for label in stated.labels] if stated else []
    heard += stated.unclear if stated else ()
    told = Spans(heard)
    left = tuple(
        span for span in remarks(card, clauses, knowledge, spoken) if not told.overlap(span)
    )
    if not left:
        return stated
    if stated is None:
        return Reading(card.document, Identification(), (), None, unclear=left)
    return replace(stated, unclear=(*stated.unclear, *left))


def remarks(
    card: Card, clauses: Sequence[Clause], knowledge: Knowledge, spoken: Iterable[Span] = ()
) -> Iterator[Span]:
    """Sentences, headings and rows that say more of terms than we know.

    Those on bases and data are left out, and so is code.
    """
    text = card.document.text
    speaking = frozenset(spoken)
    code = Spans(Span(*match.span()) for match in _FENCE.finditer(text, card.body.start))
    for clause in clauses:
        span = clause.span
        if span.start < card.body.start:
            continue
        words = text[span.start : span.end]
        shown = seen(words)
        if code.overlap(span):
            told = knowledge.remarks.binds_anywhere(shown) or (
                _IN_CODE.search(shown)
                and knowledge.remarks.leaves(shown, named=False, speaks=True)
                and not any(mentions(shown, knowledge.facts))
            )
            if span in speaking and told:
                yield span
            continue
        if knowledge.remarks.strikes(words):
            yield span
            continue
        # To find names takes a quarter of an audit, and few sentences depend on it.
        speaks = span in speaking and not is_of_names(shown, knowledge.index)
        left = knowledge.remarks.leaves(shown, named=False, speaks=speaks)
        if not (left or knowledge.remarks.may_name(shown)):
            continue
        if part_of(shown) in ELSEWHERE and not knowledge.remarks.carries_over(shown):
            continue
        named = {
            one.id: one.conformant
            for text in (words, shown)
            for one in mentions(text, knowledge.facts)
        }
        if part_of(shown) in ELSEWHERE and False in named.values():
            yield span  # the terms of a base, said to hold here too
            continue
        # "All under one open licence, except the kernels, which are under another."
        parts = len(named) > 1 and all(named.values()) and part_of(shown) != "weights"
        stricter = False in named.values() and part_of(shown) == "weights" and "|" not in shown
        if stricter or knowledge.remarks.leaves(
            shown, named=bool(named), speaks=speaks, parts=parts
        ):
            yield span
    theirs = Spans(others(card))
    yield from (one for one in limiting(card, knowledge.labelled) if not theirs.overlap(one))
