"""What a snapshot says it was made from, and what its name betrays."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from licensecheck.engine.families import Family
from licensecheck.openness.findings import evidence
from licensecheck.types import Card, DocumentKind, Evidence, Problem, ProblemKind, Snapshot, Span

HUB = "hub metadata"
_ADDRESS = re.compile(r"[A-Za-z0-9][\w.-]{0,95}(?:/[A-Za-z0-9][\w.-]{0,95})?")
_HUB_PAGE = re.compile(r"^(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co)/|^hf:(?://)?", re.I)
_KEYS = re.compile(r'"(?:_name_or_path|base_model_name_or_path)"\s*:\s*"((?:[^"\\]|\\.){1,300})"')
_MERGED = re.compile(r"^[ \t-]*(?:model|base_model)[ \t]*:[ \t]*[\"']?([\w./-]{3,200})", re.M)
# "a fine-tuned version of [Zebra](https://…)": the verb, then at once what it is made from.
_MADE_FROM = re.compile(
    r"\b(fine-?tun(?:ed?|ing)|based|derived|built|initiali[sz]ed|continued|merged?|distill?ed"
    r"|quanti[sz]ed|gguf)(?:\s+(?:version|variant|conversion))?\s+(?:from|on|upon|of|with)\s"
    r"[^.\n\[\]()]{0,40}(?:\[([^\]\n]{1,120})\]\()?<?(?:https?://)?(?:huggingface\.co|hf\.co)/"
    r"(?!datasets/|spaces/|papers/|docs/|blog/|collections/)"
    r"([A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95})",
    re.I,
)
# Links to what is no model, or only shows one.
_NO_MODEL = re.compile(
    r"\b(?:cards?|papers?|licen[cs]e|data|datasets?|code|repo\w*|demo|here)\b", re.I
)
# Words of cards and of the hub, and what is said of the weights.
_RELATIONS = (
    ("distil", "distill"),
    ("quant", "quantized"),
    ("gguf", "quantized"),
    ("merge", "merge"),
    ("lora", "adapter"),
    ("adapter", "adapter"),
)


@dataclass(frozen=True, slots=True)
class Link:
    """One step from a derivative to what it was made from."""

    child: str
    """Address of the derivative; that of the audited model is its reference."""
    parent: str
    relation: str
    """finetune, adapter, quantized, merge, distill or dataset."""
    evidence: Evidence | None = None
    """Where it is said; None for what the hub or the catalogue says of an ancestor."""
    declared: bool = True
    """False for what only configuration, prose or name show."""


def links(snapshot: Snapshot, families: Sequence[Family]) -> tuple[Link, ...]:
    """The models that a snapshot was made from, declared ones first, each once.

    Fields count before configuration and prose; the name counts only where nothing else is said.
    """
    child = str(snapshot.ref)
    found = [*_declared(snapshot, child), *_configured(snapshot, child), *_told(snapshot, child)]
    unique: dict[str, Link] = {}
    for link in found:
        if not same(link.parent, snapshot.ref.name):
            unique.setdefault(link.parent.casefold(), link)
    return tuple(unique.values()) or tuple(_named(snapshot, families))


def datasets(snapshot: Snapshot) -> tuple[Link, ...]:
    """The data sets that cards and hub say it was trained on, each once."""
    child = str(snapshot.ref)
    found: dict[str, Link] = {}
    for card in snapshot.cards:
        for name in card.datasets:
            found.setdefault(
                name.casefold(), Link(child, name, "dataset", _field(card, "datasets"))
            )
    for name in snapshot.metadata.datasets:
        quote = Evidence(HUB, Span(0, len(name)), 0, name)
        found.setdefault(name.casefold(), Link(child, name, "dataset", quote))
    return tuple(found.values())


def address(text: str) -> str | None:
    """`org/name` or an older single name, from what a field says; None for a path or prose."""
    plain = re.split(r"[?#@]", _HUB_PAGE.sub("", text.strip()), maxsplit=1)[0].strip("/")
    plain = "/".join(plain.split("/")[:2]) if _HUB_PAGE.match(text.strip()) else plain
    return plain if _ADDRESS.fullmatch(plain) and ".." not in plain else None


def same(one: str, other: str) -> bool:
    """True for two spellings of one address."""
    return one.casefold() == other.casefold()


def contradictions(snapshot: Snapshot) -> Iterator[Problem]:
    """Problems of the fields that declare bases: no address, or card and hub name others.

    Where they name others, all are followed, so that the strictest terms decide.
    """
    said = [name for card in snapshot.cards for name in card.base_models]
    told = snapshot.metadata.base_models
    for name in dict.fromkeys((*said, *told)):
        if address(name) is None:
            message = f"{name[:80]!r} is no address of a model: its terms could not be looked up."
            yield Problem(ProblemKind.METADATA, "base_model", message)
    known = [{(address(n) or n).casefold() for n in names} for names in (said, told)]
    if all(known) and known[0].isdisjoint(known[1]):
        message = f"The card names {said[0][:80]}, the hub {told[0][:80]}; the terms of both count."
        yield Problem(ProblemKind.METADATA, "base_model", message, hides_terms=False)


def _declared(snapshot: Snapshot, child: str) -> Iterator[Link]:
    for card in snapshot.cards:
        relation = _relation(str(card.front_matter.get("base_model_relation") or ""), snapshot)
        for value in card.base_models:
            if parent := address(value):
                yield Link(child, parent, relation, _field(card, "base_model"))
    for value in snapshot.metadata.base_models:
        if parent := address(value):
            quote = Evidence(HUB, Span(0, len(value)), 0, value)
            yield Link(child, parent, _relation("", snapshot), quote)


def _relation(said: str, snapshot: Snapshot) -> str:
    words = [said, snapshot.metadata.base_relation or "", snapshot.ref.name.lower()]
    libraries = [card.library_name or "" for card in snapshot.cards]
    words += ["adapter" for name in libraries if name.lower() == "peft"]
    for text in words:
        for word, relation in _RELATIONS:
            if word in text.lower():
                return relation
    return "finetune"


def _configured(snapshot: Snapshot, child: str) -> Iterator[Link]:
    for document in snapshot.documents:
        if document.kind is DocumentKind.CONFIG:
            merged = "mergekit" in document.path
            for match in (_MERGED if merged else _KEYS).finditer(document.text):
                parent = address(_unescaped(match[1]))
                if parent and "/" in parent:
                    relation = "merge" if merged else _relation("", snapshot)
                    quote = evidence(document, Span(*match.span(1)))
                    yield Link(child, parent, relation, quote, declared=False)


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"'))
    except ValueError:
        return text


def _told(snapshot: Snapshot, child: str) -> Iterator[Link]:
    for card in snapshot.cards:
        for match in _MADE_FROM.finditer(card.document.text, card.body.start):
            parent = match[3].rstrip(".")
            if _NO_MODEL.search(match[2] or "") or _is_offspring(parent, snapshot.ref.name):
                continue
            relation = next((r for w, r in _RELATIONS if w in match[1].lower()), "finetune")
            quote = evidence(card.document, Span(*match.span()))
            yield Link(child, parent, relation, quote, declared=False)


def _is_offspring(name: str, own: str) -> bool:
    """True for a name that is the model's own with something added: `zebra-gguf` beside `zebra`."""
    short = own.rstrip("/").rpartition("/")[2].casefold()
    return name.rpartition("/")[2].casefold().startswith(short)


def _named(snapshot: Snapshot, families: Sequence[Family]) -> Iterator[Link]:
    """The family that a name belongs to, unless its owner published the model."""
    owner, _, name = snapshot.ref.name.rstrip("/").rpartition("/")
    if snapshot.ref.hub == "local":
        owner, name = "", ""
    for family in families:
        if owner.casefold() not in family.owners and (found := family.names(name)):
            quote = Evidence("name", Span(*found.span()), 0, found[0])
            yield Link(str(snapshot.ref), family.base, "finetune", quote, declared=False)
            return


def _field(card: Card, key: str) -> Evidence:
    place = card.places.get(key)
    return evidence(card.document, place or Span(0, 0))


def is_name_alone(link: Link) -> bool:
    """True where nothing but the model's name points to the base."""
    return link.evidence is not None and link.evidence.document == "name"
