"""What Hugging Face itself says of a model: its tags, gate and copy of the card's front matter."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from licensecheck.domain import Document, Gating, HubMetadata, Problem, ProblemKind
from licensecheck.hubs.cards import as_card
from licensecheck.hubs.lenient import strings, table, tables

_CARD = "hub-metadata.yaml"
CARD_SIZE = 300_000
"""Characters of front matter that are repeated as a card, as much as the longest real cards have
with their prose; it takes 1.5 s to write and read as many in short lines."""


def metadata(info: Mapping[str, Any]) -> HubMetadata:
    """What the hub's description of a model says; fields of a wrong type count as absent."""
    tags = strings(info.get("tags"))
    data = table(info.get("cardData"))
    base, relation = _bases(info.get("baseModels"), tags)
    return HubMetadata(
        licenses=_unique(_tagged(tags, "license"), strings(data.get("license"))),
        base_models=_unique(base, strings(data.get("base_model"))),
        base_relation=relation,
        datasets=_unique(_tagged(tags, "dataset"), strings(data.get("datasets"))),
        gating=_gating(info.get("gated")),
        private=info.get("private") is True,
        weights_downloadable=False if info.get("disabled") is True else None,
    )


def troubles(info: Mapping[str, Any]) -> Iterator[Problem]:
    """What the hub says of access that is more than a gate of a known kind, or none."""
    gated = info.get("gated")
    if gated and _gating(gated) is Gating.UNKNOWN:
        message = (
            f"The hub says {str(gated)[:40]!r}: there is a gate, and whether it opens at once is"
            " not told."
        )
        yield Problem(ProblemKind.METADATA, "gated", message)
    if info.get("disabled") is True:
        message = "The hub has disabled the model: its files cannot be had."
        yield Problem(ProblemKind.GATED, "disabled", message, hides_terms=False)


def _gating(found: object) -> Gating:
    if found is False:
        return Gating.NONE
    gates = {"auto": Gating.AUTOMATIC, "manual": Gating.MANUAL}
    return gates.get(found, Gating.UNKNOWN) if isinstance(found, str) else Gating.UNKNOWN


def _bases(found: object, tags: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    """Base models and how this one came from them; tags say `base_model[:relation]:org/name`."""
    values = [tag.split(":") for tag in _tagged(tags, "base_model")]
    names = [parts[-1] for parts in values]
    relations = [parts[0] for parts in values if len(parts) > 1]
    said = table(found)
    names += strings([model.get("id") for model in tables(said.get("models"))])
    relations += strings(said.get("relation"))
    return _unique(names, strings(found)), relations[0] if relations else None


def _tagged(tags: Iterable[str], key: str) -> tuple[str, ...]:
    return tuple(tag.removeprefix(f"{key}:") for tag in tags if tag.startswith(f"{key}:"))


def _unique(*groups: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for group in groups for value in group))


def metadata_card(info: Mapping[str, Any], url: str) -> tuple[list[Document], list[Problem]]:
    """The front matter as the hub tells it, as a card: its gate's text often holds the terms.

    No card where the hub tells nothing. For a model whose own card cannot be read. Fields that make
    it larger than `CARD_SIZE` are left out, with a problem.
    """
    fields: dict[str, Any] = {}
    beyond: list[str] = []
    left = CARD_SIZE
    for name, value in table(info.get("cardData")).items():
        size = len(name) + len(json.dumps(value))
        if size <= left:
            fields[name] = value
            left -= size
        else:
            beyond.append(name)
    message = f"{len(beyond):,} of its fields are too large and were not read: {_first(beyond)}."
    problems = [Problem(ProblemKind.TOO_LARGE, _CARD, message)] if beyond else []
    return [as_card(_CARD, fields, url)] if fields else [], problems


def _first(names: list[str]) -> str:
    shown = ", ".join(name[:60] for name in names[:5])
    return f"{shown}, …" if len(names) > 5 else shown
