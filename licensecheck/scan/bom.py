"""Bills of materials in JSON: CycloneDX, SPDX 2 and SPDX 3."""

import re
from collections.abc import Iterable, Iterator

from licensecheck.scan.bounds import spend
from licensecheck.scan.places import Entry, Tree, Value
from licensecheck.scan.source import SourceFile

_HOW = "bill of materials"
_KINDS = ("huggingface", "guess")
_NAMES = (
    *("packageUrl", "software_packageUrl", "purl", "referenceLocator", "url", "identifier"),
    *("locator", "downloadLocation", "software_downloadLocation"),
)


def is_bom(tree: Tree) -> bool:
    """True for CycloneDX and SPDX."""
    if not isinstance(tree, Entry):
        return False
    spdx = tree.get("spdxVersion") or "spdx" in tree.said("@context")
    return bool(spdx) or tree.said("bomFormat") == "CycloneDX"


def read_bom(source: SourceFile, tree: Tree) -> None:
    """Note every model: by address, by `org/name`; say where one has neither."""
    before = len(source.found)
    for entry in _entries(tree):
        if _is_model(entry):
            _read_model(source, entry)
        else:
            _read_addresses(source, entry)
    # Of one model, the page is said beside the package with its commit.
    pinned = {(one.model.hub, one.model.name) for one in source.found[before:] if one.pinned}
    source.found[before:] = [
        one
        for one in source.found[before:]
        if one.pinned or (one.model.hub, one.model.name) not in pinned
    ]


def _is_model(entry: Entry) -> bool:
    kinds = {entry.said(name) for name in ("type", "@type", "primaryPackagePurpose")}
    return bool(kinds & {"machine-learning-model", "ai_AIPackage", "AIPackage", "MODEL"})


def _read_model(source: SourceFile, entry: Entry) -> None:
    if _read_addresses(source, entry):
        return
    name, group = entry.get("name"), entry.said("group")
    if not isinstance(name, Value):
        return
    full = f"{group}/{name.text}" if group and "/" not in name.text else name.text
    if not any(source.add(full, name.line, _HOW, k, _version(entry)) for k in _KINDS):
        source.complain(
            name.line, f"the model {name.text!r} has no address; give it a purl.", hides=True
        )


def _read_addresses(source: SourceFile, entry: Entry) -> bool:
    """Note the addresses of an entry and of what it holds; True where there was one."""
    version = _version(entry)
    found = [
        source.add(value.text, value.line, _HOW, "address", version)
        for value in _addresses(entry, deep=_is_model(entry))
        if re.search(r"huggingface|ollama|hf\.co|pkg:oci/", value.text)
    ]
    return any(found)


def _addresses(entry: Entry, *, deep: bool) -> Iterator[Value]:
    """The texts that may be addresses: of a purl anywhere, of a page only for a model."""
    for name, value in entry.items:
        spend()  # aliases may stand for one mapping many times
        if isinstance(value, Value) and name.text in _NAMES:
            if deep or value.text.startswith("pkg:") or name.text.endswith("ownloadLocation"):
                yield value
        elif deep and isinstance(value, tuple):
            for one in value:
                if isinstance(one, Entry) and not _is_model(one):
                    yield from _addresses(one, deep=True)


def _entries(tree: Tree) -> Iterator[Entry]:
    """Every mapping, but for what belongs to a model: that is read with it, if it is no model.

    From the outside in, each where it stands; a stack, as a generator in each level would hand
    every mapping through all levels above it.
    """
    waiting = [(tree, False)]
    while waiting:
        spend()
        one, of_model = waiting.pop()
        inner: Iterable[Tree] = one if isinstance(one, tuple) else ()
        if isinstance(one, Entry):
            is_model = _is_model(one)
            if is_model or not of_model:
                yield one
            of_model = of_model or is_model
            inner = (value for _, value in one.items)
        waiting += [(value, of_model) for value in reversed(list(inner))]


def _version(entry: Entry) -> str | None:
    return entry.said("version") or entry.said("versionInfo") or None
