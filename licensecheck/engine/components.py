"""What a model consists of, and what shows that a part is there: rules/components.yaml."""

import re
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from licensecheck.engine.files import read_rule_file, rule_folder


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
    return pattern


Regex = Annotated[str, AfterValidator(_compiles)]


class ComponentRule(_Strict):
    """How one part shows itself."""

    name: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    type: Literal["code", "data", "parameters", "documentation"]
    files: tuple[str, ...] = ()
    links: tuple[Regex, ...] = ()
    headings: tuple[str, ...] = ()
    catalogue: str = ""
    """What the catalogue calls it, where that is another name."""


class _Components(_Strict):
    components: tuple[ComponentRule, ...]


@cache
def load_components(path: Path | None = None) -> tuple[ComponentRule, ...]:
    """The parts in the order of the file."""
    return read_rule_file(path or rule_folder() / "components.yaml", _Components).components
