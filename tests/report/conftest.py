"""Reports made by hand: one of a restricted model, and the same with hostile words everywhere."""

import pytest

from licensecheck.domain import (
    Account,
    Answer,
    Confidence,
    DocumentKind,
    Expression,
    FindingKind,
    Level,
    Severity,
    Status,
)
from licensecheck.domain.clause import Source
from licensecheck.domain.component import State
from licensecheck.domain.license import EditKind, MatchKind
from licensecheck.domain.problem import ProblemKind
from licensecheck.domain.release import WeightsState
from licensecheck.domain.report import (
    CheckedModel,
    CheckReport,
    Decision,
    DutyState,
    LicenseReport,
    OsdAnswer,
    Report,
    ReportedDuty,
    ReportedReference,
)
from licensecheck.domain.reported_model import (
    Claim,
    Edge,
    Lineage,
    ModelBase,
    ModelLicense,
    ModelWeights,
    Narrowing,
    Node,
    ReportedComponent,
    ReportedModel,
    Score,
    ScorePart,
    Washing,
)
from licensecheck.domain.reported_rights import ReportedCondition, ReportedLeave, ReportedRight
from licensecheck.domain.reported_terms import (
    LeftOver,
    LegalPoint,
    Obligation,
    Quote,
    ReportedDeclaration,
    ReportedEdit,
    ReportedFinding,
    ReportedLedger,
    ReportedLicense,
    ReportedMatch,
    ReportedProblem,
    ReportedVerdict,
    TextCoverage,
    Tool,
)
from licensecheck.domain.right import RightAnswer
from licensecheck.domain.snapshot import Origin

HOSTILE = "<script>alert(1)</script>|`*@everyone* \x1b[2J\u202e\n::error::x ]]> & http://a.b"
TEXT = "Title\nYou may not use it for war.\nKeep the notice.\nWe may end it.\n"
TOOL = Tool(version="1.2.3", rules_version="0123456789abcdef", model_sha256="ab" * 32)


def quote(text: str, document: str = "LICENSE") -> Quote:
    """The place of a text in `TEXT`, or line 0 where it is not in it."""
    start = TEXT.find(text)
    line = TEXT.count("\n", 0, start) + 1 if start >= 0 else 0
    start = max(start, 0)
    return Quote(document=document, start=start, end=start + len(text), line=line, quote=text)


def finding(
    name: str,
    rule: str,
    message: str,
    *evidence: Quote,
    severity: Severity = Severity.HIGH,
    confidence: Confidence = Confidence.CERTAIN,
    kind: FindingKind = FindingKind.BAN,
    letter: str = "",
) -> ReportedFinding:
    return ReportedFinding(
        id=name,
        rule=rule,
        labels=(rule,),
        severity=severity,
        confidence=confidence,
        source=Source.RULE,
        message=message,
        kind=kind,
        evidence=evidence,
        letter=letter,
    )


def verdict(
    framework: str, criterion: str, status: Status, *findings: str, reason: str = "why"
) -> ReportedVerdict:
    return ReportedVerdict(
        framework=framework,
        criterion=criterion,
        name=f"name of {criterion}",
        status=status,
        reason=reason,
        findings=findings,
    )


def license_text(*edits: ReportedEdit) -> ReportedLicense:
    match = ReportedMatch(
        license="Apache-2.0", kind=MatchKind.ALTERED, coverage=0.9, start=0, end=60, edits=edits
    )
    return ReportedLicense(
        document="LICENSE",
        kind=DocumentKind.LICENSE,
        component="model",
        sha256="cd" * 32,
        expression="Apache-2.0",
        matches=(match,),
        nearest="",
        labels=("field-of-use-restriction",),
        uncertain=(),
    )


