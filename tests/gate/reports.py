"""Reports with the findings that a test is about, and the gate of a policy that decides on them."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from licensecheck.domain import (
    Confidence,
    DocumentKind,
    FindingKind,
    Level,
    MatchKind,
    ModelRef,
    Origin,
    ProblemKind,
    Severity,
    Source,
    Status,
)
from licensecheck.domain.report import CheckedModel, Report, ReportedReference
from licensecheck.domain.reported_model import Lineage, Score, Washing
from licensecheck.domain.reported_terms import (
    Obligation,
    Quote,
    ReportedDeclaration,
    ReportedFinding,
    ReportedLicense,
    ReportedMatch,
    ReportedProblem,
    ReportedThreshold,
    ReportedValue,
    ReportedVerdict,
    Tool,
)
from licensecheck.domain.values import Period, Unit
from licensecheck.gate.advice import advised
from licensecheck.gate.gate import Gate
from licensecheck.gate.load import load_policy
from licensecheck.gate.schema import Policy
from licensecheck.identify.names import expression
from licensecheck.knowledge.facts import load_facts

TODAY = date(2026, 11, 25)
MODEL = ModelRef("huggingface", "org/name")


def finding(label: str, *values: ReportedValue, certain: bool = True) -> ReportedFinding:
    place = Quote(document="LICENSE", start=0, end=5, line=1, quote="words")
    return ReportedFinding(
        id=f"F-{label}",
        rule=label,
        labels=(label,),
        severity=Severity.HIGH,
        confidence=Confidence.CERTAIN if certain else Confidence.UNCERTAIN,
        source=Source.RULE,
        message=f"You may not {label}",
        kind=FindingKind.BAN,
        values=values,
        evidence=(place,),
    )


def threshold(
    number: int | None, unit: Unit | None, *, period: Period | None = None, currency: str = ""
) -> ReportedThreshold:
    return ReportedThreshold(
        number=number, unit=unit, period=period, currency=currency, words="of something"
    )


def verdict(
    framework: str, criterion: str, status: Status, *findings: str, reason: str = "why"
) -> ReportedVerdict:
    return ReportedVerdict(
        framework=framework,
        criterion=criterion,
        name="n",
        status=status,
        reason=reason,
        findings=findings,
    )


def text(license: str = "", kind: MatchKind = MatchKind.VERBATIM) -> ReportedLicense:  # noqa: A002
    """A file that is a known licence, or none."""
    match = ReportedMatch(license=license, kind=kind, coverage=1, start=0, end=9, edits=())
    return ReportedLicense(
        document="LICENSE",
        kind=DocumentKind.LICENSE,
        component="model",
        sha256=f"digest of {license}",
        expression=license,
        matches=(match,) if license else (),
        nearest="",
        labels=(),
        uncertain=(),
    )


def report(
    *found: ReportedFinding,
    level: Level = Level.RESTRICTED_WEIGHTS,
    license: str = "",  # noqa: A002 - the word of the report
    duties: Iterable[str] = (),
    hidden: bool = False,
    washing: str = "none",
    osd6: Status = Status.MET,
    osaid: Mapping[str, Status] = MappingProxyType({}),
    verdicts: Iterable[ReportedVerdict] = (),
    texts: Iterable[ReportedLicense] = (),
) -> Report:
    declared = ReportedDeclaration(
        document="README.md",
        line=2,
        text=license,
        expression=license,
        licenses=expression(license, load_facts()).licenses,
        conforms=None,
    )
    problem = ReportedProblem(
        kind=ProblemKind.GATED, subject="LICENSE", message="behind a gate", hides_terms=True
    )
    return Report(
        tool=Tool(version="1", rules_version="1", model_sha256=None),
        ref=str(MODEL),
        revision=None,
        origin=Origin.FOLDER,
        fetched_at=None,
        level=level,
        level_reason="a reason",
        score=Score(value=0, ceiling=0, profile="default", parts=()),
        verdicts=(
            verdict("osd", "6", osd6),
            *(verdict("osaid", name, status) for name, status in osaid.items()),
            *verdicts,
        ),
        licenses=tuple(texts),
        declared=(declared,) if license else (),
        findings=found,
        claims=(),
        washing=Washing(level=washing, findings=()),  # type: ignore[arg-type]  # one of its words
        lineage=Lineage(nodes=(), edges=(), conflicts=()),
        components=(),
        obligations=tuple(Obligation(label="x", text=text, evidence=()) for text in duties),
        problems=(problem,) if hidden else (),
    )


def gate(policy: dict[str, object] | str, today: date = TODAY) -> Gate:
    if isinstance(policy, str):
        return load_policy(policy, today)
    whole = Policy.model_validate(policy)
    if whole.extends:
        whole = whole.over(load_policy(whole.extends, today).policy)
    return advised(Gate(whole, "policy.yaml", today=today))


def answer(policy: dict[str, object] | str, what: Report) -> CheckedModel:
    return gate(policy).decide(MODEL, lambda _: what)


def us(**facts: object) -> dict[str, object]:
    return {"extends": "terms", "us": facts}


def place(file: str) -> ReportedReference:
    """A place of the code that names a model, without a revision."""
    return ReportedReference(file=file, line=1, text="x", how="x", revision=None, pinned=False)
