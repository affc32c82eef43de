"""What a label of the terms says to a question, and what is known of the answer by the licence."""

from collections.abc import Sequence
from dataclasses import replace

from licensecheck.domain import Confidence, Evidence, Finding, Source
from licensecheck.domain.right import RightAnswer
from licensecheck.domain.values import Detail, Territories
from licensecheck.judge.binding import Binding
from licensecheck.knowledge.rights import LISTS, RightRule
from licensecheck.knowledge.rules import Effect

FORBIDDEN, DOUBTFUL, LIMITED, UNTOUCHED = LISTS
GIVEN = (RightAnswer.YES, RightAnswer.YES_IF)


def known(rule: RightRule, found: Binding, answer: RightAnswer) -> tuple[Evidence, ...]:
    """Where the licences stand of which the rule knows this answer."""
    return tuple(
        licence.place
        for licence in found.licences
        if any(rule.licenses.get(name) is answer for name in licence.names)
    )


def listed(rule: RightRule, finding: Finding, found: Binding) -> str:
    """What a finding means for a question."""
    said = min(
        (_by_reach(rule, finding, reach, found) for reach in reaches(finding, found)),
        key=LISTS.index,
    )
    if said in (FORBIDDEN, DOUBTFUL) and rule.places:
        placed = _by_place(rule, finding)
        said = said if placed == FORBIDDEN else placed
    if said == FORBIDDEN and _says_all(rule.unless, finding, found):
        return UNTOUCHED
    if said == FORBIDDEN and _says_all(rule.contradicted_by, finding, found):
        return DOUBTFUL
    if said != UNTOUCHED and finding.confidence is Confidence.UNCERTAIN:
        return DOUBTFUL
    return said


def is_said_already(
    rule: RightRule, finding: Finding, certain: Sequence[Finding], found: Binding
) -> bool:
    """True for a doubtful clause that could at most be a condition which a certain one is: of the
    same label and part, as far, and with no value of its own."""
    sure = replace(finding, confidence=Confidence.CERTAIN)
    if finding.confidence is not Confidence.UNCERTAIN or listed(rule, sure, found) != LIMITED:
        return False
    same = (one for one in certain if (one.rule, one.part) == (finding.rule, finding.part))
    return any(
        reaches(one) == reaches(finding) and set(one.values).issuperset(finding.values)
        for one in same
    )


def _says_all(labels: tuple[str, ...], finding: Finding, found: Binding) -> bool:
    """True where the text of a finding certainly says all of them."""
    return bool(labels) and found.beside(finding).issuperset(labels)


def _by_reach(rule: RightRule, finding: Finding, reach: str, found: Binding) -> str:
    listed = rule.listed(finding.rule, reach)
    if listed == DOUBTFUL and any(known(rule, found, answer) for answer in GIVEN):
        return LIMITED
    if listed:
        return listed
    restricts = found.rules.labels[finding.rule].effect is Effect.VIOLATES
    return DOUBTFUL if restricts else UNTOUCHED


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


def reaches(finding: Finding, found: Binding | None = None) -> frozenset[str]:
    """How far a duty reaches (`file`, `library`, `work`), and `read` for a use policy of which all
    counts; an empty one where nothing says."""
    if found and found.policies and finding in found.policies:  # most models have none
        return frozenset({"read"})
    said = (v.text for v in finding.values if isinstance(v, Detail) and v.name == "reach")
    return frozenset(said) or frozenset({""})
