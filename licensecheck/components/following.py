"""Repositories that a card links to, and the parts of the model that were found in them.

Only code and documents are looked for: weights elsewhere are under terms of their own, and to
learn those one audits the model where its weights are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from licensecheck.components.found import components
from licensecheck.components.linked import is_called_after, places, repositories
from licensecheck.components.parts import expression_of
from licensecheck.domain import Basis, Component, Evidence, Snapshot, State
from licensecheck.domain.expression import NO_LICENSE
from licensecheck.knowledge.components import ComponentRule
from licensecheck.terms.terms import Terms

_ELSEWHERE = frozenset({"code", "documentation"})
_LOOKED_FOR = _ELSEWHERE | {"data"}
_SHOWN = (State.PRESENT, State.LINKED, State.CLAIMED)


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
    there = [(one, _parts_there(one, rules, snapshot)) for one in linked]

    def found(part: Component) -> Component:
        shown = [
            (one, other) for one, others in there for other in others if other.name == part.name
        ]
        has = next((one for one in shown if one[1].files), None)
        if has and _may_be_elsewhere(part):
            return _present(part, has[1], has[0])
        looked_for = part.type in _ELSEWHERE or not any(other.state in _SHOWN for _, other in shown)
        if all_read and part.state is State.UNKNOWN and part.type in _LOOKED_FOR and looked_for:
            return replace(part, state=State.NOT_FOUND)
        return part

    return tuple(map(found, parts))


def _parts_there(
    one: Linked, rules: Sequence[ComponentRule], snapshot: Snapshot
) -> Sequence[Component]:
    """The parts that a repository has for the model: of a publisher's many works, those in the
    folders that the cards link to, and of training what they link it for."""
    links = places(snapshot, one.snapshot.ref.name)
    folders = tuple(f"{folder}/" for folder, _ in links) if all(path for path, _ in links) else ()
    files = [each for each in one.snapshot.files if not folders or each.path.startswith(folders)]
    own = is_called_after(one.snapshot.ref.name, snapshot)
    said = " ".join(words for _, words in links)
    asked = [
        rule for rule in rules if own or not rule.linked_for or rule.linked_for.one.search(said)
    ]
    return components(replace(one.snapshot, files=tuple(files)), asked)


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
