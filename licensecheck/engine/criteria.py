"""Frameworks as data: one file for each, its criteria, and what each asks for."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from licensecheck.engine.files import read_rule_file, rule_files, rule_folder


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Criterion(_Strict):
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

    @model_validator(mode="after")
    def _asks_for_something(self) -> Self:
        if not (self.osd or self.freedom or self.labels or self.components):
            raise ValueError("a criterion must name osd, freedom, labels or components")
        return self


class Framework(_Strict):
    """A set of criteria with one publisher."""

    framework: str = Field(pattern=r"^[a-z]+(-[a-z0-9]+)*$")
    name: str
    reference: str
    judgement: tuple[str, ...] = ()
    """Labels on which the framework's own text leaves room: they give UNKNOWN, not NOT_MET."""
    criteria: tuple[Criterion, ...] = Field(min_length=1)


@cache
def load_frameworks(folder: Path | None = None) -> Mapping[str, Framework]:
    """All frameworks by their short name, in the order of the files."""
    files = rule_files(folder or rule_folder("criteria"))
    frameworks = (read_rule_file(path, Framework) for path in files)
    return MappingProxyType({framework.framework: framework for framework in frameworks})
