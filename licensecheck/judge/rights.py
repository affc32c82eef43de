"""May we? An answer to each question that people ask, from what the labels of the terms say to it.

A `yes` needs more than that nothing forbids it: each licence must give the right, by a clause or
because it meets the Open Source Definition, and all that binds must have been read and understood.
"""

from collections.abc import Iterable, Iterator

from licensecheck.domain import Confidence, Evidence, Finding, Source
from licensecheck.domain.reasons import Ground, Unaccounted, Ungranted
from licensecheck.domain.right import Right, RightAnswer, RightCondition
from licensecheck.domain.values import Detail, Territories
from licensecheck.judge.binding import Binding, Licence, binding
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.rights import LISTS, RightRule
from licensecheck.knowledge.rules import Effect
from licensecheck.terms.ledger import Left
from licensecheck.terms.terms import Terms

FORBIDDEN, DOUBTFUL, LIMITED, UNTOUCHED = LISTS
_GIVEN = (RightAnswer.YES, RightAnswer.YES_IF)


def rights(terms: Terms, knowledge: Knowledge) -> tuple[Right, ...]:
    """The answers in the order of the questions."""
    rules = tuple(knowledge.rights.rules.values())
    found = binding(terms, _silent(rules, knowledge), knowledge)
    return tuple(_answer(rule, found) for rule in rules)


def _silent(rules: Iterable[RightRule], knowledge: Knowledge) -> frozenset[str]:
    """The labels that forbid something and are else of no effect: no finding has them."""
    neutral = knowledge.rules.with_effect(Effect.NEUTRAL)
    return frozenset(name for rule in rules for name in rule.forbidden_by if name in neutral)


def _answer(rule: RightRule, found: Binding) -> Right:
    by_list: dict[str, list[Finding]] = {name: [] for name in LISTS}
    for finding in found.findings:
        by_list[_listed(rule, finding, found)].append(finding)
    if by_list[FORBIDDEN]:
        proof = tuple(by_list[FORBIDDEN])
        return Right(rule.right, RightAnswer.NO, Ground.VIOLATED, findings=proof)
    if ruling := _known(rule, found, RightAnswer.NO):
        return Right(rule.right, RightAnswer.NO, Ground.KNOWN, evidence=ruling)
    conditions = tuple(_conditions(by_list[LIMITED]))
    unclear = tuple(by_list[DOUBTFUL])
    if unclear:
        return Right(rule.right, RightAnswer.PLEASE_READ, Ground.UNCERTAIN, conditions, unclear)
    if doubted := _known(rule, found, RightAnswer.PLEASE_READ):
        ground = Ground.KNOWN
        return Right(rule.right, RightAnswer.PLEASE_READ, ground, conditions, evidence=doubted)
    if found.left:
        reason, place = Unaccounted(found.left.reason), _quoted(found.left)
        return Right(rule.right, RightAnswer.PLEASE_READ, reason, conditions, evidence=place)
    return _unopposed(rule, found, conditions)


def _unopposed(rule: RightRule, found: Binding, conditions: tuple[RightCondition, ...]) -> Right:
    """Nothing forbids it and all was read: it is given, or nothing is said of it."""
    wanted = {label for grants in rule.given_by for label in grants}
    giving = [one for one in found.findings if wanted.intersection(one.labels)]
    titles = tuple(dict.fromkeys(one.place for one in found.licences))
    if not found.licences or not all(_gives(rule, one) for one in found.licences):
        maybe = tuple(one for one in giving if one.confidence is Confidence.UNCERTAIN)
        if maybe:
            return Right(rule.right, RightAnswer.PLEASE_READ, Ground.UNCERTAIN, conditions, maybe)
        missing = Ungranted(rule.given_by[0])
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


def _known(rule: RightRule, found: Binding, answer: RightAnswer) -> tuple[Evidence, ...]:
    """Where the licences stand of which the rule knows this answer."""
    return tuple(
        licence.place
        for licence in found.licences
        if any(rule.licenses.get(name) is answer for name in licence.names)
    )


def _quoted(left: Left) -> tuple[Evidence, ...]:
    return (Evidence.at(left.document, left.span),) if left.document and left.span else ()


def _conditions(limiting: Iterable[Finding]) -> Iterator[RightCondition]:
    """One for each label and reach; a demand for leave in the clause of a threshold concerns those
    above it, so it is none of its own."""
    grouped: dict[tuple[str, frozenset[str]], list[Finding]] = {}
    for finding in limiting:
        grouped.setdefault((finding.rule, _reaches(finding)), []).append(finding)
    sizes = [one for (label, _), same in grouped.items() if label == _SIZE for one in same]
    places = {place for one in sizes for place in _places(one)}
    for (label, _), same in grouped.items():
        asked = {place for one in same for place in _places(one)}
        if label == _LEAVE and asked and asked <= places:
            continue
        yield RightCondition(label, tuple(same))


_SIZE, _LEAVE = "scale-threshold", "separate-permission-required"


def _places(finding: Finding) -> frozenset[object]:
    """Spans of texts; of a licence that is only named, the section where our facts have one."""
    return frozenset(
        one.clause or (one.source, one.span)
        for one in finding.evidence
        if ", " in one.clause or not one.clause
    )


# --- What a label says to a question -------------------------------------------------------------


def _listed(rule: RightRule, finding: Finding, found: Binding) -> str:
    """What a finding means for a question."""
    listed = min(
        (_by_reach(rule, finding, reach, found) for reach in _reaches(finding, found)),
        key=LISTS.index,
    )
    if listed in (FORBIDDEN, DOUBTFUL) and rule.places:
        placed = _by_place(rule, finding)
        listed = listed if placed == FORBIDDEN else placed
    if listed == FORBIDDEN and _says_all(rule.unless, finding, found):
        return UNTOUCHED
    if listed == FORBIDDEN and _says_all(rule.contradicted_by, finding, found):
        return DOUBTFUL
    if listed != UNTOUCHED and finding.confidence is Confidence.UNCERTAIN:
        return DOUBTFUL
    return listed


def _says_all(labels: tuple[str, ...], finding: Finding, found: Binding) -> bool:
    """True where the text of a finding certainly says all of them."""
    return bool(labels) and found.beside(finding).issuperset(labels)


def _by_reach(rule: RightRule, finding: Finding, reach: str, found: Binding) -> str:
    listed = rule.listed(finding.rule, reach)
    if listed == DOUBTFUL and any(_known(rule, found, answer) for answer in _GIVEN):
        return LIMITED
    restricts = found.rules.labels[finding.rule].effect is Effect.VIOLATES
    return listed or (DOUBTFUL if restricts else UNTOUCHED)


def _by_place(rule: RightRule, finding: Finding) -> str:
    """Of a known licence the places are those without rights; in the words of another text they may
    be the only ones with them."""
    named = [value for value in finding.values if isinstance(value, Territories)]
    places = {code for value in named for code in value.places}
    known = finding.source is Source.LICENSE and places
    if known and places.intersection(rule.places):
        return FORBIDDEN
    all_told = sum(len(value.words.split(", ")) for value in named) == len(places)
    return UNTOUCHED if known and all_told else DOUBTFUL


def _reaches(finding: Finding, found: Binding | None = None) -> frozenset[str]:
    """How far a duty reaches (`file`, `library`, `work`), and `read` for a use policy of which all
    counts; an empty one where nothing says."""
    if found and finding in found.policies:
        return frozenset({"read"})
    said = (v.text for v in finding.values if isinstance(v, Detail) and v.name == "reach")
    return frozenset(said) or frozenset({""})
