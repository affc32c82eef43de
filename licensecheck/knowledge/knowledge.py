"""All that rule files and built data say, as one value that is made once and passed in."""

from collections.abc import Callable, Mapping
from functools import cache, cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Generic, TypeVar

from licensecheck.domain import ModelRef

if TYPE_CHECKING:
    from licensecheck.knowledge.allowing import Allowing
    from licensecheck.knowledge.catalogue import CatalogueEntry
    from licensecheck.knowledge.chinese import Chinese
    from licensecheck.knowledge.components import ComponentRule
    from licensecheck.knowledge.criteria import Framework
    from licensecheck.knowledge.cues import Cues
    from licensecheck.knowledge.datasets import Datasets, DataTerms
    from licensecheck.knowledge.dependent import Dependent
    from licensecheck.knowledge.doubts import Doubt
    from licensecheck.knowledge.facts import Facts
    from licensecheck.knowledge.families import Family
    from licensecheck.knowledge.fields import Fields
    from licensecheck.knowledge.file_names import FileNames
    from licensecheck.knowledge.index import Index
    from licensecheck.knowledge.labelled import Labelled
    from licensecheck.knowledge.legal import Topic
    from licensecheck.knowledge.modality import Signs
    from licensecheck.knowledge.names import ModelNames
    from licensecheck.knowledge.profiles import Profile
    from licensecheck.knowledge.publishing import Publishing
    from licensecheck.knowledge.remarks import Remarks
    from licensecheck.knowledge.rights import Rights
    from licensecheck.knowledge.rules import ClaimRule, Rules
    from licensecheck.knowledge.services import Services
    from licensecheck.knowledge.studies import Study
    from licensecheck.knowledge.test_files import TestFiles
    from licensecheck.knowledge.washing import WashingRule

Said = TypeVar("Said")


class RuleKind(Generic[Said]):
    """Rule files of one kind, which are read when they are first asked for, and the module that
    reads them is loaded then: a known licence needs four of twenty.

    Raises RuleFileError, with file and line, where they are malformed.
    """

    def __init__(self, module: str = "") -> None:
        """`module` of this package has `load_NAME`; by default it is called as the kind is."""
        self._module = module

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, knowledge: object, _: type | None = None) -> Said:
        module = import_module(f"licensecheck.knowledge.{self._module or self._name}")
        said: Said = getattr(module, f"load_{self._name}")()
        vars(knowledge)[self._name] = said
        return said


class Knowledge:
    """The rule files of this installation."""

    rules: "RuleKind[Rules]" = RuleKind()
    """Labels of clauses, with their rules."""
    chinese: "RuleKind[Chinese]" = RuleKind()
    """Rules for clauses in Chinese; of labels that `rules` has."""
    signs: "RuleKind[Signs]" = RuleKind("modality")
    """Words that say whether an act must, may, need not or must not be done."""
    claims: "RuleKind[Mapping[str, ClaimRule]]" = RuleKind("rules")
    """Claims of openness, by name."""
    facts: "RuleKind[Facts]" = RuleKind()
    """What is known of licences."""
    index: "RuleKind[Index]" = RuleKind()
    """The texts of known licences; mapped into memory where a text is first compared."""
    frameworks: "RuleKind[Mapping[str, Framework]]" = RuleKind("criteria")
    """Criteria, by short name of the framework."""
    rights: "RuleKind[Rights]" = RuleKind()
    """What people ask of a model, and what labels answer."""
    legal: "RuleKind[tuple[Topic, ...]]" = RuleKind()
    """What lawyers look for first in a licence, in the order of reports."""
    washing: "RuleKind[Mapping[str, WashingRule]]" = RuleKind()
    """Open-washing rules, by id."""
    components: "RuleKind[tuple[ComponentRule, ...]]" = RuleKind()
    """How each part of a model is recognised."""
    families: "RuleKind[tuple[Family, ...]]" = RuleKind()
    """Families of models, as names of derivatives show them."""
    names: "RuleKind[ModelNames]" = RuleKind()
    """Families of well-known models, as sentences name them."""
    datasets: "RuleKind[Datasets]" = RuleKind()
    """Terms of data sets."""
    cues: "RuleKind[Cues]" = RuleKind()
    """Words that may bind a user, in the languages of the hubs."""
    remarks: "RuleKind[Remarks]" = RuleKind()
    """How cards speak of terms."""
    allowing: "RuleKind[Allowing]" = RuleKind()
    """Sentences that take nothing away."""
    labelled: "RuleKind[Labelled]" = RuleKind()
    """Short values behind words that speak of use."""
    fields: "RuleKind[Fields]" = RuleKind()
    """Fields of front matter."""
    dependent: "RuleKind[Dependent]" = RuleKind()
    """Words that can make what a sentence says depend on something."""
    file_names: "RuleKind[FileNames]" = RuleKind()
    """What files are called that hold terms."""
    doubts: "RuleKind[tuple[Doubt, ...]]" = RuleKind()
    """Words of cards that may limit access or use."""
    services: "RuleKind[Services]" = RuleKind()
    """Services that run models, and libraries that have lists of them."""
    studies: "RuleKind[tuple[Study, ...]]" = RuleKind()
    """What studies of whole hubs found, the largest first."""
    test_files: "RuleKind[TestFiles]" = RuleKind()
    """Which files of a project are tests."""
    publishing: "RuleKind[Publishing]" = RuleKind()
    """What a release must carry, and how a folder shows it."""

    def data_terms(self, name: str) -> "DataTerms | None":
        """What is known of the terms of a data set; None for a name that is none of ours."""
        return self.datasets.find(name)

    def profile(self, name: str = "default") -> "Profile":
        """The weights of a score."""
        from licensecheck.knowledge.profiles import load_profile

        return load_profile(name)

    @cached_property
    def comparisons(self) -> "tuple[Profile, ...]":
        """Ways to count openness that others have, to show beside our score."""
        from licensecheck.knowledge.profiles import profiles

        return profiles()[1:]

    @cached_property
    def catalogued(self) -> "Callable[[ModelRef], CatalogueEntry | None]":
        """What the catalogue has on a model, else what is known of the original of a copy, else the
        tag of its page; None where there is none of these. Answers are kept: one audit asks for the
        same models several times."""
        return cache(self._catalogued)

    def _catalogued(self, ref: ModelRef) -> "CatalogueEntry | None":
        from licensecheck.knowledge.catalogue import find
        from licensecheck.knowledge.copies import find_copied
        from licensecheck.knowledge.tagged import find_tagged

        found = find(ref, self.services)
        if found is None and ref.hub == "huggingface":
            found = find_copied(ref.name) or find_tagged(ref.name)
        return found

    @cached_property
    def catalogued_names(self) -> Callable[[str], frozenset[str]]:
        """The names that a hub can have of all that the catalogue knows, in lower case."""
        return cache(self._catalogued_names)

    def _catalogued_names(self, hub: str) -> frozenset[str]:
        from licensecheck.knowledge.catalogue import names_on
        from licensecheck.knowledge.tagged import tagged_names

        tagged = tagged_names() if hub == "huggingface" else frozenset()
        return names_on(hub, self.services) | tagged


@cache
def installed() -> Knowledge:
    """The knowledge that comes with the package, for entry points: made once for the process."""
    return Knowledge()
