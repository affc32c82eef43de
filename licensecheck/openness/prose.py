"""Terms that stand in a card's prose: which licence it says applies, and restrictions it states.

A card is no licence. Only what stands under a heading about terms, or says in so many words under
which licence something is, counts as terms; a restriction found elsewhere is a matter to read.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from licensecheck.clauses.classify import Classifier
from licensecheck.engine.doubts import load_doubts
from licensecheck.engine.facts import Facts, load_facts
from licensecheck.engine.rules import Effect, Rules
from licensecheck.licenses.mentions import mentions
from licensecheck.licenses.wording import without_addresses
from licensecheck.openness.declarations import of_facts
from licensecheck.text.language import language
from licensecheck.text.segment import segment
from licensecheck.types import (
    Card,
    Clause,
    ClauseKind,
    ClauseLabel,
    Declaration,
    Identification,
    Reading,
)

_TERMS_HEADING = re.compile(
    r"licen[cs]|terms of|terms and|usage polic|legal|copyright|许可|协议", re.I
)
# What the base was under is the chain's business; it says nothing about this model's own terms.
_ABOUT_BASE = re.compile(
    r"\boriginally\b|\b(derived|based|built|fine-?tuned|initiali[sz]ed|(?<!pre-)trained)\s+"
    r"(from|on|upon|with)\b|\bon which\b.{0,40}\bis based\b",
    re.I,
)
_EXCEPTIONS = re.compile(
    r"\b(except(?! in compliance)|excluding|other than|apart from|with the exception)\b", re.I
)
_UNDER = re.compile(
    r"licen[cs]e|\b(?:released|distributed|available|provided|governed|published|offered|shared"
    r"|subject|open[- ]?sourced?)\b.{0,40}?\b(?:under|by|to)\b"
    r"|^\W*(?:weights?|models?|checkpoints?|code)\W{1,4}\S",
    re.I | re.S,
)
# Words that forbid; advice ("should not", "not intended") is none.
_FORBIDS = re.compile(
    r"licen[cs]|commercial|research (?:purposes|use|only)|academic|\bprohibit|\bforbid"
    r"|\bnot (?:be |been )?(?:permitted|allowed|sold|redistributed|shared)"
    r"|\b(?:must|may|shall) not\b"
    r"|\bsubject to\b|\byou agree\b|\bupon request\b|\bstrictly\b",
    re.I,
)
_ABOUT_DATA = re.compile(
    r"\b(data|data ?sets?|databases?|corpus|corpora|annotations?|images)\b|数据", re.I
)
_ABOUT_CODE = re.compile(
    r"\b(code|codebase|repo|repository|scripts?|library|software)\b|源码|代码", re.I
)
_ABOUT_MODEL = re.compile(
    r"\b(models?|weights?|checkpoints?|parameters|llm|series)\b|模型|权重", re.I
)
_BESIDE = ("code", "data")
# "The code is under one licence, while the weights are under another": two things are said.
_CONTRAST = re.compile(
    r"[;,]?\s+(?:while|whereas|but|however)\b|;\s+|[，；]"
    r"|,\s+and\s+(?=(?:the|our|its|all|models?|weights?|code|data)\b)"
    r"|,\s+(?=(?:the|our)\s+(?:\w+\s+)?(?:models?|weights?|code|data)\b)",
    re.I,
)
_BANS = re.compile(r"\bstrictly\b|\bprohibit|\bforbid|\bmust not\b|\bmay not\b", re.I)
# What "should not" be done is for a person to weigh: a licence says must.
_ADVICE = re.compile(r"\bshould not\b", re.I)
# "Use of the model requires the Zebra Community License" tells which licence it is under.
_ELSEWHERE = frozenset({"separate-permission-required", "use-policy-incorporation"})
_ASKS = re.compile(
    r"\b(?:contact|appl(?:y|ication)|regist\w+|request|e-?mail|obtain|forms?|commercial\w*"
    r"|separate\w*|additional\w*|polic(?:y|ies)|guidelines|terms of)\b",
    re.I,
)
_LICENCES = re.compile(r"licen[cs]es?\b|agreements?\b|许可|协议", re.I)
LIKELY = 0.2
"""Probability from which on a ban in prose outside the terms is worth a look, where no rule knows
it. From the model's own lower thresholds on (.05), "a batch may not start with a token" in Pythia's
README and "will strictly prevent the model from thinking" in Qwen2.5's would be."""
# A clause of so few words under a heading about terms is a name, however it is written.
_SHORT = 6


def stated_licenses(card: Card, clauses: Sequence[Clause], facts: Facts) -> Iterator[Declaration]:
    """Licences that the prose says apply, each with the clause that says so."""
    # A line such as "Weights: CC-BY-NC" looks like a heading.
    prose = (clause for clause in clauses if clause.span.start >= card.body.start)
    subjects = _subjects(card, clauses)
    for clause in (*prose, *_gate(card)):
        text = card.document.quote(clause.span)
        about_terms = _is_about_terms(card, clause)
        if about_terms or _UNDER.search(text):
            named = about_terms and len(text.split()) <= _SHORT
            for side in _sides(text):
                for known in mentions(side, facts, beside="license" if named else ""):
                    said = replace(
                        of_facts(known), document=card.document, span=clause.span, text=text
                    )
                    yield _placed(said, side, subjects.get(_heading(card, clause), ""))


