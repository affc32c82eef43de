"""Licences that prose names: which apply by the card's own words, and to which part of it."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from licensecheck.domain import Card, Clause, Declaration, Document, Span
from licensecheck.domain.component import BESIDE
from licensecheck.identify.mentions import LICENSED, mentions
from licensecheck.identify.pointing import says_more
from licensecheck.knowledge.facts import Facts, LicenseFacts
from licensecheck.knowledge.phrases import Phrase
from licensecheck.statements.marks import SIZED
from licensecheck.statements.spelling import Spelling
from licensecheck.terms.cited import asks_for_others, quoted_of_others
from licensecheck.terms.declared import of_facts
from licensecheck.terms.granted import is_of_another_release, is_planned, tells_whole_apart
from licensecheck.terms.ledger import FOR_WHICH_PART, OF_ANOTHER, OF_OTHER_TERMS
from licensecheck.terms.prose import gate, heading_of, is_about_terms, part_of
from licensecheck.terms.subject import (
    announces_weights,
    is_like_it,
    licensed_part,
    names_weights,
)
from licensecheck.text.letters import letters
from licensecheck.text.spans import Spans
from licensecheck.text.tables import rows

# "The code is under one licence, while the weights are under another": two things are said.
_CONTRAST = Phrase("licences/contrast")
_AND = Phrase("licences/and-another")
_SAYS = re.compile(
    r"\b(?:is|are|was|were|may|can|must|under|on|upon)\b|[:：]|[\u4e00-\u9fff]|licen[cs]ed", re.I
)
_EXCEPTIONS = Phrase("licences/exceptions")
_UNDER = Phrase("licences/put-under")
_BADGES = re.compile(r"<\w|!\[")
_LINE = re.compile(r"\S[^\n]*")
# "[Okapi](https://github.com/herd/okapi) is under MIT": what the sentence begins with is linked.
_LED = re.compile(
    r"^\W{0,20}\[(?P<called>[^\]\n]{1,200})\]\("
    r"(?P<address>https?://(?:www\.)?(?:github\.com|gitlab\.com|huggingface\.co)/[^\s)]{1,300})\)"
)
# "[Apache-2.0](https://github.com/herd/okapi/blob/main/LICENSE)", and a badge that is linked so.
_TO_FILE = re.compile(
    r"\[(?P<called>(?:!\[[^\]\n]{0,200}\]\([^()\n]{0,300}\)|[^\[\]\n]){1,500})\]\("
    r"(?P<address>https?://(?:www\.)?(?:github\.com|gitlab\.com|huggingface\.co)/[\w.-]{1,100}/[\w.-]{1,100}"
    r"/(?:-/)?(?:blob|raw|tree|resolve)/[^\s()]{0,200}?licen[cs]e[^\s()/]{0,50})\)",
    re.I,
)
# The one licence of a project of code; other names and pages of models may be other terms.
_PLAIN = re.compile(r"git(?:hub|lab)\.com/[^\s]*/licen[cs]e(?:\.(?:md|txt|rst))?$", re.I)
# "The weights of Okapi-7B are under MIT": what the sentence begins with is a model.
_OF = re.compile(
    r"^\W{0,20}(?:the\s+)?(?:(?:model\s+)?(?:weights?|models?|checkpoints?|parameters)"
    r"\s+(?:of|for)\s+)?(?:the\s+)?",
    re.I,
)
# "When you use this feature, comply with its licence."
_OF_A_PART = Phrase("subjects/part-of-it")
# "If you want to get rid of the GPL, ask for another licence" offers one and says none.
_OFFERS = Phrase("licences/offered")
# "With Apache-licensed weights, Zebra runs anywhere", and not "made from MIT-licensed parts".
_ITS_WEIGHTS = re.compile(r"-licen[cs]ed\s+(?:weights?|models?|checkpoints?|parameters)\b", re.I)
# Heads of tables of what a project uses.
_USED = Phrase("subjects/used-by-the-project")
# A clause of so few words under a heading about terms is a name, however it is written.
_SHORT = 6


def stated_licenses(
    card: Card,
    clauses: Sequence[Clause],
    facts: Facts,
    own: Spelling | None = None,
    called: Sequence[str] = (),
    owns: Callable[[str], bool] | None = None,
) -> Iterator[Declaration]:
    """Licences that the prose says apply, each with the clause that says so.

    `own` finds the publisher's own names, which are `called` so; `owns` tells his addresses.
    """
    # A line such as "Weights: CC-BY-NC" looks like a heading.
    prose = (clause for clause in clauses if clause.span.start >= card.body.start)
    subjects = _subjects(card, clauses)
    of_weights = _of_weights(card, clauses, own)
    theirs = Spans([*_uses(card.document), *quoted_of_others(card, own)])
    for clause in (*prose, *gate(card)):
        text = card.document.quote(clause.span)
        about_terms = is_about_terms(card, clause)
        if (about_terms or _UNDER.search(text)) and not asks_for_others(text, own):
            named = about_terms and len(text.split()) <= _SHORT
            lines = _badges(card.document, clause.span, facts)
            for side in sides(text):
                if LICENSED.search(side) and not _is_its_own(side, own):
                    continue
                for known in mentions(side, facts, beside="license" if named else ""):
                    span = next((line for line, names in lines if known in names), clause.span)
                    said = replace(
                        of_facts(known),
                        document=card.document,
                        span=span,
                        text=card.document.quote(span),
                    )
                    spoken = side if span == clause.span else said.text
                    subject = subjects.get(heading_of(card, clause), "")
                    aside = theirs.overlap(clause.span) or _OFFERS.search(spoken)
                    of_others = _is_of_others(spoken, own)
                    of_others = of_others or _opens_another(said, spoken, own, called)
                    if aside or of_others:
                        yield from _beside(said)
                    else:
                        under = heading_of(card, clause) in of_weights
                        part = _part(spoken, known, facts, own, under=under)
                        placed = _placed(said, spoken, subject, part, parts=_are_open(text, facts))
                        placed = _told_apart(_other_terms(placed, spoken, known, facts), text)
                        here = any(facts.find(name) is known for name in card.licenses)
                        is_own = None if here else owns
                        yield _of_another_file(placed, spoken, known, facts, is_own)


def _is_its_own(text: str, own: Spelling | None) -> bool:
    """True for a sentence with the publisher's name that says how its weights are licensed."""
    return bool(own and own.search(text) and _ITS_WEIGHTS.search(text))


