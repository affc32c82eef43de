"""What a page says of the models that it names, mention by mention, each with a probability."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from licensecheck.domain import Span
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.reader import places
from licensecheck.reader.inputs import Seen, integers, names_seen
from licensecheck.reader.marked import marked
from licensecheck.reader.meanings import INSIDE, Role
from licensecheck.reader.names import LIKELY, Places, suspected
from licensecheck.reader.names import inside as inside_of
from licensecheck.reader.network import Array, Inputs, Network
from licensecheck.reader.page import Page, page
from licensecheck.reader.released import of_names, of_weights

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
    probability: float
    """That the role is right."""
    host: str = ""
    """The site, where the name is part of an address."""
    inside: float = 0.0
    """How likely the own model was made from it, has it inside or needs it."""
    alone: float = 0.0
    """The same by this place alone."""


def read_names(
    text: str,
    own_names: Sequence[str],
    base_models: Sequence[str],
    account: str,
    knowledge: Knowledge,
) -> tuple[Mention, ...]:
    """What each name in a page stands for, in the page's order; whether the own model has it inside
    is decided once for each name, from all its places.

    `own_names` are what the model or the repository is called, `base_models` what metadata gives as
    its bases, `account` is the publisher's. Raises ModelFilesError where the reader's files are
    damaged.
    """
    seen = read_places(text, own_names, base_models, account, knowledge)
    likely, alone = inside_of(of_weights(), seen), seen.alone
    return tuple(_mention(seen, at, likely[at], float(alone[at])) for at in range(len(likely)))


def read_places(
    text: str,
    own_names: Sequence[str],
    base_models: Sequence[str],
    account: str,
    knowledge: Knowledge,
) -> Places:
    """What the network says of each name in a page, and the encoder of those that the network
    suspects most; takes and raises what `read_names` does."""
    lexicon, network = of_names(knowledge)
    found = page(text, own_names, base_models, account, lexicon)
    seen = names_seen(found)
    roles = _likely(network, seen)
    return Places(found, seen.features, roles, _sentences(found, suspected(roles)))


def _likely(network: Network, seen: Seen) -> Array:
    groups, lines = integers(seen.groups), integers(seen.lines)
    given = Inputs(network.vectors(seen.features), seen.words, groups, lines)
    return network.read(given)["role"]


def _sentences(found: Page, suspect: places.Likely) -> places.Likely:
    said = np.zeros((len(found.names), len(INSIDE)))
    order = map(int, np.argsort(-suspect, kind="stable")[:MOST_ASKED])
    if asked := [at for at in order if suspect[at] >= SCREEN]:
        pairs = [marked(found, found.names[at]) for at in asked]
        said[asked] = places.roles(places.load(), pairs)
    return said


def _mention(seen: Places, at: int, likely: float, alone: float) -> Mention:
    """A name with what is made of it; the encoder tells base, part and need apart."""
    place, roles = seen.page.names[at], seen.roles[at]
    role, sure = tuple(Role)[int(np.argmax(roles))], float(roles.max())
    if likely >= LIKELY:
        role, sure = INSIDE[int(np.argmax(seen.sentences[at]))], likely
    return Mention(place.span, place.words, role, sure, place.host, likely, alone)
