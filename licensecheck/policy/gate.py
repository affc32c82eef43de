"""The gate: what a policy says about each model, and which ones it stops."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

from licensecheck.errors import CollectError, RefError, SettingsError
from licensecheck.policy import terms
from licensecheck.policy.baseline import Baseline, read_baseline
from licensecheck.policy.load import LoadedPolicy, expired, find_policy, load_policy
from licensecheck.policy.schema import Policy, Rule, Waiver, When, criteria, is_named
from licensecheck.types import Answer, Level, MatchKind, ModelRef, Status
from licensecheck.types.report import (
    NOT_READ,
    CheckedModel,
    CheckReport,
    Decision,
    Report,
    ReportedProblem,
    ReportedReference,
)

DEFAULT = ("restricted-weights",)
# From the most open; `unknown` stands apart: it fails every gate, since nobody knows.
_ORDER = (Level.OPEN_SOURCE_AI, Level.OPEN_WEIGHTS, Level.RESTRICTED_WEIGHTS, Level.CLOSED)
_ANSWERS = tuple(Answer)
_UNMET = tuple(status for status in Status if status is not Status.MET)
UNKNOWN = "unknown"
"""The rule of a decision about a model whose terms were not read completely."""

References = Mapping[ModelRef, Sequence[ReportedReference]]


@dataclass(frozen=True, slots=True)
class Gate:
    """A policy, ready to decide."""

    policy: Policy
    name: str = ""
    """Of the policy; empty where `--fail-on` decides alone."""
    words: tuple[str, ...] = ()
    """Of `--fail-on`."""
    baseline: Baseline = field(default_factory=Baseline)
    today: date = date.max
    expired: tuple[tuple[Waiver, str], ...] = ()

    @classmethod
    def parse(cls, fail_on: Sequence[str]) -> "Gate":
        """A gate from words such as `restricted-weights` and `osd:6`; SettingsError for others."""
        levels = [Level(word) for word in fail_on if word in set(_ORDER)]
        rules = list(_level_rules(min(levels, key=_ORDER.index))) if levels else []
        rules += [_criterion_rule(word) for word in fail_on if word not in set(_ORDER)]
        return cls(Policy(rules=tuple(rules)), words=tuple(fail_on))

    @classmethod
    def of(cls, loaded: LoadedPolicy, today: date, fail_on: Sequence[str] = ()) -> "Gate":
        """A gate from a policy, and from the words of `--fail-on` beside it."""
        policy = loaded.policy
        more = cls.parse(fail_on)
        baseline = read_baseline(loaded.folder / policy.baseline) if policy.baseline else Baseline()
        rules = (*policy.rules, *more.policy.rules)
        return replace(
            more,
            policy=policy.model_copy(update={"rules": rules}),
            name=loaded.name,
            baseline=baseline,
            today=today,
            expired=expired(loaded, today),
        )

    def check(
        self,
        models: Iterable[ModelRef],
        audit: Callable[[ModelRef], Report],
        references: References | None = None,
        files: int = 0,
        problems: Sequence[ReportedProblem] = (),
    ) -> CheckReport:
        """Audit each model once and decide; what cannot be read is stopped too."""
        places = references or {}
        checked = tuple(
            self.decide(model, audit, tuple(places.get(model, ())))
            for model in dict.fromkeys(models)
        )
        return CheckReport(
            passed=all(one.passed for one in checked),
            fail_on=self.words,
            policy=self.name,
            files=files,
            models=checked,
            problems=tuple(problems),
        )

    def decide(
        self,
        model: ModelRef,
        audit: Callable[[ModelRef], Report],
        references: tuple[ReportedReference, ...] = (),
    ) -> CheckedModel:
        """What the policy says about one model."""
        report, failure = None, ""
        try:
            report = audit(model)
        except (CollectError, RefError) as error:
            failure = str(error)
        found = sorted(self._decisions(model, report, failure, references), key=_badness)
        decisions = [self._accepted(one, model, report, references) for one in found]
        counted = [one for one in decisions if not one.waived]
        reasons = [one.reason for one in counted if one.stops]
        reasons += [
            said for waiver, said in self.expired if reasons and is_named(model, (waiver.model,))
        ]
        answer = max((one.answer for one in counted), key=_ANSWERS.index, default=Answer.ALLOWED)
        duties = tuple(_duties(report, counted)) if report else ()
        if answer is Answer.ALLOWED and duties:
            answer = Answer.WITH_DUTIES
        return CheckedModel(
            ref=str(model),
            level=report.level if report else None,
            passed=not reasons,
            answer=answer,
            reasons=tuple(dict.fromkeys(reasons)),
            duties=duties,
            decisions=tuple(decisions),
            references=references,
            report=report,
        )

    # --- Decisions --------------------------------------------------------------------------

    def _decisions(
        self,
        model: ModelRef,
        report: Report | None,
        failure: str,
        references: tuple[ReportedReference, ...],
    ) -> Iterator[Decision]:
        deny, allow = self.policy.deny, self.policy.allow
        if is_named(model, deny.models):
            yield self._decision(
                "deny", Answer.NOT_ALLOWED, "The policy refuses this model by name"
            )
        elif report and (refused := _fitting(terms.licenses(report), deny.licenses)):
            reason = f"The policy refuses its licence {', '.join(refused)}"
            yield self._decision("deny", Answer.NOT_ALLOWED, reason)
        elif is_named(model, allow.models) or (report and _is_allowed(report, allow.licenses)):
            yield self._decision("allow", Answer.ALLOWED, "The policy accepts it by name")
        elif report is None:
            yield self._decision(NOT_READ, Answer.ASK, failure, unknown=True)
        else:
            yield from self._by_rules(report, references)

    def _by_rules(
        self, report: Report, references: tuple[ReportedReference, ...]
    ) -> Iterator[Decision]:
        if self.name and (reason := _unread(report)):
            yield self._decision(UNKNOWN, Answer.ASK, reason, unknown=True)
        for rule in self.policy.rules:
            answer = terms.holds(rule.when, self.policy.us, report, references)
            if answer is False:
                continue
            found = tuple(one.id for one in terms.findings(report, rule.when.labels))
            if answer or rule.answer in (Answer.ALLOWED, Answer.WITH_DUTIES):
                reason = _reason(rule, report)
                yield self._decision(rule.id, rule.answer, reason, found)
            else:
                remedy = _open(rule, self.policy, report)
                reason = f"Not known: {_reason(rule, report)}? {remedy}"
                yield self._decision(rule.id, Answer.ASK, reason, found, unknown=True)

    def _decision(
        self,
        rule: str,
        answer: Answer,
        reason: str,
        findings: tuple[str, ...] = (),
        *,
        unknown: bool = False,
    ) -> Decision:
        how = self.policy.unknown if unknown else self.policy.ask
        stops = answer is Answer.NOT_ALLOWED or (answer is Answer.ASK and how == "fail")
        return Decision(rule=rule, answer=answer, reason=reason, findings=findings, stops=stops)

    def _accepted(
        self,
        decision: Decision,
        model: ModelRef,
        report: Report | None,
        references: tuple[ReportedReference, ...],
    ) -> Decision:
        """With the waiver or baseline entry that covers it."""
        if not decision.stops or decision.rule == "deny":
            return decision
        said = next(
            (w for w in self.policy.waivers if self._covers(w, decision, model, references)), None
        )
        if said:
            waived = f"{said.author}, until {said.expires}: {said.reason}"
            return decision.model_copy(update={"waived": waived})
        if self.baseline.has(str(model), decision.rule, report):
            return decision.model_copy(update={"waived": "baseline"})
        return decision

    def _covers(
        self,
        waiver: Waiver,
        decision: Decision,
        model: ModelRef,
        references: tuple[ReportedReference, ...],
    ) -> bool:
        if waiver.expired(self.today) or decision.rule not in waiver.rules:
            return False
        inside = not waiver.paths or (
            bool(references) and all(_fitting([one.file], waiver.paths) for one in references)
        )
        return inside and is_named(model, (waiver.model,))


def _badness(decision: Decision) -> int:
    return -_ANSWERS.index(decision.answer)


def _fitting(names: Iterable[str], globs: tuple[str, ...]) -> list[str]:
    return [name for name in names if any(fnmatchcase(name, glob) for glob in globs)]


def _is_allowed(report: Report, globs: tuple[str, ...]) -> bool:
    """True where every licence is accepted and every text is one of them, unaltered."""
    names = terms.licenses(report)
    kinds = {match.kind for one in report.licenses for match in one.matches}
    unknown = any(not one.matches for one in report.licenses)
    plain = MatchKind.ALTERED not in kinds and not unknown
    return bool(names) and plain and len(_fitting(names, globs)) == len(names)


def _unread(report: Report) -> str:
    """Why nobody can say what the terms are; empty where they are known.

    An open level was given although something was not read, so that did not matter.
    """
    if report.level is Level.UNKNOWN:
        return f"unknown: {report.level_reason}"
    hidden = [one for one in report.problems if one.hides_terms]
    if hidden and report.level not in (Level.OPEN_SOURCE_AI, Level.OPEN_WEIGHTS):
        return f"{hidden[0].subject} was not read: {hidden[0].message}"
    return ""


def _reason(rule: Rule, report: Report) -> str:
    """A rule's own words, with the level's reason where the rule is about levels."""
    if rule.when.levels:
        return f"{rule.says}: {report.level}, {report.level_reason}"
    if rule.when.criteria:
        said = {f"{one.framework}:{one.criterion}": one for one in report.verdicts}
        found = [said[name] for name in rule.when.criteria if name in said]
        return "; ".join([rule.says, *(f"{one.status}: {one.reason}" for one in found)])
    return rule.says


def _open(rule: Rule, policy: Policy, report: Report) -> str:
    """What we should say of ourselves so that the rule can be decided."""
    limits = terms.thresholds(report) or {}
    asked = [*rule.when.us, *(kind for kind in rule.when.above if kind in limits)]
    missing = [name for name in asked if getattr(policy.us, name) is None]
    if rule.when.excluded is not None and not policy.us.territories:
        missing.append("territories")
    return (
        f"Say us.{', us.'.join(missing)} in the policy." if missing else "Please read the clause."
    )


def _duties(report: Report, decisions: Sequence[Decision]) -> Iterator[str]:
    """What the terms ask for, and what rules say must be done."""
    yield from (one.text for one in report.obligations)
    yield from (one.reason for one in decisions if one.answer is Answer.WITH_DUTIES)


def load_gate(policy: str | None, fail_on: Sequence[str], folder: Path) -> Gate:
    """The gate of a policy that is named, or of the one in a folder; `--fail-on` adds to it.

    Without either, models are stopped that are less open than open weights.
    """
    today = date.today()  # of who runs the check
    loaded = load_policy(policy, today) if policy else find_policy(folder, today)
    return Gate.of(loaded, today, fail_on) if loaded else Gate.parse(fail_on or DEFAULT)


# --- --fail-on --------------------------------------------------------------------------


def _level_rules(level: Level) -> Iterator[Rule]:
    """This level and all that are less open; and what is unknown."""
    closed = _ORDER[_ORDER.index(level) :]
    says = "Not open enough"
    yield Rule(id="level", when=When(levels=closed), answer=Answer.NOT_ALLOWED, says=says)
    unknown = When(levels=(Level.UNKNOWN,))
    yield Rule(id="level-unknown", when=unknown, answer=Answer.ASK, says="Openness is not known")


def _criterion_rule(word: str) -> Rule:
    """Stopped unless the criterion is met."""
    if word not in criteria():
        raise SettingsError(
            f"--fail-on {word!r} is neither a level nor a criterion",
            remedy=f"A level ({', '.join(_ORDER)}) or a criterion such as osd:6 or osaid:use.",
        )
    when = When(criteria={word: _UNMET})
    return Rule(id=word, when=when, answer=Answer.NOT_ALLOWED, says=f"{word} is not met")
