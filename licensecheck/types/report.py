"""The report: what the JSON contains, field by field. `licensecheck schema` prints its schema.

A wire format of its own: nothing here changes when our inner values do. Version 1.x only gains
fields. Not imported by `licensecheck.types`: pydantic is loaded when a report is made.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from licensecheck.errors import ExitCode
from licensecheck.types.answer import Answer
from licensecheck.types.clause import Source
from licensecheck.types.component import State
from licensecheck.types.document import DocumentKind
from licensecheck.types.license import EditKind, MatchKind
from licensecheck.types.problem import ProblemKind
from licensecheck.types.snapshot import Origin
from licensecheck.types.verdict import Confidence, Level, Severity, Status


class _Wire(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Tool(_Wire):
    """What made the report."""

    name: Literal["licensecheck"] = "licensecheck"
    version: str
    rules_version: str
    """First 16 hex digits of the SHA-256 over all rule files."""
    model_sha256: str | None
    """Digest of the classifier's weights; null where it is not installed."""


class Quote(_Wire):
    """A quote and its place."""

    document: str
    start: int = Field(ge=0)
    """Offset of the first character in the document, counted in Unicode code points."""
    end: int = Field(ge=0)
    """Offset after the last character."""
    line: int = Field(ge=0)
    """1-based line of `start`; 0 for hub metadata."""
    quote: str
    """The document's text from start to end."""


class ReportedFinding(_Wire):
    """One firing of a rule."""

    id: str
    """`F1`, `F2`, …: what verdicts refer to; stable for the same snapshot, rules and model."""
    rule: str
    labels: tuple[str, ...]
    severity: Severity
    confidence: Confidence
    source: Source
    message: str
    evidence: tuple[Quote, ...]
    tags: tuple[str, ...] = ()
    """Headings of frameworks that it belongs under: `nist: GOVERN 6.1`."""


class ReportedVerdict(_Wire):
    """The answer to one criterion."""

    framework: str
    criterion: str
    name: str
    status: Status
    reason: str
    findings: tuple[str, ...]
    """Ids of the findings it rests on."""


class ReportedEdit(_Wire):
    """One difference from the text of a known licence."""

    kind: EditKind
    start: int
    end: int
    line: int
    quote: str
    removed_words: int
    removed_labels: tuple[str, ...]


class ReportedMatch(_Wire):
    """How exactly a text is a known licence."""

    license: str
    kind: MatchKind
    coverage: float = Field(ge=0, le=1)
    start: int
    end: int
    edits: tuple[ReportedEdit, ...]


class ReportedLicense(_Wire):
    """One text with terms."""

    document: str
    kind: DocumentKind
    component: str
    sha256: str
    expression: str
    """Of its known licences; `LicenseRef-licensecheck-unknown` where it is none."""
    matches: tuple[ReportedMatch, ...]
    nearest: str
    labels: tuple[str, ...]
    """Certain labels of its clauses, sorted."""
    uncertain: tuple[str, ...]
    """Labels that some clause may have; please read them."""


class ReportedDeclaration(_Wire):
    """A licence that is said to apply."""

    document: str
    line: int
    text: str
    expression: str
    conforms: bool | None


class ScorePart(_Wire):
    """One part of the score."""

    name: str
    weight: float
    value: float
    """Points with unknown counted as unmet."""
    ceiling: float
    """Points with unknown counted as met."""
    reason: str


class Score(_Wire):
    """0 to 100, as an interval."""

    value: float
    ceiling: float
    profile: str
    parts: tuple[ScorePart, ...]


class Claim(_Wire):
    """What the publisher says about openness."""

    kind: str
    evidence: Quote


class Washing(_Wire):
    """Claims that the facts contradict."""

    level: Literal["none", "low", "medium", "high"]
    findings: tuple[str, ...]
    """Ids of the findings."""


class Node(_Wire):
    """A model, adapter or data set in the chain."""

    id: str
    kind: Literal["model", "dataset"]
    license: str
    """Expression, or empty where unknown."""
    source: str
    """Where the licence was read: snapshot, catalogue, or empty."""


class Edge(_Wire):
    """What was made from what."""

    source: str
    """The derivative."""
    target: str
    """What it was made from."""
    relation: str
    evidence: Quote | None


