"""Terms that stand in a card's prose: restrictions that it states.

A card is no licence. Only what stands under a heading about terms, or says in so many words under
which licence something is, counts as terms; a restriction found elsewhere is a matter to read.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from licensecheck.classify.classify import Classifier
from licensecheck.domain import (
    Card,
    Clause,
    ClauseKind,
    ClauseLabel,
    Effort,
    Identification,
    Reading,
    Span,
)
from licensecheck.domain.component import ELSEWHERE
from licensecheck.identify.mentions import apart, mentions, without
from licensecheck.identify.ordinary import is_no_english
from licensecheck.identify.wording import without_addresses
from licensecheck.knowledge.cues import Cues
from licensecheck.knowledge.doubts import Doubt
from licensecheck.knowledge.facts import Facts
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.phrases import Phrase
from licensecheck.knowledge.rules import Effect
from licensecheck.statements.spelling import Spelling
from licensecheck.terms.cited import quoted_of_others
from licensecheck.terms.illegible import illegible_prose
from licensecheck.text.disguise import disguised, seen
from licensecheck.text.fences import unfenced
from licensecheck.text.han import is_chinese
from licensecheck.text.language import is_foreign, language
from licensecheck.text.segment import segment
from licensecheck.text.spans import Spans

_TERMS_HEADING = Phrase("licences/heading")
# What the base was under is the chain's business; it says nothing about this model's own terms.
# A mark to show, "Built with Zebra", tells no base.
_ABOUT_BASE = Phrase("subjects/made-from")
# "The base model is MIT": it is not the publisher's own unless a name or a model beside it says so.
_THE_BASE = Phrase("subjects/the-base")
_BESIDE_IT = Phrase("subjects/beside-the-base")
# Words that forbid; advice ("should not", "not intended") is none.
_FORBIDS = Phrase("limits/may-forbid")
_ABOUT_DATA = Phrase("subjects/data")
# "The test images are for study only" limits the use of pictures.
_DATA_ALONE = Phrase("subjects/data-alone")
_ABOUT_CODE = Phrase("subjects/code")
_ABOUT_MODEL = Phrase("subjects/model")
LICENCE = Phrase("licences/word")
"""Speaks of a licence."""
_BANS = Phrase("limits/bans")
# "Zebra is for research only and any commercial use is prohibited": it needs no heading to bind.
_PLAIN = Phrase("limits/plain-ban")
_OURS = Phrase("subjects/this-model")
# "All resources of this project are for research only" bans more than its code.
_ALL_OF_IT = Phrase("subjects/all-of-it")
_DOES = Phrase("limits/is-said-of-it")
# The same in Chinese, in one piece: "this model is for research only", "this project may not".
_CHINESE = Phrase("limits/plain-ban-in-chinese")
# What "should not" be done is for a person to weigh: a licence says must.
_ADVICE = Phrase("limits/advice")
# What a model is meant for is no term: "intended for research only" tells a purpose, "may only be
# used for research" what is allowed.
_INTENT = Phrase("limits/purpose")
_TERM = Phrase("limits/term")
# "Use of the model requires the Zebra Community License" tells which licence it is under.
_ELSEWHERE = frozenset({"separate-permission-required", "use-policy-incorporation"})
_ASKS = Phrase("limits/asks")
_LICENCES = Phrase("licences/count")
# "The models are licensed under CC-BY-NC" tells which licence it is, and has no term of its own.
_MAY_LIMIT = Phrase("limits/may-limit")
_ACCEPTANCE = "acceptance"
_LINE = re.compile(r"\S[^\n]*")
_LABEL = re.compile(r"\[[^\]\n]{0,200}\]\([^()\n]{0,500}\)|`[^`\n]{1,300}`")
_SENTENCES = re.compile(r"(?<=[.!?;])\s+(?=\w)")
_SMALL = re.compile(r"(?<!\w)[^\W\d_A-Z]{2,}")
_SPACELESS = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af]")
_FEWEST_SMALL, _FEWEST_SPACELESS = 2, 5
"""Words, and signs of a script without blanks, of a line that says something."""
_LEAST_SMALL = 0.3
"""Share of the words of a sentence that are written small; of names with "de" in them it is .1."""
_FEW_FOREIGN = 10
"""Lines in another language up to which a page is told in one: a page in two has dozens."""
_GAP = " \0 "  # no words reach over a tag or picture
_PICTURE = re.compile(r"!\[[^\]\n]{0,300}\]|<[^<>\n]{0,500}>")
LIKELY = 0.2
"""Probability from which on a ban in prose outside the terms is worth a look, where no rule knows
it. From the model's own lower thresholds on (.05), "a batch may not start with a token" in Pythia's
README and "will strictly prevent the model from thinking" in Qwen2.5's would be."""


