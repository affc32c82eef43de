"""What a snapshot says it was made from, and what its name betrays."""

import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from licensecheck.domain import (
    Basis,
    Card,
    Document,
    DocumentKind,
    Evidence,
    Problem,
    ProblemKind,
    Snapshot,
    Span,
)
from licensecheck.domain.problem import OF_BASE
from licensecheck.knowledge.called import licensed
from licensecheck.knowledge.families import Family
from licensecheck.knowledge.phrases import Phrase
from licensecheck.statements.called import publisher, repository
from licensecheck.text.letters import letters
from licensecheck.text.titles import title

if TYPE_CHECKING:
    from licensecheck.knowledge.knowledge import Knowledge
    from licensecheck.lineage.page import Page

_ADDRESS = re.compile(r"[A-Za-z0-9][\w.-]{0,95}(?:/[A-Za-z0-9][\w.-]{0,95})?")
_HUB_PAGE = re.compile(r"^(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co)/|^hf:(?://)?", re.I)
_KEYS = re.compile(r'"(?:_name_or_path|base_model_name_or_path)"\s*:\s*"((?:[^"\\]|\\.){1,300})"')
_PAGE = re.compile(r"\]\((?:\./)?(\w[\w./-]{0,200}\.md)\b")
_MERGED = re.compile(r"^[ \t-]*(?:model|base_model)[ \t]*:[ \t]*[\"']?([\w./-]{3,200})", re.M)
# Folders that training runs write to: what stands behind them is a path, not an address.
_FOLDERS = frozenset({"model", "models", "output", "outputs", "out", "checkpoints", "ckpts"})
# Words before a family in a title that name its publisher: "Meta-Llama-3-8B" is the model itself.
_PUBLISHERS = frozenset({"meta", "google", "stabilityai", "tiiuae"})
# Words of cards and of the hub, and what is said of the weights.
_RELATIONS = (
    ("distil", "distill"),
    ("quant", "quantized"),
    ("gguf", "quantized"),
    ("merge", "merge"),
    ("lora", "adapter"),
    ("adapter", "adapter"),
)

_NO_BASE = Phrase("lineage/no-base")
_SIZE = re.compile(r"[-_ ]?\d{1,4}(?:\.\d)?[bm](?![a-z])", re.I)

MOST_PLACES = 200
"""Further places that are kept of one step, one for each model that a page tells apart."""
PART = "part"
"""Relation of a model of others that one has to get beside the weights."""


@dataclass(frozen=True, slots=True)
class Link:
    """One step from a derivative to what it was made from."""

    child: str
    """Address of the derivative; that of the audited model is its reference."""
    parent: str
    """Its address; where `addressed` does not hold, the name that a page gives it."""
    relation: str
    """finetune, adapter, quantized, merge, distill, part or dataset."""
    evidence: Evidence | None = None
    """Where it is said; None for what the hub or the catalogue says of an ancestor."""
    declared: bool = True
    """False for what only configuration, prose or name show."""
    own: bool = False
    """True where a page in a folder, which has no owner, shows that one publisher made both."""
    addressed: bool = True
    """False for a model whose name alone is known, so that nobody can be asked for its terms."""
    called: str = ""
    """What a page calls it, where `parent` stands for a family."""
    heard: bool = False
    """True for what the reader of names says alone: its terms count, and it accuses nobody."""
    further: tuple[Evidence, ...] = ()
    """The other places that say it: one may be about another release than the first."""

    @property
    def name(self) -> str:
        """What a report calls the parent."""
        return self.called or self.parent


