"""What each clause of a document does: the rules and the classifier together."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain, groupby, islice, repeat, takewhile
from typing import TYPE_CHECKING, Any

from licensecheck.classify.chinese import ChineseReader
from licensecheck.classify.matcher import RuleHit, RuleMatcher
from licensecheck.domain import (
    Clause,
    ClauseKind,
    ClauseLabel,
    Deadline,
    Document,
    Effort,
    Source,
    Span,
)
from licensecheck.text.han import has_han, is_chinese
from licensecheck.text.language import language
from licensecheck.text.segment import context
from licensecheck.text.spans import Spans

if TYPE_CHECKING:
    from licensecheck.classify.answers import Reader


# The model alone is certain from here on, if its own upper threshold is not higher. Precision and
# recall of certain restriction labels on the real dev clauses: .82 and .59 from .3 on, .84 and .49
# from .6, .87 and .46 from .7, .92 and .44 from .8, .93 and .32 from .95. What is lost is not
# unsaid, it is "please read".
SURE = 0.7

DENIED = 0.01
"""A rule counts for nothing where the model gives its label less. Of restrictions that rules find
so on dev, none of 8 is one, and none of 17 in 70 licences of the OSI for tuning; from .01 to the
lower threshold every third is, and a person should read it."""

_PIECE = re.compile(r"[A-Za-z]{1,4}|[^\sA-Za-z]")
"""About a word piece: of English this counts 1.5 for one, of made-up words 0.65, of all else 1."""
_TOGETHER = 1_024
"""Word pieces that the model is asked for at once, then the clock: 0.3 to 0.5 s of one core."""
_SHARED = 128
"""Of two parts of a long clause: as much as the model sees at once."""

Pair = tuple[str, str]
"""Context and clause, as the model reads them."""

INTERNAL, DISTRIBUTE = "internal-use-only", "grant-distribute"
LIMITS_OF_USE = frozenset({INTERNAL, "research-only", "noncommercial-only"})


@dataclass(frozen=True, slots=True)
class Scored:
    """One clause with all that speaks for its labels."""

    clause: Clause
    hits: Mapping[str, RuleHit]
    likely: Mapping[str, float]
    """The model's probability for each label; empty where no model read the clause."""
    is_prose: bool = True
    """False in a paragraph that is in no language."""
    opposed: frozenset[str] = frozenset()
    """Labels with whose act it does something else: a model alone is not certain of them."""
    is_chinese: bool = False
    """True where rules for Chinese read it, and no model."""
    loose: tuple[Span, ...] = ()
    """Words in Chinese that bind, of which no rule took account."""
    strange: tuple[Span, ...] = ()
    """Words in Chinese that are not usual in clauses that do what it does."""

    @property
    def is_left(self) -> bool:
        """True where nothing read it, or not all that it says."""
        return bool(self.loose) or not (self.likely or any(hit.sure for hit in self.hits.values()))


def certain(ruled: Any, likely: Any, lower: Any, upper: Any) -> Any:
    """Whether a label is sure: a rule that the model does not deny, or a model that is sure alone.

    Takes one label of one clause, or arrays of many: whether a rule fires, the model's probability,
    and its thresholds for the label.
    """
    return (ruled & (likely >= lower)) | ((likely >= upper) & (likely >= SURE))


def worth_reading(ruled: Any, likely: Any, lower: Any) -> Any:
    """Whether a person should see a label: a rule that the model does not rule out, or a model that
    finds it likely. Takes what `certain` takes."""
    return (likely >= lower) | (ruled & (likely >= DENIED))


def limited_grants(labels: Sequence[ClauseLabel]) -> Iterator[ClauseLabel]:
    """The labels, a limit to internal use less sure where another clause lets copies go out.

    Apple's and Sybase's public licences grant internal use first and distribution after it: the
    first clause limits one of several grants, not the licence, and a person should read both.
    """
    inside = {one.clause for one in labels if one.label == INTERNAL}
    going_out = any(
        one.certain and one.label == DISTRIBUTE and one.clause not in inside for one in labels
    )
    for one in labels:
        doubted = going_out and one.clause in inside and one.label in LIMITS_OF_USE
        yield replace(one, certain=False) if doubted else one


