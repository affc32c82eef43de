"""Repositories that a card links to, and the parts of the model that were found in them.

Only code and documents are looked for: weights elsewhere are under terms of their own, and to
learn those one audits the model where its weights are.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from licensecheck.components.found import components
from licensecheck.components.parts import expression_of
from licensecheck.domain import Basis, Component, Evidence, Snapshot, State
from licensecheck.domain.expression import NO_LICENSE
from licensecheck.knowledge.components import ComponentRule
from licensecheck.terms.terms import Terms

MOST_REPOSITORIES = 3
"""Repositories looked at: cards link to one for the code, some to another for training."""

_GITHUB = re.compile(r"(?<![\w.])github\.com/([\w-]{1,39})/([\w.-]{1,100})")
_ELSEWHERE = frozenset({"code", "documentation"})


@dataclass(frozen=True, slots=True)
class Linked:
    """A repository that was read because the card links to it."""

    snapshot: Snapshot
    terms: Terms


def repositories(snapshot: Snapshot) -> tuple[str, ...]:
    """`owner/name` on GitHub of the publisher's own repositories that the cards link to.

    A card also links to the tools it was made with: a repository is the publisher's own where its
    owner or its name is spelt as those of the model.
    """
    found = [match for card in snapshot.cards for match in _GITHUB.finditer(card.document.text)]
    names = (f"{match[1]}/{match[2].removesuffix('.git').rstrip('.')}" for match in found)
    own = [name for name in dict.fromkeys(names) if _is_own(name, snapshot.ref.name)]
    return tuple(own[:MOST_REPOSITORIES])


def found_in(
    parts: Sequence[Component], linked: Sequence[Linked], rules: Sequence[ComponentRule]
) -> tuple[Component, ...]:
    """The parts, those that a linked repository has as present, with its licence and address."""
    there = [(one, components(one.snapshot, rules)) for one in linked]
    return tuple(
        next(
            (
                _present(part, other, one)
                for one, others in there
                for other in others
                if part.name == other.name and other.files and _may_be_elsewhere(part)
            ),
            part,
        )
        for part in parts
    )


def _may_be_elsewhere(part: Component) -> bool:
    return part.type in _ELSEWHERE and part.state is not State.PRESENT and not part.checked


def _present(part: Component, other: Component, where: Linked) -> Component:
    ref = replace(where.snapshot.ref, revision=where.snapshot.revision)
    text = f"{part.name}: {other.files[0]} in {ref}"
    licence = expression_of(where.terms, "code")
    licence = licence if licence is not None else expression_of(where.terms, "model")
    return replace(
        part,
        state=State.PRESENT,
        evidence=(*part.evidence, Evidence.said(Basis.REPOSITORY, text, str(ref))),
        license=NO_LICENSE if where.terms.unread else licence or NO_LICENSE,
        checked=True,
    )


def _is_own(repository: str, model: str) -> bool:
    owner, name = map(_letters, repository.split("/", 1))
    publisher, own = map(_letters, model.rpartition("/")[::2])
    return bool(publisher and owner == publisher) or (len(name) > 2 and own.startswith(name))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()