class Lineage(_Wire):
    """The chain of base models and data."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    conflicts: tuple[str, ...]
    """Ids of the findings."""


class ReportedComponent(_Wire):
    """One part of the model."""

    name: str
    type: str
    state: State
    license: str
    files: tuple[str, ...]
    evidence: tuple[Quote, ...]


class Obligation(_Wire):
    """What the user must do."""

    label: str
    text: str
    evidence: tuple[Quote, ...]


class ReportedProblem(_Wire):
    """What could not be read, and why."""

    kind: ProblemKind
    subject: str
    message: str
    hides_terms: bool


class _Base(_Wire):
    schema_version: Literal["1.0"] = "1.0"
    tool: Tool
    verdicts: tuple[ReportedVerdict, ...]
    licenses: tuple[ReportedLicense, ...]
    findings: tuple[ReportedFinding, ...]
    obligations: tuple[Obligation, ...]
    problems: tuple[ReportedProblem, ...]
    texts: SkipJsonSchema[dict[str, str]] = Field(default_factory=dict, exclude=True, repr=False)
    """Text by document of those in `licenses`, for documents that show them whole; never in JSON:
    a report can be passed on where a licence's text may not."""


class Report(_Base):
    """The audit of one model."""

    ref: str
    revision: str | None
    origin: Origin
    fetched_at: str | None
    level: Level
    level_reason: str
    score: Score
    comparisons: tuple[Score, ...] = ()
    """The same facts counted in the ways of others; ours, not theirs."""
    declared: tuple[ReportedDeclaration, ...]
    claims: tuple[Claim, ...]
    washing: Washing
    lineage: Lineage
    components: tuple[ReportedComponent, ...]


class OsdAnswer(_Wire):
    """Whether one text meets the Open Source Definition."""

    status: dict[str, Status]
    """By number of the criterion."""
    conformant: bool | None
    """True where all are met, False where one is not, null otherwise."""


class LicenseReport(_Base):
    """The reading of one licence text, or of the facts of one licence."""

    document: str
    labels: tuple[str, ...]
    """Certain labels of the whole text, sorted."""
    osd: OsdAnswer


class ReportedReference(_Wire):
    """A place in the user's files that names a model."""

    file: str
    """Path from the folder where `check` ran, with forward slashes."""
    line: int = Field(ge=0)
    """1-based line where the name is written; 0 for a folder that holds weights."""
    text: str
    """The name as it is written there."""
    how: str
    """What names it: `transformers`, `vllm serve`, `key base_model`, `weights`, …"""
    revision: str | None
    """Commit, branch or tag that is asked for; null for the hub's default."""
    pinned: bool
    """True where the revision is a commit or digest, which cannot come to mean something else."""


class Decision(_Wire):
    """What one rule of the policy says about a model."""

    rule: str
    """Id of the rule in the policy; `deny`, `allow`, `not-read` for what is no rule."""
    answer: Answer
    reason: str
    findings: tuple[str, ...] = ()
    """Ids of the findings of the report that it rests on."""
    stops: bool = False
    """True where it stops the model unless it is waived."""
    waived: str = ""
    """Who waived it, until when and why, or `baseline`; empty where it counts."""


class CheckedModel(_Wire):
    """What the gate says about one model."""

    ref: str
    level: Level | None
    """Null where nothing could be read."""
    passed: bool
    answer: Answer
    """The worst answer of the decisions that count."""
    reasons: tuple[str, ...]
    """Why it is stopped; empty where it passes."""
    duties: tuple[str, ...] = ()
    """What must be done to use it, where it may be used."""
    decisions: tuple[Decision, ...] = ()
    """What each rule that speaks about the model says, the worst first."""
    references: tuple[ReportedReference, ...] = ()
    """Where it is named; empty where it was named on the command line only."""
    report: Report | None
    """The audit; null where nothing could be read."""


NOT_READ = "not-read"
"""The rule of a decision about a model of which nothing could be read."""


class CheckReport(_Wire):
    """What the gate says about all models."""

    schema_version: Literal["1.0"] = "1.0"
    passed: bool
    fail_on: tuple[str, ...]
    """Words of `--fail-on`; empty where a policy decides alone."""
    policy: str = ""
    """Name of the preset or path of the policy file; empty where `--fail-on` decides alone."""
    files: int = 0
    """Number of files that were searched for references."""
    models: tuple[CheckedModel, ...]
    problems: tuple[ReportedProblem, ...] = ()
    """Files that could not be searched, and names that are no address of a model."""

    @property
    def exit_code(self) -> ExitCode:
        """STOPPED where a model is, else NOT_READ where one could not be read, else PASS."""
        stopped = [one for one in self.models if not one.passed]
        if any(_is_stopped(one) for one in stopped):
            return ExitCode.STOPPED
        return ExitCode.NOT_READ if stopped else ExitCode.PASS


def _is_stopped(model: CheckedModel) -> bool:
    """True where more is wrong than that nothing could be read."""
    counted = {one.rule for one in model.decisions if not one.waived}
    return model.report is not None or bool(counted - {NOT_READ})


AnyReport = Report | LicenseReport | CheckReport
SCHEMAS: dict[str, type[BaseModel]] = {
    "audit": Report,
    "license": LicenseReport,
    "check": CheckReport,
}
"""What each command prints with `--format json`."""