def stated_terms(
    card: Card,
    clauses: Sequence[Clause],
    classifier: Classifier,
    knowledge: Knowledge,
    unclear: Sequence[Span] = (),
    effort: Effort | None = None,
    own: Spelling | None = None,
    *,
    settled: bool = False,
) -> Reading | None:
    """Restrictions that the prose and the gate state; None where they state none.

    `settled` says that the licence is known and not open: to accept it at the gate adds nothing.

    `unclear` are the places outside both that nobody understood; `own` finds the publisher's names.

    Certain in the gate, under a heading about terms, and where a rule finds them in a sentence that
    names the model and allows or forbids in plain words; elsewhere they are not. What is in no
    language that the classifier reads is left to the problems of the card.
    """
    found: list[ClauseLabel] = []
    foreign = Spans(language(card.document.text).unread)
    chinese = _in_chinese(card, clauses, knowledge)
    worth = [
        clause
        for clause in (
            *(c for c in _body(card, clauses) if c in chinese or _worth_reading(card, c)),
            *gate(card),
        )
        if not foreign.overlap(clause.span)
    ]
    quoted = Spans(quoted_of_others(card, own))
    scored = classifier.score(card.document, worth, effort)
    labels = tuple(classifier.decide(scored))
    for label in labels:
        about_terms = is_about_terms(card, label.clause)
        violates = knowledge.rules.labels[label.label].effect is Effect.VIOLATES
        text = seen(card.document.quote(label.clause.span))
        banned = _BANS.search(text) and (label.rule or label.probability >= LIKELY)
        supposed = not label.rule and not _may_limit(text, knowledge.facts)
        named = supposed or label.label in _ELSEWHERE
        named = named and _names_licence(text, knowledge.facts)
        of_data = label.clause.span.start >= card.body.start and of_data_alone(text)
        if violates and (about_terms or label.certain or banned) and not (named or of_data):
            binding = about_terms or (bool(label.rule) and _is_plain(text, own))
            aside = quoted.overlap(label.clause.span) or _is_advice(text)
            certain = label.certain and binding and not aside
            found.append(replace(label, certain=certain))
    spoken = {label.clause for label in found}
    left = {one.clause for one in scored if one.clause in chinese and (one.is_left or one.strange)}
    read = [one.clause.span for one in scored if one.is_chinese and one.clause not in left]
    unread = {one.clause for one in scored if classifier.model and not (one.likely or one.hits)}
    left |= unread
    silent = tuple(
        clause.span
        for clause in (*_body(card, clauses), *gate(card))
        if clause in left
        or (
            clause not in spoken
            and _doubtful(card.document.quote(clause.span), knowledge.doubts, knowledge.facts)
        )
    )
    heard = [*(clause.span for clause in spoken), *silent, *read]
    silent += tuple(unheard(card, heard, knowledge))
    silent += tuple(_unheard_at_gate(card, [clause.span for clause in spoken], knowledge.cues))
    silent += tuple(untranslated(card.document.text, card.body.start, knowledge, heard))
    silent += tuple(unclear)
    agreed = Spans(_agreed(card, labels, knowledge)) if settled else None
    silent = tuple(span for span in silent if not (agreed and agreed.overlap(span)))
    if not found and not silent:
        return None
    return Reading(card.document, Identification(), tuple(found), None, unclear=silent)


def _is_advice(text: str) -> bool:
    """True for words that say what should be done, or what a model is meant for, and no more."""
    return bool(_ADVICE.search(text) or (_INTENT.search(text) and not _TERM.search(text)))


def _is_plain(text: str, own: Spelling | None) -> bool:
    """True for a sentence whose subject is the publisher's own model, or all that is released, and
    that says what may not be done with it."""
    whole = [found.end() for found in _ALL_OF_IT.finditer(text)]
    if is_chinese(text):
        plain = bool(_CHINESE.search(text))
    else:
        named = [found.end for found in own.finditer(text)] if own else []
        subjects = (*whole, *named, *(found.end() for found in _OURS.finditer(text)))
        plain = any(_DOES.match(text, end) and _PLAIN.search(text, end) for end in subjects)
    part = part_of(text, own)
    return plain and (part in ("model", "weights") or (bool(whole) and part == "code"))


