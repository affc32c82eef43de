"""A record without its names: what of a row decides the answers.

Records of one form differ in names alone, and were made from what stands in the same places. Names
decide more than who is meant: "-GGUF" says how a model was made, "llama" that a base is not
declared, an owner that a publisher may offer other terms. That stays in the form.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from licensecheck.batch.collected import catalogued, snapshot_of, unread
from licensecheck.batch.places import placing
from licensecheck.batch.record import Record
from licensecheck.components.found import outside_code
from licensecheck.domain import Problem, Snapshot
from licensecheck.hubs.files import is_weights
from licensecheck.hubs.lenient import strings, table, tables
from licensecheck.judge.inheritance import forbidden_by
from licensecheck.knowledge.catalogue import CatalogueEntry
from licensecheck.knowledge.families import Family
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.schema import any_of
from licensecheck.lineage.origins import address, betrayed
from licensecheck.lineage.sources import Known, first_links, links_of

MOST_FORMS = 200_000
"""Forms whose bases are remembered, each of about 200 bytes."""
_NAMING = ("base_model:", "dataset:")
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Formed:
    """A record's form and its names."""

    digest: bytes
    names: tuple[str, ...]
    """Its own address, then those of what it names, as they are spelt first; without the data sets
    whose terms are known, which are part of the form."""
    parents: tuple[str, ...] = ()
    """What it was made from."""


class Forms:
    """Takes the names out of records."""

    def __init__(
        self, knowledge: Knowledge, read: Callable[[Snapshot, str], Known | Problem]
    ) -> None:
        """`read` says what is known of a base, by its snapshot and name."""
        self._knowledge = knowledge
        self._read = read
        self._known: dict[bytes, bytes] = {}
        self._places: dict[bytes, tuple[int | str, ...]] = {}
        self._address = lru_cache(100_000)(self._place_of)
        self._shown = lru_cache(10_000)(self._files)
        self._owners = {owner for one in knowledge.families for owner in one.owners}
        self._family = any_of(f"(?:{one.pattern})" for one in knowledge.families)

    def own(self, record: Record) -> Formed:
        """The form of a record that is judged."""
        return self._formed(record, record.info, catalogued(record.id, self._knowledge))

    def base(self, record: Record) -> Formed:
        """What of a record decides about what was made from it: its terms, and its own bases.

        It is read as an audit reads it, once for each form.
        """
        data = {key: value for key, value in record.info["cardData"].items() if key != "datasets"}
        tags = [tag for tag in record.info["tags"] if not tag.startswith("dataset:")]
        kept = {key: record.info.get(key) for key in ("baseModels", "siblings")}
        formed = self._formed(record, {**kept, "cardData": data, "tags": tags}, None)
        digest = self._known.get(formed.digest)
        if digest is None:
            digest = _digest(_said(self._read(snapshot_of(record), record.id), formed.names))
            if len(self._known) < MOST_FORMS:
                self._known[formed.digest] = digest
        return replace(formed, digest=digest)

    def entry(self, entry: CatalogueEntry, name: str) -> Formed:
        """What of an entry of the catalogue decides about what was made from its model."""
        bases = entry.bases_of(name)
        read = entry.base_models.source if entry.base_models else ""
        said = str(entry.license.expression) if entry.license else ""
        return Formed(_digest(["entry", said, str(entry.checked), read]), (name, *bases), bases)

    def _formed(
        self, record: Record, info: Mapping[str, Any], entry: CatalogueEntry | None
    ) -> Formed:
        names = tuple(self._names(record.id, info))
        index = {name.casefold(): at for at, name in enumerate(names)}
        said: list[object] = [self._renamed(info, names, index), record.card, record.problems]
        files = info.get("siblings")
        said += [
            self._shown(tuple(files) if files is not None else None, bool(record.card)),
            betrayed(record.id, self._families_of(record.id)),
            (record.id, entry.name) if entry else None,
            names if self._tells_names(record, info, names) else None,
            self._own_data(record.id, info),
        ]
        digest = _digest(said)
        places = self._places.get(digest)
        if places is None:
            places = tuple(index.get(one.casefold(), one) for one in self._parents(record, entry))
            if len(self._places) < MOST_FORMS:
                self._places[digest] = places
        parents = (names[one] if isinstance(one, int) else one for one in places)
        return Formed(digest, names, tuple(parents))

    def _parents(self, record: Record, entry: CatalogueEntry | None) -> Iterator[str]:
        families, snapshot = self._knowledge.families, snapshot_of(record)
        if entry:
            found = first_links(snapshot, families, entry)
        else:
            found = links_of(snapshot, record.id, families)
        return (link.parent for link in found)

    def _names(self, own: str, info: Mapping[str, Any]) -> Iterable[str]:
        found = {own.casefold(): own}
        for value in naming(info):
            if name := self._address(value):
                found.setdefault(name.casefold(), name)
        return found.values()

    def _place_of(self, value: str) -> str | None:
        """The address in a field; None for a data set that a finding may name, and for prose."""
        name = address(value)
        data = self._knowledge.data_terms(name) if name else None
        told = data and (data.outputs_of or forbidden_by(data, self._knowledge.facts))
        return None if told else name

    def _own_data(self, own: str, info: Mapping[str, Any]) -> Sequence[str]:
        """The data sets that a model names and that its own publisher published."""
        owner = own.rpartition("/")[0].casefold()
        known = ((one, self._knowledge.data_terms(one)) for one in naming(info))
        return [one for one, data in known if data and owner and owner == data.publisher]

    def _licence_of(self, name: str) -> str:
        """That of a data set, which stands beside its name in a table; empty for none."""
        data = self._knowledge.data_terms(name)
        return data.license if data else ""

    def _renamed(
        self, info: Mapping[str, Any], names: Sequence[str], index: Mapping[str, int]
    ) -> Mapping[str, Any]:
        """What a hub says, with the places of names in the fields that name something."""

        def place(value: str) -> object:
            at = index.get((name := self._address(value) or "").casefold())
            if at is None:
                return value
            spelt = "" if name == names[at] else name
            return [at, spelt, value.replace(name, "", 1), self._licence_of(name)]

        def tag(value: str) -> object:
            head, mark, last = value.rpartition(":")
            return [head + mark, place(last)] if value.startswith(_NAMING) else value

        data = dict(info["cardData"])
        for field in ("base_model", "datasets"):
            if field in data:
                data[field] = _each(data[field], place)
        found = {key: value for key, value in info.items() if key != "siblings"}
        found |= {"cardData": data, "tags": [tag(one) for one in info["tags"]]}
        if bases := info.get("baseModels"):
            models = [place(one) for one in _ids(bases)]
            found["baseModels"] = [bases.get("relation"), models]
        return found

    def _files(self, files: tuple[str, ...] | None, has_card: bool) -> object:
        """Of the files which parts they show, and what of them nobody read."""
        if files is None:
            return None
        outside = outside_code(files, files)
        shown = [
            (
                any(rule.shown_by(one, None) for one in files),
                any(rule.shown_by(one, None) for one in outside)
                if len(outside) < len(files)
                else None,
            )
            for rule in self._knowledge.components
        ]
        missed = [(one.subject, one.message) for one in unread(files, has_card=has_card)]
        return json.dumps([shown, missed, any("/" not in one and is_weights(one) for one in files)])

    def _families_of(self, name: str) -> Sequence[Family]:
        """The families, of which most names betray none: then none."""
        owner, _, last = name.rpartition("/")
        told = owner.casefold() in self._owners or self._family.search(last)
        return self._knowledge.families if told else ()

    def _tells_names(self, record: Record, info: Mapping[str, Any], names: Sequence[str]) -> bool:
        """True where prose may speak of a name: what it says may depend on whose it is."""
        text = "\n".join((record.card, *_prose(info["cardData"]))).casefold()
        return bool(text.strip()) and any(self._is_spoken_of(name, text) for name in names)

    def _is_spoken_of(self, name: str, text: str) -> bool:
        """True where a word of a name stands in a text, and for a name that has no word."""
        words = set(_WORD.findall(name.casefold())) - self._knowledge.names.plain
        return not words or any(word in text for word in words)


