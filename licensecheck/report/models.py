"""From our values on a model to the report's."""

from collections.abc import Iterable, Mapping

from licensecheck.domain import Component, Expression, Finding, Snapshot
from licensecheck.domain.expression import NO_LICENSE
from licensecheck.domain.problem import OF_BASE
from licensecheck.domain.reported_model import (
    Claim,
    Edge,
    Lineage,
    Narrowing,
    NeededModel,
    Node,
    ReportedComponent,
    ReportedData,
    Said,
    Score,
    ScorePart,
)
from licensecheck.domain.role import Role
from licensecheck.judge.claims import OpennessClaim
from licensecheck.judge.score import Tally
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.lineage.chain import Ancestor, Chain
from licensecheck.lineage.data_links import datasets
from licensecheck.lineage.origins import PART, Link, same
from licensecheck.report.data import restrictions
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
    knowledge: Knowledge,
    needs: tuple[NeededModel, ...] = (),
) -> Lineage:
    """The chain: the model itself first, then what it was made from and its data sets."""
    said = [reading.expression for reading in own.readings]
    said += [declaration.expression for declaration in own.declarations]
    data = datasets(snapshot, knowledge.data_terms)
    root = Node(
        id=str(snapshot.ref), kind="model", license=Expression.all_of(said), source="snapshot"
    )
    why = {one.subject.removeprefix(OF_BASE): one.message for one in chain.problems}
    models = {one.name: _ancestor(one) for one in chain.ancestors}
    for one in chain.unread:
        models[one.name] = _unread(one.name, one.role, why)
    for link in chain.links:
        models.setdefault(link.parent, _unread(link.parent, _role(link, snapshot), why))
    sets = [_data_set(link.parent, knowledge) for link in data]
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
        needs=needs,
    )


def _ancestor(one: Ancestor) -> Node:
    return Node(
        id=one.name,
        kind="model",
        license=one.expression,
        source=one.source,
        role=one.role,
        binds=one.part or (one.binds and bool(one.labels or not one.by_output)),
        doubt=one.unsure,
    )


def _role(link: Link, snapshot: Snapshot) -> Role | None:
    """What a model is that has no address, or to which the way was cut; None for the model itself,
    to which a circle leads."""
    if same(link.parent, snapshot.ref.name):
        return None
    if link.relation == PART:
        return Role.PART
    return Role.SAME_PUBLISHER if link.own else Role.BASE


def _unread(name: str, role: Role | None, why: Mapping[str, str]) -> Node:
    said = why.get(name, "")
    return Node(id=name, kind="model", license=NO_LICENSE, source="", role=role, doubt=said)


def _data_set(name: str, knowledge: Knowledge) -> Node:
    known = knowledge.data_terms(name)
    if known is None:
        return Node(id=name, kind="dataset", license=NO_LICENSE, source="")
    return Node(
        id=name,
        kind="dataset",
        license=Expression.parse(known.license) if known.license else NO_LICENSE,
        source=known.source,
        data=ReportedData(
            basis="tag" if known.by_tag else "read",
            tag=known.tag.tag if known.tag else None,
            checked=known.day,
            restricts=restrictions(known, knowledge),
            outputs_of=known.outputs_of,
            note=known.read.note if known.read else "",
            gated=bool(known.tag and known.tag.gated),
        ),
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
