"""The gate over a project: find the models that it names, audit each once, apply the policy."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from licensecheck.domain import ModelRef, Problem, ProblemKind
from licensecheck.domain.report import CheckReport, Report, ReportedReference, ReportedSkipped
from licensecheck.domain.reported_terms import ReportedProblem
from licensecheck.gate.gate import Gate
from licensecheck.hubs import parse_ref
from licensecheck.scan import Reference, find
from licensecheck.scan.skipped import Skipped, together
from licensecheck.scan.targets import is_model_folder, is_searched, local_model

Audits = Callable[[Sequence[ModelRef]], AbstractContextManager[Callable[[ModelRef], Report]]]
"""Gives a function that audits each of some models, in their order: `Auditor.audits`."""


@dataclass(slots=True)
class _Targets:
    """What the targets of a check come to."""

    models: dict[ModelRef, list[ReportedReference]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    files: int = 0


def check(
    targets: Sequence[str],
    gate: Gate,
    audits: Audits,
    exclude: Sequence[str] = (),
) -> CheckReport:
    """The report on models and on folders of code; without targets, on the current folder.

    What fits a pattern in `exclude` is not searched; the patterns are those of .gitignore. Raises
    RefError for a target that is neither a path nor a reference.
    """
    found = _collect(targets or (".",), exclude)
    problems = tuple(_reported(sorted(set(found.problems))))
    with audits(tuple(found.models)) as audit:
        report = gate.check(found.models, audit, found.models, found.files, problems)
    return report.model_copy(update={"skipped": tuple(map(_counted, together(found.skipped)))})


def models_of(targets: Sequence[str], exclude: Sequence[str] = ()) -> tuple[ModelRef, ...]:
    """The models that targets are and name, in the order of a check."""
    return tuple(_collect(targets or (".",), exclude).models)


def _collect(targets: Iterable[str], exclude: Sequence[str]) -> _Targets:
    found = _Targets()
    for target in targets:
        path = Path(target)
        if is_searched(path):
            _search(path, found, exclude)
        else:
            ref = parse_ref(target)
            # As typed, also where a file names it too: what was typed may lead further.
            found.models[ref] = found.models.pop(ref, [])
    return found


def _search(path: Path, found: _Targets, exclude: Sequence[str]) -> None:
    """Add what a path names, and the path itself where it is a model too."""
    result = find(path, exclude)
    is_model = is_model_folder(path)
    if is_model:
        found.models.setdefault(local_model(path), [])
    for one in result.references:
        found.models.setdefault(one.model, []).append(_as_reported(one))
    found.problems += result.problems
    if not (result.files or result.references or result.problems or is_model):
        message = (
            "nothing in it could be searched: write hf:org/name if you mean a model of that name."
        )
        found.problems.append(Problem(ProblemKind.MISSING, path.as_posix(), message))
    found.skipped += result.skipped
    found.files += result.files


def _counted(one: Skipped) -> ReportedSkipped:
    return ReportedSkipped(reason=one.why, count=one.count, examples=one.examples)


def _as_reported(one: Reference) -> ReportedReference:
    return ReportedReference(
        file=one.file,
        line=one.line,
        text=one.text,
        how=one.how,
        revision=one.model.revision,
        pinned=one.pinned,
    )


def _reported(problems: Iterable[Problem]) -> Iterator[ReportedProblem]:
    for one in problems:
        yield ReportedProblem(
            kind=one.kind, subject=one.subject, message=one.message, hides_terms=one.hides_terms
        )
