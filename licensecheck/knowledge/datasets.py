"""Terms of data sets: what was read (rules/datasets.yaml), and by the tags of their pages
(rules/tagged_datasets.yaml)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Self, cast

from pydantic import Field, model_validator

from licensecheck.knowledge.files import read_rule_file, rule_folder
from licensecheck.knowledge.schema import Strict

_ENTRY = re.compile(
    r"(?P<id>[^@\s]+)@(?P<commit>[0-9a-f]{12}) (?P<day>\d{4}-\d\d-\d\d)"
    r"(?P<gated> gated)?(?: = (?P<others>\S+(?: \S+)*))?"
)
_SEPARATORS = str.maketrans("_ ", "--")


def data_set_key(name: str) -> str:
    """What spellings of one name have in common: letter case and separators do not count."""
    return name.casefold().translate(_SEPARATORS)


class Provider(Strict):
    """Who offers models under terms that restrict what may be made with their answers."""

    provider: str
    forbids: str
    """What the terms say, to follow "its terms"."""
    source: str = Field(pattern=r"^https://\S+$")
    checked: date


class DataReading(Strict):
    """What somebody of ours read of one data set, or of several that share their terms."""

    names: tuple[str, ...] = Field(min_length=1)
    license: str = ""
    """Id of a licence whose facts we have; empty where the page names none."""
    says: tuple[str, ...] = ()
    """Labels of what the page itself forbids, where no licence that it names says so."""
    own_terms: bool = False
    """True where its terms are no one licence, so that the tag of its page does not tell them."""
    outputs_of: str = ""
    """The provider whose models wrote answers in it; empty where none is known."""
    note: str = ""
    """What else one should know of its terms: a sentence without full stop."""
    source: str = Field(pattern=r"^https://\S+$")
    checked: date

    @property
    def day(self) -> date:
        """When it was read."""
        return self.checked

    @property
    def tells_terms(self) -> bool:
        """True where the tag of its page is no longer asked for its licence."""
        return bool(self.license or self.says or self.own_terms)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.license or self.says or self.outputs_of or self.note):
            raise ValueError(f"{self.names[0]}: nothing was read of it")
        return self


@dataclass(frozen=True, slots=True)
class DataTag:
    """The licence that the page of a data set on Hugging Face was tagged with at a commit."""

    names: tuple[str, ...]
    """Its id, then other names of it."""
    tag: str
    """As it was written; empty where there was none."""
    license: str
    """Id of the licence that the tag means; empty for one that means none, such as `other`."""
    commit: str
    """Beginning of the commit."""
    day: date
    """Of the commit."""
    gated: bool
    """True where the page let nobody download it without asking."""

    @property
    def source(self) -> str:
        """Where it can be seen."""
        return f"https://huggingface.co/datasets/{self.names[0]}/tree/{self.commit}"


@dataclass(frozen=True, slots=True)
class DataTerms:
    """What is known of the terms of a data set: what was read counts before the tag."""

    read: DataReading | None
    tag: DataTag | None

    @property
    def license(self) -> str:
        """Id of the licence; empty where none is known that holds for all of it."""
        return self._told.license

    @property
    def sure(self) -> bool:
        """True where a licence was read. A tag, and what a page says in words of its own, are for a
        person to read."""
        return bool(self.read and self.read.license)

    @property
    def says(self) -> tuple[str, ...]:
        """Labels of what its page itself forbids."""
        return self.read.says if self.read else ()

    @property
    def outputs_of(self) -> str:
        """The provider whose models wrote answers in it; empty where none is known."""
        return self.read.outputs_of if self.read else ""

    @property
    def publisher(self) -> str:
        """The account of the hub that gave it its licence, in lower case; empty where none did, as
        for a copy of what somebody else has terms of his own for."""
        names = () if self.says else self.tag.names if self.tag else self.read and self.read.names
        name = next(iter(names or ()), "")
        return name.partition("/")[0].casefold() if "/" in name else ""

    @property
    def by_tag(self) -> DataTag | None:
        """The tag, where its licence rests on that alone."""
        return None if self.read and self.read.tells_terms else self.tag

    @property
    def source(self) -> str:
        """Where its licence was seen."""
        return self._told.source

    @property
    def day(self) -> date:
        """When that was read, or the day of the page that has the tag."""
        return self._told.day

    @property
    def _told(self) -> DataReading | DataTag:
        """What its licence rests on."""
        return self.by_tag or cast(DataReading, self.read)  # one of both is there


class TaggedAlike(Strict):
    """Data sets with one tag."""

    license: str = ""
    sets: tuple[Annotated[str, Field(pattern=f"^{_ENTRY.pattern}$")], ...]
    """`owner/name@0123456789ab 2024-01-31 gated = name other/name`."""


class TaggedDatasets(Strict):
    """The file of tags."""

    collected: date
    """The newest day of a page among them."""
    tags: Mapping[str, TaggedAlike]

    def all(self) -> Iterator[DataTag]:
        """Each data set with its tag."""
        every = (
            (tag, alike.license, one) for tag, alike in self.tags.items() for one in alike.sets
        )
        for tag, license_, one in every:
            if found := _ENTRY.fullmatch(one):
                names = (found["id"], *(found["others"] or "").split())
                day, gated = date.fromisoformat(found["day"]), bool(found["gated"])
                yield DataTag(names, tag, license_, found["commit"], day, gated)


class ReadDatasets(Strict):
    """The file of readings, and the providers that they name."""

    providers: tuple[Provider, ...]
    datasets: tuple[DataReading, ...]

    @model_validator(mode="after")
    def _providers_are_known(self) -> Self:
        known = {one.provider for one in self.providers}
        for one in self.datasets:
            if one.outputs_of and one.outputs_of not in known:
                raise ValueError(f"{one.names[0]}: no provider is called {one.outputs_of!r}")
        return self


@dataclass(frozen=True)
class Datasets:
    """All that is known of data sets, by their names."""

    read: ReadDatasets
    tags: Sequence[DataTag]

    def find(self, name: str) -> DataTerms | None:
        """The data set of a name; letter case and separators do not count."""
        return self._by_name.get(data_set_key(name))

    @cached_property
    def _by_name(self) -> Mapping[str, DataTerms]:
        readings = {data_set_key(name): one for one in self.read.datasets for name in one.names}
        found = {name: DataTerms(one, None) for name, one in readings.items()}
        for tag in self.tags:
            names = list(map(data_set_key, tag.names))
            reading = next((readings[name] for name in names if name in readings), None)
            found |= dict.fromkeys(names, DataTerms(reading, tag))
        return found

    def provider(self, name: str) -> Provider | None:
        """The provider of a name."""
        return next((one for one in self.read.providers if one.provider == name), None)


@cache
def load_datasets(read: Path | None = None, tagged: Path | None = None) -> Datasets:
    """The data sets of two files, by default ours; RuleFileError says where a mistake is."""
    readings = read_rule_file(read or rule_folder() / "datasets.yaml", ReadDatasets)
    tags = read_rule_file(tagged or rule_folder() / "tagged_datasets.yaml", TaggedDatasets)
    return Datasets(readings, tuple(tags.all()))
