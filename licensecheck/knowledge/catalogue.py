"""Answers from our own dated facts about well-known models, for when a hub cannot be asked.

One YAML file per family lies in `corpus/catalogue/`; docs/catalogue.md says what may stand there.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field, PlainValidator

from licensecheck.domain import (
    Gating,
    HubMetadata,
    ModelRef,
    Origin,
    Problem,
    ProblemKind,
    Snapshot,
)
from licensecheck.domain.expression import Expression
from licensecheck.knowledge.files import catalogue_folder, read_rule_file, rule_files
from licensecheck.knowledge.schema import Strict
from licensecheck.knowledge.services import Services

Hub = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
"""Name of a hub or service, or `api`; a test compares the catalogue with those that there are."""
Url = Annotated[str, Field(pattern=r"^https://[^\s]+$")]
OWNER, NAME = "{owner}", "{name}"
"""Parts of an address that stand for those of a model's id: such a source is a page for each."""
Text = Annotated[str, Field(min_length=1)]


class Availability(StrEnum):
    """Whether a person can have the weights at all; a gate in front of them is `gating`."""

    DOWNLOADABLE = "downloadable"
    API_ONLY = "api-only"
    """They run on the publisher's machines only."""
    UNRELEASED = "unreleased"
    """Described, but offered in no way."""


class ComponentState(StrEnum):
    """How a part of a model is published."""

    PRESENT = "present"
    """Among the files of the source itself."""
    LINKED = "linked"
    """Published elsewhere, and the source links or names the place."""
    ABSENT = "absent"
    """The source says, or shows, that it is not published."""


class CatalogueComponent(StrEnum):
    """A part whose publication we record; what we could not find out is left out."""

    WEIGHTS = "weights"
    TRAINING_CODE = "training-code"
    INFERENCE_CODE = "inference-code"
    TRAINING_DATA = "training-data"
    DATA_DOCUMENTATION = "data-documentation"
    EVALUATION = "evaluation"
    PAPER = "paper"
    MODEL_CARD = "model-card"


class Fact(Strict):
    """Something with the page it was read on."""

    source: Url


def _expression(written: object) -> Expression:
    found = Expression.parse(str(written))
    if not found or not all(_ID.fullmatch(one) for one in found.licenses):
        raise ValueError(f"{written!r} is no expression of SPDX ids and `LicenseRef-…`")
    return found


_ID = re.compile(r"[A-Za-z0-9.+-]+")


class LicenseFact(Fact):
    """A licence expression of SPDX ids and `LicenseRef-…`.

    A use policy stands in it where it takes rights away from everybody in some place or field, and
    does so for every model of the entry; other policies are left out.
    """

    expression: Annotated[Expression, PlainValidator(_expression)]


class WeightsFact(Fact):
    """Whether the weights can be had."""

    state: Availability


class GatingFact(Fact):
    """What stands before the download."""

    state: Gating
    seen: date | None = None
    """When the hub said so; None where a page of the publisher tells of it."""


class ComponentFact(Fact):
    """How one component is published."""

    state: ComponentState


class LineageFact(Fact):
    """Hugging Face ids of what each model was made from: child to parents."""

    of: dict[Text, tuple[Text, ...]]


class EarlierFact(Fact):
    """Names that Hugging Face gave models before: earlier name to that of today."""

    of: dict[Text, Text]


class DatasetsFact(Fact):
    """Data that the source names as trained on."""

    names: Annotated[tuple[Text, ...], Field(min_length=1)]


class CatalogueEntry(Strict):
    """One release of a model in all its sizes that share every fact."""

    name: Text
    publisher: Text
    ids: dict[Hub, Annotated[tuple[Text, ...], Field(min_length=1)]] = Field(default_factory=dict)
    """Names on each hub. `api` holds the `vendor/model` of a model that runs on its publisher's
    machines; people type it as if it were a Hugging Face id."""
    earlier: EarlierFact | None = None
    called: dict[Text, Annotated[tuple[Text, ...], Field(min_length=1)]] = Field(
        default_factory=dict
    )
    """What prose calls a model, by its Hugging Face id, where the id does not begin so."""
    license: LicenseFact | None = None
    """Of the weights, or of the service where there are none to be had."""
    code_license: LicenseFact | None = None
    """Of the code, where it is not that of the weights."""
    weights: WeightsFact
    gating: GatingFact | None = None
    base_models: LineageFact | None = None
    datasets: DatasetsFact | None = None
    components: dict[CatalogueComponent, ComponentFact] = Field(default_factory=dict)
    checked: date
    """When every fact was last compared with its source."""

    def bases_of(self, name: str) -> tuple[str, ...]:
        """Hugging Face ids that the model of this name was made from; empty where not known."""
        return self.base_models.of.get(self.today(name), ()) if self.base_models else ()

    def today(self, name: str) -> str:
        """The name that a model has now; the same where it was not renamed."""
        renamed = self.earlier.of.items() if self.earlier else ()
        return next((new for old, new in renamed if old.casefold() == name.casefold()), name)

    def read_on(self, name: str) -> "CatalogueEntry":
        """The entry with the pages of one model, where each model of it has a page of its own."""
        owner, _, last = name.rpartition("/")

        def there(fact: Fact) -> Fact:
            page = fact.source.replace(OWNER, owner).replace(NAME, last)
            return fact.model_copy(update={"source": page})

        facts = {key: there(value) for key, value in self if isinstance(value, Fact)}
        parts = {key: there(value) for key, value in self.components.items()}
        return self.model_copy(update={**facts, "components": parts})


