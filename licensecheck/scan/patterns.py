"""How libraries, configuration and commands name models: rules/references.yaml."""

import re
from collections.abc import Callable, Iterable
from fnmatch import translate
from functools import cache, lru_cache, wraps
from pathlib import Path
from typing import Annotated, Self, TypeVar

from pydantic import AfterValidator, Field, model_validator

from licensecheck.hubs import is_address
from licensecheck.knowledge.files import read_rule_file, rule_folder
from licensecheck.knowledge.schema import Expressions, Regex, Strict

Globs = tuple[str, ...]


def _of_a_hub(address: str) -> str:
    if not is_address(address):
        raise ValueError("no hub's references begin so")
    return address


Address = Annotated[str, AfterValidator(_of_a_hub)]


def is_form(kind: str) -> bool:
    """True for the form of an address, `groq:{name}`, where a kind of name may stand."""
    return "{name}" in kind


class Bare(Strict):
    """Names without a slash that are models."""

    like: Globs
    address: Address = Field(alias="is")


class NameRule(Strict):
    """How one kind of name is read."""

    prefixes: dict[str, str] = Field(default_factory=dict)
    """A beginning, and the kind of name that follows it, or the address that any name there has."""
    otherwise: str | None = None
    """The kind of name that a name without a slash is, where it fits nothing here."""
    slash: Address | None = None
    """The address of `a/b`; None where that is no model."""
    strangers: Address | None = None
    """That of `a/b` where few know the owner, and nothing says that it is loaded from a hub."""
    bare: tuple[Bare, ...] = ()
    careful: bool = False
    """True where only what is surely a name of a model counts."""
    long: bool = False
    """True where a name has more than two parts."""
    files: bool = False
    """True where names end as names of files do."""


class DownloadPattern(Strict):
    """An address, in any text, that downloads or runs a model."""

    like: Regex
    """Its first group is the name, `revision` the revision."""
    address: Address = Field(alias="is")
    words: tuple[tuple[str, ...], ...]
    """In small letters: all those of one row are in an address that fits."""
    exact: bool = False
    """True where the address names one version."""


class WeightFiles(Strict):
    """Names of files with weights that are published under them."""

    endings: tuple[str, ...]
    """Without the dot."""
    like: Expressions
    """Without the folder and the ending."""


class ListSign(Strict):
    """How names behind keys are read in files that speak of a program with a list of its own."""

    words: tuple[str, ...]
    """In small letters; one of them is in the file."""
    names: str


class FileSign(Strict):
    """What a file has in it in which anything may name a model."""

    words: tuple[str, ...]
    """All of them, in small letters."""
    like: Regex


class CallRule(Strict):
    """One way to name a model in Python."""

    how: str
    call: Globs
    model: tuple[int | str, ...]
    """Positions and keywords; `a.b` is the value at "b" of the dictionary given as `a`, `function`
    the name of the function, `module` that of the module that it is of."""
    names: str
    when: dict[int | str, bool | str] = Field(default_factory=dict)
    """What an argument must be, by position or keyword; texts are globs."""
    unless: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    unless_call: Globs = ()
    given: tuple[str, ...] = ()
    """Keywords of which one must be given, and be neither None nor False."""
    unless_off: tuple[str, ...] = ()
    """Keywords of which none may be None or False: left out, they ask for weights."""
    named: bool = False
    """True where the model is given as the function that is called as it is: `resnet34`."""


class Writes(Strict):
    """What is written to, and so is not read from a hub."""

    calls: Globs
    keywords: Globs