def links(snapshot: Snapshot, families: Sequence[Family]) -> tuple[Link, ...]:
    """The models that a snapshot was made from, declared ones first, each once.

    Fields count before configuration and prose; the name counts only where nothing else is said.
    """
    child = str(snapshot.ref)
    owner = _owner(snapshot)
    others = _of_others(families, owner)
    found = [
        *_declared(snapshot, child),
        *_configured(snapshot, child, others),
        *_told(snapshot, child, _in_prose(others)),
        *_needed(snapshot, child),
    ]
    found += _heard(snapshot, child, _in_prose(others), [link.name for link in found])
    unique: dict[str, Link] = {}
    for link in found:
        if not same(link.parent, snapshot.ref.name):
            first = unique.setdefault(link.parent.casefold(), link)
            more = link.evidence if link.evidence != first.evidence else None
            if more and first.evidence and len(first.further) < MOST_PLACES:
                unique[link.parent.casefold()] = replace(first, further=(*first.further, more))
    return tuple(_without_sizes(unique.values())) or tuple(_named(snapshot, others))


def _without_sizes(found: Collection[Link]) -> Iterator[Link]:
    """The links; of names without an address those alone that no shorter one stands for: "Okapi"
    stands for "Okapi 7B"."""
    named = [letters(link.parent) for link in found if not link.addressed]
    for link in found:
        own = letters(link.parent)
        if link.addressed or not any(one != own and own.startswith(one) for one in named):
            yield link


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
    said = [name for card in snapshot.cards for name in _bases(card.base_models)]
    told = _bases(snapshot.metadata.base_models)
    for name in dict.fromkeys((*said, *told)):
        if address(name) is None:
            message = f"{name[:80]!r} is no address of a model: its terms could not be looked up."
            yield Problem(ProblemKind.METADATA, "base_model", message)
    known = [{(address(n) or n).casefold() for n in names} for names in (said, told)]
    if all(known) and known[0].isdisjoint(known[1]):
        message = f"The card names {said[0][:80]}, the hub {told[0][:80]}; the terms of both count."
        yield Problem(ProblemKind.METADATA, "base_model", message, hides_terms=False)


def unnamed_base(snapshot: Snapshot, families: Sequence[Family]) -> Iterator[Problem]:
    """That an adapter does not say what it belongs to: its base is a path on somebody's disk."""
    if _bases(snapshot.metadata.base_models) or any(
        _bases(card.base_models) for card in snapshot.cards
    ):
        return
    for document in snapshot.documents:
        if document.path.rpartition("/")[2] == "adapter_config.json":
            given = _KEYS.search(document.text)
            place = _unescaped(given[1]) if given else ""
            if not _base_at(place, families):
                said = f"gives {place[:80]!r} as its base" if place else "gives no base"
                message = f"It {said}: the terms of that one could not be looked up."
                yield Problem(ProblemKind.METADATA, document.path, message)


def _of_folder(snapshot: Snapshot, families: Sequence[Family]) -> Iterator[Family]:
    """The family that the name of a local folder has. Whoever copied the model may have kept its
    name, or not: it accuses nobody, and a person has to look."""
    folder = re.split(r"[\\/]", snapshot.ref.name.rstrip("\\/"))[-1]
    if snapshot.ref.hub == "local":
        yield from islice((family for family in families if family.names(folder)), 1)


def _bases(names: Sequence[str]) -> Sequence[str]:
    """The names of a field, without words for none: `base_model: none`."""
    return [name for name in names if not _NO_BASE.search(name)]


def _declared(snapshot: Snapshot, child: str) -> Iterator[Link]:
    for card in snapshot.cards:
        relation = _relation(str(card.front_matter.get("base_model_relation") or ""), snapshot)
        for value in _bases(card.base_models):
            if parent := address(value):
                yield Link(child, parent, relation, declared_at(card, "base_model"))
    for value in _bases(snapshot.metadata.base_models):
        if parent := address(value):
            quote = Evidence.said(Basis.HUB, value)
            yield Link(child, parent, _relation("", snapshot), quote)


def _relation(said: str, snapshot: Snapshot) -> str:
    words = [said, snapshot.metadata.base_relation or "", snapshot.ref.name.lower()]
    libraries = [card.library_name or "" for card in snapshot.cards]
    words += ["adapter" for name in libraries if name.lower() == "peft"]
    return next(filter(None, map(_relation_in, words)), "finetune")


