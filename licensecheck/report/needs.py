"""What the terms of a model that is needed beside the weights mean for the whole."""

from dataclasses import replace

from licensecheck.domain import HubMetadata, Level, ProblemKind, Verdict
from licensecheck.domain.reported_model import NeededModel
from licensecheck.judge.judged import Judged
from licensecheck.judge.level import LevelReason, TermsFail, level
from licensecheck.judge.rights import rights
from licensecheck.judge.verdicts import judge
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.lineage.chain import Ancestor, Chain
from licensecheck.lineage.sources import problem
from licensecheck.report import wire
from licensecheck.report.rights import report_rights
from licensecheck.report.wording import level_reason
from licensecheck.terms.terms import Terms
from licensecheck.terms.texts import TextReader

_WORSE = (Level.RESTRICTED_WEIGHTS, Level.UNKNOWN)
_HERE = HubMetadata()
"""Its weights lie elsewhere, which is known; only its terms are asked for."""


def needs(chain: Chain, whole: Judged, texts: TextReader) -> tuple[NeededModel, ...]:
    """The models that are needed beside the weights and could be read, each with the answers about
    the whole by its terms, which open nothing that the terms of the model itself do not."""
    parts = (one for one in chain.ancestors if one.part)
    return tuple(_needed(one, _terms(one, texts), whole, texts.knowledge) for one in parts)


def _terms(part: Ancestor, texts: TextReader) -> Terms:
    unsure = [problem(ProblemKind.MISSING, part.name, part.unsure)] if part.unsure else []
    said = (
        replace(one, document=None, span=None, text=f"{part.called}: {one.expression}")
        for one in part.licenses
    )
    return texts.terms((), tuple(said), unsure)


def _needed(part: Ancestor, terms: Terms, whole: Judged, knowledge: Knowledge) -> NeededModel:
    verdicts = tuple(
        verdict
        for framework in knowledge.frameworks.values()
        for verdict in judge(framework, terms, knowledge.rules)
    )
    word, reason = _level(verdicts, whole)
    ids = {one: f"{part.name}/{number}" for one, number in wire.number(terms.findings).items()}
    return NeededModel(
        name=part.name,
        level=word,
        reason=level_reason(reason, knowledge),
        verdicts=wire.report_verdicts(verdicts, ids, knowledge),
        findings=wire.report_findings(ids, knowledge),
        rights=report_rights(rights(terms, knowledge), ids, knowledge),
    )


def _level(verdicts: tuple[Verdict, ...], whole: Judged) -> tuple[Level, LevelReason]:
    word, reason = level(verdicts, True, _HERE)
    if word not in _WORSE:
        return whole.level, whole.reason
    return word, replace(reason, ancestors=()) if isinstance(reason, TermsFail) else reason