def named_beside(reading: Reading, facts: Facts) -> Iterator[Declaration]:
    """Restrictive licences that a text names beside the known licence that it holds.

    Which part they are for is for a person to read, so they put no label on the model.
    """
    document, around = reading.document, reading.identification.unmatched
    for span in around if reading.identification.matches else ():
        for known in mentions(document.quote(span), facts):
            if known.conformant is False and known.id not in reading.licenses:
                doubt = f"it names {known.name}, please read for which part"
                yield Declaration(
                    document, span, document.quote(span), known.id, (known.id,), doubt=doubt
                )


def stated_terms(
    card: Card, clauses: Sequence[Clause], classifier: Classifier, rules: Rules
) -> Reading | None:
    """Restrictions that the prose and the gate state; None where they state none.

    Certain only in the gate and under a heading about terms; elsewhere they are not. What is in no
    language that the classifier reads is left to the problems of the card.
    """
    found: list[ClauseLabel] = []
    foreign = language(card.document.text).foreign
    worth = [
        clause
        for clause in (*(c for c in _body(card, clauses) if _worth_reading(card, c)), *_gate(card))
        if not any(clause.span.overlaps(span) for span in foreign)
    ]
    for label in classifier.decide(classifier.score(card.document, worth)):
        about_terms = _is_about_terms(card, label.clause)
        violates = rules.labels[label.label].effect is Effect.VIOLATES
        text = card.document.quote(label.clause.span)
        banned = _BANS.search(text) and (label.rule or label.probability >= LIKELY)
        named = label.label in _ELSEWHERE and _names_licence(text)
        if violates and (about_terms or label.certain or banned) and not named:
            certain = label.certain and about_terms and not _ADVICE.search(text)
            found.append(replace(label, certain=certain))
    spoken = {label.clause for label in found}
    silent = tuple(
        clause.span
        for clause in (*_body(card, clauses), *_gate(card))
        if clause not in spoken and _doubtful(card.document.quote(clause.span))
    )
    if not found and not silent:
        return None
    return Reading(card.document, Identification(), tuple(found), None, unclear=silent)


def _names_licence(text: str) -> bool:
    """True for words that name licences, all of them known, and ask for nothing else."""
    known = len(tuple(mentions(text, load_facts())))
    named = len(_LICENCES.findall(without_addresses(text)))
    return known > 0 and named <= known and not _ASKS.search(text)


def _doubtful(text: str) -> bool:
    """True where words may limit access or use, and no licence that is known stands in them."""
    raised = any(doubt.raised_by(text) for doubt in load_doubts())
    return raised and part_of(text) != "data" and not any(mentions(text, load_facts()))


def _sides(text: str) -> Sequence[str]:
    """The parts of a sentence that speak of different parts of the work, else all of it."""
    sides = _CONTRAST.split(text)
    parts = {part_of(side) for side in sides}
    return sides if len(parts) == len(sides) and "model" not in parts else [text]


def _subjects(card: Card, clauses: Sequence[Clause]) -> Mapping[str, str]:
    """By heading, the one part that it names, or all sentences under a heading about terms name.

    "This repository hosts code. It is under MIT" says nothing of weights.
    """
    named: dict[str, set[str]] = defaultdict(set)
    for clause in clauses:
        text = card.document.quote(clause.span)
        named[_heading(card, clause)] |= {part_of(text)} if _is_about_terms(card, clause) else set()
    return {heading: _subject(part_of(heading), parts) for heading, parts in named.items()}


def _subject(above: str, parts: set[str]) -> str:
    named = {above} if above in _BESIDE else parts - {"model", "base"}
    return named.pop() if len(named) == 1 else ""


def _placed(said: Declaration, text: str, subject: str) -> Declaration:
    """The declaration with the part it is about, and what speaks against relying on it."""
    part = part_of(text)
    if part == "model" and subject in _BESIDE:
        part = subject
    if part == "base" and said.conforms is False:
        doubt = "a part was made from work under it, please read which"
        return replace(said, labels=(), conforms=None, component="model", doubt=doubt)
    doubt = "it names exceptions, please read" if _EXCEPTIONS.search(text) else ""
    return replace(said, component=part, doubt=doubt)


def _gate(card: Card) -> Iterator[Clause]:
    """What a person must agree to before the hub gives the files out."""
    for key, span in card.places.items():
        if key.startswith("extra_gated"):
            yield from segment(card.document, span)


def _body(card: Card, clauses: Sequence[Clause]) -> Iterator[Clause]:
    for clause in clauses:
        if clause.kind is not ClauseKind.HEADING and clause.span.start >= card.body.start:
            yield clause


def _heading(card: Card, clause: Clause) -> str:
    return card.document.quote(clause.heading) if clause.heading else ""


def _is_about_terms(card: Card, clause: Clause) -> bool:
    in_gate = clause.span.start < card.body.start
    return in_gate or bool(_TERMS_HEADING.search(_heading(card, clause)))


def _worth_reading(card: Card, clause: Clause) -> bool:
    text = card.document.quote(clause.span)
    return _is_about_terms(card, clause) or bool(_FORBIDS.search(text))


def part_of(text: str) -> str:
    """Which part a sentence speaks of; the model where it says nothing."""
    if _ABOUT_BASE.search(text):
        return "base"
    if _ABOUT_MODEL.search(text):
        return "weights"
    if _ABOUT_DATA.search(text):
        return "data"
    return "code" if _ABOUT_CODE.search(text) else "model"
