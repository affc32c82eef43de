"""What a model file says of its own licence: the header alone, never a tensor.

Reads GGUF, safetensors and Core ML. They begin with their metadata; of a cut header counts what
stood in it.
"""

import json
import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from licensecheck.domain import Document, DocumentKind
from licensecheck.errors import UnavailableError
from licensecheck.hubs import coreml, gguf
from licensecheck.hubs.answers import HubAnswer
from licensecheck.hubs.cards import as_card
from licensecheck.hubs.transport import Request
from licensecheck.hubs.wanted import is_later_shard
from licensecheck.text.fields import license_fields

HEADER_BYTES = 256_000
"""Read of a model file: `general.*` stands before the vocabulary in what llama.cpp writes, and
takes a few KB."""
SHARD_BYTES = 16_000
"""Read of a remote later shard: `__metadata__` stands first, and names a format most often."""
MOST_BYTES = 16_000_000
"""Read of a file on this disk: a vocabulary of 260,000 tokens takes 6 MB."""

TEXTS = " (texts of the header)"
"""How the name of a document ends that holds the texts of a header, each behind its key."""
MOST_TEMPLATE = 50_000
_TEMPLATE = "tokenizer.chat_template"
_METADATA = re.compile(r'"__metadata__"\s*:\s*(?=\{)')
_MAX_MAPS = 10
_MAX_TEXT = 5_000
"""Characters; what trainers write of their data takes more."""
# What a card says of it.
_LISTED = re.compile(
    r"licen[cs]e|base_model|dataset|architecture|^format$|^tokenizer\.chat_template$"
)
_OF_OTHERS = re.compile(r"dataset|base")
_WORDS = re.compile(r"[^a-z]+")
OF_BASE = "base_model_license"
"""Field of what a header says of the licence of a base."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the beginning of a model file says."""

    fields: dict[str, Any]
    """Licence, base models, datasets and tags, named as in a model card."""
    prose: str = ""
    """Its other texts, a line or more for each: a description, a comment, tags."""
    template: str = ""
    """What a model is told before a chat begins."""
    cut: bool = False
    """True where the header goes on behind the bytes that were read."""


def header(path: str, data: bytes) -> Header:
    """What the first bytes of a model file say; nothing in another format. Never raises."""
    if path.lower().endswith(".gguf"):
        found = gguf.metadata(data)
        template = dict(found.entries).get(_TEMPLATE, "")
        template = template[:MOST_TEMPLATE] if isinstance(template, str) else ""
        fields = gguf_fields(found.entries)
        return Header(fields, _prose(found.entries), template, found.cut)
    if path.lower().endswith(".safetensors"):
        size = struct.unpack("<Q", data[:8])[0] if len(data) >= 8 else 0
        entries = safetensors_metadata(data[8 : 8 + size])
        return replace(of_entries(entries), cut=size > len(data) - 8)
    if path.lower().endswith(".mlmodel"):
        return of_entries(coreml.metadata(data))
    return Header({})


def of_entries(entries: Iterable[tuple[str, str]]) -> Header:
    """What names with texts say that a format keeps as its metadata."""
    entries = tuple(entries)
    return Header(_safetensors_fields(entries), _prose(entries))


def header_documents(path: str, found: Header, url: str | None = None) -> Iterator[Document]:
    """What a header says of licence and origin, as a card, and its other texts, as prose."""
    if found.fields.keys() - {"tags"}:
        yield as_card(f"{path} (header)", found.fields, url)
    if found.prose:
        name, kind = f"{path}{TEXTS}", DocumentKind.PROSE
        yield Document(name, found.prose, kind, "weights", url)
    if found.template:
        name, kind = f"{path} (header) chat_template.jinja", DocumentKind.PROSE
        yield Document(name, found.template, kind, "weights", url)


def header_request(of: Request, url: str) -> Request:
    """The request for the beginning of a remote model file, as others about its model are made."""
    size = SHARD_BYTES if is_later_shard(url) else HEADER_BYTES
    ranged = {"Range": f"bytes=0-{size - 1}"}
    return replace(of, url=url, headers=ranged, limit=size, cut=True)


def header_cards(
    paths: Iterable[str], answers: Iterable[HubAnswer | UnavailableError]
) -> list[Document]:
    """Cards of the answers to `header_request`s; the weights are no loss where there is none."""
    return distinct(
        document
        for path, answer in zip(paths, answers, strict=True)
        if isinstance(answer, HubAnswer) and answer.status in {200, 206}
        for document in header_documents(path, header(path, answer.body), answer.url)
    )


