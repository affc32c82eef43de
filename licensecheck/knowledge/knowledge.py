"""All that rule files and built data say, as one value that is made once and passed in."""

from collections.abc import Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING

from licensecheck.domain import ModelRef
from licensecheck.knowledge.files import data_folder

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


class Knowledge:
    """The rule files of this installation; each kind is read when it is first asked for, and the
    module that reads it is loaded then: a known licence needs four of twenty.

    Every property raises RuleFileError, with file and line, where its files are malformed.
    """

    @cached_property
    def rules(self) -> "Rules":
        """Labels of clauses, with their rules."""
        from licensecheck.knowledge.rules import load_rules

        return load_rules()

    @cached_property
    def chinese(self) -> "Chinese":
        """Rules for clauses in Chinese; of labels that `rules` has."""
        from licensecheck.knowledge.chinese import load_chinese

        return load_chinese()

    @cached_property
    def signs(self) -> "Signs":
        """Words that say whether an act must, may, need not or must not be done."""
        from licensecheck.knowledge.modality import load_signs

        return load_signs()

    @cached_property
    def claims(self) -> "Mapping[str, ClaimRule]":
        """Claims of openness, by name."""
        from licensecheck.knowledge.rules import load_claims

        return load_claims()

    @cached_property
    def facts(self) -> "Facts":
        """What is known of licences."""
        from licensecheck.knowledge.facts import load_facts

        return load_facts()

    @cached_property
    def index(self) -> "Index":
        """The texts of known licences; mapped into memory where a text is first compared."""
        from licensecheck.knowledge.index import read_index  # needs numpy

        return read_index(data_folder() / "index.bin")

    @cached_property
    def frameworks(self) -> "Mapping[str, Framework]":
        """Criteria, by short name of the framework."""
        from licensecheck.knowledge.criteria import load_frameworks

        return load_frameworks()

    @cached_property
    def rights(self) -> "Rights":
        """What people ask of a model, and what labels answer."""
        from licensecheck.knowledge.rights import load_rights

        return load_rights()

    @cached_property
    def legal(self) -> "tuple[Topic, ...]":
        """What lawyers look for first in a licence, in the order of reports."""
        from licensecheck.knowledge.legal import load_legal

        return load_legal()

    @cached_property
    def washing(self) -> "Mapping[str, WashingRule]":
        """Open-washing rules, by id."""
        from licensecheck.knowledge.washing import load_washing

        return load_washing()

    @cached_property
    def components(self) -> "tuple[ComponentRule, ...]":
        """How each part of a model is recognised."""
        from licensecheck.knowledge.components import load_components

        return load_components()

    @cached_property
    def families(self) -> "tuple[Family, ...]":
        """Families of models, as names of derivatives show them."""
        from licensecheck.knowledge.families import load_families

        return load_families()

    @cached_property
    def names(self) -> "ModelNames":
        """Families of well-known models, as sentences name them."""
        from licensecheck.knowledge.names import load_names

        return load_names()

    @cached_property
    def datasets(self) -> "Datasets":
        """Terms of data sets."""
        from licensecheck.knowledge.datasets import load_datasets

        return load_datasets()

    def data_terms(self, name: str) -> "DataTerms | None":
        """What is known of the terms of a data set; None for a name that is none of ours."""
        return self.datasets.find(name)

    @cached_property
    def cues(self) -> "Cues":
        """Words that may bind a user, in the languages of the hubs."""
        from licensecheck.knowledge.cues import load_cues

        return load_cues()

    @cached_property
    def remarks(self) -> "Remarks":
        """How cards speak of terms."""
        from licensecheck.knowledge.remarks import load_remarks

        return load_remarks()

    @cached_property
    def allowing(self) -> "Allowing":
        """Sentences that take nothing away."""
        from licensecheck.knowledge.allowing import load_allowing

        return load_allowing()

    @cached_property
    def labelled(self) -> "Labelled":
        """Short values behind words that speak of use."""
        from licensecheck.knowledge.labelled import load_labelled

        return load_labelled()

    @cached_property
    def fields(self) -> "Fields":
        """Fields of front matter."""
        from licensecheck.knowledge.fields import load_fields

        return load_fields()

    @cached_property
    def dependent(self) -> "Dependent":
        """Words that can make what a sentence says depend on something."""
        from licensecheck.knowledge.dependent import load_dependent

        return load_dependent()

    @cached_property
    def file_names(self) -> "FileNames":
        """What files are called that hold terms."""
        from licensecheck.knowledge.file_names import load_file_names

        return load_file_names()

    @cached_property
    def doubts(self) -> "tuple[Doubt, ...]":
        """Words of cards that may limit access or use."""
        from licensecheck.knowledge.doubts import load_doubts

        return load_doubts()

    @cached_property
    def services(self) -> "Services":
        """Services that run models, and libraries that have lists of them."""
        from licensecheck.knowledge.services import load_services

        return load_services()

    @cached_property
    def studies(self) -> "tuple[Study, ...]":
        """What studies of whole hubs found, the largest first."""
        from licensecheck.knowledge.studies import load_studies

        return load_studies()

    @cached_property
    def test_files(self) -> "TestFiles":
        """Which files of a project are tests."""
        from licensecheck.knowledge.test_files import load_test_files

        return load_test_files()

    @cached_property
    def publishing(self) -> "Publishing":
        """What a release must carry, and how a folder shows it."""
        from licensecheck.knowledge.publishing import load_publishing

        return load_publishing()

    def profile(self, name: str = "default") -> "Profile":
        """The weights of a score."""
        from licensecheck.knowledge.profiles import load_profile

        return load_profile(name)

    @cached_property
    def comparisons(self) -> "tuple[Profile, ...]":
        """Ways to count openness that others have, to show beside our score."""
        from licensecheck.knowledge.profiles import comparisons, load_profile

        return tuple(map(load_profile, comparisons()))

    def catalogued(self, ref: ModelRef) -> "CatalogueEntry | None":
        """What the catalogue has on a model, else what is known of the original of a copy, else the
        tag of its page; None where there is none of these."""
        from licensecheck.knowledge.catalogue import find
        from licensecheck.knowledge.copies import find_copied
        from licensecheck.knowledge.tagged import find_tagged

        if ref not in self._entries:
            found = find(ref, self.services)
            if found is None and ref.hub == "huggingface":
                found = find_copied(ref.name) or find_tagged(ref.name)
            self._entries[ref] = found
        return self._entries[ref]

    def catalogued_names(self, hub: str) -> frozenset[str]:
        """The names that a hub can have of all that the catalogue knows, in lower case."""
        from licensecheck.knowledge.catalogue import names_on
        from licensecheck.knowledge.tagged import tagged_names

        if hub not in self._names:
            tagged = tagged_names() if hub == "huggingface" else frozenset()
            self._names[hub] = names_on(hub, self.services) | tagged
        return self._names[hub]

    @cached_property
    def _names(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _entries(self) -> "dict[ModelRef, CatalogueEntry | None]":
        """Answers of the catalogue: one audit asks for the same models several times."""
        return {}


@cache
def installed() -> Knowledge:
    """The knowledge that comes with the package, for entry points: made once for the process."""
    return Knowledge()
