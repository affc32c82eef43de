"""Terms that stand in a card's prose: which licence it says applies, and restrictions it states.

A card is no licence. Only what stands under a heading about terms, or says in so many words under
which licence something is, counts as terms; a restriction found elsewhere is a matter to read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from licensecheck.clauses.classify import Classifier
from licensecheck.engine.facts import Facts
from licensecheck.engine.rules import Effect, Rules
from licensecheck.licenses.mentions import mentions
from licensecheck.openness.declarations import of_facts
from licensecheck.types import (
    Card,
    Clause,
    ClauseKind,
    ClauseLabel,
    Declaration,
    Document,
    Identification,
    Reading,
)

_TERMS_HEADING = re.compile(
    r"licen[cs]|terms of|terms and|usage polic|legal|copyright|许可|协议", re.I
)
# What the base was under is the chain's business; it says nothing about this model's own terms.
_ABOUT_BASE = re.compile(
    r"\boriginally\b|\b(derived|based|built|fine-?tuned|initiali[sz]ed|(?<!pre-)trained)\s+"
    r"(from|on|upon|with)\b",
    re.I,
)
_EXCEPTIONS = re.compile(
    r"\b(except(?! in compliance)|excluding|other than|apart from|with the exception)\b", re.I
)
_NAMES_A_LICENSE = re.compile(r"\blicen[cs]e", re.I)
_ABOUT_DATA = re.compile(r"\b(data|datasets?|corpus|corpora|annotations?|images)\b", re.I)
_ABOUT_CODE = re.compile(r"\b(code|codebase|repo|repository|scripts?|library|software)\b", re.I)
_ABOUT_MODEL = re.compile(r"\b(models?|weights?|checkpoints?|parameters|llm|series)\b", re.I)
# Restrictions that cards state in their own words; others (thresholds, audits) live in licences.
_STATED = frozenset({"noncommercial-only", "research-only", "separate-permission-required"})


def stated_licenses(card: Card, clauses: Sequence[Clause], facts: Facts) -> Iterator[Declaration]:
    """Licences that the prose says apply, each with the clause that says so."""
    for clause in _body(card, clauses):
        text = card.document.quote(clause.span)
        if _is_about_terms(card.document, clause) or _NAMES_A_LICENSE.search(text):
            for known in mentions(text, facts):
                yield replace(
                    of_facts(known),
                    document=card.document,
                    span=clause.span,
                    text=text,
                    component=_component(text),
                    doubt="it names exceptions, please read" if _EXCEPTIONS.search(text) else "",
                )


def stated_terms(
    card: Card, clauses: Sequence[Clause], classifier: Classifier, rules: Rules
) -> Reading | None:
    """Restrictions that the prose states; None where it states none.

    Certain only under a heading about terms; elsewhere ("intended for research") they are not.
    """
    found: list[ClauseLabel] = []
    relevant = [c for c in _body(card, clauses) if _worth_reading(card.document, c)]
    for label in classifier.decide(classifier.score(card.document, relevant)):
        about_terms = _is_about_terms(card.document, label.clause)
        violates = rules.labels[label.label].effect is Effect.VIOLATES
        if violates and (about_terms or label.label in _STATED):
            found.append(replace(label, certain=label.certain and about_terms))
    return Reading(card.document, Identification(), tuple(found), None) if found else None


def _body(card: Card, clauses: Sequence[Clause]) -> Iterator[Clause]:
    for clause in clauses:
        if clause.kind is not ClauseKind.HEADING and clause.span.start >= card.body.start:
            yield clause


def _is_about_terms(document: Document, clause: Clause) -> bool:
    heading = document.quote(clause.heading) if clause.heading else ""
    return bool(_TERMS_HEADING.search(heading))


def _worth_reading(document: Document, clause: Clause) -> bool:
    text = document.quote(clause.span)
    return _is_about_terms(document, clause) or bool(
        re.search(r"licen[cs]|commercial|research (purposes|use|only)|academic", text, re.I)
    )


def _component(text: str) -> str:
    """Which part a sentence speaks of; the model where it says nothing."""
    if _ABOUT_BASE.search(text):
        return "base"
    if _ABOUT_MODEL.search(text):
        return "weights"
    if _ABOUT_DATA.search(text):
        return "data"
    return "code" if _ABOUT_CODE.search(text) else "model"
