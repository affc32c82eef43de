"""The policy file: who we are, what terms we accept, and what was decided for single models."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import Annotated, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from licensecheck.domain import Answer, Level, Status
from licensecheck.domain.right import RightAnswer
from licensecheck.gate import names
from licensecheck.gate.patterns import Paths, checked_patterns, unread_patterns
from licensecheck.gate.territories import is_territory
from licensecheck.knowledge.knowledge import Knowledge, installed

MAX_WAIVER = timedelta(days=366)
"""A waiver is looked at again every year: terms, models and uses change."""


class _PolicyPart(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, use_attribute_docstrings=True, populate_by_name=True
    )


Words = tuple[str, ...]
Named = TypeVar("Named", bound=Collection[str])


def _knowledge(info: ValidationInfo) -> Knowledge:
    """That with which a policy is loaded; a part that a program makes has that of the package."""
    return info.context if isinstance(info.context, Knowledge) else installed()


def _all_known(is_known: Callable[[str], bool], wrong: str, words: Words) -> Words:
    """Every word of a list must be known; the error's type and its `name` say which is not."""
    if (unknown := next((word for word in words if not is_known(word)), None)) is not None:
        raise PydanticCustomError(wrong, "{name!r} names nothing", {"name": unknown})
    return words


def _name_licenses(words: Words, info: ValidationInfo) -> Words:
    known = partial(names.can_name_a_license, facts=_knowledge(info).facts)
    return _all_known(known, "unknown_license", words)


Number = Annotated[int, Field(strict=True, ge=0)]
"""Digits only: `true` is no number, and neither is a text."""
Models = Annotated[
    Words, AfterValidator(partial(_all_known, names.can_name_a_model, "unknown_model"))
]
Licenses = Annotated[Words, AfterValidator(_name_licenses)]
Territories = Annotated[
    Words, AfterValidator(partial(_all_known, is_territory, "unknown_territory"))
]


Services = Annotated[
    Words, AfterValidator(partial(_all_known, names.is_service, "unknown_service"))
]


def _exist(what: str, known: Callable[[Knowledge], Collection[str]]) -> AfterValidator:
    """Refuses names that nothing has, in a list or as keys of a table."""

    def check(named: Named, info: ValidationInfo) -> Named:
        if unknown := sorted(set(named).difference(known(_knowledge(info)))):
            raise ValueError(f"no {what} is called {', '.join(unknown)}")
        return named

    return AfterValidator(check)


def criteria(knowledge: Knowledge) -> frozenset[str]:
    """Every criterion as it is written in a policy: `osd:6`."""
    frameworks = knowledge.frameworks.values()
    return frozenset(f"{f.framework}:{one.id}" for f in frameworks for one in f.criteria)


Labels = Annotated[Words, _exist("label", lambda knowledge: knowledge.rules.labels)]
Criteria = Annotated[Mapping[str, tuple[Status, ...]], _exist("criterion", criteria)]


class Purpose(StrEnum):
    """What we use models for."""

    COMMERCIAL = "commercial"
    RESEARCH = "research"
    PERSONAL = "personal"


class Us(_PolicyPart):
    """Who we are: the answers that licences ask for. What is left out is unknown."""

    purpose: Purpose | None = None
    users: Number | None = None
    """Monthly active users of all our products, those of the whole group."""
    revenue: Number | None = None
    """US dollars a year, of the whole group."""
    employees: Number | None = None
    territories: Territories = ()
    """Where we, our servers and users are: country codes (`DE`), `EU`, `EEA`, `EFTA` or
    `worldwide`."""
    hosted_service: StrictBool | None = None
    """We let others use the model over a network."""
    redistributes: StrictBool | None = None
    """We pass the model on, or put it into what we ship."""
    modifies: StrictBool | None = None
    """We fine-tune, merge or quantise it."""
    trains_other_models: StrictBool | None = None
    """We train or improve other models with it or with its output."""

    def with_(self, other: "Us") -> "Us":
        """These answers, with what another says instead."""
        return self.model_copy(update=other.model_dump(exclude_unset=True))


Facts = Mapping[str, bool | tuple[Purpose, ...]]


def _written(answer: object) -> object:
    """YAML takes a bare yes and no for true and false."""
    return {True: "yes", False: "no"}[answer] if isinstance(answer, bool) else answer


Rights = Annotated[
    Mapping[str, tuple[Annotated[RightAnswer, BeforeValidator(_written)], ...]],
    _exist("right", lambda knowledge: knowledge.rights.rules),
]