def _relation_in(text: str) -> str:
    """How a model was made, as far as words say; empty where they do not."""
    return next((relation for word, relation in _RELATIONS if word in text.lower()), "")


def _configured(snapshot: Snapshot, child: str, families: Sequence[Family]) -> Iterator[Link]:
    for document in snapshot.documents:
        merged = _is_merge(document)
        if merged or document.kind is DocumentKind.CONFIG:
            for match in (_MERGED if merged else _KEYS).finditer(document.text):
                if parent := _base_at(_unescaped(match[1]), families):
                    relation = "merge" if merged else _relation("", snapshot)
                    quote = Evidence.at(document, Span(*match.span(1)))
                    yield Link(child, parent, relation, quote, declared=False)


def _is_merge(document: Document) -> bool:
    """True for settings of a merge, whatever the file is called."""
    if document.kind is DocumentKind.CONFIG:
        return "mergekit" in document.path
    return document.kind is DocumentKind.METADATA and "merge_method:" in document.text


def _base_at(place: str, families: Sequence[Family]) -> str | None:
    """The address that a configuration gives, or that of the family that a path's end names."""
    parent = None if place.startswith(("/", ".", "~")) else address(place)
    owner, _, _ = (parent or "").partition("/")
    if parent and "/" in parent and owner.lower() not in _FOLDERS:
        return parent
    last = re.split(r"[/\\]", place.rstrip("/\\"))[-1]
    return next((family.base for family in families if family.names(last)), None)


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"'))
    except ValueError:
        return text


def _told(snapshot: Snapshot, child: str, families: Sequence[Family]) -> Iterator[Link]:
    name = repository(snapshot) or snapshot.ref.name
    for card in _pages(snapshot):
        from licensecheck.lineage.sentence import BESIDE
        from licensecheck.lineage.told import told  # reads prose

        for one in told(card, name, families):
            relation = PART if one.word == BESIDE else _relation_in(one.word) or "finetune"
            quote = Evidence.at(card.document, one.span)
            own = one.own and not _owner(snapshot)
            yield Link(child, one.base, relation, quote, False, own, one.addressed, one.called)


def _heard(
    snapshot: Snapshot, child: str, families: Sequence[Family], known: Sequence[str]
) -> Iterator[Link]:
    """What the reader hears in the cards beside what is `known` already."""
    if not snapshot.cards:
        return
    from licensecheck.lineage.heard import heard  # loads the reader
    from licensecheck.lineage.sentence import BESIDE

    for page in _read_pages(snapshot, families):
        for one in heard(page, _owner(snapshot), known):
            relation = PART if one.word == BESIDE else "finetune"
            quote = Evidence.at(page.card.document, one.span)
            own = one.own and not _owner(snapshot)
            yield Link(
                child, one.base, relation, quote, False, own, one.addressed, one.called, heard=True
            )


def possible(
    snapshot: Snapshot, known: Sequence[str], knowledge: "Knowledge", binding: Collection[str]
) -> Iterator[Problem]:
    """Models under terms that restrict, of which the reader is not sure that they are no base and
    not needed; `known` are the names of those that the chain has, `binding` the licences that bind
    anyway."""
    for family in _of_folder(snapshot, knowledge.families):
        more = knowledge.facts.limit_more(licensed(family.base), binding)
        if more and not any(map(family.names, known)):
            words = "the folder is called so, and no page tells of that base, look it up"
            yield Problem(ProblemKind.METADATA, f"{OF_BASE}{family.family}", words)
    if not snapshot.cards:
        return
    from licensecheck.lineage.heard import possible  # loads the reader

    owner = _owner(snapshot)
    for page in _read_pages(snapshot, _in_prose(_of_others(knowledge.families, owner))):
        yield from possible(page, owner, known, knowledge.facts, binding)


def _of_others(families: Sequence[Family], owner: str) -> Sequence[Family]:
    """The families but those of an account."""
    return [family for family in families if owner not in family.owners]


