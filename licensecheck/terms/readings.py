"""From a text to what is known of it: licence facts where it is verbatim, its clauses elsewhere."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from licensecheck.classify.weigher import Said, Weight
from licensecheck.domain import (
    Clause,
    ClauseKind,
    ClauseLabel,
    Document,
    DocumentKind,
    Effort,
    Identification,
    Reading,
    Source,
    Span,
)
from licensecheck.identify.mentions import mentions
from licensecheck.identify.ordinary import is_in_licence_words, is_no_english
from licensecheck.identify.pointing import says_more
from licensecheck.identify.wording import is_limited_title, restricts, says_nothing
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.rules import Effect
from licensecheck.terms.harmless import LONGEST, allows
from licensecheck.terms.illegible import illegible
from licensecheck.terms.known import KnownLicences, may_change
from licensecheck.terms.scope import covers
from licensecheck.terms.settled import conforms, in_order, outside, undecided
from licensecheck.text.disguise import seen
from licensecheck.text.han import is_chinese
from licensecheck.text.language import is_foreign
from licensecheck.text.letters import letters
from licensecheck.text.spans import Spans

if TYPE_CHECKING:
    from licensecheck.classify.classify import Classifier, Scored
    from licensecheck.classify.weigher import Weigher
    from licensecheck.knowledge.index import Index

# `1.2 "Zebra Use" means`: what a clause defines.
_DEFINED = re.compile(
    r"[\W\d]*[\"“](?P<term>[^\"”\n]{2,60})[\"”]\s+(?:\w+\s+)?(?:means?|refers?)\b"
)
_PAGE = 2_000
"""Word pieces."""
_HEADING = "License"
"""What text beside a known licence stands under."""
_WORD = re.compile(r"\w")
_LINE = re.compile(r"\S[^\n]*")
_LETTERS = re.compile(r"[^\W\d_A-Z]{2,}")
_FEWEST_WORDS = 2
"""Words written small of a line that is no name."""
_SILENT = frozenset({"boilerplate", "definitions"})
"""Labels of clauses that say nothing of their own: they explain no words that may bind. What a word
means in a licence changes what the licence gives."""
_FRAME = _SILENT | {
    "termination-on-breach", "patent-retaliation", "warranty-disclaimer", "liability-limitation",
    "trademark-reservation", "governing-law", "license-copy", "attribution-notice",
}  # fmt: skip
"""Labels of clauses around what a licence gives: in a text that restricts for certain, another way
to define, to end or to disclaim changes no answer."""


def read(
    document: Document,
    identification: Identification,
    clauses: Sequence[Clause],
    classifier: "Classifier",
    weigher: "Weigher",
    knowledge: Knowledge,
    foreign: Sequence[Span] = (),
    effort: Effort | None = None,
) -> Reading:
    """One text, read.

    What is known of a licence stands where its words are untouched. A clause that was touched and
    all text that belongs to no known licence (what was inserted too) is read by rules and
    classifier; so are the others, for labels whose own places were touched. `foreign` are the parts
    in a language that neither can read.
    """
    spoken = [clause for clause in clauses if clause.kind is not ClauseKind.HEADING]
    known = KnownLicences(document, identification, knowledge.facts, spoken)
    labels = list(known.labels)
    strange = outside(foreign, identification)
    rest = classifier.score(document, known.open, effort)
    beyond = Spans(strange)
    english = [one for one in rest if not beyond.overlap(one.clause.span)]
    violating = knowledge.rules.with_effect(Effect.VIOLATES)
    labels += (
        one
        for one in classifier.decide(english)
        if one.label not in violating
        or not (one.clause.span in known.approved or _gives(document, one.clause, knowledge))
    )
    labels += _elsewhere(document, known, classifier, effort)
    labels += _unplaced(known, labels)
    labels = [one for one in labels if not _only_explains(document, one, labels, violating)]
    others = [one for one in rest if one.clause.span not in known.approved]
    speaks = _Speaking(weigher, knowledge)
    return Reading(
        document,
        identification,
        in_order(labels),
        conforms(identification, others, knowledge.facts),
        strange,
        (
            *_not_understood(document, identification, english, labels, knowledge, speaks),
            *_headings(document, identification, clauses, speaks),
        ),
        undecided(identification, knowledge.facts) or _unheard(document, identification, labels),
    )


def _only_explains(
    document: Document,
    label: ClauseLabel,
    labels: Sequence[ClauseLabel],
    violating: Collection[str],
) -> bool:
    """True for a restriction that is the very term which a clause defines, as "Non-Commercial Use"
    is: what is said of it elsewhere has the label there, and a term that nobody uses binds nobody.
    """
    if label.label not in violating:
        return False
    span = label.clause.span
    defined = _DEFINED.match(document.text, span.start, span.end)
    if defined is None or label.label.partition("-")[0] not in letters(defined["term"]):
        return False
    elsewhere = any(it.label == label.label and it.clause.span != span for it in labels)
    used = document.text[: span.start] + document.text[span.end :]
    return elsewhere or letters(defined["term"]) not in letters(used)


def _gives(document: Document, clause: Clause, knowledge: Knowledge) -> bool:
    """True for a whole sentence that allows, or takes nothing away; an item of a list says what its
    lead-in makes of it."""
    short = len(clause.span) <= LONGEST and not clause.stem
    return short and allows(document.quote(clause.span), knowledge)


def _elsewhere(
    document: Document, known: KnownLicences, classifier: "Classifier", effort: Effort | None
) -> Iterator[ClauseLabel]:
    """The labels of an altered licence that other clauses of it are sure to have."""
    for missing, clauses in known.elsewhere():
        scored = classifier.score(document, clauses, effort)
        yield from (
            one for one in classifier.decide(scored) if one.certain and one.label in missing
        )


def _unplaced(known: KnownLicences, labels: Sequence[ClauseLabel]) -> Iterator[ClauseLabel]:
    """The labels of an altered licence of which nobody knows where they stood: to be read."""
    heard = {one.label for one in labels}
    for label, clause, values in known.unplaced():
        if label not in heard:
            yield ClauseLabel(clause, label, 1.0, False, Source.LICENSE, values=values)


def _not_understood(
    document: Document,
    identification: Identification,
    rest: Sequence["Scored"],
    labels: Sequence[ClauseLabel],
    knowledge: Knowledge,
    speaks: "_Speaking",
) -> tuple[Span, ...]:
    """What may say something that nobody understood, and what is in no plain words."""
    unclear = tuple(_unclear(document, identification, rest, labels, knowledge, speaks))
    told, known = Spans(unclear), Spans(match.span for match in identification.matches)
    foreign = (
        span for span in _foreign_lines(document, knowledge.index) if not known.overlap(span)
    )
    strange = {*illegible(document.text, knowledge.index), *foreign}
    left = (*unclear, *(span for span in sorted(strange) if not told.overlap(span)))
    if document.kind is DocumentKind.USE_POLICY:
        return left
    from licensecheck.identify.quoted import quoted  # needs numpy

    notices = frozenset(quoted(document.text, left, knowledge))
    return tuple(span for span in left if span not in notices)


def _foreign_lines(document: Document, index: "Index") -> Iterator[Span]:
    """The lines in a language that nothing reads, which may be too short for a paragraph of it."""
    for line in _LINE.finditer(document.text):
        words = len(_LETTERS.findall(line[0])) > _FEWEST_WORDS
        if is_chinese(line[0]):
            continue  # its clauses were read
        if (words and is_foreign(line[0])) or is_no_english(line[0], index):
            yield Span(*line.span())


def _unclear(
    document: Document,
    identification: Identification,
    rest: Sequence["Scored"],
    labels: Sequence[ClauseLabel],
    knowledge: Knowledge,
    speaks: "_Speaking",
) -> Iterator[Span]:
    """What may say something that nobody understood.

    What the classifier did not read and no rule spoke about; of a known licence that was changed,
    each change that is not explained by a certain reading of its clause; and beside a known licence
    what speaks of terms, or is in no plain English, and was not read.
    """
    violating = knowledge.rules.with_effect(Effect.VIOLATES)
    concerns = knowledge.rules.with_effect(Effect.CONCERN)
    # What is asked for, and no more, keeps a licence open.
    settling = violating | knowledge.rules.with_effect(Effect.CONDITION)
    certain: dict[Clause, set[str]] = defaultdict(set)
    told: dict[Clause, set[str]] = defaultdict(set)
    for found in labels:
        if found.certain:
            told[found.clause].add(found.label)
            certain[found.clause] |= {found.label} - _SILENT
    doubted = {one.clause for one in labels if one.label in violating and not one.certain}
    restricted = any(one.certain and one.label in violating for one in labels)
    yield from _unheard_clauses(rest, restricted)
    if document.kind is DocumentKind.USE_POLICY and not identification.matches:
        # What is added to a licence, under a name of its own, is there to bind.
        for one in (one for one in rest if not certain[one.clause] - concerns):
            text = document.quote(one.clause.span)
            if restricts(text) or speaks.plainly(text):
                yield one.clause.span
    for one in _beside(rest, identification):
        text = document.quote(one.clause.span)
        if not certain[one.clause] and speaks(text):
            yield one.clause.span

    @cache  # a clause without a stop may have a thousand differences
    def binds(clause: Clause) -> bool:
        text = document.quote(clause.span)
        return speaks(text) or (restricts(text) and not _says_nothing(text, knowledge))

    for match in identification.matches:
        for edit in (edit for edit in match.edits if may_change(match, edit)):
            near = _within(rest, edit.span)
            inside = [one.clause for one in near if _has(edit.span, one.clause.span)]
            for clause in inside:
                said = certain[clause]
                own = _is_within(document, clause.span, edit.span)
                # A label that says what is kept, or is a concern, explains no words that bind.
                read = clause not in doubted and (said & settling or not binds(clause))
                read = read or _gives(document, clause, knowledge)
                of_kind = bool(told[clause]) and told[clause] <= _FRAME and clause not in doubted
                read = read or (restricted and of_kind)
                understood = read if own or restricted else said & violating
                if not understood:
                    yield clause.span
            if not (inside or edit.removed_labels or restricted):  # a heading
                yield edit.span


def _unheard_clauses(rest: Iterable["Scored"], restricted: bool) -> Iterator[Span]:
    """The clauses that nothing read, or in which words stand that no rule took account of.

    Where a text restricts for certain, words that are only strange change no answer.
    """
    for one in rest:
        if one.is_left or (one.strange and not restricted):
            yield one.clause.span


class _Speaking:
    """Tells text beside a known licence that may bind or is in no plain English.

    No more than a page of it is weighed: what is beyond may bind.
    """

    def __init__(self, weigher: "Weigher", knowledge: Knowledge) -> None:
        self._weigher = weigher
        self._knowledge = knowledge
        self._effort = Effort(pieces=_PAGE)
        self._told: dict[str, Weight] = {}

    def __call__(self, text: str) -> bool:
        """True for such a sentence."""
        if any(map(is_limited_title, text.splitlines())):
            return True
        if _says_nothing(text, self._knowledge):
            return False
        known = is_in_licence_words(text, self._knowledge.index)
        return not known or self._weigher.may_bind(self._weight(text))

    def plainly(self, text: str) -> bool:
        """True for a sentence that would bind on any page."""
        return self(text) and self._weigher.may_bind(self._weight(text))

    def _weight(self, text: str) -> Weight:
        if text not in self._told:
            [self._told[text]] = self._weigher.weigh([Said(seen(text), _HEADING)], self._effort)
        return self._told[text]


def _says_nothing(text: str, knowledge: Knowledge) -> bool:
    """True for titles, copyright lines, sentences that only name an open licence or say that the
    licence holds for the weights too."""
    named = [one.conformant for one in mentions(text, knowledge.facts)]
    only = bool(named) and all(named) and not knowledge.remarks.leaves(text, named=True)
    whole = covers(text) and not says_more(text)
    return says_nothing(text) or only or whole or allows(text, knowledge)


def _beside(rest: Sequence["Scored"], identification: Identification) -> Iterator["Scored"]:
    """The clauses that stand wholly outside the known licences of a text that has one."""
    known = Spans(match.span for match in identification.matches)
    for one in rest if identification.matches else ():
        if not known.overlap(one.clause.span):
            yield one


def _headings(
    document: Document,
    identification: Identification,
    clauses: Sequence[Clause],
    speaks: "_Speaking",
) -> Iterator[Span]:
    """What looks like a heading beside a known licence, and is no title."""
    known = Spans(match.span for match in identification.matches)
    headings = (one.span for one in clauses if one.kind is ClauseKind.HEADING)
    for span in headings if identification.matches else ():
        if not known.overlap(span) and speaks(document.quote(span)):
            yield span


def _has(edit: Span, clause: Span) -> bool:
    """True where words of a clause are new, or gone from between others."""
    return clause.overlaps(edit) or clause.start < edit.start == edit.end < clause.end


def _is_within(document: Document, clause: Span, edit: Span) -> bool:
    """True for a clause all of whose words were added, full stop and marks aside."""
    outside = document.text[clause.start : edit.start] + document.text[edit.end : clause.end]
    return not _WORD.search(outside)


def _within(scored: Sequence["Scored"], span: Span) -> Sequence["Scored"]:
    """Those of the clauses of a text, in its order, that overlap a span or have it inside."""
    first = bisect_right(scored, span.start, key=lambda one: one.clause.span.end)
    return scored[first : bisect_left(scored, span.end, key=lambda one: one.clause.span.start)]


def _unheard(
    document: Document, identification: Identification, labels: Sequence[ClauseLabel]
) -> str:
    """What a policy leaves open that adds to a licence and in which nothing was found."""
    if document.kind is not DocumentKind.USE_POLICY or identification.matches:
        return ""
    heard = any(one.certain and one.label not in _SILENT for one in labels)
    return "" if heard else "it adds to the licence, and nothing in it was understood"