def _are_open(text: str, facts: Facts) -> bool:
    """True for a sentence that names several licences, all of them open: "all is under one, except
    the kernels, which are under another"."""
    named = {one.id: one.conformant for one in mentions(text, facts)}
    return len(named) > 1 and all(named.values())


def _uses(document: Document) -> Iterator[Span]:
    """Rows of tables of the packages that a project uses, each with its licence."""
    for row in rows(document):
        if any(_USED.search(head) for head, _ in row.cells):
            yield row.span


def _is_of_others(text: str, own: Spelling | None) -> bool:
    """True for a sentence about a linked work that has no name or word of the publisher's own."""
    led = _LED.match(text) if own else None
    if own is None or led is None or part_of(led["called"]) != "model":
        return False
    return not (own.search(led["called"]) or own.search(led["address"]))


def _opens_another(
    said: Declaration, text: str, own: Spelling | None, called: Sequence[str]
) -> bool:
    """True for an open licence of a model that is not the publisher's; one that restricts counts,
    because who publishes several models may not name the one in the title."""
    begun = _OF.match(text) if own and said.conforms else None
    if own is None or begun is None or own.search(text):
        return False
    name = SIZED.match(text, begun.end())
    # A folder or a copy may have more before the name: "deci-DeciLM-7B".
    return name is not None and not any(letters(name[0]) in letters(one) for one in called)


def _of_another_file(
    said: Declaration,
    text: str,
    known: LicenseFacts,
    facts: Facts,
    owns: Callable[[str], bool] | None,
) -> Declaration:
    """The declaration; with a doubt where its open licence is called by a link to the licence file
    of another repository, which says nothing of this one."""
    files = [
        link["address"]
        for link in _TO_FILE.finditer(text)
        if any(one.id == known.id for one in mentions(link["called"], facts, beside="license"))
    ]
    if said.doubt or not said.conforms or owns is None or not files or any(map(owns, files)):
        return said
    plain = all(map(_PLAIN.search, files)) and not says_more(text)
    doubt = OF_ANOTHER if plain else OF_OTHER_TERMS
    return replace(said, labels=(), conforms=None, doubt=doubt)


def _beside(said: Declaration) -> Iterator[Declaration]:
    """What is left of a licence that is said of other work: what restricts is for a person."""
    if not said.conforms:
        doubt = "it is said of other work, please read whether the model is under it"
        yield replace(said, labels=(), conforms=None, component="model", doubt=doubt)


def _badges(
    document: Document, span: Span, facts: Facts
) -> Sequence[tuple[Span, Sequence[LicenseFacts]]]:
    """The lines of badges with the licences that each names; none of a sentence."""
    text = document.quote(span)
    lines = _LINE.finditer(text) if _BADGES.search(text) else ()
    return [
        (Span(span.start + line.start(), span.start + line.end()), tuple(mentions(line[0], facts)))
        for line in lines
    ]


