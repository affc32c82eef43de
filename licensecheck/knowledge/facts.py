"""What is known of each licence: the files of `rules/licenses/`, one licence each."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal, Self
from urllib.parse import unquote

from pydantic import BeforeValidator, Field, model_validator

from licensecheck.errors import RuleFileError
from licensecheck.knowledge.files import read_rule_file, rule_files
from licensecheck.knowledge.readers import Reader, read_once
from licensecheck.knowledge.schema import Strict
from licensecheck.knowledge.spelling import address_key, is_family, name_key, opening_keys

# Licensors change terms about once a year (Llama, Gemma, Stability): older facts are marked.
FRESH = timedelta(days=365)

LONGEST_ADDRESS = 2_000
"""Characters; browsers take no longer ones."""


class Kind(StrEnum):
    """What a licence was written for."""

    SOFTWARE = "software"
    DATA = "data"
    CONTENT = "content"
    MODEL = "model"
    POLICY = "policy"
    """A use policy that belongs to a licence: it grants nothing by itself."""


class Conformance(StrEnum):
    """Whether the terms meet the Open Source Definition."""

    MEETS = "meets"
    FAILS = "fails"
    UNKNOWN = "unknown"


Count = Annotated[int, Field(gt=0)]


class LabelFact(Strict):
    """Where a licence says what a label means, and the values it names there."""

    section: str
    """As the text numbers it ("2", "3.a"); `¶n` is the n-th paragraph of an unnumbered text."""
    note: str = ""
    monthly_active_users: Count | None = None
    daily_active_users: Count | None = None
    users: Count | None = None
    employees: Count | None = None
    annual_revenue_usd: Count | None = None
    annual_revenue_cny: Count | None = None
    monthly_revenue_usd: Count | None = None
    counted: date | None = None
    """The one day on which the number is counted; None where it counts at all times."""
    others: str = ""
    """Which other models may not be trained, where not all others: of an
    `output-training-restriction`."""
    territories: tuple[str, ...] = ()
    """Territories without rights, as the text names them."""
    phrase: str = ""
    """Words that must be shown."""
    phrase_or: str = ""
    """Words that may be shown instead."""
    name_begins: str = ""
    """Words that the name of a derivative must begin with."""
    policy: str = ""
    """Address of the policy that is made part of the licence."""
    reach: Literal["", "file", "library", "work", "sharing", "part", "commercial"] = ""
    """How far a copyleft reaches: changed files, the part that comes from the work, the whole that
    contains it. `sharing`: changes may be made, and not be passed on. `part`: it holds for some of
    the models under the licence. `commercial`: it holds for commercial use alone."""

    keep: tuple[Literal["copyright notices", "NOTICE file", "credit"], ...] = ()
    """What must be kept: of an `attribution-notice`."""
    notice: tuple[str, ...] = ()
    """Words that a NOTICE file must have: of an `attribution-notice`."""
    outputs: bool = False
    """True where it holds for models that were trained on outputs of the work too."""
    sublicense: Literal["", "granted", "denied"] = ""
    """Whether sublicences may be given: of a grant."""

    @property
    def phrases(self) -> tuple[str, ...]:
        """The words that must be shown, one of them."""
        return tuple(filter(None, (self.phrase, self.phrase_or)))

    @property
    def names_licensor(self) -> bool:
        """True where a release made from the work must name who licensed that."""
        return bool(self.phrase or self.name_begins or self.notice)

    def values(self) -> dict[str, Any]:
        """The values that reports show, without section, note and what is asked of a release."""
        asked = {"phrase_or", "name_begins", "notice", "outputs"}
        return self.model_dump(exclude={"section", "note", *asked}, exclude_defaults=True)


def _section_alone(value: Any) -> Any:
    """`grant-use: "2"` is short for `grant-use: {section: "2"}`."""
    return {"section": value} if isinstance(value, str) else value


class CheckedText(Strict):
    """The text that facts were checked against; anybody can get it again."""

    source: str = Field(pattern=r"^(scancode:[a-z0-9.+-]+|https://\S+)$")
    """`scancode:KEY` is the text with that key in scancode-toolkit-mini 32.5.0; else an address."""
    sha256: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")
    """Of the text in UTF-8 (scancode: what follows the front matter, leading newlines stripped);
    None where the text was read at its address but not kept."""


class Succession(Strict):
    """The newer text of whoever wrote a licence."""

    id: str
    """Id of that licence."""
    models: Literal["all", "later"] = "all"
    """`later` where it is given with later models only, and the older text stays that of the models
    which it was given with."""
    source: str = Field(pattern=r"^https://\S+$")
    """Where its writer says so, or publishes the newer text in place of the older."""


class LicenseFacts(Strict):
    """All that is known of one licence."""

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9.+-]*$")
    """SPDX id where it has one, else `LicenseRef-…`."""
    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    """Other names: hub tags, short forms, names in other languages. Unique over all licences."""
    variants: tuple[str, ...] = ()
    """Further ids of the same text (`-or-later` beside `-only`)."""
    osi_approved: bool
    """As the SPDX licence list says."""
    osd: Conformance
    osd_reason: str = ""
    labels: Mapping[str, Annotated[LabelFact, BeforeValidator(_section_alone)]] = {}
    """What the text says by label, without definitions, acceptance and boilerplate."""
    misread: Mapping[str, str] = {}
    """Labels that rules for clauses give this text and that it does not deserve, each with what it
    says instead."""
    obligations: tuple[str, ...] = ()
    """What a user of the work must do, in plain words."""
    dated: date | None = None
    """The day that the text itself names as that of its version."""
    replaced_by: Succession | None = None
    """What its writer uses now."""
    checked: date
    text: CheckedText | None
    """None where no text could be read: the facts are then from general knowledge, and weaker."""
    sources: tuple[str, ...] = Field(min_length=1)
    """Addresses of the text; a link to one of them names this licence."""

    @property
    def version(self) -> str:
        """Its name, with the day of the version."""
        return f"{self.name}{f' of {self.dated}' if self.dated else ''}"

    @property
    def conformant(self) -> bool | None:
        """True or False where it is known whether the terms meet the Open Source Definition."""
        return {Conformance.MEETS: True, Conformance.FAILS: False}.get(self.osd)

    @property
    def is_known(self) -> bool:
        """True where somebody read its text; of a family of which a name does not tell the licence,
        where it is written down what each of them gives."""
        gives = any(label.startswith("grant-") for label in self.labels)
        return self.text is not None or (is_family(self.id) and gives)

    def stale(self, today: date) -> bool:
        """True where the facts were checked more than a year before `today`."""
        return today - self.checked > FRESH

    @model_validator(mode="after")
    def _conformance_is_explained(self) -> Self:
        if self.osi_approved and self.osd is not Conformance.MEETS:
            raise ValueError("an OSI-approved licence meets the Open Source Definition")
        if self.osd is Conformance.UNKNOWN and not self.osd_reason:
            raise ValueError("osd: unknown needs an osd_reason")
        return self


class _Approved(Strict):
    """`rules/approved.yaml`."""

    source: str = Field(pattern=r"^https://\S+$")
    version: str
    """Of the SPDX licence list."""
    checked: date
    licenses: tuple[str, ...] = Field(min_length=1)


class Facts:
    """The licences we know, by id, by any of their names and by address."""

    def __init__(self, licenses: Iterable[LicenseFacts]) -> None:
        """Raises ValueError where two licences share an id, a name or an address."""
        by_id: dict[str, LicenseFacts] = {}
        names, addresses = dict[str, str](), dict[str, str]()
        for facts in licenses:
            for variant in (facts.id, *facts.variants):
                by_id[variant] = facts.model_copy(update={"id": variant})
                _add(names, name_key(variant), variant)
            for name in (facts.name, *facts.aliases):
                _add(names, name_key(name), facts.id)
            for address in facts.sources:
                _add(addresses, address_key(address), facts.id)
        self._licenses, self._names, self._addresses = MappingProxyType(by_id), names, addresses

    @property
    def licenses(self) -> Mapping[str, LicenseFacts]:
        """All of them, by id."""
        return self._licenses

    @property
    def approved(self) -> frozenset[str]:
        """Ids of licences that the OSI approved, also where nothing else is known of them."""
        return frozenset(one.id for one in self.licenses.values() if one.osi_approved)

    def find(self, name: str) -> LicenseFacts | None:
        """The licence with this id or name, however it is spelt; None where none has it."""
        found = self.licenses.get(name)
        return found or self.licenses.get(self._names.get(name_key(name), ""))

    def begins(self, words: str) -> bool:
        """True where the name of a licence may begin with these words, or be them."""
        return not self._openers.isdisjoint(opening_keys(words))

    @cached_property
    def _openers(self) -> frozenset[str]:
        """The first words of each name, as many as one likes; none begin it, too."""
        keys = (key.split() for key in self._names)
        return frozenset(" ".join(key[:end]) for key in keys for end in range(len(key) + 1))

    def name_of(self, license_id: str) -> str:
        """What a licence is called; its id where nothing is known of it."""
        known = self.find(license_id)
        return known.name if known else license_id

    def has_versions(self, words: str) -> bool:
        """True where names of licences go on with a number behind these words."""
        return name_key(words) in self._numbered

    @cached_property
    def _numbered(self) -> frozenset[str]:
        keys = (key.split() for key in self._names)
        return frozenset(
            " ".join(key[:at]) for key in keys for at, word in enumerate(key) if word[0].isdigit()
        )

    def conformant(self, license_id: str) -> bool | None:
        """True or False where it is known whether a licence meets the Open Source Definition: by
        its facts, else because the OSI approved it."""
        known = self.find(license_id)
        return known.conformant if known else (license_id in self.approved or None)

    def limit_more(self, licenses: Collection[str], binding: Collection[str]) -> bool:
        """True for licences among which none is known to meet the Open Source Definition, and none
        is one of those that are `binding` anyway; False for none at all."""
        bound = any(name in binding for name in licenses)
        return bool(licenses) and not bound and not any(map(self.conformant, licenses))

    def policies(self, licenses: Iterable[str]) -> frozenset[str]:
        """The ids of the use policies that licences make part of themselves."""
        known = filter(None, map(self.find, licenses))
        labels = (label for one in known for label in one.labels.values())
        named = (self.at(label.policy) for label in labels if label.policy)
        return frozenset(one.id for one in named if one)

    def newer(self, name: str) -> LicenseFacts | None:
        """The newer terms of a licensor who wrote them for his own models, where they are known.

        Of a licence that anybody may use for his own work, such as the GNU ones, the version is the
        licensor's choice: an old one is none that was left behind.
        """
        known = self.find(name)
        is_own = known is not None and known.kind in (Kind.MODEL, Kind.POLICY)
        return self.find(known.replaced_by.id) if known and known.replaced_by and is_own else None

    def at(self, address: str) -> LicenseFacts | None:
        """The licence whose text is published at this address."""
        if len(address) > LONGEST_ADDRESS:
            return None
        return self.licenses.get(self._addresses.get(address_key(address), ""))


def _add(index: dict[str, str], key: str, owner: str) -> None:
    if index.setdefault(key, owner) != owner:
        raise ValueError(f"{key!r} names both {index[key]} and {owner}")


_FEW = 8
"""Addresses that are looked up in single files; one takes 2 ms, and parsing all of them 60."""


class FactsFolder(Facts):
    """The facts in a folder. Of a licence that is asked for by its id, in capitals or not, its file
    alone is read: all 242 take 60 ms, more than all else that `license MIT` reads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[Path, LicenseFacts] = {}
        self._at: dict[str, LicenseFacts | None] = {}

    def __getattr__(self, name: str) -> Any:
        """What `Facts` knows of all of them, when it is first asked for; RuleFileError says where a
        mistake is."""
        if name not in ("_licenses", "_names", "_addresses"):
            raise AttributeError(name)
        try:
            super().__init__(map(self._facts, rule_files(self._folder)))
        except ValueError as error:
            raise RuleFileError(str(self._folder), 0, str(error)) from error
        return vars(self)[name]

    def find(self, name: str) -> LicenseFacts | None:
        """The licence with this id or name, as of `Facts`."""
        file = self._files.get(_stem(name).lower())
        found = self._facts(file) if file else None
        return found if found and found.id.lower() == name.lower() else super().find(name)

    def at(self, address: str) -> LicenseFacts | None:
        """The licence whose text is published at this address, as of `Facts`. For the first few
        addresses those files alone are parsed that have the ends of its path."""
        if len(self._at) >= _FEW or len(address) > LONGEST_ADDRESS:
            return super().at(address)
        key = address_key(address)
        if key not in self._at:
            self._at[key] = self._published(key)
        return self._at[key]

    def _published(self, key: str) -> LicenseFacts | None:
        host, *path = key.split("/")
        path = path or [host]
        found = [at for at, text in self._texts.items() if path[0] in text and path[-1] in text]
        return Facts(map(self._facts, found)).at(key)

    def _facts(self, file: Path) -> LicenseFacts:
        if file not in self._read:
            self._read[file] = _license(file)
        return self._read[file]

    @cached_property
    def _texts(self) -> Mapping[Path, str]:
        return {
            path: unquote(path.read_text(encoding="utf-8")).casefold()
            for path in rule_files(self._folder)
        }

    @property
    def approved(self) -> frozenset[str]:
        """As of `Facts`; by the list beside the folder, where there is one."""
        return self._approved or super().approved

    @cached_property
    def _approved(self) -> frozenset[str]:
        file = self._folder.parent / "approved.yaml"
        return frozenset(read_rule_file(file, _Approved).licenses if file.is_file() else ())

    @cached_property
    def _files(self) -> Mapping[str, Path]:
        return {path.stem.lower(): path for path in rule_files(self._folder)}


load_facts: Reader[Facts] = read_once("licenses", FactsFolder)


def _license(path: Path) -> LicenseFacts:
    facts = read_rule_file(path, LicenseFacts)
    if path.stem != _stem(facts.id):
        raise RuleFileError(str(path), 1, f"a file of {facts.id} must be named after it")
    return facts


def _stem(license_id: str) -> str:
    """What the file of a licence is called, without its ending."""
    return license_id.removeprefix("LicenseRef-").removeprefix("scancode-")
