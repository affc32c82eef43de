"""From our values on terms to the report's."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace

from licensecheck.domain import (
    Confidence,
    Declaration,
    Document,
    Edit,
    Evidence,
    Expression,
    Finding,
    FindingKind,
    Match,
    Problem,
    Reading,
    Span,
    Verdict,
)
from licensecheck.domain.component import holds_for, is_folder
from licensecheck.domain.reported_terms import (
    LeftOver,
    Obligation,
    Quote,
    ReportedDeclaration,
    ReportedDetail,
    ReportedEdit,
    ReportedFinding,
    ReportedLedger,
    ReportedLicense,
    ReportedMatch,
    ReportedProblem,
    ReportedTerritories,
    ReportedThreshold,
    ReportedValue,
    ReportedVerdict,
    TextCoverage,
)
from licensecheck.domain.values import Detail, Territories, Threshold, Value
from licensecheck.knowledge.facts import Facts
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.wording import letter, sentence, verdict_reason
from licensecheck.terms.ledger import Ledger, Left
from licensecheck.terms.order import in_order
from licensecheck.terms.titles import own_title

_VALUES: Mapping[str, type[Value]] = {
    "threshold": Threshold,
    "territories": Territories,
    "detail": Detail,
}
UNKNOWN_LICENSE = Expression.of("LicenseRef-licensecheck-unknown")


def number(findings: Sequence[Finding]) -> dict[Finding, str]:
    """An id for each finding, in their order."""
    return {finding: f"F{at}" for at, finding in enumerate(findings, start=1)}


def report_findings(
    ids: Mapping[Finding, str], knowledge: Knowledge
) -> tuple[ReportedFinding, ...]:
    """The findings with their ids, and the headings of frameworks that they belong under."""
    return tuple(
        ReportedFinding(
            id=name,
            rule=finding.rule,
            labels=finding.labels,
            severity=finding.severity,
            confidence=finding.confidence,
            source=finding.source,
            message=sentence(finding, knowledge),
            kind=finding.kind,
            values=tuple(map(_value, finding.values)),
            evidence=quotes(finding.evidence),
            tags=tuple(_tags(finding, knowledge)),
            part=finding.part,
            letter=letter(finding, knowledge),
        )
        for finding, name in ids.items()
    )


def values_of(finding: ReportedFinding) -> Iterator[Value]:
    """What its clauses name, as our own values."""
    for value in finding.values:
        given = value.model_dump(exclude={"type"})
        yield _VALUES[value.type](**given)


def _tags(finding: Finding, knowledge: Knowledge) -> Iterator[str]:
    rule = knowledge.rules.labels.get(finding.rule)
    for framework in knowledge.frameworks.values():
        for tag in framework.tags:
            if finding.rule in tag.rules or (rule and rule.effect in tag.effects):
                yield f"{framework.framework}: {tag.id}"


def report_verdicts(
    verdicts: Iterable[Verdict], ids: Mapping[Finding, str], knowledge: Knowledge
) -> tuple[ReportedVerdict, ...]:
    """The verdicts with the names of their criteria."""
    names = {(f.framework, c.id): c.name for f in knowledge.frameworks.values() for c in f.criteria}
    return tuple(
        ReportedVerdict(
            framework=verdict.framework,
            criterion=verdict.criterion,
            name=names[verdict.framework, verdict.criterion],
            status=verdict.status,
            reason=verdict_reason(verdict, knowledge),
            findings=tuple(ids[finding] for finding in verdict.findings),
        )
        for verdict in verdicts
    )


def report_license(reading: Reading, facts: Facts) -> ReportedLicense:
    """One text with terms."""
    labels = {found.label for found in reading.labels if found.certain}
    maybe = {found.label for found in reading.labels} - labels
    return ReportedLicense(
        document=reading.document.path,
        kind=reading.document.kind,
        component=reading.document.component,
        sha256=reading.document.sha256,
        expression=reading.expression or UNKNOWN_LICENSE,
        matches=tuple(
            _match(one, reading.document, facts) for one in reading.identification.matches
        ),
        nearest=reading.identification.nearest,
        labels=tuple(sorted(labels)),
        uncertain=tuple(sorted(maybe)),
    )


def report_declaration(declaration: Declaration) -> ReportedDeclaration:
    """A licence that is said to apply."""
    document, span = declaration.document, declaration.span
    return ReportedDeclaration(
        document=document.path if document else "hub metadata",
        line=document.line(span.start) if document and span else 0,
        text=declaration.text,
        expression=declaration.expression,
        licenses=declaration.expression.licenses,
        conforms=declaration.conforms,
    )


def report_problems(problems: Iterable[Problem]) -> tuple[ReportedProblem, ...]:
    """The problems, without repetitions, sorted."""
    return tuple(
        ReportedProblem(
            kind=p.kind, subject=p.subject, message=p.message, hides_terms=p.hides_terms
        )
        for p in sorted(set(problems))
    )


def report_ledger(account: Ledger, knowledge: Knowledge) -> ReportedLedger:
    """The account of all that could bind; of what is left, what speaks of terms comes first."""
    return ReportedLedger(
        share=account.share,
        documents=tuple(
            TextCoverage(
                document=one.document.path,
                characters=len(one.document.text),
                known=one.known,
                understood=one.understood,
                not_terms=one.not_terms,
                left=one.left,
            )
            for one in account.coverage
        ),
        left=tuple(_left(one, speaks=speaks) for one, speaks in in_order(account.left, knowledge)),
        unlikely=tuple(_left(one, speaks=False) for one in account.unlikely),
    )


def _left(one: Left, *, speaks: bool) -> LeftOver:
    document, span = one.document, one.span or Span(0, 0)
    placed = document is not None and one.span is not None
    return LeftOver(
        account=one.account,
        subject=one.subject,
        start=span.start,
        end=span.end,
        line=document.line(span.start) if document and placed else 0,
        page=document.page(span.start) if document and placed else 0,
        quote=document.quote(span) if document else "",
        reason=one.reason,
        speaks=speaks,
    )


def obligations(findings: Iterable[Finding], knowledge: Knowledge) -> tuple[Obligation, ...]:
    """What the user must do: one entry for each duty and part, with all its places; one for all the
    folders with a licence of their own."""
    same: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.kind is FindingKind.DUTY and finding.confidence is Confidence.CERTAIN:
            part = "" if is_folder(finding.part) else finding.part
            same.setdefault((finding.rule, part), []).append(finding)
    return tuple(
        Obligation(
            label=label,
            text=sentence(replace(found[0], part=part), knowledge),
            part=part,
            evidence=quotes(place for one in found for place in one.evidence),
        )
        for (label, _), found in sorted(same.items())
        for part in [holds_for({one.part for one in found})]
    )


def _value(value: Value) -> ReportedValue:
    match value:
        case Threshold():
            return ReportedThreshold(**asdict(value))
        case Territories():
            return ReportedTerritories(**asdict(value))
        case Detail():
            return ReportedDetail(**asdict(value))


def quotes(evidence: Iterable[Evidence]) -> tuple[Quote, ...]:
    """The quotes, each with its place."""
    return tuple(
        Quote(
            document=e.document,
            start=e.span.start,
            end=e.span.end,
            line=e.line,
            page=e.page,
            quote=e.quote,
            clause=e.clause,
        )
        for e in evidence
    )


def _match(match: Match, document: Document, facts: Facts) -> ReportedMatch:
    return ReportedMatch(
        license=match.license,
        kind=match.kind,
        coverage=round(match.coverage, 4),
        start=match.span.start,
        end=match.span.end,
        edits=tuple(_edit(edit, document) for edit in match.edits),
        alternatives=match.alternatives,
        title=own_title(document, match, facts),
    )


def _edit(edit: Edit, document: Document) -> ReportedEdit:
    return ReportedEdit(
        kind=edit.kind,
        start=edit.span.start,
        end=edit.span.end,
        line=document.line(edit.span.start),
        page=document.page(edit.span.start),
        quote=document.quote(edit.span),
        removed_words=edit.removed_words,
        removed_labels=edit.removed_labels,
    )
