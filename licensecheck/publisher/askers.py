"""Which licences ask something of a release: its own, and those of what it was made from."""

from collections.abc import Iterator
from dataclasses import dataclass

from licensecheck.domain.reported_model import Node
from licensecheck.domain.role import Role
from licensecheck.knowledge.facts import Kind, LabelFact, LicenseFacts
from licensecheck.knowledge.publishing import Requirement
from licensecheck.publisher.release import Release, distinct

_BINDING = (Role.BASE, Role.TEACHER)


@dataclass(frozen=True, slots=True)
class Asker:
    """A licence whose duties a release has."""

    licence: LicenseFacts
    model: str = ""
    """What comes under it; empty for the release itself."""
    learned: bool = False
    """True where the release learned from the output of that model alone."""
    nearest: bool = True
    """False where that model is only what another one of them was made from."""

    def fact(self, requirement: Requirement) -> LabelFact | None:
        """What the licence says to a requirement; None where it does not ask that."""
        fact = self.licence.labels.get(requirement.label)
        if fact is None or not (self.model or requirement.of_own):
            return None
        reaches = fact.outputs if self.learned else self.nearest or not requirement.of_nearest
        given = not requirement.given or getattr(fact, requirement.given)
        return fact if reaches and given else None


def askers(release: Release) -> Iterator[Asker]:
    """The licences whose facts are known, those of bases first."""
    report = release.report
    nearest = {edge.target for edge in report.lineage.edges if edge.source == report.ref}
    for node in bases(release):
        for licence in terms(node, release):
            learned = node.role is Role.TEACHER
            yield Asker(licence, node.id, learned, nearest=node.id in nearest)
    yield from (Asker(licence) for licence in release.licenses)


def terms(node: Node, release: Release) -> tuple[LicenseFacts, ...]:
    """The known licences of a base that apply together: where there is a choice, those that the
    release is offered under. A use policy comes with the licence that it belongs to."""
    chosen = {licence.name for licence in release.licenses}

    def common(way: tuple[LicenseFacts, ...]) -> int:
        return len(chosen & {licence.name for licence in way})

    ways = (distinct(branch, release.knowledge.facts) for branch in node.license.branches)
    best = max(ways, key=common, default=())
    return tuple(licence for licence in best if licence.kind is not Kind.POLICY)


def bases(release: Release) -> Iterator[Node]:
    """The models whose terms come down to the release."""
    for node in release.report.lineage.nodes:
        if node.kind == "model" and node.role in _BINDING:
            yield node


def parts(release: Release) -> Iterator[Node]:
    """The models that one has to get beside it."""
    return (node for node in release.report.lineage.nodes if node.role is Role.PART)


def without_facts(release: Release) -> Iterator[tuple[Node, str]]:
    """The bases with a licence that was read and of which no facts are known, by its id."""
    for node in bases(release):
        for key in node.license.licenses:
            if release.knowledge.facts.find(key) is None:
                yield node, key
