"""What Hugging Face itself says of a model: its tags, gate and copy of the card's front matter."""

from collections.abc import Iterable, Mapping
from typing import Any

from licensecheck.hubs.cards import as_card
from licensecheck.types import Document, Gating, HubMetadata


def metadata(info: Mapping[str, Any]) -> HubMetadata:
    """What the hub's description of a model says; fields of a wrong type count as absent."""
    tags = _strings(info.get("tags"))
    data = _front_matter(info)
    base, relation = _bases(info.get("baseModels"), tags)
    return HubMetadata(
        licenses=_unique(_tagged(tags, "license"), _strings(data.get("license"))),
        tags=tags,
        base_models=_unique(base, _strings(data.get("base_model"))),
        base_relation=relation,
        datasets=_unique(_tagged(tags, "dataset"), _strings(data.get("datasets"))),
        gating=_GATES.get(info.get("gated"), Gating.UNKNOWN),
        private=info.get("private") is True,
    )


_GATES = {False: Gating.NONE, "auto": Gating.AUTOMATIC, "manual": Gating.MANUAL}


def _bases(found: object, tags: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    """Base models and how this one came from them; tags say `base_model[:relation]:org/name`."""
    values = [tag.split(":") for tag in _tagged(tags, "base_model")]
    names = [parts[-1] for parts in values]
    relations = [parts[0] for parts in values if len(parts) > 1]
    if isinstance(found, dict):
        models = found.get("models")
        ids = (
            [m.get("id") for m in models if isinstance(m, dict)] if isinstance(models, list) else []
        )
        names += [i for i in ids if isinstance(i, str)]
        relations += _strings(found.get("relation"))
    return _unique(names, _strings(found)), relations[0] if relations else None


def _tagged(tags: Iterable[str], key: str) -> tuple[str, ...]:
    return tuple(tag.removeprefix(f"{key}:") for tag in tags if tag.startswith(f"{key}:"))


def _strings(found: object) -> tuple[str, ...]:
    """Strings in a value that may be one, a list of them or something else."""
    values = found if isinstance(found, list) else [found]
    return tuple(value for value in values if isinstance(value, str))


def _unique(*groups: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for group in groups for value in group))


def _front_matter(info: Mapping[str, Any]) -> dict[str, Any]:
    data = info.get("cardData")
    return data if isinstance(data, dict) else {}


def metadata_card(info: Mapping[str, Any], url: str) -> Document | None:
    """The front matter as the hub tells it, as a card: its gate's text often holds the terms.

    None where the hub tells nothing. For a model whose own card cannot be read.
    """
    data = _front_matter(info)
    return as_card("hub-metadata.yaml", data, url) if data else None