def model_report(words: str = "plain words", ref: str = "huggingface:zoo/zebra") -> Report:
    """A restricted model; `words` stand wherever words were fetched."""
    ban = quote("You may not use it for war.")
    notice = quote("Keep the notice.")
    return Report(
        tool=TOOL,
        ref=ref,
        revision="0123456789abcdef0123456789abcdef01234567",
        origin=Origin.HUB,
        fetched_at="2026-01-02T03:04:05Z",
        level=Level.RESTRICTED_WEIGHTS,
        level_reason="the terms fail the Open Source Definition (OSD 6)",
        score=Score(
            value=41,
            ceiling=88,
            profile="default",
            parts=(
                ScorePart(name="weights", weight=12, value=6, ceiling=12, reason=words),
                ScorePart(name="paper", weight=4, value=0, ceiling=4, reason="paper unknown"),
            ),
            narrows=(
                Narrowing(part="weights", points=6, says="open the link"),
                Narrowing(part="paper", points=4, says="look for it"),
            ),
        ),
        verdicts=(
            verdict("osaid", "use", Status.NOT_MET, "F2"),
            verdict("osd", "1", Status.MET),
            verdict("osd", "6", Status.NOT_MET, "F2", reason=words),
            verdict("osd", "7", Status.UNKNOWN),
            verdict("osd", "8", Status.NOT_APPLICABLE),
        ),
        licenses=(
            license_text(
                ReportedEdit(
                    kind=EditKind.INSERTED,
                    start=ban.start,
                    end=ban.end,
                    line=2,
                    quote=ban.quote,
                    removed_words=0,
                    removed_labels=(),
                )
            ),
        ),
        declared=(
            ReportedDeclaration(
                document="README.md",
                line=3,
                text=words,
                expression="MIT",
                licenses=("MIT",),
                conforms=True,
            ),
        ),
        findings=(
            finding(
                "F1",
                "claims-open-terms-fail",
                f"the card claims {words}",
                quote(words),
                kind=FindingKind.MISMATCH,
                letter=f"your card says {words}, while the terms say no",
            ),
            finding("F2", "field-of-use-restriction", f"You may not use it for {words}", ban),
            finding(
                "F3",
                "attribution-notice",
                "You must keep notices",
                notice,
                severity=Severity.LOW,
                kind=FindingKind.DUTY,
            ),
            finding(
                "F4",
                "revocable-grant",
                "The licensor may end the licence at any time",
                quote("We may end it."),
                confidence=Confidence.UNCERTAIN,
                kind=FindingKind.POWER,
            ),
        ),
        claims=(Claim(kind="open-source", evidence=quote(words, "README.md")),),
        washing=Washing(level="high", findings=("F1",)),
        lineage=Lineage(
            nodes=(
                Node(id=ref, kind="model", license="Apache-2.0", source="snapshot"),
                Node(id=f"zoo/horse {words}", kind="model", license="MIT", source="catalogue"),
                Node(id="zoo/hay", kind="dataset", license="", source=""),
            ),
            edges=(
                Edge(
                    source=ref,
                    target=f"zoo/horse {words}",
                    relation="finetune",
                    evidence=quote(words, "README.md"),
                ),
                Edge(source=ref, target="zoo/hay", relation="trained on", evidence=None),
            ),
            conflicts=(),
        ),
        components=(
            ReportedComponent(
                name="weights",
                type="parameters",
                state=State.PRESENT,
                license="Apache-2.0",
                files=(f"model {words}.safetensors",),
                evidence=(),
            ),
            ReportedComponent(
                name="training-code",
                type="code",
                state=State.UNKNOWN,
                license="",
                files=(),
                evidence=(quote(words, "README.md"),),
            ),
        ),
        obligations=(
            Obligation(
                label="attribution-notice", text="You must keep notices", evidence=(notice,)
            ),
        ),
        problems=(
            ReportedProblem(
                kind=ProblemKind.MISSING, subject=words, message=f"no {words}", hides_terms=True
            ),
        ),
        ledger=ledger(words),
    )


def ledger(words: str) -> ReportedLedger:
    """One text, a line of which is left, and a file that nobody read."""
    end = quote("We may end it.")
    return ReportedLedger(
        share=0.784,
        documents=(
            TextCoverage(
                document="LICENSE", characters=65, known=48, understood=3, not_terms=0, left=14
            ),
        ),
        left=(
            LeftOver(
                account=Account.NOT_UNDERSTOOD,
                subject="LICENSE",
                start=end.start,
                end=end.end,
                line=end.line,
                quote=end.quote,
                reason="LICENSE:4 could not be understood",
            ),
            LeftOver(account=Account.UNREAD, subject=words, line=0, quote="", reason=f"no {words}"),
        ),
    )


def text_report(words: str = "plain words") -> LicenseReport:
    """The reading of one licence text."""
    model = model_report(words)
    return LicenseReport(
        tool=TOOL,
        document=f"texts/{words}",
        labels=("field-of-use-restriction",),
        osd=OsdAnswer(status={"6": Status.NOT_MET}, conformant=False),
        verdicts=tuple(v for v in model.verdicts if v.framework == "osd"),
        licenses=model.licenses,
        findings=model.findings[1:],
        obligations=model.obligations,
        problems=model.problems,
        ledger=model.ledger,
    )


