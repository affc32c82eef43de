"""Answers to the criteria that ask for parts of a model."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from licensecheck.components.parts import is_open
from licensecheck.domain import Component, Expression, State, Status, Verdict
from licensecheck.domain.expression import NO_LICENSE
from licensecheck.domain.reasons import Ground, Lack, PartsFound
from licensecheck.knowledge.criteria import Criterion, Framework
from licensecheck.knowledge.facts import Facts

_ORDER = (Status.NOT_MET, Status.UNKNOWN, Status.MET)
_Answer = tuple[Status, Lack | None]
"""Whether a part counts, and why not."""


def judge_components(
    framework: Framework, found: Sequence[Component], facts: Facts, *, failing: bool = False
) -> tuple[Verdict, ...]:
    """The verdict on each criterion of a framework that asks for parts.

    `failing` where the terms of the weights fail the Open Source Definition for certain.
    """
    asked = _Asked({part.name: part for part in found}, framework.open_licenses, facts, failing)
    return tuple(
        asked.verdict(framework, criterion)
        for criterion in framework.criteria
        if criterion.components
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """The parts that are asked for, and what is known of licences."""

    parts: Mapping[str, Component]
    open_licenses: Sequence[str]
    facts: Facts
    failing: bool

    def verdict(self, framework: Framework, criterion: Criterion) -> Verdict:
        """As good as the worst part; a part is as good as the best that may stand in for it."""
        answers = [
            max((self._answer(name, criterion) for name in (wanted, *others)), key=_rank)
            for wanted, others in criterion.components.items()
        ]
        worst = min(answers, key=_rank)[0]
        lacks = tuple(lack for _, lack in answers if lack)
        return Verdict(framework.framework, criterion.id, worst, PartsFound(len(answers), lacks))

    def _answer(self, name: str, criterion: Criterion) -> _Answer:
        part = self.parts.get(name, Component(name, "", State.UNKNOWN))
        if part.state is State.ABSENT:
            return Status.NOT_MET, Lack(name, part.state)
        if criterion.licensed and self.failing and part.type == "parameters":
            return Status.NOT_MET, Lack(name, Ground.VIOLATED)
        seen = part.state is State.PRESENT or part.checked
        # Weights follow their terms: the level rests on an address of them, too.
        if not seen and not (part.type == "parameters" and part.license):
            return Status.UNKNOWN, Lack(name, part.state)
        return self._licensed(name, part.license) if criterion.licensed else (Status.MET, None)

    def _licensed(self, name: str, license_: Expression) -> _Answer:
        match is_open(license_, self.open_licenses, self.facts):
            case True:
                return Status.MET, None
            case False:
                return Status.NOT_MET, Lack(name, license_)
        return Status.UNKNOWN, Lack(name, NO_LICENSE)


def _rank(answer: _Answer) -> int:
    return _ORDER.index(answer[0])