class When(_PolicyPart):
    """A condition: everything that is given must hold. Of a list, one must."""

    levels: tuple[Level, ...] = ()
    labels: Labels = ()
    """What a clause of the terms does: `licensecheck explain LABEL`."""
    without: Labels = ()
    """No clause does one of these."""
    licenses: Licenses = ()
    """Globs on SPDX ids and `LicenseRef-…`; case does not matter."""
    criteria: Criteria = {}
    """Framework and criterion (`osd:6`, `osaid:use`) with the statuses that count."""
    rights: Rights = {}
    """Questions about rights (`use-commercially`) with the answers that count."""
    washing: Literal["low", "medium", "high"] | None = None
    """Open-washing of this level or more."""
    us: Facts = {}
    """Answers of ours: `{hosted_service: true}`, `{purpose: [commercial]}`."""
    above: tuple[Literal["users", "revenue", "employees"], ...] = ()
    """Our number is above the threshold that the licence names."""
    excluded: StrictBool | None = None
    """True: the terms exclude a territory of ours."""
    unpinned: StrictBool | None = None
    """True: some place names the model without a commit or digest."""
    gated: StrictBool | None = None
    """True: the hub wants a click, a form or the licensor's approval before anybody downloads it;
    false: it wants none of these, or nobody can download it."""
    any_of: tuple["When", ...] = Field(default=(), alias="any-of", min_length=1)
    """One of these conditions holds."""
    all_of: tuple["When", ...] = Field(default=(), alias="all-of", min_length=1)
    """All of these conditions hold."""

    def parts(self) -> Iterator["When"]:
        """This condition, and all that it is made of."""
        yield self
        for one in (*self.any_of, *self.all_of):
            yield from one.parts()

    @field_validator("us", mode="before")
    @classmethod
    def _answers_exist(cls, given: object) -> object:
        answers = given.items() if isinstance(given, Mapping) else [(given, None)]
        if wrong := [str(name) for name, value in answers if not _is_answer(name, value)]:
            known = ", ".join(f"{one}: true" for one in _SWITCHES)
            purposes = ", ".join(Purpose)
            raise ValueError(
                f"{', '.join(wrong)}: say purpose: [commercial] (of {purposes}), or one of {known}"
            )
        return given

    @model_validator(mode="after")
    def _asks_for_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("a condition must name something")
        said = ((name, getattr(self, name)) for name in self.model_fields_set)
        if empty := sorted(name for name, value in said if value in ((), {})):
            raise ValueError(f"{', '.join(empty)}: name at least one, or leave it out")
        return self

    @field_validator("excluded")
    @classmethod
    def _is_true(cls, excluded: bool) -> bool:
        if not excluded:
            raise ValueError("say true, or leave it out: false holds for all other models")
        return excluded

    @model_validator(mode="after")
    def _can_hold(self) -> Self:
        wanted = [one.levels for one in self.joined() if one.levels]
        if wanted and not set(wanted[0]).intersection(*wanted[1:]):
            raise ValueError(f"no model is {' and '.join('/'.join(one) for one in wanted)}")
        return self

    def joined(self) -> Iterator["When"]:
        """This condition and those that must hold with it."""
        yield self
        for one in self.all_of:
            yield from one.joined()


_SWITCHES = ("hosted_service", "redistributes", "modifies", "trains_other_models")


def _is_answer(name: object, value: object) -> bool:
    """True for a condition on what we may answer: purposes, or yes or no."""
    if name == "purpose":
        purposes = tuple(Purpose)
        return isinstance(value, list | tuple) and all(one in purposes for one in value)
    return name in _SWITCHES and isinstance(value, bool)


class Rule(_PolicyPart):
    """What a condition means for us."""

    id: str = Field(pattern=r"^[a-z0-9]+([-:.][a-z0-9]+)*$")
    when: When
    answer: Answer
    says: str = Field(min_length=8)
    """The reason that is shown, as a sentence without its full stop."""


class Listed(_PolicyPart):
    """Models and licences by name."""

    models: Models = ()
    """Globs such as `mistralai/Mistral-7B-*`, `ollama:qwen2.5*`."""
    licenses: Licenses = ()
    """Globs on licence ids; case does not matter."""
    services: Services = ()
    """Services by the word before their references: `azure`, `bedrock`, `openai`. Allowed are those
    whose models are used under a contract of our own."""


class Denied(Listed):
    """Models and licences that are refused."""

    derived_from: Models = Field(default=(), alias="derived-from")
    """Globs on models: nothing that was made from one of these, in whatever way and how many steps
    away, is used; whether they are themselves says `models`."""


def _day(value: object) -> object:
    """A day as YAML or TOML give it, or written out; no time, and no seconds since 1970."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise PydanticCustomError("date_type", "a day is expected")


_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Waiver(_PolicyPart):
    """A person's decision to accept what a rule says of a model, for a time."""

    model: str
    """A model, or a glob within one owner: `org/name-*`."""
    rules: tuple[str, ...] = Field(min_length=1)
    reason: str = Field(min_length=10)
    author: str = Field(min_length=2)
    expires: Annotated[date, BeforeValidator(_day)]
    paths: Annotated[Paths, AfterValidator(checked_patterns)] = Field(default=(), min_length=1)
    """Files in the way of .gitignore, all from the folder of the policy: only where all places that
    name the model fit. Left out: everywhere."""

    @field_validator("model")
    @classmethod
    def _is_narrow(cls, model: str) -> str:
        if not names.names_one_owner(model):
            raise ValueError("too broad: name one model, or models of one owner (org/name-*)")
        if not names.can_name_a_model(model):
            raise PydanticCustomError("unknown_model", "names nothing", {"name": model})
        return model

    @field_validator("rules")
    @classmethod
    def _rules_are_named(cls, rules: tuple[str, ...]) -> tuple[str, ...]:
        if any(char in rule for rule in rules for char in "*?["):
            raise ValueError("too broad: name each rule that is waived")
        return rules

    def expired(self, today: date) -> bool:
        """True after its last day."""
        return today > self.expires

    @property
    def expiry(self) -> str:
        """That it no longer counts."""
        return f"the waiver of {self.author} for {self.model} expired on {self.expires}"


