"""Licences in brackets right behind a sentence: "Zebra is for research only. (CC BY-NC 4.0)"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from licensecheck.domain import Card, Clause, Declaration, Span
from licensecheck.identify.mentions import mentions, without
from licensecheck.knowledge.facts import Facts
from licensecheck.knowledge.phrases import Phrase
from licensecheck.statements.spelling import Spelling
from licensecheck.terms.declared import of_facts
from licensecheck.terms.prose import part_of

_VERB = Phrase("subjects/predicate")
_BRACKETED = re.compile(r"[(（]\s*(?P<name>[^()（）\n]{2,80}?)\s*[)）]\.?")
_JOINED = re.compile(r"\s+and\s+|\s*[,&+/]\s*")
_WHOLE = ("model", "weights")


def bracketed_licenses(
    card: Card, clauses: Sequence[Clause], facts: Facts, own: Spelling | None
) -> Iterator[Declaration]:
    """Those that restrict, of sentences whose subject is the publisher's own model. A name alone
    has no word that grants, so that of an open licence says nothing here."""
    document = card.document
    for before, clause in pairwise(clauses) if own else ():
        said = _BRACKETED.fullmatch(document.quote(clause.span))
        between = document.text[before.span.end : clause.span.start]
        if said is None or own is None or between.strip(" *_") or len(between) > len("**  **"):
            continue
        named = tuple(mentions(said["name"], facts, beside="license"))
        alone = not without(said["name"], facts, "", lambda _: True).strip()
        restricts = len(named) == 1 and alone and named[0].conformant is False
        if restricts and _is_of_model(document.quote(before.span), own):
            span = Span(before.span.start, clause.span.end)
            one = of_facts(named[0])
            yield replace(one, document=document, span=span, text=document.quote(span))


def _is_of_model(sentence: str, own: Spelling) -> bool:
    """True where the subject, or what is joined in it, is the publisher's model: "Zebra and its
    data are", and not "the Zebra data is", nor "the Zebra and Okapi data are"."""
    verb = _VERB.search(sentence)
    if verb is None or part_of(sentence, own) == "base":
        return False
    subjects = _JOINED.split(sentence[: verb.start()])
    last = subjects[-1]
    if part_of(last, own) not in _WHOLE and own.search(last):
        return False
    return any(own.search(one) and part_of(one, own) in _WHOLE for one in subjects)
