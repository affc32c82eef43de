"""Families of models, as sentences name them: rules/names.yaml."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from licensecheck.knowledge.files import read_rule_file, rule_folder
from licensecheck.knowledge.schema import Strict

Stem = Annotated[str, Field(pattern=r"^[a-z]{3,}$")]


class ModelNames(Strict):
    """Names of well-known models."""

    families: frozenset[Stem]
    """The letters that their names begin with, in lower case."""
    plain: frozenset[str]
    """Words that name nothing alone."""


@cache
def load_names(path: Path | None = None) -> ModelNames:
    """The names of our rule file, by default; RuleFileError says where a mistake is."""
    return read_rule_file(path or rule_folder() / "names.yaml", ModelNames)
