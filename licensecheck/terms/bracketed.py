"""Licences in brackets behind a sentence, "Zebra is for research only. (CC BY-NC 4.0)", and behind
a model in a list, "- Zebra-7B (CC BY-NC 4.0)"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from licensecheck.domain import Card, Clause, Declaration, Span
from licensecheck.identify.mentions import mentions, without
from licensecheck.knowledge.facts import Facts
from licensecheck.knowledge.phrases import Phrase
from licensecheck.statements.marks import SIZED
from licensecheck.statements.spelling import NamePlace, Spelling
from licensecheck.terms.declared import of_facts
from licensecheck.terms.prose import part_of
from licensecheck.text.fences import unfenced

_VERB = Phrase("subjects/predicate")
_BRACKETED = re.compile(r"[(（]\s*(?P<name>[^()（）\n]{2,80}?)\s*[)）]\.?")
_ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d{1,2}[.)])[ \t]+[\[*_`]{0,4}")
# Brackets that hold no address; a name may go on with what it means: "(CC BY-NC 4.0, no trade)".
_INNER = re.compile(r"(?<!\])[(（]\s*(?P<name>[^()（）\n,;]{2,80})[^()（）\n]{0,120}[)）]")
_JOINED = re.compile(r"\s+and\s+|\s*[,&+/]\s*")
_WHOLE = ("model", "weights")


def bracketed_licenses(
    card: Card, clauses: Sequence[Clause], facts: Facts, own: Spelling | None
) -> Iterator[Declaration]:
    """Those that restrict, of sentences whose subject is the publisher's own model, and of items
    that begin with it. A name alone has no word that grants, so that of an open licence says
    nothing here."""
    document = card.document
    if own is not None:
        yield from _in_items(card, facts, own)
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


def _in_items(card: Card, facts: Facts, own: Spelling) -> Iterator[Declaration]:
    document = card.document
    for start, end in unfenced(document.text, card.body.start):
        line = document.text[start:end]
        head = _ITEM.match(line)
        if head is None or not _is_own(own, line, head.end()):
            continue
        for said in _INNER.finditer(line, head.end()):
            named = tuple(mentions(said["name"], facts, beside="license"))
            before = line[head.end() : said.start()]
            theirs = part_of(before, own) not in _WHOLE or SIZED.search(own.sub(_nothing, before))
            if len(named) == 1 and named[0].conformant is False and not theirs:
                span = Span(start, end)
                one = replace(of_facts(named[0]), document=document, span=span, text=line)
                yield replace(one, component="weights")


def _is_own(own: Spelling, line: str, at: int) -> bool:
    """True for an item that begins with a name of the publisher's."""
    found = own.search(line[at:])
    return found is not None and found.start == 0


def _nothing(_: NamePlace) -> str:
    return ""


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