class AllowedUnread(_PolicyPart):
    """Files that may stay unread."""

    paths: Annotated[Paths, AfterValidator(unread_patterns)] = Field(min_length=1)
    """Patterns as in .gitignore, from the folder of the policy."""
    reason: str = Field(min_length=10)


def _days(value: object) -> object:
    """A number of days that is written `7d`."""
    if isinstance(value, str) and (found := _DAYS.fullmatch(value)):
        return timedelta(days=int(found[1]))
    raise ValueError("say a number of days, such as 7d")


_DAYS = re.compile(r"([1-9]\d{0,3})d", re.ASCII)


class BundleTerms(_PolicyPart):
    """What a bundle of answers must be to stand for the hubs."""

    max_age: Annotated[timedelta, BeforeValidator(_days)] = Field(alias="max-age")
    """Days after which what it says no longer counts."""


class Policy(_PolicyPart):
    """A policy as its author wrote it."""

    extends: str | None = None
    """A preset, a policy file or a web address with `#sha256:…`, whose rules count too; a rule here
    with the same id replaces its own."""
    locked: StrictBool = False
    """Whether those who build on it can only tighten it: what it stops, they stop."""
    us: Us = Us()
    rules: tuple[Rule, ...] = ()
    allow: Listed = Listed()
    """Accepted whatever the rules say: a model by name; a licence, where it is word for word."""
    deny: Denied = Denied()
    """Refused whatever the rules say, also in what a model was made from or needs; stronger than
    `allow`."""
    unknown: Literal["fail", "warn"] = "fail"
    """Terms that say too little, or cannot be decided with what we said of ourselves."""
    not_read: Literal["fail", "warn"] = Field(default="fail", alias="not-read")
    """Models of which nothing could be read, and those that were made from such models or need
    them."""
    ask: Literal["fail", "warn"] = "fail"
    """What a rule wants to be asked about."""
    tests: Literal["fail", "warn"] = "fail"
    """What is stopped, and named in tests alone."""
    allow_unread: tuple[AllowedUnread, ...] = Field(default=(), alias="allow-unread")
    """Files of the project that nobody has to read, each with the reason."""
    bundle: BundleTerms | None = None
    """What `--bundle` may be; None takes one of any age."""
    comments: Literal["accept", "refuse"] = "accept"
    """Whether a comment in code can leave out a place: `licensecheck: ignore REASON`."""
    waivers: tuple[Waiver, ...] = ()
    baseline: str | None = None
    """File of findings that were there when the policy was adopted, beside the policy file."""
    folders: Mapping[str, str] = {}
    """Policy files or presets for parts of a project: by files in the way of `paths` of a waiver,
    of which the first that fits counts."""

    @field_validator("rules")
    @classmethod
    def _ids_are_unique(cls, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
        counted = Counter(rule.id for rule in rules)
        if twice := sorted(name for name, count in counted.items() if count > 1):
            raise ValueError(f"two rules are called {', '.join(twice)}")
        return rules

    @field_validator("allow")
    @classmethod
    def _allows_something_certain(cls, allow: Listed) -> Listed:
        broad = [name for name in allow.models if not names.names_one_owner(name)]
        broad += [name for name in allow.licenses if not names.names_like_licenses(name)]
        if broad:
            raise ValueError(
                f"{broad[0]!r} is too broad: name models of one owner (org/*), licences of one kind"
            )
        return allow

    @field_validator("folders")
    @classmethod
    def _folders_are_patterns(cls, folders: Mapping[str, str]) -> Mapping[str, str]:
        checked_patterns(tuple(folders))
        return folders

    def over(self, base: "Policy") -> "Policy":
        """This policy with all that a preset says and it does not."""
        own = {rule.id for rule in self.rules}
        return self.model_copy(
            update={
                "us": base.us.with_(self.us),
                "rules": (*(rule for rule in base.rules if rule.id not in own), *self.rules),
                "allow": _joined(base.allow, self.allow),
                "deny": _joined(base.deny, self.deny),
                "comments": "refuse" if "refuse" in (base.comments, self.comments) else "accept",
                **{
                    word: getattr(self if word in self.model_fields_set else base, word)
                    for word in ("unknown", "not_read", "ask", "tests", "bundle")
                },
            }
        )


L = TypeVar("L", bound=Listed)


def _joined(one: L, other: L) -> L:
    """What either lists."""
    words = {name: getattr(one, name) + getattr(other, name) for name in type(one).model_fields}
    return one.model_copy(update=words)