def sides(text: str) -> Sequence[str]:
    """The parts of a sentence that speak of different parts of the work, else all of it."""
    found = [side for one in _CONTRAST.split(text) for side in _clauses(one)]
    parts = {part_of(side) for side in found}
    return found if len(parts) == len(found) and "model" not in parts else [text]


def _clauses(side: str) -> Sequence[str]:
    """Two clauses that are joined by "and", if each says something."""
    clauses = _AND.split(side)
    return clauses if all(map(_SAYS.search, clauses)) else [side]


def _subjects(card: Card, clauses: Sequence[Clause]) -> Mapping[str, str]:
    """By heading, the one part that it names, or all sentences under a heading about terms name.

    "This repository hosts code. It is under MIT" says nothing of weights.
    """
    named: dict[str, set[str]] = defaultdict(set)
    for clause in clauses:
        parts = named[heading_of(card, clause)]
        if is_about_terms(card, clause):
            parts.add(part_of(card.document.quote(clause.span)))
    return {heading: _subject(part_of(heading), parts) for heading, parts in named.items()}


def _subject(above: str, parts: set[str]) -> str:
    """Code or data; empty where more is spoken of, or nothing."""
    if above in BESIDE:
        return above
    return next((one for one in BESIDE if parts - {"model", "base"} == {one}), "")


def _of_weights(card: Card, clauses: Sequence[Clause], own: Spelling | None) -> Collection[str]:
    """The headings that name a model or weights, or over a sentence that says so of the licence."""
    return frozenset(
        heading
        for clause in clauses
        if names_weights(heading := heading_of(card, clause))
        or announces_weights(card.document.quote(clause.span), own)
    )


def _part(
    text: str, known: LicenseFacts, facts: Facts, own: Spelling | None, *, under: bool
) -> str:
    """The part that a sentence puts under a licence: of an open one what the clause with its name
    is about, of another all that the sentence speaks of. One without a subject is about weights
    where it stands `under` words that name these."""
    part = part_of(text, own)
    if part not in ("weights", "model") or not known.conformant or "|" in text:
        return part
    said = licensed_part(text, known, facts, own)
    if part == "model":
        return "weights" if under and not said else part
    return said or ("weights" if under else "model")


def _placed(said: Declaration, text: str, subject: str, part: str, *, parts: bool) -> Declaration:
    """The declaration with the `part` it is about, and what speaks against relying on it; `parts`
    where the sentence gives several open licences, each for something."""
    if part == "model":
        part = subject or ("code" if _BADGES.search(text) else part)  # a badge is the repository's
    if part == "base" and said.conforms is False:
        doubt = "a part was made from work under it, please read which"
        return replace(said, labels=(), conforms=None, component="model", doubt=doubt)
    if part == "model" and said.conforms is False and _OF_A_PART.search(text):
        doubt = "it is said of a part, please read whether the model is under it too"
        return replace(said, labels=(), conforms=None, component="model", doubt=doubt)
    if _BADGES.search(text) and said.conforms is False and part == "code":
        doubt = f"a badge shows it, {FOR_WHICH_PART}"
        return replace(said, labels=(), conforms=None, component="model", doubt=doubt)
    doubt = "it names exceptions, please read" if _EXCEPTIONS.search(text) and not parts else ""
    doubt = doubt or (_not_now(text) if said.conforms else "")
    return replace(said, component=part, doubt=doubt)


def _other_terms(said: Declaration, text: str, known: LicenseFacts, facts: Facts) -> Declaration:
    """The declaration; with a doubt where it tells of terms that are only like an open licence."""
    if said.doubt or not known.conformant or not is_like_it(text, known, facts):
        return said
    return replace(said, doubt=f"it tells of terms that are like {known.name}, please read them")


def _told_apart(said: Declaration, text: str) -> Declaration:
    """The declaration; with a doubt where its sentence tells the whole model apart from the weights
    that it puts under an open licence."""
    if said.doubt or not said.conforms or said.component in BESIDE or not tells_whole_apart(text):
        return said
    return replace(said, doubt="the model as a whole is told apart from it, please read")


def _not_now(text: str) -> str:
    """Why a grant may not hold for what is here; empty where nothing says so."""
    if text.rstrip(' *_)"”').endswith("?"):
        return "it is asked, please read the answer"
    if is_planned(text):
        return "it is planned, please read whether it holds by now"
    return "it is said of another release, please read" if is_of_another_release(text) else ""
