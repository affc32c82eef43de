"""What decides the answers about a model, apart from names: records with the same essence get the
same answers, in which only names differ.

Names decide more than who is meant: "-GGUF" says how a model was made, "llama" that a base is not
declared, an owner that a publisher may offer other terms. That stays in the essence.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from licensecheck.batch.collected import Dump
from licensecheck.batch.record import Record
from licensecheck.collect import Collected
from licensecheck.components.found import components
from licensecheck.domain import Problem, Snapshot
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.lineage.origins import address, betrayed, datasets

Names = tuple[str, ...]
"""The address of a model with its hub, the one without, those of its ancestors, nearest first, and
data sets of which nothing is known but the name."""

_NAMING = ("base_model:", "dataset:")


def essence(
    record: Record, found: Collected, bases: Dump, knowledge: Knowledge
) -> tuple[bytes, Names]:
    """A digest of 16 bytes and the names; a record with a card has an essence of its own."""
    models = (str(found.snapshot.ref), record.id, *_spelt(found))
    names = (*models, *_unknown_data(found.snapshot, knowledge))
    index = {name.casefold(): at for at, name in reversed(list(enumerate(names)))}
    said: list[object] = [record.id, record.card] if record.card else []
    info = {key: value for key, value in record.info.items() if key != "siblings"}
    said += [_renamed(info, index, names), *_own(found, knowledge)]
    for name, ancestor in found.ancestors.items():
        match ancestor:
            case Problem():
                said.append(ancestor.kind)
            case Snapshot():
                said.append(_renamed(_of_base(bases[name].info), index, names))
                said += [_unread(ancestor), betrayed(ancestor.ref.name, knowledge.families)]
            case entry:
                said.append((name, entry.name))
    said.append(_publishers(models))
    text = json.dumps(said, sort_keys=True, default=str)
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).digest(), names


def _own(found: Collected, knowledge: Knowledge) -> list[object]:
    """Of the files which parts they show, and what of them nobody read."""
    own = found.snapshot
    parts = [(one.name, one.state) for one in components(own, knowledge.components)]
    entry = found.entry and (own.ref.name, found.entry.name)
    return [parts, _unread(own), betrayed(own.ref.name, knowledge.families), entry]


def _unread(snapshot: Snapshot) -> list[tuple[str, str]]:
    return [(one.subject, one.message) for one in snapshot.problems]


def _unknown_data(snapshot: Snapshot, knowledge: Knowledge) -> Iterator[str]:
    return (one.parent for one in datasets(snapshot) if not knowledge.datasets.find(one.parent))


def _spelt(found: Collected) -> Names:
    """The ancestors as they are spelt where they are first named."""
    spelt: dict[str, str] = {}
    for one in (found.snapshot, *found.ancestors.values()):
        if isinstance(one, Snapshot):
            for value in (
                *one.metadata.base_models,
                *(b for c in one.cards for b in c.base_models),
            ):
                if known := address(value):
                    spelt.setdefault(known.casefold(), known)
    return tuple(spelt.get(name, name) for name in found.ancestors)


def _of_base(info: Mapping[str, Any]) -> Mapping[str, Any]:
    """What of a base decides about what was made from it: its terms do, and its own bases."""
    data = {key: value for key, value in info["cardData"].items() if key != "datasets"}
    tags = [tag for tag in info["tags"] if not tag.startswith("dataset:")]
    return {"cardData": data, "tags": tags, "baseModels": info.get("baseModels")}


def _renamed(value: Any, index: Mapping[str, int], names: Names) -> Any:
    """What a hub says, with the numbers of names in their places."""
    match value:
        case dict():
            return {key: _renamed(one, index, names) for key, one in value.items()}
        case list() | tuple():
            return [_renamed(one, index, names) for one in value]
        case str():
            tag = value.startswith(_NAMING)
            head, mark, last = value.rpartition(":") if tag else ("", "", value)
            known = address(last) or last
            at = index.get(known.casefold())
            if at is None:
                return value
            return [head + mark, at, known == names[at], last.replace(known, "", 1)]
    return value


def _publishers(names: Names) -> list[int]:
    """For each name the first one of the same publisher."""
    owners = [name.rpartition("/")[0].casefold() for name in names[1:]]
    return [owners.index(owner) if owner else at for at, owner in enumerate(owners)]
