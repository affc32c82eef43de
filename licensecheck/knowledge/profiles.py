"""Score profiles: which points are given for what."""

import math
from functools import cache
from typing import Self

from pydantic import Field, model_validator

from licensecheck.knowledge.files import read_rule_file, rule_files, rule_folder
from licensecheck.knowledge.schema import Strict

FULL_SCORE = 100
OWN = "default"
"""The profile of our own score."""


class Part(Strict):
    """Points for one thing: a criterion, a component, the licences of all parts, or access."""

    name: str
    weight: float = Field(gt=0)
    element: str = ""
    """Which element of the Open Source AI Definition it is of, where the weights follow these."""
    criterion: str = ""
    """`framework/criterion`."""
    component: str = ""
    licences: bool = False
    access: bool = False

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        given = (bool(self.criterion), bool(self.component), self.licences, self.access)
        if given.count(True) != 1:
            raise ValueError("a part must name one of criterion, component, licences, access")
        return self


class Profile(Strict):
    """A way to count openness."""

    profile: str
    parts: tuple[Part, ...]

    @model_validator(mode="after")
    def _sums_up(self) -> Self:
        total = sum(part.weight for part in self.parts)
        if not math.isclose(total, FULL_SCORE, abs_tol=0.05):  # twelfths are written with 2 digits
            raise ValueError(f"the weights add up to {total:g}, not {FULL_SCORE}")
        return self


def comparisons() -> tuple[str, ...]:
    """Profiles that count as others do, shown beside the score: all but our own."""
    names = (path.stem for path in rule_files(rule_folder("profiles")))
    return tuple(name for name in names if name != OWN)


def profiles() -> tuple[Profile, ...]:
    """All profiles, our own first."""
    return tuple(map(load_profile, (OWN, *comparisons())))


@cache
def load_profile(name: str = OWN) -> Profile:
    """The profile of a name; RuleFileError where there is none or it is wrong."""
    return read_rule_file(rule_folder("profiles") / f"{name}.yaml", Profile)
