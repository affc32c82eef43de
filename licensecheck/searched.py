"""What a search found, as reports have it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from licensecheck.domain import Problem
from licensecheck.domain.report import ReportedReference, ReportedSkipped
from licensecheck.domain.reported_terms import ReportedProblem
from licensecheck.scan import Reference
from licensecheck.scan.skipped import Skipped


def from_here(path: str) -> str:
    """A path in the current folder without that: where a runner keeps it is nobody's business."""
    here = f"{Path.cwd().as_posix().rstrip('/')}/"
    return path.removeprefix(here) if path != here else path


def wire_skipped(one: Skipped) -> ReportedSkipped:
    """What was left out for one reason."""
    examples = tuple(map(from_here, one.examples))
    return ReportedSkipped(
        reason=one.why, count=one.count, examples=examples, endings=dict(one.endings)
    )


def wire_reference(one: Reference) -> ReportedReference:
    """A place that names a model."""
    return ReportedReference(
        file=from_here(one.file),
        line=one.line,
        text=one.text,
        how=one.how,
        revision=one.model.revision,
        pinned=one.pinned,
    )


def wire_problems(problems: Iterable[Problem]) -> Iterator[ReportedProblem]:
    """What could not be read, in the order given."""
    for one in problems:
        yield ReportedProblem(
            kind=one.kind,
            subject=from_here(one.subject),
            message=one.message,
            hides_terms=one.hides_terms,
        )
