"""Models that the catalogue knows, by what prose calls them: without their owner, and in short."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from licensecheck.knowledge.files import catalogue_folder, rule_files
from licensecheck.text.letters import letters

# Read as text: to parse all files takes a second, and a card that names a base should not wait.
_ENTRY = re.compile(r"^  - name:", re.M)
_ADDRESSES = re.compile(r"^      huggingface:((?:\s*\[[^\]]*\])|(?:\n {8}- \S+)+)", re.M)
_ADDRESS = re.compile(r"[\w.-]+/[\w.-]+")
_LICENSE = re.compile(r"^    license:\s*\{\s*expression:\s*([^,}]+)", re.M)
_BOUND = re.compile(r"[-_]")
# A size or a version; what has neither is the name of a family under several licences, or a word.
_NUMBERED = re.compile(r"[a-z].*\d|\d.*[a-z]")
_SIZE = re.compile(r"\d[bm](?![a-z])", re.I)
_SHORTEST = 4


def called(name: str) -> str | None:
    """The address of the model that goes by a name; None where no model or several models under
    different licences do."""
    return _addresses().get(letters(name))


@cache
def _addresses() -> Mapping[str, str]:
    """Whole names with a size or version, and beginnings of names with one under one licence."""
    whole, short = dict[str, str](), dict[str, list[_Short]]()
    for license_, address in _entries():
        last = address.rpartition("/")[2]
        for key, sized in _shortened(last):
            short.setdefault(key, []).append(_Short(license_, address, sized))
        if _NUMBERED.search(letters(last)):
            whole.setdefault(letters(last), address)
    found = {key: stand[0].address for key, stand in short.items() if _is_one(stand)} | whole
    return {key: name for key, name in found.items() if len(key) >= _SHORTEST}


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


def _shortened(name: str) -> Iterator[tuple[str, bool]]:
    for bound in _BOUND.finditer(name):
        if _NUMBERED.search(key := letters(name[: bound.start()])):
            yield key, not _SIZE.search(name, bound.start())


def _entries() -> Iterator[tuple[str, str]]:
    """The licence and address of each model."""
    for path in rule_files(catalogue_folder()):
        for entry in _ENTRY.split(path.read_text("utf-8"))[1:]:
            license_ = found[1].strip() if (found := _LICENSE.search(entry)) else ""
            if found := _ADDRESSES.search(entry):
                for address in _ADDRESS.findall(found[1]):
                    yield license_, address