def unheard(card: Card, heard: Sequence[Span], knowledge: Knowledge) -> Iterator[Span]:
    """Lines of a card with words that may bind, of which nothing was heard: in another language, in
    a picture or tag, in letters that are not what they seem.

    Plain English was read by rules and classifier. A line that names a licence we know is a
    declaration, and is accounted for as such. A line that is in no plain words may say anything.
    """
    strange = Spans(illegible_prose(card.document.text, card.body.start, knowledge.index))
    known = Spans(heard)
    for match in _LINE.finditer(card.document.text, card.body.start):
        span = Span(*match.span())
        if not known.overlap(span) and (strange.overlap(span) or _binds(match[0], knowledge)):
            yield span


def _in_chinese(card: Card, clauses: Sequence[Clause], knowledge: Knowledge) -> set[Clause]:
    """The clauses of a card in Chinese with words that may bind, or that speak of a licence and do
    not only name one that is known."""

    def speaks(text: str) -> bool:
        licence = LICENCE.search(text) and not names_licence(text, knowledge.facts)
        return bool(licence) or knowledge.cues.foreign(text)

    texts = ((one, card.document.quote(one.span)) for one in _body(card, clauses))
    return {one for one, text in texts if is_chinese(text) and speaks(text)}


def untranslated(
    text: str,
    start: int,
    knowledge: Knowledge,
    heard: Sequence[Span] = (),
    *,
    whole: bool = False,
) -> Iterator[Span]:
    """The sentences, from an offset on, in a language that is not the one of the page, unless they
    were heard or show that they say nothing of terms.

    A page with many of them is told in two languages, and has what it says of terms in both. One
    that is in another language as a `whole` counts only where that is asked for, but for its
    headings.
    """
    known = Spans(heard)
    places = (Span(*place) for place in unfenced(text, start))
    lines = [
        (span, said)
        for span in places
        if _is_sentence(said := _words_of(text, span)) and not (whole and text[span.start] == "#")
    ]
    index = knowledge.index
    foreign = [
        (span, said) for span, said in lines if is_foreign(said) or is_no_english(said, index)
    ]
    if len(foreign) <= _FEW_FOREIGN and (whole or len(foreign) < len(lines)):
        for span, said in foreign:
            line = text[span.start : span.end]  # a link may have the name
            named = names_licence(line, knowledge.facts) and not knowledge.cues.foreign(said)
            if not (named or known.overlap(span) or knowledge.cues.neutral(said)):
                yield span


def names_licence(line: str, facts: Facts) -> bool:
    """True where a line, in whatever language, names a licence that we know."""
    return any(mentions(apart(line), facts))


def _words_of(text: str, place: Span) -> str:
    """What a line says outside quotations, rows, links and names of files."""
    line = text[place.start : place.end]
    if len(line.strip(" #*").split()) == 1 and line.isascii():
        return ""  # a name, of several words with joints
    if line.lstrip().startswith((">", "|")) or line.count("|") > 1:
        return ""
    return without_addresses(_LABEL.sub(" ", _PICTURE.sub(_GAP, line)))


def _is_sentence(line: str) -> bool:
    small = _SMALL.findall(line)
    prose = len(small) >= _LEAST_SMALL * len(line.split())  # a row of names has few
    return (prose and len(small) >= _FEWEST_SMALL) or len(
        _SPACELESS.findall(line)
    ) >= _FEWEST_SPACELESS


def _binds(line: str, knowledge: Knowledge) -> bool:
    cues, plain = knowledge.cues, _PICTURE.sub(_GAP, line)
    hidden = not cues.english(plain) and any(map(cues.english, (line, *disguised(line))))
    if any(is_foreign(one) and cues.foreign(one) for one in _sentences(line)):
        return True
    # A line in another language that also names a licence may take back what the licence gives.
    foreign = cues.foreign(line)
    if not (hidden or foreign) or part_of(line) in ELSEWHERE:
        return False
    return (foreign and is_foreign(line)) or not any(mentions(line, knowledge.facts))