def distinct(documents: Iterable[Document]) -> list[Document]:
    """The documents that say something new: shards and quantisations repeat the first."""
    return list({one.text: one for one in reversed([*documents])}.values())[::-1]


# --- GGUF ----------------------------------------------------------------------------------------


def gguf_fields(entries: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Entries named as in a GGUF header (`general.*`), named as in a model card."""
    entries = tuple(entries)
    found = dict(entries)
    fields = {
        **_licence_fields(entries),
        "base_model": _numbered(found, "base_model"),
        "datasets": _numbered(found, "dataset") or found.get("general.datasets"),
        "tags": found.get("general.tags"),
    }
    return {name: value for name, value in fields.items() if value}


def _numbered(found: Mapping[str, Any], what: str) -> list[str]:
    """The models or datasets that a header counts: `org/name` where it gives their address."""
    names = []
    count = found.get(f"general.{what}.count", 1)
    for i in range(min(count, 100) if isinstance(count, int) else 0):
        entry = {key: found.get(f"general.{what}.{i}.{key}") for key in ("repo_url", "name")}
        url, name = (value if isinstance(value, str) else "" for value in entry.values())
        repository = re.match(r"https?://huggingface\.co/(?:datasets/)?([\w.-]+/[\w.-]+)", url)
        if known := repository[1] if repository else url or name:
            names.append(known)
    return names


# --- Safetensors ---------------------------------------------------------------------------------


def safetensors_metadata(data: bytes) -> list[tuple[str, str]]:
    """The texts of the `__metadata__` maps in a safetensors header, which may be cut."""
    head = data.decode("utf-8", "replace")
    return [entry for place in _maps(head) for entry in _texts(head, place)]


def _maps(head: str) -> Iterator[int]:
    """Where maps begin; readers differ in which of several counts."""
    for number, match in enumerate(_METADATA.finditer(head)):
        if number < _MAX_MAPS:
            yield match.end()


def _texts(head: str, place: int) -> list[tuple[str, str]]:
    try:
        pairs, _ = json.JSONDecoder(object_pairs_hook=list).raw_decode(head, place)
    except (ValueError, RecursionError):
        return []
    return [(key, value) for key, value in pairs if isinstance(value, str)]


def _safetensors_fields(entries: Iterable[tuple[str, str]]) -> dict[str, Any]:
    entries = tuple(entries)
    found = dict(entries)
    base = found.get("base_model") or found.get("ss_sd_model_name")
    return {**_licence_fields(entries), **({"base_model": base} if base else {})}


# --- Both ----------------------------------------------------------------------------------------


def _prose(entries: Iterable[tuple[str, Any]]) -> str:
    """The texts that no other field has; none that is longer than a comment."""
    texts = [
        (key, ", ".join(value) if isinstance(value, list) else value)
        for key, value in entries
        if not _LISTED.search(key.lower()) and isinstance(value, str | list)
    ]
    return "".join(f"{key}: {text}\n" for key, text in texts if len(text) <= _MAX_TEXT)


def _licence_fields(entries: Iterable[tuple[str, Any]]) -> dict[str, str | list[str]]:
    """What names the licence, under any key: `license`, `LICENCE`, `ss_license`.

    All that differs is kept, as the strictest counts.
    """
    named: dict[str, list[str]] = {"license": [], "license_name": [], "license_link": []}
    named[OF_BASE] = []
    for key, value in entries:
        name = key.lower()
        if "licen" in name and "base" in name:
            named[OF_BASE] += [value] if isinstance(value, str) and value else []
        elif "licen" in name and not _OF_OTHERS.search(name):
            beside = f"license_{_WORDS.split(name)[-1]}"
            field = beside if beside in named and not named[beside] else "license"
            values = value if isinstance(value, list) else [value]
            named[field] += [
                v for v in values if isinstance(v, str) and v not in ("", *named[field])
            ]
        elif isinstance(value, str):  # terms under another name, and JSON within a text
            within = license_fields(f"{key}: {value[:_MAX_TEXT]}")
            named["license"] += [v for one in within for v in one.values]
    return {field: found if found[1:] else found[0] for field, found in named.items() if found}
