"""What a policy may call a model or a licence, and what one glob may stand for.

A name that nothing can have would switch its rule off without a word, so it is a mistake; so is a
glob that a person cannot have meant as a decision about one thing.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from fnmatch import fnmatchcase, translate
from functools import cache

from licensecheck.domain import ModelRef
from licensecheck.domain.report import Report
from licensecheck.errors import RefError
from licensecheck.hubs import about_hub, hub_names, parse_ref
from licensecheck.identify.names import spdx_ids
from licensecheck.knowledge.facts import Facts

_WILDCARDS = re.compile(r"[*?\[]")
_PREFIX = re.compile(r"[a-z][a-z0-9_]+:", re.IGNORECASE)
_HOST = re.compile(r"(?:https?://)?[^/]*/")
_OWN = "licenseref-"
_LISTED = "licenseref-scancode-"
_UNLIKE = (
    "MIT",
    "GPL-3.0-only",
    "CC-PDDC",
    "CC-BY-NC-4.0",
    "LicenseRef-scancode-llama-3.1-license-2024",
    "LicenseRef-acme-internal",
    # What a declaration becomes that names no licence we know: anything.
    "LicenseRef-unknown-first",
    "LicenseRef-unknown-second",
)
"""Licences that have nothing in common, not even that they are known."""


def names_of(ref: ModelRef) -> frozenset[str]:
    """What a policy may call a model, in lower case."""
    called = {str(ref), f"{ref.hub}:{ref.name}", *about_hub(ref.hub).aliases(ref)}
    return frozenset(one.casefold() for one in called)


def is_named(ref: ModelRef, globs: tuple[str, ...]) -> bool:
    """True where one of the globs names the model."""
    return bool(fitting(names_of(ref), globs))


def on_hub(model: ModelRef, report: Report | None) -> ModelRef:
    """The model under the name that its hub gives it, where the one that it was asked for by is an
    earlier one or leads elsewhere now."""
    if report is None or not report.asked:
        return model
    return replace(parse_ref(report.ref), revision=model.revision, model=model.model)


def fitting(names: Iterable[str], globs: tuple[str, ...]) -> list[str]:
    """The names of models or licences that fit one of the globs; case does not matter."""
    return [
        name
        for name in names
        if any(fnmatchcase(name.casefold(), glob.casefold()) for glob in globs)
    ]


# --- Models -----------------------------------------------------------------------------


def can_name_a_model(glob: str) -> bool:
    """True where a model may have a name that fits; without wildcards, the model it refers to."""
    if _WILDCARDS.search(glob):
        prefix = _PREFIX.match(glob)
        return prefix is None or prefix[0].casefold() in _prefixes()
    try:
        return is_named(parse_ref(glob), (glob,))
    except RefError:
        return False


def model_meant(glob: str) -> str:
    """The name of the model that somebody means who wrote an address; empty where none is."""
    try:
        return min(names_of(parse_ref(glob)), key=len)
    except RefError:
        return f"{glob}/*" if re.fullmatch(r"[\w.-]+", glob) else ""


def names_one_owner(glob: str) -> bool:
    """True where all models that fit are of one owner.

    All that fits begins with what stands before the first wildcard. So the owner must stand there,
    on Ollama and at services, where most models have none, the beginning of the model's name.
    """
    wildcard = _WILDCARDS.search(glob)
    if wildcard is None:
        return True
    begins = glob[: wildcard.start()].casefold()
    prefix = _PREFIX.match(begins)
    hub = prefix[0] if prefix else ""
    rest = begins.removeprefix(hub)
    if hub in _without_owners() and "/" not in rest:
        return len(rest) >= _BEGINNING
    if hub in _WITH_HOST:
        host = _HOST.match(rest)
        rest = rest[host.end() :] if host else ""
    return any(part.strip(".~") for part in rest.split("/")[:-1])


_BEGINNING = 3
"""Letters that tell families of models apart where no owner does: `phi`, `qwen`."""
_WITH_HOST = ("oci:", "git:")
"""Hubs whose names begin with a host, the owner second."""


@cache
def _without_owners() -> frozenset[str]:
    """Hubs on which most names have no owner."""
    return frozenset(f"{hub}:" for hub in hub_names() if not about_hub(hub).has_owners)


@cache
def _prefixes() -> frozenset[str]:
    return frozenset({"hf:", *(f"{hub}:" for hub in hub_names())})


# --- Services ---------------------------------------------------------------------------


def is_service(name: str) -> bool:
    """True for a service that runs models for its customers."""
    return about_hub(name).is_service


def service_meant(name: str) -> str:
    """The service that somebody means who wrote another name; empty where none is near."""
    services = [one for one in hub_names() if is_service(one)]
    called = {about_hub(one).called.casefold(): one for one in services}
    close = get_close_matches(name.casefold(), [*services, *called], 1)
    return called.get(close[0], close[0]) if close else ""


# --- Licences ---------------------------------------------------------------------------


def can_name_a_license(glob: str, facts: Facts) -> bool:
    """True where a licence that a report may name fits: one that we or SPDX list, or an id of one's
    own, as long as it is not nearly one of those."""
    if _fits_one(glob, _facts_ids(facts)) or _fits_one(glob, _spdx_ids()):
        return True
    own = glob.casefold().startswith(_OWN) and not glob.casefold().startswith(_LISTED)
    return own and not _near(glob, 0.9, facts)


def _fits_one(glob: str, ids: Mapping[str, str]) -> bool:
    word = glob.casefold()
    if not _WILDCARDS.search(word):
        return word in ids
    return any(map(re.compile(translate(word)).match, ids))


@cache
def _facts_ids(facts: Facts) -> Mapping[str, str]:
    """The ids that we have facts about, by their lower case."""
    return {one.casefold(): one for one in facts.licenses}


@cache
def _spdx_ids() -> Mapping[str, str]:
    """The same for all that are listed; these take 70 ms to load."""
    return {one.casefold(): one for one in spdx_ids()}


def license_meant(glob: str, facts: Facts) -> str:
    """The id that somebody means who wrote another name; empty where none is near."""
    known = facts.find(glob)
    if known:
        return known.id
    word = glob.strip("*").casefold()
    ids = {**_facts_ids(facts), **_spdx_ids()}
    longer = [ids[one] for one in ids if word in one]
    begun = [ids[one] for one in ids if one.startswith(word)]
    return next(iter((*begun, *longer, *_near(glob, 0.6, facts))), "") if word else ""


def listed_meant(glob: str, facts: Facts) -> str:
    """The listed licence that somebody may mean who wrote an id of one's own; empty where none is
    near, and for what is no such id."""
    if _WILDCARDS.search(glob) or not glob.casefold().startswith(_OWN):
        return ""
    if _fits_one(glob, _facts_ids(facts)) or _fits_one(glob, _spdx_ids()):
        return ""
    return next(iter(_near(glob[len(_OWN) :], 0.7, facts)), "")


def _near(name: str, likeness: float, facts: Facts) -> list[str]:
    ids = {**_spdx_ids(), **_facts_ids(facts)}
    return [ids[one] for one in get_close_matches(name.casefold(), ids, 1, likeness)]


def names_like_licenses(glob: str) -> bool:
    """True where a glob does not stand for licences that have nothing in common."""
    return len(fitting(_UNLIKE, (glob,))) < 2
