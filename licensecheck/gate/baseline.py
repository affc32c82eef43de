"""Findings that were there when a policy was adopted: they are shown, but stop nothing.

A finding stays in the baseline as long as the licences it rests on are the same: a model whose
licence changed is decided anew.
"""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from licensecheck import disk
from licensecheck.domain.report import DEFECT, NOT_READ, CheckedModel, Decision, Report
from licensecheck.errors import RuleFileError, UsageError
from licensecheck.gate.brought import licenses
from licensecheck.gate.decisions import DENY

MAX_BYTES = 10_000_000
"""Of a baseline; an entry has some 300 bytes."""


class BaselineEntry(BaseModel):
    """One finding that is accepted for now."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ref: str
    rule: str
    licenses: tuple[str, ...]
    """Digests of the licence texts, and ids of all licences that come with the model, sorted."""


class Baseline(BaseModel):
    """The file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    baseline: frozenset[BaselineEntry] = frozenset()

    def has(self, ref: str, rule: str, report: Report | None) -> bool:
        """True where the finding was there, under the same licences."""
        return entry(ref, rule, report) in self.baseline

    def agreed(self, text: str) -> "Baseline":
        """Those of its findings that the file had when this was its text."""
        try:
            return Baseline(baseline=self.baseline & Baseline.model_validate_json(text).baseline)
        except ValidationError:
            return Baseline()


def entry(ref: str, rule: str, report: Report | None) -> BaselineEntry:
    """What is remembered of a finding."""
    terms = sorted({*(one.sha256 for one in report.licenses), *licenses(report)}) if report else []
    return BaselineEntry(ref=ref, rule=rule, licenses=tuple(terms))


def read_baseline(path: Path) -> Baseline:
    """A baseline file; UsageError where it cannot be read, RuleFileError where it is none."""
    try:
        content = disk.whole(path, MAX_BYTES)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read ({error.strerror})",
            remedy="Write it with `licensecheck check --write-baseline FILE` before you name it.",
        ) from error
    try:
        return Baseline.model_validate_json(content)
    except ValidationError as error:
        raise RuleFileError(str(path), 1, f"no baseline: {error.errors()[0]['msg']}") from error


def write_baseline(path: Path, models: Iterable[CheckedModel]) -> int:
    """Write what stops now; returns the number of findings. UsageError where that fails."""
    entries = [entry(one.ref, rule.rule, one.report) for one in models for rule in _stops(one)]
    entries.sort(key=lambda one: (one.ref, one.rule))
    rows = [one.model_dump() for one in entries]
    disk.write(path, f"{json.dumps({'baseline': rows}, indent=2)}\n".encode())
    return len(entries)


def _stops(model: CheckedModel) -> list[Decision]:
    if model.passed:
        return []
    kept = (DEFECT, DENY)
    return [one for one in model.stopping if one.rule not in kept]


def not_covered(models: Iterable[CheckedModel], in_parts: Callable[[CheckedModel], bool]) -> str:
    """What a baseline that is written now does not accept, or accepts without knowing it; empty
    where it accepts all. `in_parts` is True for a model that a policy of `folders` decides on."""
    stopped = [one for one in models if not one.passed]
    denied = [one.ref for one in stopped if any(said.rule == DENY for said in one.stopping)]
    apart = [one.ref for one in stopped if in_parts(one)]
    unread = [one.ref for one in stopped if any(said.rule == NOT_READ for said in one.stopping)]
    said = (
        ("stay stopped, because no baseline covers what `deny` refuses", denied),
        (
            "stay stopped where a policy of `folders` applies, which needs a baseline of its own",
            apart,
        ),
        ("are in it as not read: nobody knows their terms, so write it where hubs answer", unread),
    )
    return "\n".join(f"{len(refs)} {what}: {', '.join(refs)}" for what, refs in said if refs)
