"""Families of models, as sentences name them: rules/names.yaml."""

from typing import Annotated

from pydantic import Field

from licensecheck.knowledge.readers import reader
from licensecheck.knowledge.schema import Strict

Stem = Annotated[str, Field(pattern=r"^[a-z]{3,}$")]


class ModelNames(Strict):
    """Names of well-known models."""

    families: frozenset[Stem]
    """The letters that their names begin with, in lower case."""
    plain: frozenset[str]
    """Words that name nothing alone."""


load_names = reader("names.yaml", ModelNames)
