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
    """Always `licensecheck`."""
    version: str
    """Of the package."""
    rules_version: str
    """First 16 hex digits of the SHA-256 over all rule files."""
    model_sha256: str | None
    """Digest of the classifier's weights; null where it is not installed."""


class Quote(_Wire):
    """A quote and its place."""

    document: str
    """Path inside the model; `hub metadata` or `catalogue` where it is no file."""
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
    """Id of the rule or label: `licensecheck explain` tells what it means."""
    labels: tuple[str, ...]
    """What the clause does: see labels.md; empty for open-washing."""
    severity: Severity
    """How much it weighs, were it true."""
    confidence: Confidence
    """How sure that is; of an `uncertain` one please read the clause."""
    source: Source
    """What says so: a rule, the classifier, both, or what is known of the licence."""
    message: str
    """A sentence without its full stop."""
    evidence: tuple[Quote, ...]
    """The words that it rests on."""
    tags: tuple[str, ...] = ()
    """Headings of frameworks that it belongs under: `nist: GOVERN 6.1`."""


class ReportedVerdict(_Wire):
    """The answer to one criterion."""

    framework: str
    """`osd`, `osaid`, `mof`, `eu-ai-act`, …: see criteria.md."""
    criterion: str
    """Its id in the framework: `6`, `use`."""
    name: str
    """Its name in plain words."""
    status: Status
    """The answer."""
    reason: str
    """Why, in a few words."""
    findings: tuple[str, ...]
    """Ids of the findings it rests on."""


class ReportedEdit(_Wire):
    """One difference from the text of a known licence."""

    kind: EditKind
    """What was done to the known text."""
    start: int
    """Offset of the new text in the document."""
    end: int
    """Offset after it; equal to `start` where text was only removed."""
    line: int
    """1-based line of `start`."""
    quote: str
    """The new text; empty where text was only removed."""
    removed_words: int
    """Number of words of the known text that are gone."""
    removed_labels: tuple[str, ...]
    """What the clauses did that these words belonged to."""


class ReportedMatch(_Wire):
    """How exactly a text is a known licence."""

    license: str
    """SPDX id, else `LicenseRef-…`."""
    kind: MatchKind
    """How exactly."""
    coverage: float = Field(ge=0, le=1)
    """Share of the known text's words that were found in their order."""
    start: int
    """Offset of the part of the document that is this licence."""
    end: int
    """Offset after it."""
    edits: tuple[ReportedEdit, ...]
    """The differences, in the order of the document."""
    alternatives: tuple[str, ...] = ()
    """Other licences that the text cannot be told from, as where it breaks off."""


class ReportedLicense(_Wire):
    """One text with terms."""

    document: str
    """Path inside the model."""
    kind: DocumentKind
    """What the document is for."""
    component: str
    """What its terms are for, by its name: `model`, `code`, `weights`, `data`."""
    sha256: str
    """Hexadecimal digest of the whole text in UTF-8."""
    expression: str
    """Of its known licences; `LicenseRef-licensecheck-unknown` where it is none."""
    matches: tuple[ReportedMatch, ...]
    """The known licences in it, in their order."""
    nearest: str
    """For a text of no known licence the most similar one; empty where none is similar."""
    labels: tuple[str, ...]
    """Certain labels of its clauses, sorted."""
    uncertain: tuple[str, ...]
    """Labels that some clause may have; please read them."""


class ReportedDeclaration(_Wire):
    """A licence that is said to apply."""

    document: str
    """Where it is said: a path, or `hub metadata`."""
    line: int
    """1-based; 0 for hub metadata."""
    text: str
    """As it is written there."""
    expression: str
    """The SPDX expression it comes to; empty where it comes to none."""
    conforms: bool | None
    """Whether that is known to meet the Open Source Definition; null where it is not known."""


class ScorePart(_Wire):
    """One part of the score."""

    name: str
    """What is counted: a freedom or a part of the model."""
    weight: float
    """Points that it can have."""
    value: float
    """Points with unknown counted as unmet."""
    ceiling: float
    """Points with unknown counted as met."""
    reason: str
    """Why it has as many, in a few words."""


class Score(_Wire):
    """0 to 100, as an interval."""

    value: float
    """Points with unknown counted as unmet."""
    ceiling: float
    """Points with unknown counted as met."""
    profile: str
    """Name of the weights used: `rules/profiles/`."""
    parts: tuple[ScorePart, ...]
    """What the points are made of."""


class Claim(_Wire):
    """What the publisher says about openness."""

    kind: str
    """`open-source`, `open-weights`, …: `licensecheck explain KIND`."""
    evidence: Quote
    """The publisher's words."""


class Washing(_Wire):
    """Claims that the facts contradict."""

    level: Literal["none", "low", "medium", "high"]
    """The highest severity among the findings."""
    findings: tuple[str, ...]
    """Ids of the findings."""


class Node(_Wire):
    """A model, adapter or data set in the chain."""

    id: str
    """Address of the model or data set."""
    kind: Literal["model", "dataset"]
    """Which of both."""
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
    """How: `finetune`, `adapter`, `quantized`, `merge`, `distill` or `dataset`."""
    evidence: Quote | None
    """The words that say so; null where a hub's metadata does."""


