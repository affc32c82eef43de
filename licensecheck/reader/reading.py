"""What a page says of models and of terms, mention by mention, each with a probability.

Nothing in the program asks for it yet: it is compared with what the program says today.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from licensecheck.domain import Span
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.reader.inputs import Seen, integers, names_seen, statement, terms_seen
from licensecheck.reader.meanings import Governs, Mode, Role
from licensecheck.reader.network import Array, Inputs, Network
from licensecheck.reader.page import Page, page
from licensecheck.reader.released import Reader, load


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


def _likely(network: Network, seen: Seen) -> Mapping[str, Array]:
    groups, lines = integers(seen.groups), integers(seen.lines)
    return network.read(Inputs(network.vectors(seen.features), seen.words, groups, lines))


def _mentions(page: Page, seen: Seen, network: Network) -> Iterator[Mention]:
    likely, answers = _likely(network, seen), network.answers
    for place, roles, relations in zip(page.names, likely["role"], likely["relation"], strict=True):
        role = Role(answers["role"][int(np.argmax(roles))])
        relation = answers["relation"][int(np.argmax(relations))] * (role is Role.BASE)
        yield Mention(place.span, place.words, role, relation, float(roles.max()))


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
