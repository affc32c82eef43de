"""Licences of well-known data sets: rules/datasets.yaml."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict, Field

from licensecheck.engine.files import read_rule_file, rule_folder


class DatasetFacts(BaseModel):
    """What is known of one data set."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    names: tuple[str, ...] = Field(min_length=1)
    license: str
    """Id of a licence whose facts we have."""
    source: str = Field(pattern=r"^https://\S+$")
    checked: date


class _Datasets(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    datasets: tuple[DatasetFacts, ...]


@cache
def load_datasets(path: Path | None = None) -> Mapping[str, DatasetFacts]:
    """The data sets by each of their names, in lower case."""
    found = read_rule_file(path or rule_folder() / "datasets.yaml", _Datasets).datasets
    return MappingProxyType({name.casefold(): one for one in found for name in one.names})