def check_report(words: str = "plain words") -> CheckReport:
    """Four models: stopped, passed with a waiver, not read, and stopped without a place."""
    report = model_report(words)
    ban = Decision(
        rule="no-field-of-use", answer=Answer.NOT_ALLOWED, reason=f"bans {words}", findings=("F2",)
    )
    waived = ban.model_copy(update={"waived": f"Ada until 2027-01-01: {words}"})
    used = ReportedReference(
        file=f"src/{words}.py",
        line=7,
        text="zoo/zebra",
        how="transformers",
        revision=None,
        pinned=False,
    )

    def model(name: str, *decisions: Decision, **given: object) -> CheckedModel:
        values: dict[str, object] = {
            "ref": name,
            "level": report.level,
            "passed": False,
            "answer": Answer.NOT_ALLOWED,
            "reasons": tuple(one.reason for one in decisions),
            "decisions": decisions,
            "report": report,
        }
        return CheckedModel.model_validate(values | given)

    gone = Decision(rule="not-read", answer=Answer.ASK, reason=f"gone {words}")
    return CheckReport(
        passed=False,
        fail_on=(),
        policy="commercial-use",
        files=12,
        models=(
            model(
                "huggingface:zoo/zebra",
                ban,
                references=(used,),
                fulfilled=tuple(
                    ReportedDuty(label="license-copy", text=words, state=state, places=(words,))
                    for state in DutyState
                ),
            ),
            model(
                "huggingface:zoo/okapi",
                waived,
                passed=True,
                answer=Answer.WITH_DUTIES,
                duties=("You must keep notices",),
                reasons=(),
            ),
            model("huggingface:zoo/gone", gone, level=None, report=None, answer=Answer.ASK),
            model("huggingface:zoo/gnu", ban),
        ),
        problems=(
            ReportedProblem(
                kind=ProblemKind.ENCODING, subject=words, message=f"no {words}", hides_terms=False
            ),
        ),
    )


def right(name: str, answer: RightAnswer, words: str) -> ReportedRight:
    leave = ReportedLeave(evidence=(quote(words, f"offers/{words}"),), contacts=(words,))
    return ReportedRight(
        right=name,
        question=f"question {words}",
        answer=answer,
        conditions=(ReportedCondition(label="license-copy", text=words, findings=()),),
        code=RightAnswer.YES if answer is RightAnswer.PLEASE_READ else None,
        leave=leave if answer is RightAnswer.NO else None,
        reason=words,
        evidence=(quote(words, f"cards/{words}"),),
    )


def release(name: str, words: str, where: str = "") -> ReportedModel:
    """One of several models of a repository."""
    return ReportedModel(
        name=name,
        aliases=(f"{name}-int8 {words}",),
        meant=False,
        level=Level.RESTRICTED_WEIGHTS,
        reason=words,
        license=ModelLicense(expression=Expression.of("MIT"), source="", evidence=()),
        weights=ModelWeights(state=WeightsState.LINKED, where=where or words, evidence=()),
        restrictions=(),
        bases=(
            ModelBase(
                name=f"zoo/horse {words}",
                relation="finetune",
                license=Expression.of("MIT"),
                evidence=None,
            ),
        ),
        verdicts=(),
        findings=(),
        score=Score(value=1, ceiling=2, profile="default", parts=()),
    )


def full_report(words: str = "plain words") -> Report:
    """A model with answers to every kind of question, a legal part, and a model beside it."""
    model = model_report(words)
    names = ("use-commercially", "redistribute", "modify", "relicense", "use-patents")
    answers = zip(names, RightAnswer, strict=True)
    law = LegalPoint(topic="law", document="LICENSE", value=words, evidence=(quote(words),))
    return model.model_copy(
        update={
            "rights": tuple(right(name, answer, words) for name, answer in answers),
            "legal": (law,),
            "models": (release("zebra", words), release("okapi", words)),
            "model": "zebra",
        }
    )


REPORTS = {
    "model": model_report,
    "full": full_report,
    "text": text_report,
    "check": check_report,
}


@pytest.fixture(params=REPORTS)
def any_report(request: pytest.FixtureRequest) -> Report | LicenseReport | CheckReport:
    """Each kind of report, with plain words."""
    return REPORTS[request.param]()


@pytest.fixture(params=REPORTS)
def hostile_report(request: pytest.FixtureRequest) -> Report | LicenseReport | CheckReport:
    """Each kind of report, with hostile words wherever words were fetched."""
    return REPORTS[request.param](HOSTILE)