class Classifier:
    """Rules and, where it is installed, the model, for the labels that there are rules for."""

    def __init__(
        self,
        matcher: RuleMatcher,
        model: "Reader | None",
        chinese: Callable[[], ChineseReader] | None = None,
    ) -> None:
        """Rules for English, the model, and what gives the rules for Chinese where they are needed;
        without them Chinese is read as if it were English."""
        self.matcher = matcher
        self._chinese = chinese
        # One model knows what clauses do and what cards claim; each is asked for in its place.
        self._asked = frozenset(matcher.labels)
        self.model = model if model and self._asked.intersection(model.labels) else None

    def score(
        self, document: Document, clauses: Sequence[Clause], effort: Effort | None = None
    ) -> tuple[Scored, ...]:
        """Every clause that is no heading, in the order given.

        Behind the point where the effort is spent, no model reads; behind the deadline, nothing
        does. Without an effort, that of a whole audit may be spent.
        """
        effort = effort or Effort()
        spoken = [clause for clause in clauses if clause.kind is not ClauseKind.HEADING]
        pairs = [(context(document, clause), document.quote(clause.span)) for clause in spoken]
        ours = [bool(self._chinese) and is_chinese(text) for _, text in pairs]
        asked = [pair for pair, own in zip(pairs, ours, strict=True) if self.model and not own]
        first = takewhile(lambda pair: effort.take(_cost(pair[1])), asked)
        rows = chain(self._likely(tuple(first), effort.deadline), repeat(()))
        babble = Spans(language(document.text).babble)
        return tuple(
            Scored(clause, {}, {})
            if effort.deadline.over
            else self._score_chinese(document, clause, around)
            if own
            else self._score(document, clause, around, next(rows), not babble.overlap(clause.span))
            for clause, (around, _), own in zip(spoken, pairs, ours, strict=True)
        )

    def _likely(self, pairs: Sequence[Pair], deadline: Deadline) -> Iterator[Sequence[float]]:
        """What the model gives each label, of as many pairs as there is time for; of a clause that
        is read in parts, the most."""
        parts = [[(around, part) for part in _parts(text)] for around, text in pairs]
        answers = self._answers(list(chain.from_iterable(parts)), deadline)
        for own in parts:
            rows = list(islice(answers, len(own)))
            if len(rows) == len(own):
                yield [max(column) for column in zip(*rows, strict=True)]

    def _answers(self, pairs: Sequence[Pair], deadline: Deadline) -> Iterator[Sequence[float]]:
        ends = accumulate(_pieces(text) for _, text in pairs)
        for _, part in groupby(zip(ends, pairs, strict=True), lambda one: one[0] // _TOGETHER):
            if self.model and not deadline.over:
                yield from self.model.probabilities([pair for _, pair in part]).tolist()

    def decide(self, scored: Iterable[Scored]) -> Iterator[ClauseLabel]:
        """The labels of clauses of a text that nobody knows.

        A label is certain where a rule fires and the model does not deny it, or where the model is
        sure by itself, which it is not of what is in no language: it was trained on English alone,
        and finds something in any row of letters. Where only one of them speaks, a person should
        read the clause. What plainly forbids an act on the work itself is certain without a model.
        """
        fused = [self.fuse(one, n) for one in scored for n in sorted({*one.hits, *one.likely})]
        yield from limited_grants([label for label in fused if label])

    def fuse(self, one: Scored, name: str) -> ClauseLabel | None:
        """What rules and model together make of one label of a clause; None where it has it not."""
        hit, probability = one.hits.get(name), one.likely.get(name, 0.0)
        slots = hit.slots if hit else ()
        if one.is_chinese:
            told = (name, slots)
            return ClauseLabel(one.clause, name, 1.0, hit.sure, Source.RULE, *told) if hit else None
        band = self.model.thresholds.get(name) if self.model else None
        if not band or not one.likely:
            # A label that is newer than the model has its rule alone, which a person should check.
            sure = band is not None or self.model is None
            rule = (name, slots)
            return ClauseLabel(one.clause, name, 1.0, sure, Source.RULE, *rule) if hit else None
        lower, upper = band
        denied = hit is not None and hit.denies
        if not (denied or worth_reading(hit is not None, probability, lower)):
            return None
        plain = hit is not None and hit.plain
        sure = plain or certain(hit is not None, probability, lower, upper)
        sure = sure and (hit is None or hit.sure)
        sure = sure and (one.is_prose or hit is not None) and name not in one.opposed
        agreed = hit is not None and probability >= lower
        source = Source.BOTH if agreed else Source.RULE if hit else Source.MODEL
        return ClauseLabel(one.clause, name, probability, sure, source, name if hit else "", slots)

    def _score(
        self, document: Document, clause: Clause, around: str, row: Sequence[float], is_prose: bool
    ) -> Scored:
        ruled = self.matcher.read(document.text, clause.span, around)
        hits = {hit.label: hit for hit in ruled.hits}
        text = document.quote(clause.span)
        loose = self._chinese().matcher.read(text).loose if self._chinese and has_han(text) else ()
        likely = zip(self.model.labels, row, strict=True) if self.model and row else ()
        asked = self._asked - ruled.exempt
        read = {name: p for name, p in likely if name in asked}
        return Scored(clause, hits, read, is_prose, ruled.opposed, loose=loose)

    def _score_chinese(self, document: Document, clause: Clause, around: str) -> Scored:
        if not self._chinese:
            return Scored(clause, {}, {}, is_chinese=True)
        read = self._chinese().read(document.text, clause.span, around)
        return Scored(
            clause, read.hits, {}, is_chinese=True, loose=read.loose, strange=read.strange
        )


def _pieces(text: str) -> int:
    """About how many word pieces the model reads of a clause."""
    return len(_PIECE.findall(text))


def _cost(text: str) -> int:
    """About how many it reads of a clause that it reads in parts."""
    return sum(map(_pieces, _parts(text)))


def _parts(text: str) -> Iterator[str]:
    """A clause in parts that overlap, none of which takes the model long; most are one part."""
    starts = [0, *(piece.start() for piece in islice(_PIECE.finditer(text), 1, None))]
    for at in range(0, max(1, len(starts) - _SHARED), _TOGETHER - _SHARED):
        beyond = starts[at + _TOGETHER : at + _TOGETHER + 1]
        yield text[starts[at] : beyond[0] if beyond else len(text)]
