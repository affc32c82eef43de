"""What a model consists of, and what shows that a part is there: rules/components.yaml."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from licensecheck.knowledge.files import read_rule_file, rule_folder
from licensecheck.knowledge.schema import Regex, Strict


class ComponentRule(Strict):
    """How one part shows itself."""

    name: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    type: Literal["code", "data", "parameters", "documentation"]
    files: tuple[str, ...] = ()
    links: tuple[Regex, ...] = ()
    headings: tuple[str, ...] = ()
    catalogue: str = ""
    """What the catalogue calls it, where that is another name."""


class _Components(Strict):
    components: tuple[ComponentRule, ...]


@cache
def load_components(path: Path | None = None) -> tuple[ComponentRule, ...]:
    """The parts in the order of the file."""
    return read_rule_file(path or rule_folder() / "components.yaml", _Components).components
