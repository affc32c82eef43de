"""From our values on a model to the report's."""

from collections.abc import Iterable, Mapping

from licensecheck.domain import Component, Expression, Finding, Snapshot
from licensecheck.domain.expression import NO_LICENSE
from licensecheck.domain.reported_model import (
    Claim,
    Edge,
    Lineage,
    Narrowing,
    Node,
    ReportedComponent,
    Said,
    Score,
    ScorePart,
)
from licensecheck.judge.claims import OpennessClaim
from licensecheck.judge.score import Tally
from licensecheck.knowledge.datasets import Datasets
from licensecheck.lineage.chain import Chain
from licensecheck.lineage.origins import datasets
from licensecheck.report.wire import quotes
from licensecheck.report.wording import points_reason, settling
from licensecheck.terms.terms import Terms

_CONFLICTS = frozenset(
    {"derivative-under-laxer-terms", "naming-duty-ignored", "training-data-terms-forbid"}
)


def report_score(tally: Tally) -> Score:
    """The score with its parts."""
    return Score(
        value=tally.value,
        ceiling=tally.ceiling,
        profile=tally.profile,
        parts=tuple(
            ScorePart(
                name=one.part.name,
                weight=one.part.weight,
                value=one.part.weight * one.share[0],
                ceiling=one.part.weight * one.share[1],
                reason=points_reason(one),
                element=one.part.element,
            )
            for one in tally.points
        ),
        narrows=tuple(
            Narrowing(part=one.part.name, points=round(one.open, 1), says=settling(one))
            for one in sorted(tally.points, key=lambda one: -one.open)
            if one.open
        ),
    )


def report_claim(claim: OpennessClaim) -> Claim:
    """What the publisher says about openness, and how it was read."""
    read = claim.statement
    return Claim(
        kind=claim.kind,
        evidence=quotes((claim.evidence,))[0],
        plain=claim.plain,
        said=read and Said(owner=read.owner, artefact=read.artefact, polarity=read.polarity),
    )


def report_lineage(
    snapshot: Snapshot,
    own: Terms,
    chain: Chain,
    ids: Mapping[Finding, str],
    known: Datasets,
) -> Lineage:
    """The chain: the model itself first, then what it was made from and its data sets."""
    said = [reading.expression for reading in own.readings]
    said += [declaration.expression for declaration in own.declarations]
    data = datasets(snapshot)
    root = Node(
        id=str(snapshot.ref), kind="model", license=Expression.all_of(said), source="snapshot"
    )
    models = {
        one.name: Node(id=one.name, kind="model", license=one.expression, source=one.source)
        for one in chain.ancestors
    }
    for link in chain.links:
        models.setdefault(
            link.parent, Node(id=link.parent, kind="model", license=NO_LICENSE, source="")
        )
    sets = [
        Node(
            id=link.parent,
            kind="dataset",
            license=Expression.parse(facts.license)
            if (facts := known.find(link.parent))
            else NO_LICENSE,
            source=facts.source if facts else "",
        )
        for link in data
    ]
    return Lineage(
        nodes=(root, *models.values(), *sets),
        edges=tuple(
            Edge(
                source=link.child,
                target=link.parent,
                relation=link.relation,
                evidence=quotes((link.evidence,))[0] if link.evidence else None,
            )
            for link in (*chain.links, *data)
        ),
        conflicts=tuple(name for finding, name in ids.items() if finding.rule in _CONFLICTS),
    )


def report_components(components: Iterable[Component]) -> tuple[ReportedComponent, ...]:
    """The parts of the model."""
    return tuple(
        ReportedComponent(
            name=part.name,
            type=part.type,
            state=part.state,
            license=part.license,
            files=part.files,
            evidence=quotes(part.evidence),
        )
        for part in components
    )