def _sentences(line: str) -> Sequence[str]:
    """The sentences of a line that has several."""
    parts = _SENTENCES.split(line)
    return parts if len(parts) > 1 else ()


def _names_licence(text: str, facts: Facts) -> bool:
    """True for words that name licences, all of them known, and ask for nothing else."""
    known = len(tuple(mentions(text, facts)))
    named = len(_LICENCES.findall(without_addresses(text)))
    return known > 0 and named <= known and not _ASKS.search(text)


def _may_limit(text: str, facts: Facts) -> bool:
    """True for words that can limit something, beside the names of licences."""
    return bool(_MAY_LIMIT.search(without(text, facts, " ", lambda _: True)))


def _doubtful(text: str, doubts: Sequence[Doubt], facts: Facts) -> bool:
    """True where words may limit access or use, and no licence that is known stands in them."""
    raised = any(doubt.raised_by(text) for doubt in doubts)
    return raised and part_of(text) != "data" and not any(mentions(text, facts))


def gate(card: Card) -> Iterator[Clause]:
    """What a person must agree to before the hub gives the files out; a prompt that is a text of
    its own is read as such."""
    for piece in card.gate.pieces if card.gate else ():
        # A paragraph of YAML is the whole block: what stands beside the words is none of them.
        for clause in segment(card.document, piece):
            start, end = max(clause.span.start, piece.start), min(clause.span.end, piece.end)
            yield replace(clause, span=Span(start, end), kind=ClauseKind.SENTENCE)


def _agreed(card: Card, labels: Sequence[ClauseLabel], knowledge: Knowledge) -> Iterator[Span]:
    """The clauses at the gate that certainly say that one accepts the terms, and restrict nothing
    for all that is known."""
    violating = knowledge.rules.with_effect(Effect.VIOLATES)
    told: dict[Clause, set[str]] = defaultdict(set)
    certain = {one.clause for one in labels if one.certain and one.label == _ACCEPTANCE}
    for one in labels:
        told[one.clause].add(one.label)
    for clause in gate(card):
        if clause in certain and not told[clause] & violating:
            yield clause.span


def _unheard_at_gate(card: Card, heard: Sequence[Span], cues: Cues) -> Iterator[Span]:
    """Words of the gate in another language, and those that may bind, of which nothing was heard.
    Who agrees to them is bound by them, so none may be passed over."""
    known = Spans(heard)
    for span in card.gate.pieces if card.gate else ():
        if not known.overlap(span):
            text = card.document.quote(span)
            if language(text).foreign or cues.foreign(text) or cues.english(text):
                yield span


def _body(card: Card, clauses: Sequence[Clause]) -> Iterator[Clause]:
    for clause in clauses:
        if clause.kind is not ClauseKind.HEADING and clause.span.start >= card.body.start:
            yield clause


def heading_of(card: Card, clause: Clause) -> str:
    """The heading that a clause stands under; empty where there is none."""
    return card.document.quote(clause.heading) if clause.heading else ""


def is_about_terms(card: Card, clause: Clause) -> bool:
    """True for what stands in the gate or under a heading about terms."""
    in_gate = clause.span.start < card.body.start
    return in_gate or bool(_TERMS_HEADING.search(heading_of(card, clause)))


def _worth_reading(card: Card, clause: Clause) -> bool:
    text = seen(card.document.quote(clause.span))
    return is_about_terms(card, clause) or bool(_FORBIDS.search(text))


def part_of(text: str, own: Spelling | None = None) -> str:
    """Which part a sentence speaks of: base, weights, data or code; model where it says nothing.

    `own` finds the publisher's own names.
    """
    named = bool(own and own.search(text)) or _BESIDE_IT.search(text)
    if _ABOUT_BASE.search(text) or (_THE_BASE.search(text) and not named):
        return "base"
    if _ABOUT_MODEL.search(text):
        return "weights"
    if _ABOUT_DATA.search(text):
        return "data"
    return "code" if _ABOUT_CODE.search(text) else "model"


def of_data_alone(text: str) -> bool:
    """True for a sentence that speaks of data, and of nothing that came of them."""
    return part_of(text) == "data" and bool(_DATA_ALONE.match(text))


def of_weights_alone(text: str) -> bool:
    """True for a sentence that speaks of a model or its weights, and of no code or project."""
    return part_of(text) == "weights" and not _ABOUT_CODE.search(text)
