"""Models that the catalogue lacks, by the tags of their pages (rules/tagged_models.yaml)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from licensecheck.domain import Expression
from licensecheck.knowledge.catalogue import (
    NAME,
    OWNER,
    Availability,
    CatalogueEntry,
    LicenseFact,
    LineageFact,
    Url,
    WeightsFact,
)
from licensecheck.knowledge.files import read_rule_file, rule_folder
from licensecheck.knowledge.schema import Strict


class Pages(Strict):
    """Where the tags of models were read: one page for all, or one for each id."""

    page: Url
    read: date
    """When the pages were collected."""
    models: Mapping[str, Sequence[str]]
    """By the id of a licence: ids of models on Hugging Face, each with ` < ` and the ids of its
    bases where the page declares any."""


class TaggedModels(Strict):
    """The file of tags."""

    sources: Sequence[Pages]
    """The first that has a model counts."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A model by the tag of its page."""

    id: str
    license: str
    """Id of the licence that the tag means."""
    bases: tuple[str, ...]
    page: str
    """Where the tag was read."""
    read: date


def find_tagged(name: str) -> CatalogueEntry | None:
    """What the page of a model on Hugging Face was tagged with; letter case does not matter."""
    found = _tagged().get(name.casefold())
    return entry_of(found) if found else None


def tagged_names() -> frozenset[str]:
    """The ids of all of them, in lower case."""
    return frozenset(_tagged())


def tagged_as(last: str) -> Iterator[CatalogueEntry]:
    """The models of any owner whose last part of an id begins so, in lower case."""
    found = _tagged().items()
    yield from (entry_of(one) for name, one in found if name.partition("/")[2].startswith(last))


def entry_of(one: Tagged) -> CatalogueEntry:
    """What the tag says, as an entry of the catalogue."""
    owner, _, last = one.id.partition("/")
    source = one.page.replace(OWNER, owner).replace(NAME, last)
    expression = Expression.parse(one.license)
    return CatalogueEntry(
        name=f"{one.id} by its tag",
        publisher=owner,
        ids={"huggingface": (one.id,)},
        license=LicenseFact(expression=expression, source=source),
        weights=WeightsFact(state=Availability.DOWNLOADABLE, source=source),
        base_models=LineageFact(of={one.id: one.bases}, source=source) if one.bases else None,
        checked=one.read,
    )


@cache
def _tagged() -> Mapping[str, Tagged]:
    found = dict[str, Tagged]()
    for pages in read_rule_file(rule_folder() / "tagged_models.yaml", TaggedModels).sources:
        for license_, lines in pages.models.items():
            for line in lines:
                model, _, bases = line.partition(" < ")
                one = Tagged(model, license_, tuple(bases.split()), pages.page, pages.read)
                found.setdefault(model.casefold(), one)
    return found
