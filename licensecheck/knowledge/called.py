"""Models that the catalogue knows, by what prose calls them: without their owner, and in short."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from licensecheck.knowledge.files import catalogue_folder, read_yaml, rule_files
from licensecheck.text.letters import letters

# In "Llama-3_1" it stands for a dot.
_BOUND = re.compile(r"-|(?<!\d)_|_(?!\d)")
# A size or a version; what has neither is the name of a family under several licences, or a word.
_NUMBERED = re.compile(r"[a-z].*\d|\d.*[a-z]")
_DIGIT = re.compile(r"\d")
_SIZE = re.compile(r"\d[bm](?![a-z])", re.I)
_SHORTEST = 4
Found = TypeVar("Found")


def called(name: str) -> str | None:
    """The address of the model that goes by a name; None where no model or several models under
    different licences do. A word without a number is a name where it has a capital."""
    return _spelt(name, _names().models)


def may_be_under(name: str) -> frozenset[str]:
    """The licences of the models among which a name does not tell which it means; empty for a name
    that tells it, and for one of no model that is known."""
    return _spelt(name, _names().families) or frozenset()


def licensed(name: str) -> frozenset[str]:
    """The licences under which the model of a name is, or those among which a name does not tell;
    empty for one of no model that is known."""
    address = called(name)
    licence = _names().licenses.get(letters(address)) if address else None
    return frozenset([licence]) if licence else may_be_under(name)


def called_names() -> frozenset[str]:
    """The letters of all names that tell which model they mean."""
    return frozenset(_names().models)


def _spelt(name: str, known: Mapping[str, Found]) -> Found | None:
    whole, last = letters(name), letters(name.rpartition("/")[2])
    key = whole if whole in known else last
    is_word = name.isalpha() and name.islower()
    return None if is_word else known.get(key)


@dataclass(frozen=True, slots=True)
class _Names:
    """Names by their letters."""

    models: Mapping[str, str]
    """The address of the only model, or of one for all that are under one licence."""
    families: Mapping[str, frozenset[str]]
    """The licences of models of one family that differ in them."""
    licenses: Mapping[str, str]
    """The licence by address; none where the entry tells none."""


@cache
def _names() -> _Names:
    """Whole names with a size or version, beginnings of names with one under one licence, and what
    entries say that prose calls their models."""
    whole, short, said = dict[str, str](), dict[str, list[_Short]](), dict[str, str]()
    family, licenses = dict[str, set[str]](), dict[str, str]()
    for entry in _entries():
        said |= entry.called
        for address in entry.addresses:
            licenses[letters(address)] = entry.license
            last = address.rpartition("/")[2]
            for key, sized in _shortened(last):
                short.setdefault(key, []).append(_Short(entry.license, address, sized))
                family.setdefault(key, set()).add(entry.license)
            family.setdefault(_family(last), set()).add(entry.license)
            if _NUMBERED.search(letters(last)):
                whole.setdefault(letters(last), address)
    found = {key: _foremost(stand) for key, stand in short.items() if _is_one(stand)} | whole
    models = {key: name for key, name in found.items() if len(key) >= _SHORTEST} | said
    several = {
        key: frozenset(licences)
        for key, licences in family.items()
        if len(key) >= _SHORTEST and len(licences) > 1 and key not in models
    }
    return _Names(models, several, {name: one for name, one in licenses.items() if one})


@dataclass(frozen=True, slots=True)
class _Short:
    """A model that a shorter name may stand for."""

    license: str
    address: str
    sized: bool
    """True where the shorter name keeps the size, if there is one."""


def _is_one(stand: Sequence[_Short]) -> bool:
    """Whether models of one short name are under one licence; what is known of one size tells
    nothing of the others."""
    known = len({one.license for one in stand}) == 1 and bool(stand[0].license)
    return known and (len(stand) > 1 or stand[0].sized)


def _foremost(stand: Sequence[_Short]) -> str:
    """Of the models with the plainest names the first of the publisher who has most of them: the
    others named theirs after it, and put more words to it."""
    plainest = min(map(_parts, stand))
    plain = [one for one in stand if _parts(one) == plainest]
    owners = Counter(one.address.partition("/")[0] for one in plain)
    return max(plain, key=lambda one: owners[one.address.partition("/")[0]]).address


def _parts(one: _Short) -> int:
    return len(_BOUND.split(one.address.rpartition("/")[2]))


def _shortened(name: str) -> Iterator[tuple[str, bool]]:
    for bound in _BOUND.finditer(name):
        if _NUMBERED.search(key := letters(name[: bound.start()])):
            yield key, not _SIZE.search(name, bound.start())


def _family(name: str) -> str:
    """What stands before the first part of a name with a number."""
    parts = _BOUND.split(name)
    numbered = (at for at, part in enumerate(parts) if _DIGIT.search(part))
    return letters("".join(parts[: next(numbered, 0)]))


@dataclass(frozen=True, slots=True)
class _Entry:
    """What the names of an entry rest on."""

    license: str
    addresses: tuple[str, ...]
    called: Mapping[str, str]


def _entries() -> Iterator[_Entry]:
    """As the files say it: schemas would check all of it, which takes three times as long."""
    for path in rule_files(catalogue_folder()):
        for entry in read_yaml(path)["models"]:
            if addresses := entry.get("ids", {}).get("huggingface"):
                said = entry.get("called", {}).items()
                called = {letters(one): address for address, names in said for one in names}
                license_ = entry.get("license", {}).get("expression", "")
                yield _Entry(license_, tuple(addresses), called)