class Keys(Strict):
    """Keys and variables that name a model."""

    like: Globs
    unless: Globs
    kinds: dict[str, str]
    """Words in a key, or of a provider beside it, that tell how the name is read."""
    providers: Globs
    """Keys that say who runs the model."""
    addresses: Globs
    """Keys under which the address of a model's page fetches it."""
    pages: Globs
    """Of these keys those whose address is only shown."""
    embedded: Globs
    """Keys whose value, where it has several lines, is YAML."""
    inner: Globs
    """Keys that mean what the key around them does."""
    requires: Globs
    """Keys of lists of packages: a model may be one."""
    mixed: Globs
    """Keys of what is named with its service: no kind of name holds for all of it."""
    tabled: Globs
    """Keys in tables that say something about models: what they list is only spoken of."""
    labels: Globs
    """Keys around words by which things are chosen."""
    revision: Globs
    commands: Globs
    """Keys whose value is a command line."""
    paths: Globs
    generic: Globs
    """Keys that name models of other things too: cars, tables of a database."""
    pretrained: Globs
    """Keys that ask for weights of the network that is named beside them."""
    files_without: Globs


class CommandRule(Strict):
    """One way to name a model on a command line."""

    how: str
    command: Annotated[tuple[str, ...], Field(min_length=1)]
    model: Annotated[int, Field(ge=-1)]
    names: str
    flags: tuple[str, ...] = ()
    unless: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class ProgramCall(Strict):
    """A function of programs in other languages than Python that takes a model."""

    call: Globs
    """What it is called by, with dots between the parts; a name without one is the last part."""
    model: Annotated[int, Field(ge=0)]
    names: str


class Programs(Strict):
    """What stands around a text of a program; words are compared as keys are."""

    calls: tuple[ProgramCall, ...]
    like: Globs
    """Words of functions and classes that take a model."""
    unless: Globs
    other: Globs
    """Words before what is no model, whatever it looks like, unless it is a name of a service."""
    unwanted: Globs
    """Words before what is not used."""
    data: Globs
    """Words before data that a model learns from or is measured with."""
    shown: Globs
    """Words before what is shown to people."""
    compares: Globs
    neutral: Globs
    """Functions that give back what they are given."""
    about: Globs
    """Words of tables about models."""
    within: Globs
    """Functions that are given a repository and the name of a file in it."""
    lists: Globs
    """Functions that make a list or mapping of what they are given."""
    reads: Globs
    """Functions that are given a name and its default."""
    pairs: Globs
    """Functions that are given keys and values in turn."""
    defaults: Globs
    """Keys in the tag of a field that give its default."""
    holders: Globs
    """Types and packages of SDKs whose members are named after models, in small letters."""
    classes: dict[str, str]
    """Classes of which each is one model, with its weights in its package."""
    files: Globs
    """Words before names of files, of weights too."""
    members: dict[str, str]
    """Members of them that are called otherwise than their model."""


class ThingKeys(Strict):
    """Keys of things that one can touch: what is behind `model` there may be one of them."""

    around: Globs
    beside: Globs


class Patterns(Strict):
    """All of rules/references.yaml."""

    names: dict[str, NameRule]
    downloads: tuple[DownloadPattern, ...]
    pages: frozenset[str]
    folders: frozenset[str]
    project_folders: frozenset[str]
    """What folders of projects are called, where a path is typed."""
    model_words: Expressions
    """What names of models have in them."""
    data_words: Expressions
    """What names of data sets have in them."""
    hub_words: Expressions
    """What a file has in it that loads models from Hugging Face."""
    list_signs: tuple[ListSign, ...]
    variants: tuple[str, ...]
    """Behind a colon, other ways to run the same model."""
    evident: Globs
    """Names of services that are hardly anything else."""
    listed: tuple[Globs, ...]
    """Names in the lists of libraries that are hardly anything else."""
    weight_files: WeightFiles
    things: ThingKeys
    goods: Expressions
    """What files have in them that speak of cars, phones and the like."""
    endings: tuple[str, ...]
    programs: Programs
    python: tuple[CallRule, ...]
    shells: Globs
    writes: Writes
    keys: Keys
    commands: tuple[CommandRule, ...]
    flags: tuple[str, ...]
    """Flags that name a model on Hugging Face, whatever the command; others are keys."""
    images: dict[str, tuple[str, ...]]
    """What an image of a container runs, by a glob on its name."""
    model_images: Globs
    """Images of containers that hold a model, with their tags."""
    revision_flags: tuple[str, ...]
    value_flags: tuple[str, ...]
    silent: frozenset[str]
    fetchers: frozenset[str]
    """Commands that fetch code or images, which are named as models are."""
    carriers: frozenset[str]
    """Commands that run another, which is one of their words."""
    weights: Globs
    signs: tuple[FileSign, ...]

    @model_validator(mode="after")
    def _kinds_of_names_are_there(self) -> Self:
        used = {rule.names for rule in self.python} | {rule.names for rule in self.commands}
        used |= {one.names for one in self.list_signs}
        used |= set(self.keys.kinds.values()) | {call.names for call in self.programs.calls}
        used |= {rule.otherwise for rule in self.names.values() if rule.otherwise}
        after = {kind for rule in self.names.values() for kind in rule.prefixes.values()}
        used |= {kind for kind in after if not is_form(kind)}
        if strange := [one for one in after if is_form(one) and not is_address(one)]:
            raise ValueError(f"no hub's references begin as {', '.join(sorted(strange))}")
        if missing := used - self.names.keys():
            raise ValueError(f"no kind of name is called {', '.join(sorted(missing))}")
        return self


