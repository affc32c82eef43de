"""A first gate: stop a model that is not as open as it must be."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from licensecheck.engine.criteria import load_frameworks
from licensecheck.errors import CollectError, SettingsError
from licensecheck.types import Answer, Level, ModelRef, Status
from licensecheck.types.report import CheckedModel, CheckReport, Report

DEFAULT = ("restricted-weights",)
# From the most open; `unknown` stands apart: it fails every gate, since nobody knows.
_ORDER = (Level.OPEN_SOURCE_AI, Level.OPEN_WEIGHTS, Level.RESTRICTED_WEIGHTS, Level.CLOSED)


@dataclass(frozen=True, slots=True)
class Gate:
    """Levels and criteria that stop a model."""

    words: tuple[str, ...]
    """As the user gave them."""
    level: Level | None
    """This level and all that are less open."""
    criteria: frozenset[tuple[str, str]]
    """Framework and criterion, stopped unless it is met."""

    @classmethod
    def parse(cls, fail_on: Sequence[str]) -> "Gate":
        """A gate from words such as `restricted-weights` and `osd:6`; SettingsError for others."""
        levels = [Level(word) for word in fail_on if word in set(_ORDER)]
        criteria = [_criterion(word) for word in fail_on if word not in set(_ORDER)]
        first = min(levels, key=_ORDER.index) if levels else None
        return cls(tuple(fail_on), first, frozenset(criteria))

    def check(self, models: Sequence[ModelRef], audit: Callable[[ModelRef], Report]) -> CheckReport:
        """Audit each model once; what cannot be read is stopped too."""
        checked = tuple(self._check(model, audit) for model in dict.fromkeys(models))
        passed = all(one.passed for one in checked)
        return CheckReport(passed=passed, fail_on=self.words, models=checked)

    def _check(self, model: ModelRef, audit: Callable[[ModelRef], Report]) -> CheckedModel:
        try:
            report = audit(model)
        except CollectError as error:
            return CheckedModel(
                ref=str(model),
                level=None,
                passed=False,
                answer=Answer.ASK,
                reasons=(str(error),),
                report=None,
            )
        reasons = tuple(self._reasons(report))
        return CheckedModel(
            ref=str(model),
            level=report.level,
            passed=not reasons,
            answer=Answer.NOT_ALLOWED if reasons else Answer.ALLOWED,
            reasons=reasons,
            report=report,
        )

    def _reasons(self, report: Report) -> Iterator[str]:
        if self.level and self._too_closed(report.level):
            yield f"{report.level}: {report.level_reason}"
        for verdict in report.verdicts:
            name = (verdict.framework, verdict.criterion)
            if name in self.criteria and verdict.status is not Status.MET:
                yield f"{':'.join(name)} {verdict.status}: {verdict.reason}"

    def _too_closed(self, level: Level) -> bool:
        if level is Level.UNKNOWN or self.level is None:
            return True
        return _ORDER.index(level) >= _ORDER.index(self.level)


def _criterion(word: str) -> tuple[str, str]:
    framework, _, criterion = word.partition(":")
    known = load_frameworks().get(framework)
    if known is None or criterion not in {one.id for one in known.criteria}:
        raise SettingsError(
            f"--fail-on {word!r} is neither a level nor a criterion",
            remedy=f"A level ({', '.join(_ORDER)}) or a criterion such as osd:6 or osaid:use.",
        )
    return framework, criterion
