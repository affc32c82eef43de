"""The gate over a project: find the models that it names, audit each once, apply the policy."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from licensecheck.hubs import parse_ref
from licensecheck.policy.gate import Gate
from licensecheck.references import Reference, find
from licensecheck.references.targets import is_model_folder, is_searched
from licensecheck.types import ModelRef, Problem, ProblemKind
from licensecheck.types.report import CheckReport, Report, ReportedReference
from licensecheck.types.reported_terms import ReportedProblem


@dataclass(slots=True)
class _Targets:
    """What the targets of a check come to."""

    models: dict[ModelRef, list[ReportedReference]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    files: int = 0


def check(targets: Sequence[str], gate: Gate, audit: Callable[[ModelRef], Report]) -> CheckReport:
    """The report on models and on folders of code; without targets, on the current folder.

    Raises RefError for a target that is neither a path nor a reference.
    """
    found = _collect(targets or (".",))
    problems = tuple(_reported(sorted(set(found.problems))))
    return gate.check(found.models, audit, found.models, found.files, problems)


def _collect(targets: Iterable[str]) -> _Targets:
    found = _Targets()
    for target in targets:
        path = Path(target)
        if is_searched(path) and not is_model_folder(path):
            _search(path, found)
        else:
            ref = parse_ref(target)
            # As typed, also where a file names it too: what was typed may lead further.
            found.models[ref] = found.models.pop(ref, [])
    return found


def _search(path: Path, found: _Targets) -> None:
    result = find(path)
    for one in result.references:
        found.models.setdefault(one.model, []).append(_as_reported(one))
    # Whoever names a file wants all of it checked; in a folder many are no lists of models. What
    # was given up is not searched either way.
    named = path.is_file()
    found.problems += [
        replace(p, hides_terms=p.hides_terms and (named or p.kind is ProblemKind.UNSAFE))
        for p in result.problems
    ]
    found.files += result.files


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
