"""May we? An answer to each question that people ask, from what the labels of the terms say to it.

A `yes` needs more than that nothing forbids it: each licence must give the right, by a clause or
because it meets the Open Source Definition, and all that binds must have been read and understood.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from licensecheck.domain import Confidence, Evidence, Finding
from licensecheck.domain.reasons import Ground, Unaccounted, Ungranted
from licensecheck.domain.right import Right, RightAnswer, RightCondition
from licensecheck.judge.apart import apart
from licensecheck.judge.binding import Binding, Licence, binding, quoted
from licensecheck.judge.leave import ASKED, leave
from licensecheck.judge.listed import (
    DOUBTFUL,
    FORBIDDEN,
    GIVEN,
    LIMITED,
    is_said_already,
    known,
    listed,
    reaches,
)
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.rights import LISTS, RightRule
from licensecheck.knowledge.rules import Effect
from licensecheck.terms.order import is_fragment
from licensecheck.terms.terms import Terms

SENTENCES = 1_000
"""Characters of a place whose words are about one thing; a longer one speaks of everything."""
LAST = 99
"""Behind the labels that a rule names."""


def rights(terms: Terms, knowledge: Knowledge) -> tuple[Right, ...]:
    """The answers in the order of the questions."""
    whole = _rights(terms, knowledge)
    if all(map(_is_answered, whole)):
        return whole  # no part gives more
    code, weights = (_rights(own, knowledge) if own else whole for own in apart(terms))
    return tuple(
        replace(one, code=_of_part(one, code[at]), weights=_of_part(one, weights[at]))
        for at, one in enumerate(whole)
    )


def _rights(terms: Terms, knowledge: Knowledge) -> tuple[Right, ...]:
    rules = tuple(knowledge.rights.rules.values())
    found = binding(terms, _silent(rules, knowledge), knowledge)
    return tuple(_with_leave(rule, _answer(rule, found), found, terms) for rule in rules)


def _of_part(whole: Right, part: Right) -> RightAnswer | None:
    """What the terms of a part give, where those of all together do not, nor the licences alone; a
    clause that may forbid it, and is not known to be about another part, stands against it."""
    answer = part.answer if part.findings else part.alone or part.answer
    return answer if answer in GIVEN and not _is_answered(whole) else None


def _is_answered(right: Right) -> bool:
    """True where the terms of all together give it, or the licences alone answer it."""
    return right.answer in GIVEN or bool(right.alone)


def _with_leave(rule: RightRule, right: Right, found: Binding, terms: Terms) -> Right:
    if right.answer is not RightAnswer.NO:
        return right
    return replace(right, leave=leave(rule, right.findings, found, terms))


def _silent(rules: Iterable[RightRule], knowledge: Knowledge) -> frozenset[str]:
    """The labels that forbid something and are else of no effect: no finding has them."""
    neutral = knowledge.rules.with_effect(Effect.NEUTRAL)
    return frozenset(name for rule in rules for name in rule.forbidden_by if name in neutral)


def _answer(rule: RightRule, found: Binding) -> Right:
    by_list: dict[str, list[Finding]] = {name: [] for name in LISTS}
    for finding in found.findings:
        by_list[listed(rule, finding, found)].append(finding)
    if by_list[FORBIDDEN]:
        proof = tuple(sorted(by_list[FORBIDDEN], key=lambda one: _remoteness(rule, one)))
        first = min(_quotes(proof), key=lambda one: (not _tells(rule, one), _is_abroad(one.quote)))
        return Right(rule.right, RightAnswer.NO, Ground.VIOLATED, findings=proof, evidence=(first,))
    if ruling := known(rule, found, RightAnswer.NO):
        return Right(rule.right, RightAnswer.NO, Ground.KNOWN, evidence=ruling)
    limiting = by_list[LIMITED]
    conditions = tuple(_conditions(limiting))
    unclear = [one for one in by_list[DOUBTFUL] if not is_said_already(rule, one, limiting, found)]
    if doubts := sorted(_doubts(rule, found, unclear), key=_urgency):
        alone = _alone(rule, found, conditions, unclear)
        return doubts[0].right(rule.right, conditions, alone)
    return _unopposed(rule, found, conditions)


class _Rank(IntEnum):
    """How far reading it may answer a question, from the furthest."""

    FORBIDS = 0
    """It forbids it, if it is what it seems."""
    TEXT = 1
    """A whole text, or a licence of which all depends on who uses it."""
    TELLS = 2
    """Its words speak of what is asked, or name a licence."""
    TERMS = 3
    LIMITS = 4
    """It is a condition, if it is what it seems."""
    ASIDE = 5


@dataclass(frozen=True, slots=True)
class _Doubt:
    """Something that a person must read before there is an answer."""

    rank: _Rank
    reason: Ground | Unaccounted
    findings: tuple[Finding, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    def right(
        self, name: str, conditions: tuple[RightCondition, ...], alone: RightAnswer | None
    ) -> Right:
        please = RightAnswer.PLEASE_READ
        return Right(name, please, self.reason, conditions, self.findings, alone, self.evidence)


def _urgency(doubt: _Doubt) -> tuple[_Rank, bool]:
    """What may answer it first; of the same in two languages, those in English."""
    places = (*doubt.evidence, *_quotes(doubt.findings[:1]))
    return doubt.rank, any(_is_abroad(one.quote) for one in places[:1])


def _doubts(rule: RightRule, found: Binding, unclear: Sequence[Finding]) -> Iterator[_Doubt]:
    """All that stands in the way of an answer."""
    for finding in unclear:
        first = (finding, *(one for one in unclear if one is not finding))
        yield _Doubt(_weight(rule, finding, found), Ground.UNCERTAIN, first)
    if doubted := known(rule, found, RightAnswer.PLEASE_READ):
        yield _Doubt(_Rank.TEXT, Ground.KNOWN, evidence=doubted)
    for left, speaks in found.left[:_MOST_PLACES]:  # those that speak of terms come first
        place = quoted(left)
        told = bool(place) and speaks and (left.declares or _tells(rule, place[0]))
        rank = _Rank.TERMS if speaks else _Rank.ASIDE
        rank = _Rank.TELLS if told else rank if place else _Rank.TEXT
        yield _Doubt(rank, Unaccounted(left.reason), evidence=place)


def _weight(rule: RightRule, finding: Finding, found: Binding) -> _Rank:
    """How far it would answer a question, were it certain."""
    if finding.confidence is Confidence.UNCERTAIN and is_fragment(finding.evidence[0].quote):
        return _Rank.ASIDE
    if listed(rule, replace(finding, confidence=Confidence.CERTAIN), found) != LIMITED:
        return _Rank.FORBIDS
    return _Rank.TELLS if _tells(rule, finding.evidence[0]) else _Rank.LIMITS


def _remoteness(rule: RightRule, finding: Finding) -> tuple[bool, int, bool]:
    """Words that speak of what is asked come first, then the labels in the order of the rule, then
    words in English."""
    place = finding.evidence[0]
    at = rule.forbidden_by.index(finding.rule) if finding.rule in rule.forbidden_by else LAST
    return place.line > 0 and not _tells(rule, place), at, _is_abroad(place.quote)


def _is_abroad(words: str) -> bool:
    """True for words most letters of which are not those of English."""
    if words.isascii():  # most are; this is asked for each question and place
        return False
    found = [char for char in words if char.isalpha()]
    return sum(char.isascii() for char in found) * 2 < len(found)


def _quotes(findings: Iterable[Finding]) -> Iterator[Evidence]:
    return (place for finding in findings for place in finding.evidence)


def _tells(rule: RightRule, place: Evidence) -> bool:
    told = rule.told is not None and rule.told.by(place.quote)
    return told and len(place.quote) <= SENTENCES and not is_fragment(place.quote)


def _alone(
    rule: RightRule,
    found: Binding,
    conditions: tuple[RightCondition, ...],
    unclear: Sequence[Finding],
) -> RightAnswer | None:
    """What the licences say by themselves, where they give it and only other pages are in doubt."""
    of_pages = all(
        one.confidence is Confidence.UNCERTAIN and one.evidence[0].source not in found.texts
        for one in unclear
    )
    doubted = known(rule, found, RightAnswer.PLEASE_READ)
    if not (found.settled and of_pages and found.licences) or doubted:
        return None
    if not all(_gives(rule, one) for one in found.licences):
        return None
    return RightAnswer.YES_IF if conditions else RightAnswer.YES


def _unopposed(rule: RightRule, found: Binding, conditions: tuple[RightCondition, ...]) -> Right:
    """Nothing forbids it and all was read: it is given, or nothing is said of it."""
    wanted = {label for grants in rule.given_by for label in grants}
    giving = [one for one in found.findings if wanted.intersection(one.labels)]
    titles = tuple(dict.fromkeys(one.place for one in found.licences))
    if not found.licences or not all(_gives(rule, one) for one in found.licences):
        maybe = tuple(one for one in giving if one.confidence is Confidence.UNCERTAIN)
        if maybe:
            return Right(rule.right, RightAnswer.PLEASE_READ, Ground.UNCERTAIN, conditions, maybe)
        missing = Ground.NOT_EVERY_RIGHT if giving else Ungranted(rule.given_by[0])
        return Right(rule.right, RightAnswer.NOT_SAID, missing, conditions, evidence=titles)
    answer = RightAnswer.YES_IF if conditions else RightAnswer.YES
    if proof := _proof(rule, giving):
        return Right(rule.right, answer, Ground.ALL_READ, conditions, proof)
    return Right(rule.right, answer, Ground.KNOWN, conditions, evidence=titles)


def _proof(rule: RightRule, giving: Iterable[Finding]) -> tuple[Finding, ...]:
    """The clauses that give it, in the plainest way that the rule has."""
    certain = [one for one in giving if one.confidence is Confidence.CERTAIN]
    ways = (tuple(one for one in certain if one.rule in grants) for grants in rule.given_by)
    return next(filter(None, ways), ())


def _gives(rule: RightRule, licence: Licence) -> bool:
    by_definition = rule.osd_gives and licence.conforms is True
    return by_definition or any(licence.labels.issuperset(set_) for set_ in rule.given_by)


def _conditions(limiting: Iterable[Finding]) -> Iterator[RightCondition]:
    """One for each label and reach; a demand for leave in the clause of a threshold concerns those
    above it, so it is none of its own."""
    grouped: dict[tuple[str, frozenset[str]], list[Finding]] = {}
    for finding in limiting:
        grouped.setdefault((finding.rule, reaches(finding)), []).append(finding)
    sizes = [one for (label, _), same in grouped.items() if label == _SIZE for one in same]
    places = {place for one in sizes for place in _places(one)}
    for (label, _), same in grouped.items():
        asked = {place for one in same for place in _places(one)}
        if label == ASKED and asked and asked <= places:
            continue
        yield RightCondition(label, tuple(same))


_MOST_PLACES = 200
"""Places left that are weighed for each question; of 421 real reports none has more than 40."""
_SIZE = "scale-threshold"


def _places(finding: Finding) -> frozenset[object]:
    """Spans of texts; of a licence that is only named, the section where our facts have one."""
    return frozenset(
        one.clause or (one.source, one.span)
        for one in finding.evidence
        if ", " in one.clause or not one.clause
    )
