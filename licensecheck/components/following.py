"""Repositories that a card links to, and the parts of the model that were found in them.

Only code and documents are looked for: weights elsewhere are under terms of their own, and to
learn those one audits the model where its weights are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from licensecheck.components.found import components
from licensecheck.components.linked import repositories
from licensecheck.components.parts import expression_of
from licensecheck.domain import Basis, Component, Evidence, Snapshot, State
from licensecheck.domain.expression import NO_LICENSE
from licensecheck.knowledge.components import ComponentRule
from licensecheck.terms.terms import Terms

_ELSEWHERE = frozenset({"code", "documentation"})


@dataclass(frozen=True, slots=True)
class Linked:
    """A repository that was read because the card links to it."""

    snapshot: Snapshot
    terms: Terms


def found_in(
    parts: Sequence[Component],
    linked: Sequence[Linked],
    rules: Sequence[ComponentRule],
    snapshot: Snapshot,
) -> tuple[Component, ...]:
    """The parts, those that a linked repository has as present, with its licence and address; what
    none has is not found, if all that are linked were read."""
    all_read = bool(linked) and len(linked) >= len(repositories(snapshot))
    there = [(one, components(one.snapshot, rules)) for one in linked]
    return tuple(
        next(
            (
                _present(part, other, one)
                for one, others in there
                for other in others
                if part.name == other.name and other.files and _may_be_elsewhere(part)
            ),
            replace(part, state=State.NOT_FOUND)
            if all_read and part.type in _ELSEWHERE and part.state is State.UNKNOWN
            else part,
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