class CatalogueFile(Strict):
    """One file: a family of models and the pages its facts were read on."""

    family: Text
    sources: dict[Text, Url]
    """The pages, each with an anchor that the facts refer to."""
    models: Annotated[tuple[CatalogueEntry, ...], Field(min_length=1)]


def find(ref: ModelRef, services: Services) -> CatalogueEntry | None:
    """What the catalogue has on a model, or None.

    Letter case does not matter. On Ollama the entry of the most specific tag counts: `qwen2.5:72b`
    before `qwen2.5`. Raises RuleFileError where the file that names the model is malformed.
    """
    found = _called(list(_names(ref, services)), ref.hub, services)
    if found or not (service := services.get(ref.hub)):
        return found
    # Versions of a closed model are under the same terms; those that can be had may differ.
    found = _called(list(service.undated_ids(ref.name)), ref.hub, services)
    return found if found and found.weights.state is Availability.API_ONLY else None


def names_on(hub: str, services: Services) -> frozenset[str]:
    """The names that a hub can have of all that the catalogue knows, in lower case.

    It takes a second, and then tells of millions of names which to `find`."""
    files = map(read_catalogue, rule_files(catalogue_folder()))
    entries = (entry for file in files for entry in file.models)
    return frozenset(name for entry in entries for name in _known(entry, hub, services))


def _called(names: list[str], hub: str, services: Services) -> CatalogueEntry | None:
    """The entry that has one of the names on a hub, the first name first."""
    known = [(entry, _known(entry, hub, services)) for entry in entries_with(names)]
    return next(
        (entry.read_on(own[name]) for name in names for entry, own in known if name in own), None
    )


def entries_with(words: Collection[str]) -> Iterator[CatalogueEntry]:
    """The entries of all files that have one of some words, in lower case: to parse the others too
    takes several times as long as answering may."""
    for path in rule_files(catalogue_folder()):
        text = path.read_text("utf-8").casefold()
        if any(word in text for word in words):
            yield from read_catalogue(path).models


def read_catalogue(path: Path) -> CatalogueFile:
    """One file of the catalogue; RuleFileError says file, line and what was expected."""
    return read_rule_file(path, CatalogueFile)


def snapshot(entry: CatalogueEntry, ref: ModelRef, services: Services) -> Snapshot:
    """The entry as if a hub had given it: metadata, no files, and a problem that says so."""
    today = replace(ref, name=entry.today(ref.name)) if ref.hub == "huggingface" else ref
    return Snapshot(
        ref=today,
        asked="" if today == ref else ref.name,
        revision=None,
        origin=Origin.CATALOGUE,
        fetched_at=f"{entry.checked.isoformat()}T00:00:00Z",
        files_complete=False,
        metadata=HubMetadata(
            licenses=tuple(map(str, entry.license.expression.together)) if entry.license else (),
            base_models=entry.bases_of(_known_name(entry, today, services)),
            datasets=entry.datasets.names if entry.datasets else (),
            gating=gate.state if (gate := _gate(entry, ref)) else Gating.UNKNOWN,
            weights_downloadable=entry.weights.state is Availability.DOWNLOADABLE,
        ),
        problems=(_stale(entry, today, services),),
    )


def _stale(entry: CatalogueEntry, ref: ModelRef, services: Services) -> Problem:
    source = entry.license.source if entry.license else entry.weights.source
    service = services.get(ref.hub)
    asked, then = "The hub was not asked", "audit again online"
    if service:
        asked, then = f"No hub has a name of {service.called}", "read the terms of the model"
        then += f" and of the service ({service.terms})" if service.terms else ""
    gate = _gate(entry, ref)
    seen = f", the gate as of {gate.seen}" if gate and gate.seen else ""
    return Problem(
        ProblemKind.STALE,
        str(ref),
        f"{asked}: this answer comes from the catalogue of {entry.checked} "
        f"({entry.name}, read at {source}{seen}); {then} before you rely on it.",
        # The licence is a dated fact with its source. What is unknown without an entry stays so.
        hides_terms=entry.license is None,
    )


def _gate(entry: CatalogueEntry, ref: ModelRef) -> GatingFact | None:
    """What stands before the files at the place of a model: the copies of others have no gate."""
    return entry.gating if ref.hub == "huggingface" else None


def _known(entry: CatalogueEntry, hub: str, services: Services) -> dict[str, str]:
    """The names of today, by all names of an entry in lower case."""
    if hub == "huggingface":
        kinds: tuple[str, ...] = (hub, "api")
    else:
        kinds = (hub, "api", "huggingface") if hub in services else (hub,)
    names = {name: name for kind, group in entry.ids.items() if kind in kinds for name in group}
    renamed = entry.earlier.of if entry.earlier and hub == "huggingface" else {}
    return {name.casefold(): today for name, today in (names | renamed).items()}


def _known_name(entry: CatalogueEntry, ref: ModelRef, services: Services) -> str:
    service = services.get(ref.hub)
    names = [*_names(ref, services), *(service.undated_ids(ref.name) if service else ())]
    known = [name for group in entry.ids.values() for name in group]
    return next((name for name in known if name.casefold() in names), ref.name)


def _names(ref: ModelRef, services: Services) -> Iterator[str]:
    """What an entry may call the model, the most specific first."""
    if service := services.get(ref.hub):
        yield from service.ids(ref.name)
        return
    name = ref.name.casefold().removeprefix("library/")
    if ref.hub != "ollama":
        yield name
        return
    model, _, tag = name.partition(":")
    tag = tag or (ref.revision or "").casefold()
    parts = tag.split("-") if tag else []
    for length in range(len(parts), 0, -1):
        yield f"{model}:{'-'.join(parts[:length])}"
    yield model
