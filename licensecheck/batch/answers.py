"""A report as rows of the tables, with places for the names of the models."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from licensecheck.batch import places
from licensecheck.batch.collected import HUB
from licensecheck.batch.essence import Names
from licensecheck.batch.policed import NO_POLICY
from licensecheck.domain.expression import NO_LICENSE
from licensecheck.domain.report import Report
from licensecheck.domain.reported_terms import ReportedFinding, ReportedThreshold
from licensecheck.domain.verdict import Confidence
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.rules import Effect

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EssenceRows:
    """What is said of all models of one essence."""

    model: Row
    """The columns of `models` but those that a record has itself."""
    findings: tuple[Row, ...]
    edges: tuple[Row, ...]

    def with_values(self, change: Callable[[Any], Any]) -> "EssenceRows":
        """The same with other values."""

        def changed(row: Row) -> Row:
            return {column: change(value) for column, value in row.items()}

        findings, edges = map(changed, self.findings), map(changed, self.edges)
        return EssenceRows(changed(self.model), tuple(findings), tuple(edges))


def answer(
    report: Report, names: Names, knowledge: Knowledge, policed: Row = NO_POLICY
) -> EssenceRows:
    """The rows of a report, with the columns of a policy; each of the names becomes a place."""
    place = places.placing(names)
    findings, edges = map(_finding, report.chosen.findings), _edges(report, knowledge)
    said = EssenceRows(_model(report), tuple(findings), tuple(edges))
    found = said.with_values(lambda value: _changed(value, place))
    bases = {edge["target"] for edge in found.edges if edge["relation"] != "dataset"}
    return replace(found, model={**found.model, "bases": sorted(bases), **policed})


def filled(value: Any, names: Names) -> Any:
    """A value of a row with the names in the places; a list by them, as models that are alike may
    have their bases in another order."""
    found = _changed(value, lambda text: places.filled(text, names))
    return sorted(found) if isinstance(found, list) and has_places(value) else found


def has_places(value: Any) -> bool:
    """True for a value in which a name is to be filled."""
    values = value if isinstance(value, list) else [value]
    return any(places.has_places(one) for one in values if isinstance(one, str))


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    match value:
        case str():
            return change(value)
        case list():
            return [_changed(one, change) for one in value]
    return value


def _model(report: Report) -> Row:
    chosen = report.chosen
    model = next(one for one in report.models if one.name == report.model)
    return {
        "level": str(report.level),
        "reason": report.level_reason,
        "license": str(model.license.expression),
        "license_source": model.license.source,
        "declared": sorted(one.text for one in report.declared),
        "criteria": [(f"{v.framework}:{v.criterion}", str(v.status)) for v in report.verdicts],
        "restrictions": sorted(model.restrictions),
        "rights": [(one.right, str(one.answer)) for one in report.rights],
        "thresholds": list(_thresholds(chosen.findings)),
        "openwashing": report.washing.level,
        "openwashing_kinds": _kinds(chosen.findings, report.washing.findings),
        "conflicts": _kinds(chosen.findings, report.lineage.conflicts),
        "score": report.score.value,
        "score_ceiling": report.score.ceiling,
        "problems": sorted(f"{one.subject}: {one.message}" for one in report.problems),
        "unread": len(report.ledger.left),
    }


def _kinds(findings: Sequence[ReportedFinding], ids: Sequence[str]) -> list[str]:
    return sorted({one.rule for one in findings if one.id in ids})


def _thresholds(findings: Iterable[ReportedFinding]) -> Iterable[Row]:
    for finding in findings:
        for value in finding.values:
            if isinstance(value, ReportedThreshold) and finding.confidence is Confidence.CERTAIN:
                yield {
                    "label": finding.rule,
                    "number": float(value.number) if value.number is not None else None,
                    "unit": str(value.unit or ""),
                    "currency": value.currency,
                }


def _finding(finding: ReportedFinding) -> Row:
    quote = finding.evidence[0] if finding.evidence else None
    return {
        "rule": finding.rule,
        "kind": str(finding.kind),
        "severity": str(finding.severity),
        "confidence": str(finding.confidence),
        "message": finding.message,
        "document": quote.document if quote else "",
        "quote": (quote.quote or quote.clause) if quote else "",
    }


def _edges(report: Report, knowledge: Knowledge) -> Iterable[Row]:
    """The steps of the chain: what of a base's terms restricts, and what of it is dropped."""
    licenses = {_plain(node.id): node.license for node in report.lineage.nodes}
    limiting = knowledge.rules.with_effect(Effect.VIOLATES)

    def terms(name: str) -> set[str]:
        known = map(knowledge.facts.find, licenses.get(name, NO_LICENSE).licenses)
        return {label for facts in known if facts for label in facts.labels} & limiting

    for edge in report.lineage.edges:
        source, travelling = _plain(edge.source), terms(edge.target)
        yield {
            "source": source,
            "target": edge.target,
            "relation": edge.relation,
            "license": str(licenses.get(edge.target, "")),
            "terms": sorted(travelling),
            "dropped": sorted(travelling - terms(source)) if licenses.get(source) else [],
        }


def _plain(name: str) -> str:
    return name.removeprefix(f"{HUB}:")
