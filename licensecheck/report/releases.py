"""From judged releases to the models of a report."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from licensecheck.domain import Confidence, Finding
from licensecheck.domain.expression import NO_LICENSE
from licensecheck.domain.reported_model import (
    FollowedPage,
    ModelBase,
    ModelLicense,
    ModelWeights,
    ReportedModel,
)
from licensecheck.judge.judged import Judged
from licensecheck.judge.rights import rights
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.rules import Effect
from licensecheck.lineage.chain import Chain
from licensecheck.releases.licence import licence_of
from licensecheck.releases.understood import Understood
from licensecheck.report.models import report_score
from licensecheck.report.rights import report_rights
from licensecheck.report.wire import quotes, report_verdicts
from licensecheck.report.wording import level_reason


def report_models(
    found: Sequence[Judged],
    meant: Collection[str],
    understood: Understood,
    ids: Mapping[Finding, str],
    knowledge: Knowledge,
) -> tuple[ReportedModel, ...]:
    """The releases in their order; `meant` are the names of those that the ref may mean."""
    return tuple(
        _model(one, one.released.release.name in meant, understood, ids, knowledge) for one in found
    )


def report_followed(found: Sequence[Judged], understood: Understood) -> Iterator[FollowedPage]:
    """The pages where weights lie, each with the releases that lie there."""
    for page in understood.pages:
        models = (one.released.release.name for one in found if page in one.released.pages)
        there = page.snapshot
        yield FollowedPage(
            ref=str(page.ref),
            models=tuple(models),
            revision=there and there.revision,
            origin=there and there.origin,
            fetched_at=there and there.fetched_at,
            unread="" if there else "; ".join(one.message for one in page.terms.problems),
        )


def _model(
    one: Judged,
    meant: bool,
    understood: Understood,
    ids: Mapping[Finding, str],
    knowledge: Knowledge,
) -> ReportedModel:
    release = one.released.release
    licence, weights = licence_of(one.released.terms, knowledge.facts), release.weights
    return ReportedModel(
        name=release.name,
        aliases=release.aliases,
        meant=meant,
        level=one.level,
        reason=level_reason(one.reason, knowledge),
        license=ModelLicense(
            expression=licence.expression,
            source=licence.source,
            evidence=quotes(licence.evidence),
            title=licence.title,
        ),
        weights=ModelWeights(
            state=weights.state, where=weights.where, evidence=quotes(weights.evidence)
        ),
        restrictions=tuple(sorted(_restrictions(one, knowledge))),
        bases=tuple(_bases(one.released.chain, str(understood.snapshot.ref))),
        verdicts=report_verdicts(one.verdicts, ids, knowledge),
        findings=tuple(ids[finding] for finding in one.in_use.findings),
        score=report_score(one.scores[0]),
        rights=report_rights(rights(one.in_use, knowledge), ids, knowledge),
    )


def _restrictions(one: Judged, knowledge: Knowledge) -> set[str]:
    violating = knowledge.rules.with_effect(Effect.VIOLATES)
    certain = (f for f in one.terms.findings if f.confidence is Confidence.CERTAIN)
    return {label for finding in certain for label in finding.labels if label in violating}


def _bases(chain: Chain, ref: str) -> Iterator[ModelBase]:
    known = {one.name: one for one in chain.ancestors}
    for link in chain.links:
        if link.child == ref:
            yield ModelBase(
                name=link.name,
                relation=link.relation,
                license=known[link.parent].expression if link.parent in known else NO_LICENSE,
                evidence=quotes((link.evidence,))[0] if link.evidence else None,
                binds=link.parent in known and known[link.parent].binds,
                node=link.parent,
            )
