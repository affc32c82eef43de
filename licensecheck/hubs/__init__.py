"""Hubs: a model reference in, a snapshot out. One file per hub.

A hub is a module of this package that has `PREFIXES` (beginnings of references that are its own),
`ABOUT` (pages, package URLs, aliases), `parse(address, revision)` (what follows the prefix, to a
`ModelRef`) and `collect(ref, options)`. It is found by being there. Its name is the `hub` of its
references. A module that has `hubs()` instead gives several, by their names.
"""

import pkgutil
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.abc import InspectLoader
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol, cast

from licensecheck import disk
from licensecheck.domain import ModelRef, Snapshot
from licensecheck.errors import LicensecheckError, RefError, UnavailableError
from licensecheck.hubs.about import About
from licensecheck.hubs.network import Network
from licensecheck.hubs.options import FetchOptions

__all__ = ["About", "FetchOptions", "Network", "collect", "parse_ref"]

MAX_REF = 1000
"""Characters of a reference; the longest path that common file systems take is four times that."""


class _Hub(Protocol):
    PREFIXES: tuple[str, ...]
    ABOUT: About

    def parse(self, address: str, revision: str | None) -> ModelRef: ...

    def collect(self, ref: ModelRef, options: FetchOptions) -> Snapshot: ...


@cache
def _hubs() -> dict[str, _Hub]:
    """Every hub by its name; of the other modules, none is loaded that no hub needs."""
    names = (found.name for found in pkgutil.iter_modules(__path__))
    modules = {name: import_module(f"{__name__}.{name}") for name in names if _may_be_a_hub(name)}
    found = {
        name: cast(_Hub, module) for name, module in modules.items() if hasattr(module, "PREFIXES")
    }
    for module in modules.values():
        found |= module.hubs() if hasattr(module, "hubs") else {}
    return found


def _may_be_a_hub(name: str) -> bool:
    """True for a module that speaks of prefixes, or whose source is not there."""
    spec = find_spec(f"{__name__}.{name}")
    loader = cast(InspectLoader, spec.loader) if spec else None
    source = loader.get_source(f"{__name__}.{name}") if loader else None
    return source is None or "PREFIXES" in source


def hub_names() -> tuple[str, ...]:
    """Names of all hubs, sorted."""
    return tuple(sorted(_hubs()))


def about_hub(hub: str) -> About:
    """What the hub of a name says of itself; nothing where there is none of that name."""
    return _hubs()[hub].ABOUT if hub in _hubs() else About()


def ref_of_base(model: ModelRef, name: str) -> ModelRef:
    """What the card of a model means by the name of another that it was made from or needs."""
    own = about_hub(model.hub).names_own_bases
    return ModelRef(model.hub if own else "huggingface", name)


@cache
def address_globs() -> tuple[str, ...]:
    """Globs of the texts that are addresses of a model wherever they stand in code."""
    return tuple(glob for hub in _hubs().values() for glob in hub.ABOUT.addresses)


def parse_ref(
    text: str, revision: str | None = None, *, typed: bool = True, within: Path | None = None
) -> ModelRef:
    """What a user typed, as a reference: nothing is looked up but whether it is a path here.

    `#name` behind it chooses one of several models. Without a prefix it is a path if it looks like
    one or exists, else `org/name` on Hugging Face.
    `typed=False` for text that is not the user's own, found in a file or an answer: of paths, it
    can name those that lie `within` a folder. Raises `RefError`, whose remedy shows a reference
    that would do.
    """
    address, model = _chosen(text.strip())
    if len(model) > MAX_REF or not model.isprintable():
        raise RefError(f"{text[:60]!r} is no model reference.", remedy=_examples())
    ref = replace(_parsed(address, revision), model=model, typed=typed)
    return ref if typed else limited(ref, within)


def limited(ref: ModelRef, folder: Path | None) -> ModelRef:
    """A reference that others wrote: on this disk it leads nowhere but into a folder."""
    return replace(ref, typed=False, within=str(folder.resolve()) if folder else "")


def _chosen(text: str) -> tuple[str, str]:
    """The address and the name behind "#"; that of a page is a place in it, and no name."""
    address, mark, name = text.rpartition("#")
    is_page = re.match(r"https?://|pkg:", text, re.I)
    if not mark or not name.strip() or is_page or disk.is_there(Path(text)):
        return text, ""
    return address, name.strip()


def _parsed(text: str, revision: str | None) -> ModelRef:
    text = text.strip()
    if not text or len(text) > MAX_REF or not text.isprintable():
        raise RefError(f"{text[:60]!r} is no model reference.", remedy=_examples())
    local = _hubs()["local"]
    if looks_like_path(text):
        return local.parse(text, revision)
    for prefix, hub in _prefixes():
        if _web(text).lower().startswith(prefix):
            return hub.parse(_web(text)[len(prefix) :], revision)
    if scheme := re.match(r"[a-z][a-z0-9+.-]*:", text, re.I):
        raise RefError(
            f"{text!r}: no hub is known by {scheme[0]!r}.",
            remedy=f"Known: {', '.join(sorted(p for p, _ in _prefixes() if '/' not in p))}.",
        )
    if "/" not in text:
        raise RefError(
            f"{text!r} is neither a path that exists nor `org/name`.", remedy=_examples()
        )
    for hub in _hubs().values():
        if begun := next((b for b in hub.ABOUT.written if text.startswith(b)), ""):
            return hub.parse(text.removeprefix(begun), revision)
    return _hubs()["huggingface"].parse(text, revision)


def _examples() -> str:
    """A remedy that shows a reference of every hub."""
    *most, last = (hub.ABOUT.example for hub in _hubs().values() if hub.ABOUT.example)
    return f"Write {', '.join(most)}, or {last}."


def is_address(text: str) -> bool:
    """True where a reference begins as those of a hub do."""
    return any(_web(text).lower().startswith(prefix) for prefix, _ in _prefixes())


def looks_like_path(text: str) -> bool:
    """True for what is written as a path, or is one here."""
    if re.match(r"(\.{1,2}|~[^/\\]*)?[/\\]|\.{1,2}$|~$|[a-z]:[/\\]", text, re.I):
        return True
    return disk.is_there(Path(text))


def _web(text: str) -> str:
    """Addresses of web pages written in one way."""
    return re.sub(r"^https?://(www\.)?", "https://", text, flags=re.I)


def _prefixes() -> Iterator[tuple[str, _Hub]]:
    """Every prefix with its hub, longest first."""
    pairs = [(prefix, hub) for hub in _hubs().values() for prefix in hub.PREFIXES]
    yield from sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0]))


def collect(ref: ModelRef, options: FetchOptions | None = None) -> Snapshot:
    """Read a model's cards, licence texts, policies, file list and metadata; never its weights.

    What could not be read is in `Snapshot.problems`. Raises `CollectError` where nothing could be.
    """
    hub = _hubs().get(ref.hub)
    if hub is None:
        raise RefError(f"No hub is called {ref.hub!r}.", remedy=f"Known: {', '.join(hub_names())}.")
    try:
        return hub.collect(ref, options or FetchOptions())
    except LicensecheckError:
        raise
    except Exception as error:  # whatever was answered: it ends this model, and nothing else
        raise UnavailableError(
            f"The answers about {ref} made licensecheck fail: {type(error).__name__}: {error}.",
            remedy="Please report this, with the name of the model.",
        ) from error
