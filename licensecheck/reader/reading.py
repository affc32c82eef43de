"""What a page says of models and of terms, mention by mention, each with a probability.

The chain of bases asks for names (`lineage/heard.py`); for statements of terms nobody asks yet.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from licensecheck.domain import Span
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.reader import places
from licensecheck.reader.inputs import Seen, integers, names_seen, statement, terms_seen
from licensecheck.reader.marked import marked
from licensecheck.reader.meanings import INSIDE, Governs, Mode, Role
from licensecheck.reader.names import LIKELY, Places, suspected
from licensecheck.reader.names import inside as inside_of
from licensecheck.reader.network import Array, Inputs, Network
from licensecheck.reader.page import Page, page
from licensecheck.reader.released import Reader, load, of_names, of_weights

SCREEN = 0.03
"""Names that the network takes for a base, a part or a need with less are not read again."""
MOST_ASKED = 60
"""Names of a page that are, the likeliest first: each takes about 3 ms on a core."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a page."""

    span: Span
    name: str
    role: Role
    relation: str
    """How the own model was made from a base: fine-tuned, adapter, merged, quantized, initialised
    or distilled; empty for other roles. It is right half of the time: not to be relied on."""
    probability: float
    """That the role is right."""
    host: str = ""
    """The site, where the name is part of an address."""
    inside: float = 0.0
    """How likely the own model was made from it, has it inside or needs it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, cell or field with words of terms."""

    span: Span
    governs: Governs
    mode: Mode
    variant: bool
    """True where it holds for one of several own models."""
    probability: float
    """That what it governs is right."""


@dataclass(frozen=True, slots=True)
class PageReading:
    """What a page says, in its order."""

    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]


def read_page(
    text: str,
    own_names: Sequence[str],
    base_models: Sequence[str],
    account: str,
    knowledge: Knowledge,
    reader: Reader | None = None,
) -> PageReading:
    """Read one page.

    `own_names` are what the model or the repository is called, `base_models` what metadata gives as
    its bases, `account` is the publisher's. `reader` is by default the released one. Raises
    ModelFilesError where its files are damaged.
    """
    known = reader or load(knowledge)
    seen = page(text, own_names, base_models, account, known.lexicon)
    names, terms = names_seen(seen), terms_seen(seen, known.clauses)
    return PageReading(
        tuple(_mentions(seen, names, known.names)), tuple(_statements(seen, terms, known.terms))
    )


def read_names(
    text: str,
    own_names: Sequence[str],
    base_models: Sequence[str],
    account: str,
    knowledge: Knowledge,
) -> tuple[Mention, ...]:
    """What a page says of the models that it names, in its order; whether the own model has one
    inside is decided once for each name, from all its places."""
    seen = read_places(text, own_names, base_models, account, knowledge)
    likely = inside_of(of_weights(), seen)
    return tuple(_mention(seen, at, likely[at]) for at in range(len(likely)))


def read_places(
    text: str,
    own_names: Sequence[str],
    base_models: Sequence[str],
    account: str,
    knowledge: Knowledge,
) -> Places:
    """What the network says of each name in a page, and the encoder of those that the network
    suspects most; raises ModelFilesError where the reader's files are damaged."""
    lexicon, network = of_names(knowledge)
    found = page(text, own_names, base_models, account, lexicon)
    seen = names_seen(found)
    roles = _likely(network, seen)["role"]
    return Places(found, seen.features, roles, _sentences(found, suspected(roles)))


def _sentences(found: Page, suspect: places.Likely) -> places.Likely:
    said = np.zeros((len(found.names), len(INSIDE)))
    order = map(int, np.argsort(-suspect, kind="stable")[:MOST_ASKED])
    if asked := [at for at in order if suspect[at] >= SCREEN]:
        pairs = [marked(found, found.names[at]) for at in asked]
        said[asked] = places.roles(places.load(), pairs)
    return said


def _mention(seen: Places, at: int, likely: float) -> Mention:
    """A name with what is made of it; the encoder tells base, part and need apart."""
    place, roles = seen.page.names[at], seen.roles[at]
    role, sure = Role(tuple(Role)[int(np.argmax(roles))]), float(roles.max())
    if likely >= LIKELY:
        role, sure = INSIDE[int(np.argmax(seen.sentences[at]))], likely
    return Mention(place.span, place.words, role, "", sure, place.host, likely)


def _likely(network: Network, seen: Seen) -> Mapping[str, Array]:
    groups, lines = integers(seen.groups), integers(seen.lines)
    return network.read(Inputs(network.vectors(seen.features), seen.words, groups, lines))


def _mentions(page: Page, seen: Seen, network: Network) -> Iterator[Mention]:
    likely, answers = _likely(network, seen), network.answers
    for place, roles, relations in zip(page.names, likely["role"], likely["relation"], strict=True):
        role = Role(answers["role"][int(np.argmax(roles))])
        relation = answers["relation"][int(np.argmax(relations))] * (role is Role.BASE)
        inside = float(sum(roles[answers["role"].index(one)] for one in INSIDE))
        sure = float(roles.max())
        yield Mention(place.span, place.words, role, relation, sure, place.host, inside)


def _statements(page: Page, seen: Seen, network: Network) -> Iterator[Statement]:
    """Each statement by the mean of what its words say."""
    likely, rows = _likely(network, seen), defaultdict[int, list[int]](list)
    for at, group in enumerate(seen.groups):
        rows[group].append(at)
    for inside in rows.values():
        mean = {name: each[inside].mean(0) for name, each in likely.items()}
        best = {name: network.answers[name][int(np.argmax(each))] for name, each in mean.items()}
        yield Statement(
            statement(page, page.terms[inside[0]]),
            Governs(best["governs"]),
            Mode(best["mode"]),
            best["variant"] == "yes",
            float(mean["governs"].max()),
        )
