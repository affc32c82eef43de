"""Sentences of a card that speak of terms, and that nothing else accounts for."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from licensecheck.classify.speaks import load
from licensecheck.domain import Card, Clause, Identification, Reading, Span
from licensecheck.domain.component import ELSEWHERE
from licensecheck.identify.mentions import mentions, without
from licensecheck.identify.ordinary import is_of_names
from licensecheck.identify.wording import commands
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.phrases import Phrase
from licensecheck.terms.abbreviated import abbreviations, spelt_out
from licensecheck.terms.compared import others
from licensecheck.terms.labelled import limiting
from licensecheck.terms.prose import of_data_alone, part_of
from licensecheck.text.disguise import seen
from licensecheck.text.fences import unfenced
from licensecheck.text.spans import Spans

# What a block of code says of the model and its users, and not of what the code does.
_IN_CODE = Phrase("limits/in-code")
_BESIDE_UNKNOWN = Phrase("licences/beside-unknown")
_SOMEBODY = Phrase("limits/somebody")
_PARTS = re.compile(r"[;,:–—]\s+")
_LISTING = re.compile(r"\b(?:and|or)\b", re.IGNORECASE)
_FEWEST = 3
"""Words of a part of a sentence that says something."""
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.M | re.S)


def _nowhere(_: str) -> bool:
    return False


def with_remarks(
    stated: Reading | None,
    card: Card,
    clauses: Sequence[Clause],
    knowledge: Knowledge,
    spoken: Iterable[Span] = (),
    applies: Callable[[str], bool] = _nowhere,
) -> Reading | None:
    """What a card states, with the remarks that no label of it accounts for as not understood.

    `spoken` are the clauses that speak of terms by their words, `applies` says of the id of a
    licence whether it is declared or here, so that to name it says nothing new.
    """
    heard = [*_accounted(stated, knowledge)] if stated else []
    heard += stated.unclear if stated else ()
    told = Spans(heard)
    left = tuple(
        span
        for span in remarks(card, clauses, knowledge, spoken, applies)
        if not told.overlap(span)
    )
    if not left:
        return stated
    if stated is None:
        return Reading(card.document, Identification(), (), None, unclear=left)
    return replace(stated, unclear=(*stated.unclear, *left))


def _accounted(stated: Reading, knowledge: Knowledge) -> Iterator[Span]:
    """The clauses of which a label tells all; one that may restrict does not tell to whom else a
    licence is given."""
    for label in stated.labels:
        span = label.clause.span
        if label.certain or not knowledge.remarks.narrows_down(stated.document.quote(span)):
            yield span


def _says_more(text: str) -> bool:
    """True for a sentence on a base or on data of which a part speaks of terms by itself: "trained
    on the answers of another model; you must keep to its terms"."""
    parts = [one for one in _PARTS.split(text) if len(one.split()) >= _FEWEST]
    return len(parts) > 1 and any(
        part_of(one) not in ELSEWHERE and _SOMEBODY.search(one) and load().suspects(one)
        for one in parts
    )


def _binds_beyond(text: str, knowledge: Knowledge) -> bool:
    """True for a sentence that may bind who uses the weights by words beside those that make it
    harmless."""
    beyond = knowledge.remarks.beyond(text)
    return beyond != text and commands(beyond) and part_of(beyond) == "weights"


def remarks(
    card: Card,
    clauses: Sequence[Clause],
    knowledge: Knowledge,
    spoken: Iterable[Span] = (),
    applies: Callable[[str], bool] = _nowhere,
) -> Iterator[Span]:
    """Sentences, headings and rows that say more of terms than we know.

    Those on bases and data are left out, and so is code.
    """
    text = card.document.text
    speaking, meanings = frozenset(spoken), abbreviations(text)
    code = Spans(Span(*match.span()) for match in _FENCE.finditer(text, card.body.start))
    for clause in (one for one in clauses if one.span.start >= card.body.start):
        span = clause.span
        words = spelt_out(text[span.start : span.end], meanings)
        if _is_listed_harmless(card, clause, knowledge):
            continue
        if code.overlap(span):
            if span in speaking and _binds_in_code(seen(words), knowledge):
                yield span
        elif knowledge.remarks.strikes(words) or _leaves(
            words, span in speaking, knowledge, applies
        ):
            yield span
    theirs = Spans(others(card))
    for one in (*limiting(card, knowledge.labelled), *_signs(card, knowledge)):
        if not theirs.overlap(one):
            yield one


def _signs(card: Card, knowledge: Knowledge) -> Iterator[Span]:
    """The lines that ban in pictures, which may have no words at all."""
    for start, end in unfenced(card.document.text, card.body.start):
        if knowledge.remarks.signs_ban(card.document.text[start:end]):
            yield Span(start, end)


def _is_listed_harmless(card: Card, clause: Clause, knowledge: Knowledge) -> bool:
    """True for an item behind a lead-in that is harmless ("Out of scope are:"), unless it commands
    by itself."""
    if not clause.stem or commands(_LISTING.sub(" ", card.document.quote(clause.span))):
        return False
    lead = seen(card.document.quote(clause.stem))
    ruled = knowledge.remarks.speaks_of_terms(lead)
    return not ruled and not knowledge.remarks.leaves(lead, named=False, speaks=True)


def _binds_in_code(shown: str, knowledge: Knowledge) -> bool:
    return knowledge.remarks.binds_anywhere(shown) or bool(
        _IN_CODE.search(shown)
        and knowledge.remarks.leaves(shown, named=False, speaks=True)
        and not any(mentions(shown, knowledge.facts))
    )


def _leaves(
    words: str, speaking: bool, knowledge: Knowledge, applies: Callable[[str], bool]
) -> bool:
    """True for a sentence that says more of terms than we know; `speaking` where its words do."""
    shown, rules = seen(words), knowledge.remarks
    # To find names takes a quarter of an audit, and few sentences depend on it.
    speaks = speaking and not is_of_names(shown, knowledge.index)
    beyond = speaks and _binds_beyond(shown, knowledge)
    if not (beyond or rules.leaves(shown, named=False, speaks=speaks) or rules.may_name(shown)):
        return False
    part = part_of(shown)
    carries = part in ELSEWHERE and rules.carries_over(shown)
    aside = of_data_alone(shown) or not (speaks and _says_more(shown))
    if part in ELSEWHERE and not carries and aside:
        return False
    named = {
        one.id: True if applies(one.id) else one.conformant
        for text in (words, shown)
        for one in mentions(text, knowledge.facts)
    }
    strict = False in named.values()
    if carries and strict:
        return True  # the terms of a base, said to hold here too
    signed = without(shown, knowledge.facts, "§", lambda _: True) if named else ""
    if _BESIDE_UNKNOWN.search(signed):
        return True
    # "All under one open licence, except the kernels, which are under another."
    parts = len(named) > 1 and all(named.values()) and part != "weights"
    known, row = bool(named), "|" in shown
    if (strict and part == "weights" and not row) or (beyond and not known):
        return True
    return rules.leaves(shown, named=known and (row or not strict), speaks=speaks, parts=parts)
