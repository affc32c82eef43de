"""What a page says of the models that it names, mention by mention, each with a probability."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from licensecheck.domain import Span
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.reader import places
from licensecheck.reader.inputs import Seen, integers, names_seen
from licensecheck.reader.marked import marked
from licensecheck.reader.meanings import INSIDE, Role
from licensecheck.reader.network import Array, Inputs, Network
from licensecheck.reader.page import Page, page
from licensecheck.reader.released import of_names

SCREEN = 0.03
"""Names that the network takes for a base, a part or a need with less are not read again."""
LIKELY = 0.5
"""From which probability on a name is called one of them, whatever the network called it."""
MOST_ASKED = 60
"""Names of a page that are, the likeliest first: each takes about 3 ms on a core."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a page."""

    span: Span
    name: str
    role: Role
    probability: float
    """That the role is right."""
    host: str = ""
    """The site, where the name is part of an address."""
    inside: float = 0.0
    """How likely the own model was made from it, has it inside or needs it."""


def read_names(
    text: str,
    own_names: Sequence[str],
    base_models: Sequence[str],
    account: str,
    knowledge: Knowledge,
) -> tuple[Mention, ...]:
    """What each name in a page stands for, in the page's order; whether the own model has it inside
    is asked of the encoder too.

    `own_names` are what the model or the repository is called, `base_models` what metadata gives as
    its bases, `account` is the publisher's. Raises ModelFilesError where the reader's files are
    damaged.
    """
    lexicon, network = of_names(knowledge)
    seen = page(text, own_names, base_models, account, lexicon)
    found = tuple(_mentions(seen, names_seen(seen), network))
    asked = [at for at, one in enumerate(found) if one.inside >= SCREEN]
    asked = sorted(asked, key=lambda at: -found[at].inside)[:MOST_ASKED]
    if not asked:
        return found
    likely = places.roles(places.load(), [marked(seen, seen.names[at]) for at in asked])
    again = {
        at: _heard(found[at], places.both(found[at].inside, float(inside)), row)
        for at, inside, row in zip(asked, places.inside(likely), likely, strict=True)
    }
    return tuple(again.get(at, one) for at, one in enumerate(found))


def _heard(one: Mention, inside: float, likely: Array) -> Mention:
    """A mention with what both readers make of it; the encoder tells base, part and need apart."""
    if inside < LIKELY:
        return replace(one, inside=inside)
    role = INSIDE[int(np.argmax(likely))]
    return replace(one, inside=inside, role=role, probability=inside)


def _likely(network: Network, seen: Seen) -> Mapping[str, Array]:
    groups, lines = integers(seen.groups), integers(seen.lines)
    return network.read(Inputs(network.vectors(seen.features), seen.words, groups, lines))


def _mentions(page: Page, seen: Seen, network: Network) -> Iterator[Mention]:
    answers = network.answers["role"]
    for place, roles in zip(page.names, _likely(network, seen)["role"], strict=True):
        role = Role(answers[int(np.argmax(roles))])
        inside = float(sum(roles[answers.index(one)] for one in INSIDE))
        yield Mention(place.span, place.words, role, float(roles.max()), place.host, inside)
