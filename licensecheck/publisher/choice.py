"""Whether the licence that a release is offered under may be that, over what it was made from."""

from collections.abc import Iterable, Iterator

from licensecheck.domain import Confidence, Finding, FindingKind, Severity, Source
from licensecheck.domain.mismatch import Clash, Conflict, Mismatch
from licensecheck.domain.reported_model import Node
from licensecheck.domain.role import Role
from licensecheck.knowledge.facts import LicenseFacts
from licensecheck.lineage.compatibility import fit
from licensecheck.publisher.askers import bases, terms
from licensecheck.publisher.release import Release
from licensecheck.report.wording import sentence

LAXER = "derivative-under-laxer-terms"
"""The open-washing rule that says so of all terms in a folder."""


def unsuitable(release: Release) -> Iterator[tuple[Node, str, bool]]:
    """Each base that the chosen licence does not suit, in a sentence, and whether that is certain.

    The audit asks this of all terms in a folder, in which the base's own licence may lie as a copy;
    what is offered is what the field names.
    """
    below = (base for base in bases(release) if base.role is not Role.TEACHER)
    for base in below if release.licenses else ():
        demanded = _labels(terms(base, release))
        if conflicts := _conflicts(base, demanded, release):
            yield base, _sentence(base, conflicts, release), not _is_limit(demanded, conflicts)


def _conflicts(base: Node, demanded: frozenset[str], release: Release) -> tuple[Conflict, ...]:
    theirs = {licence.name for licence in terms(base, release)}
    same = bool(theirs) and theirs <= {licence.name for licence in release.licenses}
    rules = release.knowledge.rules
    return fit(demanded, _labels(release.licenses), rules, same=same).conflicts


def _labels(licences: Iterable[LicenseFacts]) -> frozenset[str]:
    return frozenset(label for licence in licences for label in licence.labels)


def _is_limit(demanded: frozenset[str], conflicts: Iterable[Conflict]) -> bool:
    """True where the base may be passed on within limits, which a person has to read."""
    forbidden = all(conflict.clash is Clash.FORBIDDEN for conflict in conflicts)
    return forbidden and "limited-redistribution" in demanded


def _sentence(base: Node, conflicts: tuple[Conflict, ...], release: Release) -> str:
    """As the audit words it."""
    finding = Finding(
        rule=LAXER,
        labels=(),
        severity=Severity.HIGH,
        confidence=Confidence.CERTAIN,
        source=Source.CARD,
        kind=FindingKind.MISMATCH,
        evidence=(),
        mismatch=Mismatch.of(
            base=base.id,
            under=base.license,
            offered=tuple(sorted(licence.id for licence in release.licenses)),
            conflicts=conflicts,
        ),
    )
    return sentence(finding, release.knowledge)
