"""Score profiles: which points are given for what."""

import math
from typing import Self

from pydantic import Field, model_validator

from licensecheck.knowledge.readers import reader_of_folder
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


load_profiles = reader_of_folder("profiles", Profile, "profile")


def profiles() -> tuple[Profile, ...]:
    """All profiles, our own first; the others count as others do, and are shown beside it."""
    return tuple(sorted(load_profiles().values(), key=lambda one: one.profile != OWN))


def load_profile(name: str = OWN) -> Profile:
    """The profile of a name."""
    return load_profiles()[name]