def _in_prose(families: Sequence[Family]) -> Sequence[Family]:
    return [family for family in families if family.prose]


def _read_pages(snapshot: Snapshot, families: Sequence[Family]) -> Iterator["Page"]:
    from licensecheck.lineage.page import Page
    from licensecheck.lineage.subjects import letters_of

    name = repository(snapshot) or snapshot.ref.name
    for card in snapshot.cards:
        yield Page(card, name, [letters_of(name), letters_of(title(card))], families)


def _needed(snapshot: Snapshot, child: str) -> Iterator[Link]:
    """What programs load of others beside the weights, and what settings name."""
    if not snapshot.documents:
        return
    from licensecheck.knowledge.configured import Use
    from licensecheck.lineage.configured import configured
    from licensecheck.lineage.needed import needed

    owner = _owner(snapshot) or publisher(snapshot).casefold()
    own = letters(snapshot.ref.name.rstrip("/").rpartition("/")[2])

    def is_other(address: str) -> bool:
        account, _, name = address.casefold().partition("/")
        return account != owner and account not in _FOLDERS and own not in letters(name)

    for address, document, span in needed(snapshot, is_other):
        yield Link(child, address, PART, Evidence.at(document, span), declared=False)
    for use, address, document, span in configured(snapshot, is_other):
        relation = _relation("", snapshot) if use is Use.BASE else PART
        yield Link(child, address, relation, Evidence.at(document, span), declared=False)


def _pages(snapshot: Snapshot) -> Iterator[Card]:
    """The cards, and the project's own pages that they link to: "see the architecture blog"."""
    yield from snapshot.cards
    linked = {page for card in snapshot.cards for page in _PAGE.findall(card.document.text)}
    for document in snapshot.documents:
        if document.kind is DocumentKind.PROSE and document.path in linked:
            yield Card(document, Span(0, len(document.text)))


def _owner(snapshot: Snapshot) -> str:
    """Who published the model, in lower case; empty where that cannot be told."""
    local = snapshot.ref.hub == "local"
    return "" if local else snapshot.ref.name.rstrip("/").rpartition("/")[0].casefold()


def _named(snapshot: Snapshot, families: Sequence[Family]) -> Iterator[Link]:
    """The family that a name belongs to; a folder's name is nobody's word, its card's title is."""
    local = snapshot.ref.hub == "local"
    name = snapshot.ref.name.rstrip("/").rpartition("/")[2]
    name = next(map(title, snapshot.cards), "") if local else name
    for family in families:
        found = family.names(name)
        if found and not (local and _begins(name, found.start())):
            from licensecheck.lineage.sentence import member  # reads names of the catalogue

            quote = Evidence(Basis.NAME, "", Span(*found.span()), 0, found[0])
            sized = _SIZE.match(name, found.end())
            base = member(family, name[found.start() : sized.end() if sized else found.end()])
            yield Link(str(snapshot.ref), base, "finetune", quote, declared=False)
            return


def _begins(name: str, place: int) -> bool:
    """True where what stands there is the name itself, not the last part of a longer one."""
    before = re.search(r"(\w+)[-_]$", name[: place + (name[place] in "-_")])
    return before is None or before[1].casefold() in _PUBLISHERS


def declared_at(card: Card, key: str) -> Evidence:
    """Where the front matter of a card has a field."""
    place = card.places.get(key)
    return Evidence.at(card.document, place or Span(0, 0))


def betrayed(name: str, families: Sequence[Family]) -> tuple[object, ...]:
    """All that the address of a model decides about its links: how it was made, which families are
    its owner's own, and of which other family it is."""
    owner, _, last = name.rpartition("/")
    own = [family.family for family in families if owner.casefold() in family.owners]
    others = (family for family in families if family.family not in own)
    named = ((family.family, found[0]) for family in others if (found := family.names(last)))
    return _relation_in(name), own, next(named, None)


def is_name_alone(link: Link) -> bool:
    """True where nothing but the model's name points to the base."""
    return link.evidence is not None and link.evidence.basis is Basis.NAME
