"""What studies of whole hubs found: rules/studies.yaml."""

from datetime import date
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from licensecheck.knowledge.readers import read_once, read_under
from licensecheck.knowledge.schema import Strict


class Figure(Strict):
    """One figure of a study."""

    measure: str
    """The figure of a census that stands beside it."""
    percent: float | None = Field(default=None, ge=0, le=100)
    count: int | None = Field(default=None, ge=0)
    """Of the study's models, where it gives no percentage."""
    alike: Literal["same", "near", "no"]
    """Whether both count the same thing."""
    differs: str = ""

    @model_validator(mode="after")
    def _is_one_figure(self) -> Self:
        if (self.percent is None) == (self.count is None):
            raise ValueError("a figure is either a percentage or a count")
        if self.alike != "same" and not self.differs:
            raise ValueError("say what differs")
        return self


class Study(Strict):
    """A study, and what it found."""

    name: str
    about: str
    """The models that it looked at."""
    year: int
    models: int = Field(gt=0)
    source: str = Field(pattern=r"^https://\S+$")
    checked: date
    figures: tuple[Figure, ...] = Field(min_length=1)

    def percent(self, figure: Figure) -> float:
        """A figure as a percentage of the study's models, or of the part that it names."""
        if figure.percent is not None:
            return figure.percent
        return 100 * (figure.count or 0) / self.models


def _largest_first(path: Path) -> tuple[Study, ...]:
    found = read_under("studies", path, tuple[Study, ...])
    return tuple(sorted(found, key=lambda one: -one.models))


load_studies = read_once("studies.yaml", _largest_first)