def _said(known: Known | Problem, names: Sequence[str]) -> object:
    """What is known of a base, with places for names."""
    if isinstance(known, Problem):
        return known.kind
    terms = [
        (str(one.expression), astuple(replace(one, document=None, span=None)))
        for one in known.declarations
    ]
    steps = [
        (one.relation, one.declared, one.evidence and one.evidence.quote, one.parent)
        for one in known.links
    ]
    return placing(names)(json.dumps([terms, steps, known.doubt], default=str))


def naming(info: Mapping[str, Any]) -> Iterator[str]:
    """What the fields name that a model was made from and trained on, front matter first."""
    data = info["cardData"]
    yield from strings(data.get("base_model"))
    yield from strings(data.get("datasets"))
    yield from (tag.rpartition(":")[2] for tag in info["tags"] if tag.startswith(_NAMING))
    yield from _ids(info.get("baseModels"))


def _ids(bases: object) -> tuple[str, ...]:
    return strings([one.get("id") for one in tables(table(bases).get("models"))])


def _each(value: object, change: Any) -> object:
    if isinstance(value, list):
        return [_each(one, change) for one in value]
    return change(value) if isinstance(value, str) else value


def _prose(value: object) -> Iterator[str]:
    """The texts of more than a word."""
    match value:
        case str() if " " in value.strip():
            yield value
        case Mapping():
            for one in value.values():
                yield from _prose(one)
        case list():
            for one in value:
                yield from _prose(one)


def _digest(said: object) -> bytes:
    text = json.dumps(said, sort_keys=True, default=str)
    return blake2b(text.encode("utf-8", "replace"), digest_size=16).digest()
