"""All that rule files and built data say, as one value that is made once and passed in."""

from collections.abc import Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING

from licensecheck.domain import ModelRef
from licensecheck.knowledge.catalogue import CatalogueEntry, find
from licensecheck.knowledge.chinese import Chinese, load_chinese
from licensecheck.knowledge.components import ComponentRule, load_components
from licensecheck.knowledge.criteria import Framework, load_frameworks
from licensecheck.knowledge.cues import Cues, load_cues
from licensecheck.knowledge.datasets import Datasets, load_datasets
from licensecheck.knowledge.doubts import Doubt, load_doubts
from licensecheck.knowledge.facts import Facts, load_facts
from licensecheck.knowledge.families import Family, load_families
from licensecheck.knowledge.fields import Fields, load_fields
from licensecheck.knowledge.files import data_folder
from licensecheck.knowledge.labelled import Labelled, load_labelled
from licensecheck.knowledge.legal import Topic, load_legal
from licensecheck.knowledge.modality import Signs, load_signs
from licensecheck.knowledge.names import ModelNames, load_names
from licensecheck.knowledge.profiles import Profile, comparisons, load_profile
from licensecheck.knowledge.remarks import Remarks, load_remarks
from licensecheck.knowledge.rights import Rights, load_rights
from licensecheck.knowledge.rules import ClaimRule, Rules, load_claims, load_rules
from licensecheck.knowledge.washing import WashingRule, load_washing

if TYPE_CHECKING:
    from licensecheck.knowledge.index import Index


class Knowledge:
    """The rule files of this installation; each kind is read when it is first asked for.

    Every property raises RuleFileError, with file and line, where its files are malformed.
    """

    @cached_property
    def rules(self) -> Rules:
        """Labels of clauses, with their rules."""
        return load_rules()

    @cached_property
    def chinese(self) -> Chinese:
        """Rules for clauses in Chinese; of labels that `rules` has."""
        return load_chinese()

    @cached_property
    def signs(self) -> Signs:
        """Words that say whether an act must, may, need not or must not be done."""
        return load_signs()

    @cached_property
    def claims(self) -> Mapping[str, ClaimRule]:
        """Claims of openness, by name."""
        return load_claims()

    @cached_property
    def facts(self) -> Facts:
        """What is known of licences."""
        return load_facts()

    @cached_property
    def index(self) -> "Index":
        """The texts of known licences; mapped into memory where a text is first compared."""
        from licensecheck.knowledge.index import read_index  # needs numpy

        return read_index(data_folder() / "index.bin")

    @cached_property
    def frameworks(self) -> Mapping[str, Framework]:
        """Criteria, by short name of the framework."""
        return load_frameworks()

    @cached_property
    def rights(self) -> Rights:
        """What people ask of a model, and what labels answer."""
        return load_rights()

    @cached_property
    def legal(self) -> tuple[Topic, ...]:
        """What lawyers look for first in a licence, in the order of reports."""
        return load_legal()

    @cached_property
    def washing(self) -> Mapping[str, WashingRule]:
        """Open-washing rules, by id."""
        return load_washing()

    @cached_property
    def components(self) -> tuple[ComponentRule, ...]:
        """How each part of a model is recognised."""
        return load_components()

    @cached_property
    def families(self) -> tuple[Family, ...]:
        """Families of models, as names of derivatives show them."""
        return load_families()

    @cached_property
    def names(self) -> ModelNames:
        """Families of well-known models, as sentences name them."""
        return load_names()

    @cached_property
    def datasets(self) -> Datasets:
        """Terms of data sets."""
        return load_datasets()

    @cached_property
    def cues(self) -> Cues:
        """Words that may bind a user, in the languages of the hubs."""
        return load_cues()

    @cached_property
    def remarks(self) -> Remarks:
        """How cards speak of terms."""
        return load_remarks()

    @cached_property
    def labelled(self) -> Labelled:
        """Short values behind words that speak of use."""
        return load_labelled()

    @cached_property
    def fields(self) -> Fields:
        """Fields of front matter."""
        return load_fields()

    @cached_property
    def doubts(self) -> tuple[Doubt, ...]:
        """Words of cards that may limit access or use."""
        return load_doubts()

    def profile(self, name: str = "default") -> Profile:
        """The weights of a score."""
        return load_profile(name)

    @cached_property
    def comparisons(self) -> tuple[Profile, ...]:
        """Ways to count openness that others have, to show beside our score."""
        return tuple(map(load_profile, comparisons()))

    def catalogued(self, ref: ModelRef) -> CatalogueEntry | None:
        """What the catalogue has on a model, or None."""
        if ref not in self._entries:
            self._entries[ref] = find(ref)
        return self._entries[ref]

    @cached_property
    def _entries(self) -> dict[ModelRef, CatalogueEntry | None]:
        """Answers of the catalogue: one audit asks for the same models several times."""
        return {}


@cache
def installed() -> Knowledge:
    """The knowledge that comes with the package, for entry points: made once for the process."""
    return Knowledge()
