"""Frameworks as data: one file for each, its criteria, and what each asks for."""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import Field, model_validator

from licensecheck.domain.verdict import Status
from licensecheck.knowledge.readers import reader_of_folder
from licensecheck.knowledge.rules import Effect
from licensecheck.knowledge.schema import Strict


class Criterion(Strict):
    """One question of a framework."""

    id: str
    name: str
    asks: str
    """What it asks, in plain words of ours."""
    osd: int | None = None
    """Number of the OSD criterion it stands for: labels that touch that one violate it."""
    freedom: str | None = None
    """OSAID freedom it stands for: labels that touch it violate it."""
    labels: tuple[str, ...] = ()
    """Further labels that violate it."""
    grants: tuple[str, ...] = ()
    """Labels that the terms must contain for it to be met."""
    components: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    """Components that must be there, each with alternatives that stand in for it."""
    licensed: bool = False
    """True where a component counts only under an open licence, see `Framework.open_licenses`."""
    person: str = ""
    """Why only a person can answer it: it is always UNKNOWN then."""

    @model_validator(mode="after")
    def _asks_for_something(self) -> Self:
        if not (self.osd or self.freedom or self.labels or self.components or self.person):
            raise ValueError("a criterion must name osd, freedom, labels, components or person")
        return self


class Tag(Strict):
    """A heading of a framework that findings belong under."""

    id: str
    name: str
    effects: tuple[Effect, ...] = ()
    """Findings of labels with one of these effects belong here."""
    rules: tuple[str, ...] = ()
    """Findings of these rules or labels too."""


class Framework(Strict):
    """A set of criteria with one publisher."""

    framework: str = Field(pattern=r"^[a-z]+(-[a-z0-9]+)*$")
    name: str
    reference: str
    judgement: tuple[str, ...] = ()
    """Labels on which the framework's own text leaves room: they give UNKNOWN, not NOT_MET."""
    open_licenses: tuple[str, ...] = ()
    """Ids of the licences that it counts as open; empty where those count that meet the OSD."""
    tags: tuple[Tag, ...] = ()
    """What its users file findings under; a framework may consist of tags alone."""
    criteria: tuple[Criterion, ...] = ()
    follows: Mapping[Status, Annotated[str, Field(pattern=r"^[A-Z].*[.]$")]] = Field(
        default_factory=dict
    )
    """What follows for whoever adopts the model, by the status of the whole."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.criteria or self.tags):
            raise ValueError("a framework must have criteria or tags")
        return self


load_frameworks = reader_of_folder("criteria", Framework, "framework")