class Lineage(_Wire):
    """The chain of base models and data."""

    nodes: tuple[Node, ...]
    """The model itself first, then what it was made from, then data sets."""
    edges: tuple[Edge, ...]
    """What connects them."""
    conflicts: tuple[str, ...]
    """Ids of the findings."""


class ReportedComponent(_Wire):
    """One part of the model."""

    name: str
    """`weights`, `training-code`, `paper`, …"""
    type: str
    """`code`, `data`, `parameters` or `documentation`."""
    state: State
    """How much is known of it."""
    license: str
    """Expression of the licence that it is under; empty where that is not known."""
    files: tuple[str, ...]
    """A few of its files."""
    evidence: tuple[Quote, ...]
    """What shows it; empty where its files are here."""


class Obligation(_Wire):
    """What the user must do."""

    label: str
    """The label or rule that says so."""
    text: str
    """The duty, as a sentence without its full stop."""
    evidence: tuple[Quote, ...]
    """The words that it rests on."""


class ReportedProblem(_Wire):
    """What could not be read, and why."""

    kind: ProblemKind
    """Why it could not be read."""
    subject: str
    """The file, field or address it happened to."""
    message: str
    """What happened, and what to do."""
    hides_terms: bool
    """True where terms could stand in what was not read: criteria become UNKNOWN. In a check: where
    a file that was named may name a model there."""


class _Base(_Wire):
    schema_version: Literal["1.0"] = "1.0"
    """Version 1.x only gains fields."""
    tool: Tool
    """Versions and digests of what made it."""
    verdicts: tuple[ReportedVerdict, ...]
    """The answers, framework by framework."""
    licenses: tuple[ReportedLicense, ...]
    """The texts with terms that were read."""
    findings: tuple[ReportedFinding, ...]
    """All that was found, the weightiest first."""
    obligations: tuple[Obligation, ...]
    """What the user must do."""
    problems: tuple[ReportedProblem, ...]
    """What could not be read."""
    texts: SkipJsonSchema[dict[str, str]] = Field(default_factory=dict, exclude=True, repr=False)
    """Text by document of those in `licenses`, for documents that show them whole; never in JSON:
    a report can be passed on where a licence's text may not."""


class Report(_Base):
    """The audit of one model."""

    ref: str
    """Address of the model with its hub: `huggingface:org/name`."""
    revision: str | None
    """Commit or digest that was read; null where there is none."""
    origin: Origin
    """Where the files came from."""
    fetched_at: str | None
    """When, ISO 8601 in UTC; null for a folder, of which nothing was fetched."""
    level: Level
    """One word for the whole: see the README."""
    level_reason: str
    """Why it is that one."""
    score: Score
    """How much of the model is open."""
    comparisons: tuple[Score, ...] = ()
    """The same facts counted in the ways of others; ours, not theirs."""
    declared: tuple[ReportedDeclaration, ...]
    """Licences that card, metadata or files say apply."""
    claims: tuple[Claim, ...]
    """What the publisher says about openness."""
    washing: Washing
    """Where that and the facts disagree."""
    lineage: Lineage
    """What the model was made from."""
    components: tuple[ReportedComponent, ...]
    """The parts of the model."""


class OsdAnswer(_Wire):
    """Whether one text meets the Open Source Definition."""

    status: dict[str, Status]
    """By number of the criterion."""
    conformant: bool | None
    """True where all are met, False where one is not, null otherwise."""


class LicenseReport(_Base):
    """The reading of one licence text, or of the facts of one licence."""

    document: str
    """The path as it was typed, `-`, or the licence's id."""
    labels: tuple[str, ...]
    """Certain labels of the whole text, sorted."""
    osd: OsdAnswer
    """Whether it meets the Open Source Definition."""


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
    """What it says."""
    reason: str
    """Why, as a sentence without its full stop."""
    findings: tuple[str, ...] = ()
    """Ids of the findings of the report that it rests on."""
    stops: bool = False
    """True where it stops the model unless it is waived."""
    waived: str = ""
    """Who waived it, until when and why, or `baseline`; empty where it counts."""


class CheckedModel(_Wire):
    """What the gate says about one model."""

    ref: str
    """Address of the model with its hub."""
    level: Level | None
    """Null where nothing could be read."""
    passed: bool
    """Whether it may pass the gate."""
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
    """Version 1.x only gains fields."""
    passed: bool
    """True where every model passes, and all was read of the files that were named."""
    fail_on: tuple[str, ...]
    """Words of `--fail-on`; empty where a policy decides alone."""
    policy: str = ""
    """Name of the preset or path of the policy file; empty where `--fail-on` decides alone."""
    files: int = 0
    """Number of files that were searched for references."""
    models: tuple[CheckedModel, ...]
    """What the gate says about each, in the order of their first place."""
    problems: tuple[ReportedProblem, ...] = ()
    """Files that could not be searched, and names that are no address of a model."""

    @property
    def exit_code(self) -> ExitCode:
        """STOPPED where a model is, else NOT_READ where one could not be read, or a file or line
        of a target that may name one; else PASS."""
        stopped = [one for one in self.models if not one.passed]
        if any(_is_stopped(one) for one in stopped):
            return ExitCode.STOPPED
        unread = any(problem.hides_terms for problem in self.problems)
        return ExitCode.NOT_READ if stopped or unread else ExitCode.PASS


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
