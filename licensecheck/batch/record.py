"""What a dump of a hub says of one model."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from licensecheck.domain import ModelRef
from licensecheck.errors import RefError
from licensecheck.hubs.huggingface import parse
from licensecheck.hubs.lenient import strings
from licensecheck.knowledge.phrases import Phrase

CARD_BYTES = 1_000_000
"""A longer card is left out, with a problem: the longest real ones have 300 kB."""

UNREADABLE = "\x00"
"""Column of a row that could not be read, with the reason."""

# Fields of front matter that bind nobody: results of measurements, and how a page is shown.
_IDLE = frozenset(
    (
        *("co2_eq_emissions", "inference", "language", "library_name", "metrics", "model-index"),
        *("pipeline_tag", "region", "tags", "thumbnail", "widget"),
    )
)
_TELLING = Phrase("licences/telling")
_MOST = 2**63
_OF_HUB = ("license:", "base_model:", "dataset:")


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a dump."""

    id: str
    """`org/name`."""
    revision: str | None
    modified: str
    """When it was changed last, as the dump has it; empty where it does not say."""
    created: str
    """When it was published, likewise."""
    task: str
    """What it is for, as the hub tags it (`text-generation`); empty where it does not say."""
    downloads: int | None
    info: Mapping[str, Any]
    """What decides of the hub's description, in its own form."""
    card: str
    """The text of the card; empty where the dump has none."""
    problems: tuple[str, ...] = ()
    """What could not be read of it."""


class UnreadableRowError(ValueError):
    """A row that names no model; the message says why."""


def folded(row: Mapping[str, Any]) -> str | None:
    """The id of a row in lower case; None where it has none."""
    name = row.get("id") or row.get("modelId")
    return name.casefold() if isinstance(name, str) else None


def record(row: Mapping[str, Any]) -> Record:
    """A row of any of the known schemas; UnreadableRowError where it names no model."""
    if why := row.get(UNREADABLE):
        raise UnreadableRowError(why)
    name = row.get("id") or row.get("modelId")
    if not isinstance(name, str):
        raise UnreadableRowError("it has no id")
    try:
        ref: ModelRef = parse(name, None)
    except RefError as error:
        raise UnreadableRowError(f"{name[:100]!r} is no id of a model") from error
    problems: list[str] = []
    data = _mapping(row.get("cardData"), "cardData", problems)
    card = row.get("card")
    card = card if isinstance(card, str) else ""
    if len(card) > CARD_BYTES:
        problems.append(f"its card has {len(card):,} characters and was not read")
        card = ""
    return Record(
        ref.name,
        _text(row.get("sha")) or None,
        _text(row.get("lastModified") or row.get("last_modified")),
        _text(row.get("createdAt")),
        _text(row.get("pipeline_tag")),
        _number(row.get("downloads")),
        _info(row, data, problems),
        card,
        tuple(problems),
    )


def _info(
    row: Mapping[str, Any], data: Mapping[str, Any], problems: list[str]
) -> Mapping[str, Any]:
    said = dict.fromkeys((*strings(row.get("tags")), *_columns(row)))
    tags = [tag for tag in said if tag.startswith(_OF_HUB)]
    info: dict[str, Any] = {"tags": tags, "cardData": _deciding(data)}
    bases = row.get("baseModels")
    if isinstance(bases, str):
        bases = _mapping(bases, "baseModels", problems)
    if isinstance(bases, Mapping) and bases:
        info["baseModels"] = dict(bases)
    for name in ("gated", "private"):
        if isinstance(row.get(name), str | bool):
            info[name] = {"false": False, "true": True}.get(str(row[name]).lower(), row[name])
    if (files := _files(row.get("siblings"))) is not None:
        info["siblings"] = files
    return info


def _columns(row: Mapping[str, Any]) -> Iterator[str]:
    """What registries export in columns of their own, as tags of the hub."""
    for name in ("license", "base_model"):
        yield from (f"{name}:{one.strip()}" for one in strings(row.get(name)) if one.strip())


def _deciding(data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of front matter that may bind, and of the idle ones what speaks of terms."""
    found = {key: value for key, value in data.items() if key not in _IDLE}
    if telling := [tag for tag in strings(data.get("tags")) if _TELLING.search(tag)]:
        found["tags"] = telling
    if str(data.get("library_name", "")).lower() == "peft":
        found["library_name"] = "peft"
    return found


def _mapping(value: object, name: str, problems: list[str]) -> Mapping[str, Any]:
    """A struct, or one that is written as JSON; a problem where it is neither."""
    if isinstance(value, str) and value:
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            problems.append(f"its {name} is no JSON and was not read")
            return {}
    if value and not isinstance(value, Mapping):
        problems.append(f"its {name} is no mapping and was not read")
    return value if isinstance(value, Mapping) else {}


def _files(value: object) -> list[str] | None:
    """Names of files, of which dumps give a list of names or of structs; None without a list."""
    if not isinstance(value, list | tuple):
        return None
    names = (one.get("rfilename") if isinstance(one, Mapping) else one for one in value)
    return sorted(name for name in names if isinstance(name, str))


def _text(value: object) -> str:
    """A text, or a time as ISO 8601."""
    if value is None:
        return ""
    return value if isinstance(value, str) else getattr(value, "isoformat", lambda: str(value))()


def _number(value: object) -> int | None:
    """A count, which CSV writes as text; None where it is none, or more than a column holds."""
    try:
        found = int(value) if isinstance(value, int | float | str) else None
    except (ValueError, OverflowError):
        return None
    return found if found is not None and abs(found) < _MOST else None