@cache
def patterns() -> Patterns:
    """The patterns; RuleFileError where the file is wrong."""
    return load_patterns(rule_folder() / "references.yaml")


def load_patterns(path: Path) -> Patterns:
    """The patterns in a file; RuleFileError says where and what is wrong."""
    return read_rule_file(path, Patterns)


@cache
def glob(like: Globs) -> re.Pattern[str]:
    """One regular expression for "fits one of these"."""
    return re.compile("|".join(map(translate, like)) or r"(?!)")


def fits(name: str, like: Globs) -> bool:
    """True where a text fits one of the globs, letter case counted."""
    return glob(like).match(name) is not None


MAX_KEY = 200
"""Characters of a key that says anything."""


@lru_cache(10_000)  # few names come again and again: in a large tree this is most of the time
def _compared(name: str) -> str:
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    return re.sub(r"[-.:\s]+", "_", apart).lower()


def key(name: str) -> str:
    """How keys and variables are compared: `baseModel`, `base-model` and `BASE_MODEL` are one; of
    one that is too long, nothing is left."""
    return _compared(name) if len(name) <= MAX_KEY else ""


Said = TypeVar("Said")


def by_key(asked: Callable[[str], Said]) -> Callable[[str], Said]:
    """What is asked of a name as it is compared, with the last answers kept."""
    kept = lru_cache(10_000)(asked)
    return wraps(asked)(lambda name: kept(key(name)))


@by_key
def names_model(compared: str) -> bool:
    """True for a key or variable that names a model."""
    keys, unwanted = patterns().keys, patterns().programs.unwanted
    return fits(compared, keys.like) and not fits(compared, (*keys.unless, *unwanted))


@by_key
def kind_of(compared: str) -> str:
    """How a key or a provider says that the names behind it are read; `guess` where it does not."""
    words = f"_{compared}_"
    kinds = patterns().keys.kinds
    return next((kind for word, kind in kinds.items() if f"_{word}_" in words), "guess")


@by_key
def takes_model(compared: str) -> bool:
    """True for a function, class or option whose name says that it takes a model."""
    words = patterns().programs
    return fits(compared, words.like) and not fits(compared, (*words.unless, *words.unwanted))


@lru_cache(10_000)
def rules_of(call: str) -> tuple[CallRule, ...]:
    """The rules for a function by its qualified name, whatever its arguments are."""
    return tuple(rule for rule in patterns().python if fits(call, rule.call))


@lru_cache(10_000)
def may_write(function: str) -> bool:
    """True for a function, by the last part of its name, that may write what it is given."""
    calls = patterns().writes.calls
    return fits(function, tuple(one.rpartition(".")[2] for one in calls))


def any_fits(names: Iterable[str], like: Globs) -> bool:
    """True where one of several texts fits."""
    return any(fits(name, like) for name in names)
