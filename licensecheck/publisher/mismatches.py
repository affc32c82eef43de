"""What a release may not be, and what it claims too much."""

from collections.abc import Iterator

from licensecheck.domain import Confidence
from licensecheck.domain.duty import DutyState
from licensecheck.domain.publication import ReportedRequirement
from licensecheck.domain.reported_terms import ReportedFinding
from licensecheck.knowledge.publishing import MismatchMend
from licensecheck.publisher.askers import askers, without_facts
from licensecheck.publisher.choice import LAXER, unsuitable
from licensecheck.publisher.release import Release


def mismatches(release: Release) -> Iterator[ReportedRequirement]:
    """The bases that the chosen licence does not suit, and what open-washing rules found that a
    publisher can mend."""
    mends = release.knowledge.publishing.mismatches
    for base, text, certain in unsuitable(release):
        found = _mismatch(LAXER, mends[LAXER], text, certain=certain)
        yield found.model_copy(update={"model": base.id, "license": str(base.license)})
    settled = bool(release.licenses) and not any(without_facts(release))
    for finding in release.report.findings:
        mend = mends.get(finding.rule)
        if mend and not (finding.rule == LAXER and settled) and not _is_carried(finding, release):
            places = tuple(f"{at.document}:{at.line}" for at in finding.evidence if at.line)
            certain = _is_certain(finding, mend, release)
            yield _mismatch(finding.rule, mend, finding.message, *places, certain=certain)


def _mismatch(
    rule: str, mend: MismatchMend, text: str, *places: str, certain: bool
) -> ReportedRequirement:
    return ReportedRequirement(
        requirement=rule,
        state=DutyState.MISSING if certain else DutyState.CHECK,
        text=text,
        places=places,
        mend=mend.mend,
    )


def _is_certain(finding: ReportedFinding, mend: MismatchMend, release: Release) -> bool:
    claims = release.report.claims
    kinds = {claim.kind for claim in claims if claim.evidence in finding.evidence[:1]}
    counts = not mend.claims or not kinds.isdisjoint(mend.claims)
    return finding.confidence is Confidence.CERTAIN and counts and not mend.disputed


def _is_carried(finding: ReportedFinding, release: Release) -> bool:
    """True where a text that it speaks of lies there for a base, as the licence of that asks."""
    of_bases = (asker.licence for asker in askers(release) if asker.model)
    carried = {path for licence in of_bases for path in release.copies(licence)}
    own = {path for licence in release.licenses for path in release.copies(licence)}
    return any(quote.document in carried - own for quote in finding.evidence)
