"""Terms of well-known data sets: rules/datasets.yaml."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from licensecheck.knowledge.files import read_rule_file, rule_folder
from licensecheck.knowledge.schema import Strict


class Provider(Strict):
    """Who offers models under terms that restrict what may be made with their answers."""

    provider: str
    forbids: str
    """What the terms say, to follow "its terms"."""
    source: str = Field(pattern=r"^https://\S+$")
    checked: date


class DatasetFacts(Strict):
    """What is known of one data set."""

    names: tuple[str, ...] = Field(min_length=1)
    license: str = ""
    """Id of a licence whose facts we have; empty where none was read."""
    outputs_of: str = ""
    """The provider whose models wrote answers in it; empty where none is known."""
    source: str = Field(pattern=r"^https://\S+$")
    checked: date
    tagged: bool = False
    """True where nobody read more than the tag of its page."""


class Tagged(Strict):
    """Data sets of Hugging Face with the licence that their pages were tagged with."""

    checked: date
    licenses: Mapping[str, tuple[Annotated[str, Field(pattern=r"^[^@\s]+@[0-9a-f]{12}$")], ...]]
    """By licence: name and beginning of the commit, `owner/name@0123456789ab`."""

    def facts(self) -> Iterator[DatasetFacts]:
        """What is known of each."""
        for license_, listed in self.licenses.items():
            for name, _, commit in (one.partition("@") for one in listed):
                yield DatasetFacts(
                    names=(name,),
                    license=license_,
                    source=f"https://huggingface.co/datasets/{name}/tree/{commit}",
                    checked=self.checked,
                    tagged=True,
                )


class Datasets(Strict):
    """All data sets, and the providers that they name."""

    providers: tuple[Provider, ...]
    datasets: tuple[DatasetFacts, ...]
    tagged: Tagged | None = None

    def find(self, name: str) -> DatasetFacts | None:
        """The data set of a name, letter case apart."""
        return self._by_name.get(name.casefold())

    @cached_property
    def _by_name(self) -> Mapping[str, DatasetFacts]:
        tagged = self.tagged.facts() if self.tagged else ()
        known = (*tagged, *self.datasets)
        return {name.casefold(): one for one in known for name in one.names}

    def provider(self, name: str) -> Provider | None:
        """The provider of a name."""
        return next((one for one in self.providers if one.provider == name), None)

    @model_validator(mode="after")
    def _providers_are_known(self) -> Self:
        for one in self.datasets:
            if one.outputs_of and self.provider(one.outputs_of) is None:
                raise ValueError(f"{one.names[0]}: no provider is called {one.outputs_of!r}")
        return self


@cache
def load_datasets(path: Path | None = None) -> Datasets:
    """The data sets of a file, by default ours; RuleFileError says where a mistake is."""
    return read_rule_file(path or rule_folder() / "datasets.yaml", Datasets)
