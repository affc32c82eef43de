"""Labelled pages as the networks learn from them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.mentions.labels import MODEL, Label, LabelledPage
from licensecheck.knowledge.called import called_names
from licensecheck.knowledge.knowledge import installed
from licensecheck.reader.candidates import Candidate
from licensecheck.reader.inputs import Seen, names_seen
from licensecheck.reader.lexicon import Lexicon
from licensecheck.reader.marked import marked
from licensecheck.reader.meanings import Role
from licensecheck.reader.page import key_of, page
from licensecheck.text.letters import letters

ROLES = tuple(Role)
RELATIONS = ("fine-tuned", "initialised", "merged", "adapter", "quantized", "distilled")
ANSWERS: Mapping[str, tuple[str, ...]] = {"role": ROLES, "relation": RELATIONS}
"""The questions, each with its answers."""
UNSAID = -1

Roles = Mapping[str, Mapping[str, frozenset[str]]]


@dataclass(frozen=True, slots=True)
class Example:
    """The names of one page, with the labels of those that have one."""

    page: str
    owner: str
    seen: Seen
    pairs: tuple[tuple[str, str], ...]
    """What the encoder reads of each place."""
    keys: tuple[str, ...]
    """Letters of the names."""
    spans: tuple[tuple[int, int], ...]
    wanted: Mapping[str, npt.NDArray[np.int64]]
    """By question the answer of each place, or UNSAID."""
    silent: npt.NDArray[np.bool_]
    """Places that the reader of the page had before him and passed over, own names apart: of
    these he was shown a few of each."""


def roles_by_name(pages: Sequence[LabelledPage]) -> Roles:
    """By the letters of a name and a role, the publishers in whose pages it has that role."""
    found = defaultdict[str, defaultdict[str, set[str]]](lambda: defaultdict(set))
    for each in pages:
        for label in each.labels:
            key = key_of(each.text[label.start : label.end])
            if label.kind == MODEL and 1 < len(key) < 60:
                found[key][label.label].add(each.owner)
    return {k: {r: frozenset(o) for r, o in roles.items()} for k, roles in sorted(found.items())}


def counts(roles: Roles, without: frozenset[str]) -> dict[str, dict[str, int]]:
    """Names that something has, with the number of publishers by role; some left out."""
    found = dict[str, dict[str, int]]()
    for key, each in roles.items():
        left = {role: len(owners - without) for role, owners in each.items() if owners - without}
        if any(role != "not" for role in left):
            found[key] = left
    return found


def beginnings(pages: Sequence[LabelledPage]) -> frozenset[str]:
    """What labelled names of several words begin with."""
    found = set[str]()
    for each in pages:
        for label in each.labels:
            words = each.text[label.start : label.end].split()
            if label.kind == MODEL and label.label != "not" and 1 < len(words) < 5:
                found |= {letters(" ".join(words[:size])) for size in range(1, len(words))}
    return frozenset(found)


def known_lexicon(roles: Roles, begin: frozenset[str], without: frozenset[str]) -> Lexicon:
    """What is known where pages of some publishers are not."""
    return Lexicon(installed().names.families, called_names(), counts(roles, without), begin)


_OWN_LIKE = ("begins as own", "contains own", "owner is account", "owner is linked", "in title")


def _is_own_like(found: Mapping[str, float]) -> bool:
    """Whether a name may be own by its spelling or its account."""
    return any(found.get(name, 0.0) for name in _OWN_LIKE)


def example(each: LabelledPage, lexicon: Lexicon) -> Example:
    """The names of a page."""
    seen = page(each.text, [each.name], each.base_models, each.owner, lexicon)
    made = names_seen(seen)
    said = [_label(each.labels, place) for place in seen.names]
    keys = tuple(key_of(one.words) for one in seen.names)
    labelled = {key_of(each.text[one.start : one.end]) for one in each.labels}
    silent = [
        each.full and label is None and key not in labelled and not _is_own_like(known)
        for label, key, known in zip(said, keys, made.features, strict=True)
    ]
    return Example(
        each.file,
        each.owner,
        made,
        tuple(marked(seen, one) for one in seen.names),
        keys,
        tuple((one.span.start, one.span.end) for one in seen.names),
        {name: np.array(rows, np.int64) for name, rows in _roles(each, keys, said).items()},
        np.array(silent, bool),
    )


def _label(labels: Sequence[Label], place: Candidate) -> str | None:
    """The label that shares most signs with a place."""
    best, found = 0, None
    for one in labels:
        shared = min(one.end, place.span.end) - max(one.start, place.span.start)
        if one.kind == MODEL and shared > best:
            best, found = shared, one.label
    return found


def _roles(
    each: LabelledPage, keys: Sequence[str], said: Sequence[str | None]
) -> dict[str, list[int]]:
    relation = {key_of(name): how for name, how in each.bases if how in RELATIONS}
    alone = set(relation.values())
    return {
        "role": [ROLES.index(one) if one else UNSAID for one in said],
        "relation": [
            _relation(key, relation, alone) if one == "base" else UNSAID
            for key, one in zip(keys, said, strict=True)
        ],
    }


def _relation(key: str, known: Mapping[str, str], alone: set[str]) -> int:
    """That of the base of this name, or the only one that the page's bases have."""
    near = [how for name, how in known.items() if len(key) > 2 and (key in name or name in key)]
    found = near or (list(alone) if len(alone) == 1 else [])
    return RELATIONS.index(found[0]) if len(set(found)) == 1 else UNSAID
