"""The report: what the JSON contains, field by field. `licensecheck schema` prints its schema.

A wire format of its own: nothing here changes when our inner values do. Version 1.x only gains
fields. Not imported by `licensecheck.domain`: pydantic is loaded when a report is made.
"""

from typing import Literal

from pydantic import BaseModel, Field
from pydantic.json_schema import SkipJsonSchema

from licensecheck.domain.duty import DutyState
from licensecheck.domain.publication import PublishReport
from licensecheck.domain.reported_model import (
    Claim,
    FollowedPage,
    Lineage,
    ReportedComponent,
    ReportedGate,
    ReportedModel,
    Score,
    Washing,
)
from licensecheck.domain.reported_rights import ReportedRight
from licensecheck.domain.reported_terms import (
    LegalPoint,
    Obligation,
    ReportedDeclaration,
    ReportedFinding,
    ReportedLedger,
    ReportedLicense,
    ReportedProblem,
    ReportedVerdict,
    Tool,
    Wire,
)
from licensecheck.domain.snapshot import Gating, Origin
from licensecheck.domain.verdict import Answer, Level, Status
from licensecheck.errors import ExitCode


class _Base(Wire):
    schema_version: Literal["1.0", "1.1", "1.2"] = "1.2"
    """Version 1.x only gains fields; 1.1 gained `ledger`, 1.2 `rights`, `legal`, `model` and
    `models`."""
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
    ledger: ReportedLedger = ReportedLedger()
    """How all that could bind was accounted for."""
    rights: tuple[ReportedRight, ...] = ()
    """May we? The answers to what people ask, in the order of the questions."""
    legal: tuple[LegalPoint, ...] = ()
    """Who grants the licence, under which law, how it ends and who may change it, as far as the
    texts that are here say so."""
    texts: SkipJsonSchema[dict[str, str]] = Field(default_factory=dict, exclude=True, repr=False)
    """Text by document of those in `licenses`, for documents that show them whole; never in JSON:
    a report can be passed on where a licence's text may not."""


class Report(_Base):
    """The audit of one model."""

    ref: str
    """Address of the model with its hub: `huggingface:org/name`."""
    asked: str = ""
    """The name that was asked for, where the hub calls the model otherwise now; else empty."""
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
    gate: ReportedGate | None = None
    """What one agrees to and hands over before the files may be had; null without a gate."""
    gating: Gating = Gating.UNKNOWN
    """Whether its hub lets everybody download it."""
    model: str = ""
    """Which of `models` the level, the verdicts and the score speak of."""
    models: tuple[ReportedModel, ...] = ()
    """All that is released here, the main model first."""
    followed: tuple[FollowedPage, ...] = ()
    """The pages of hubs where its weights lie, whose terms were to be read; none where the weights
    are here, and where pages were not to be followed."""

    @property
    def called(self) -> str:
        """The address, with the name that was asked for where that is another one."""
        return f"{self.ref} (asked for as {self.asked})" if self.asked else self.ref

    @property
    def meant(self) -> tuple["Report", ...]:
        """The report on each model that the ref may mean; itself where nothing tells models
        apart."""
        return tuple(self.of(one) for one in self.models if one.meant) or (self,)

    def of(self, model: ReportedModel) -> "Report":
        """The report with the answers and findings about one of its models."""
        others = {one for other in self.models for one in other.findings} - {*model.findings}
        own = {one.node for one in model.bases}
        bases = {one.node for other in self.models for one in other.bases} - own
        return self.model_copy(
            update={
                "model": model.name,
                "level": model.level,
                "level_reason": model.reason,
                "score": model.score,
                "verdicts": model.verdicts,
                "rights": model.rights or self.rights,
                "findings": tuple(one for one in self.findings if one.id not in others),
                "lineage": self.lineage.without(bases) if bases else self.lineage,
            }
        )

    @property
    def chosen(self) -> "Report":
        """The report without the findings about other models than the one that was asked for."""
        return next((self.of(one) for one in self.models if one.name == self.model), self)


class OsdAnswer(Wire):
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


class ReportedReference(Wire):
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


class ReportedSkipped(Wire):
    """Files and folders that were not searched, for one reason."""

    reason: str
    """Which ones: `that git ignores`, `of tools, caches and installed packages`, `that exclude
    leaves out`, `of a kind that names no models`."""
    count: int = Field(ge=1)
    """Number of them; a folder counts as one."""
    examples: tuple[str, ...]
    """Paths of the first, named as the folder that was searched; a folder ends in a slash."""
    endings: dict[str, int] = Field(default_factory=dict)
    """How many of them there are of each ending (`.md`, `/` for folders), the most frequent
    first."""


class ReportedWarning(Wire):
    """Something in a policy that a person should look at; it stops nothing."""

    file: str
    """The policy."""
    line: int = Field(ge=0)
    """1-based line; 0 where it is the whole file."""
    message: str
    """What, as a sentence without its full stop."""


class Decision(Wire):
    """What one rule of the policy says about a model."""

    rule: str
    """Id of the rule in the policy; `deny`, `allow`, `choice`, `not-read`, `internal-error` are no
    rules."""
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


class ReportedDuty(Wire):
    """A duty of a model, and what the files of a product show of it."""

    label: str
    """The label or rule that says so."""
    text: str
    """The duty, as a sentence without its full stop."""
    state: DutyState
    """Whether it is fulfilled."""
    places: tuple[str, ...] = ()
    """Files that show it; for a name the names."""


NOT_READ = "not-read"
"""The rule of a decision about a model of which nothing could be read, or nothing of what it was
made from or needs."""
DEFECT = "internal-error"
"""The rule of a decision about a model at which licensecheck itself failed."""


class CheckedModel(Wire):
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
    fulfilled: tuple[ReportedDuty, ...] = ()
    """What the tree that `--duties` names shows of each duty; empty without it."""

    @property
    def called(self) -> str:
        """The address as it was named, with the hub's own name where that is another one."""
        renamed = self.report is not None and self.report.asked
        return f"{self.ref} (now {self.report.ref})" if self.report and renamed else self.ref

    @property
    def stopped(self) -> bool:
        """True where more is wrong than that it, or what it was made from, could not be read."""
        reasons = {one.rule for one in self.stopping}
        unread = reasons <= {NOT_READ, DEFECT} and bool(reasons or self.report is None)
        return not (self.passed or unread)

    @property
    def stopping(self) -> tuple[Decision, ...]:
        """The decisions that stop it; a waiver names their rules."""
        return tuple(one for one in self.decisions if one.stops and not one.waived)

    @property
    def unread(self) -> bool:
        """True where it may not pass for the one reason that nothing could be read."""
        return not self.passed and not self.stopped


class CheckReport(Wire):
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
    skipped: tuple[ReportedSkipped, ...] = ()
    """What was not searched on purpose, by reason."""
    since: str = ""
    """Revision of git that `--since` named; empty where everything was checked."""
    unchanged: int = 0
    """Number of models that were not checked, since that revision names them in the same files."""
    models: tuple[CheckedModel, ...]
    """What the gate says about each, in the order of their first place."""
    problems: tuple[ReportedProblem, ...] = ()
    """Files that could not be searched, and names that are no address of a model."""
    endings: dict[str, int] = Field(default_factory=dict)
    """How many files of each ending were searched, the most frequent first."""
    possible: tuple[ReportedReference, ...] = ()
    """What looks like a model where nothing says that it is one; these were not checked."""
    warnings: tuple[ReportedWarning, ...] = ()
    """What a person should look at in the policy: waivers that end soon or cover nothing, entries
    that never count."""

    @property
    def exit_code(self) -> ExitCode:
        """STOPPED where a model is or a duty is missing, else NOT_READ where a model could not be
        read, or a file or line of a target that may name one; else PASS."""
        if any(one.stopped for one in self.models):
            return ExitCode.STOPPED
        duties = (duty for one in self.models for duty in one.fulfilled)
        if any(duty.state is DutyState.MISSING for duty in duties):
            return ExitCode.STOPPED
        return ExitCode.PASS if self.passed else ExitCode.NOT_READ

    @property
    def defects(self) -> tuple[str, ...]:
        """At which models licensecheck itself failed, and how: a sentence for each."""
        return tuple(
            f"{model.ref}: {one.reason}"
            for model in self.models
            for one in model.decisions
            if one.rule == DEFECT
        )


class ListedReference(ReportedReference):
    """A place that names a model, with the model that it means."""

    hub: str
    """Where the model is: `huggingface`, `ollama`, a service, `endpoint` for a server of one's
    own."""
    model: str
    """Its name there; of a folder, its path."""
    left_out: str = ""
    """Why a comment there leaves it out of checks; empty where none does."""


class ReferenceList(Wire):
    """The models that paths name; nothing is judged."""

    schema_version: Literal["1.0"] = "1.0"
    """Version 1.x only gains fields."""
    references: tuple[ListedReference, ...]
    """Every place, in the order of files and lines."""
    possible: tuple[ListedReference, ...] = ()
    """What looks like a model where nothing says that it is one."""
    files: int
    """Number of files that were searched."""
    skipped: tuple[ReportedSkipped, ...] = ()
    """What was not searched on purpose, by reason."""
    problems: tuple[ReportedProblem, ...] = ()
    """Files that could not be searched, and names that are no address of a model."""

    @property
    def exit_code(self) -> ExitCode:
        """NOT_READ where a file that may name a model could not be read; else PASS."""
        unread = any(one.hides_terms for one in self.problems)
        return ExitCode.NOT_READ if unread else ExitCode.PASS


AnyReport = Report | LicenseReport | CheckReport
SCHEMAS: dict[str, type[BaseModel]] = {
    "audit": Report,
    "license": LicenseReport,
    "check": CheckReport,
    "publish": PublishReport,
    "list": ReferenceList,
}
"""What each command prints with `--format json`."""
