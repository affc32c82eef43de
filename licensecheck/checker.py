"""The gate over a project: find the models that it names, audit each once, apply the policy."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from licensecheck.domain import ModelRef, Problem, ProblemKind
from licensecheck.domain.report import CheckReport, Report, ReportedReference, ReportedSkipped
from licensecheck.domain.reported_terms import ReportedProblem
from licensecheck.errors import RefError
from licensecheck.gate.gate import Gate
from licensecheck.hubs import parse_ref
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.duties import fulfilled
from licensecheck.scan import Reference, find
from licensecheck.scan.earlier import at_revision
from licensecheck.scan.shipped import shipped
from licensecheck.scan.skipped import Skipped, SkippedCount, Why, together
from licensecheck.scan.targets import is_missing_path, is_model_folder, is_searched, local_model

Audits = Callable[[Sequence[ModelRef]], AbstractContextManager[Callable[[ModelRef], Report]]]
"""Gives a function that audits each of some models, in their order: `Auditor.audits`."""


@dataclass(slots=True)
class _Targets:
    """What the targets of a check come to."""

    models: dict[ModelRef, list[ReportedReference]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    old: set[tuple[ModelRef, str]] = field(default_factory=set)
    """Models with the files that named them before."""
    typed: set[ModelRef] = field(default_factory=set)
    """Models that are targets themselves."""
    possible: list[Reference] = field(default_factory=list)
    endings: Counter[str] = field(default_factory=Counter)

    @property
    def files(self) -> int:
        """Number of files that were searched."""
        return self.endings.total()

    def without_old(self) -> int:
        """Leave out the models that were named in the same files before; their number."""
        old = [
            model
            for model, places in self.models.items()
            if model not in self.typed
            and places
            and all((model, one.file) in self.old for one in places)
        ]
        for model in old:
            del self.models[model]
        return len(old)


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """How code is searched."""

    exclude: Sequence[str] = ()
    """Patterns of what is not searched, as in .gitignore."""
    since: str = ""
    """A revision of git: what it names in the same files is not checked."""
    comments: bool = True
    """Whether a comment can leave out a place."""
    allow_empty: bool = False
    """Whether a folder may have nothing that can be searched."""
    typed: bool = True
    """Whether the targets are the user's own words."""


def check(
    targets: Sequence[str],
    gate: Gate,
    audits: Audits,
    exclude: Sequence[str] = (),
    since: str = "",
    *,
    allow_empty: bool = False,
    typed: bool = True,
) -> CheckReport:
    """The report on models and on folders of code; without targets, on the current folder.

    What fits a pattern in `exclude` is not searched; the patterns are those of .gitignore. With
    `since`, a revision of git, models are left out that it names in the same files. A folder in
    which nothing can be searched does not pass unless `allow_empty`.

    `typed` is False where the targets are not the user's own words: they name no host then.

    Raises RefError for a target that is neither a path nor a reference, UsageError where git knows
    no such revision.
    """
    search = SearchOptions(exclude, since, gate.policy.comments == "accept", allow_empty, typed)
    found = _collect(targets or (".",), search)
    unchanged = found.without_old()
    problems = tuple(_reported(sorted(set(found.problems))))
    with audits(tuple(found.models)) as audit:
        report = gate.check(found.models, audit, found.models, found.files, problems)
    seen = {
        "skipped": tuple(map(_counted, together(found.skipped))),
        "endings": dict(found.endings.most_common()),
        "possible": tuple(map(_as_reported, found.possible)),
        "since": since,
        "unchanged": unchanged,
        "policy": from_here(report.policy),
        "warnings": tuple(
            one.model_copy(update={"file": from_here(one.file)}) for one in report.warnings
        ),
    }
    return report.model_copy(update=seen)


def with_duties(
    report: CheckReport, tree: Path, exclude: Sequence[str], knowledge: Knowledge
) -> CheckReport:
    """The report with what the files of a tree show of the duties of each model; UsageError where
    the tree is no folder."""
    found = shipped(tree, exclude)
    models = tuple(
        one.model_copy(
            update={
                "fulfilled": fulfilled(
                    one.report, found.texts, found.models, knowledge, whole=found.whole
                )
            }
        )
        if one.report
        else one
        for one in report.models
    )
    return report.model_copy(update={"models": models})


def models_of(targets: Sequence[str], exclude: Sequence[str] = ()) -> tuple[ModelRef, ...]:
    """The models that targets are and name, in the order of a check."""
    return tuple(_collect(targets or (".",), SearchOptions(exclude, allow_empty=True)).models)


def _collect(targets: Iterable[str], search: SearchOptions) -> _Targets:
    found = _Targets()
    for target in targets:
        path = Path(target)
        if is_searched(path):
            _search(path, found, search)
            continue
        if is_missing_path(target):
            raise RefError(
                f"{target!r} is not here: there is no such file or folder.",
                remedy=f"Write hf:{target.strip('./')} if you mean a model of that name.",
            )
        ref = parse_ref(target, typed=search.typed)
        # As typed, also where a file names it too: what was typed may lead further.
        found.models[ref] = found.models.pop(ref, [])
        found.typed.add(ref)
    return found


def _search(path: Path, found: _Targets, search: SearchOptions) -> None:
    """Add what a path names, and the path itself where it is a model too."""
    result = find(path, search.exclude)
    problems = set(result.problems)
    if search.since:
        before, there = _before(path, search)
        found.old |= before
        problems -= there
    is_model = is_model_folder(path)
    if is_model:
        found.models.setdefault(local_model(path), [])
        found.typed.add(local_model(path))
    references = _heeded(result.references, found) if search.comments else result.references
    for one in references:
        found.models.setdefault(one.model, []).append(_as_reported(one))
    found.problems += problems
    is_empty = not (result.files or result.references or result.problems or is_model)
    if is_empty and not search.allow_empty:
        message = (
            "nothing in it could be searched: write hf:org/name if you mean a model of that name, "
            "or say --allow-empty."
        )
        found.problems.append(Problem(ProblemKind.MISSING, path.as_posix(), message))
    found.skipped += result.skipped
    found.possible += result.possible
    found.endings.update(result.endings)


def _heeded(references: Iterable[Reference], found: _Targets) -> Iterator[Reference]:
    """The references that no comment leaves out; one without a reason leaves nothing out."""
    left_out = SkippedCount()
    for one in references:
        place = f"{one.file}:{one.line}"
        if one.ignored:
            left_out.add(Why.COMMENTS, f"{from_here(place)} ({one.ignored})")
            continue
        if one.ignored is not None:
            message = "its comment gives no reason, so it counts: licensecheck: ignore REASON"
            found.problems.append(Problem(ProblemKind.METADATA, place, message, hides_terms=False))
        yield one
    found.skipped += left_out.skipped()


def _before(path: Path, search: SearchOptions) -> tuple[set[tuple[ModelRef, str]], set[Problem]]:
    """What a path named at the revision, by models and files as they are called now, and the
    problems that were there."""
    with at_revision(path, search.since) as then:
        if not then.exists():
            return set(), set()
        result = find(then)
        now = partial(_now, then=then.as_posix(), path=path)
        heeded = (one for one in result.references if not (search.comments and one.ignored))
        names = {(one.model, now(one.file)) for one in heeded}
        return names, {replace(one, subject=now(one.subject)) for one in result.problems}


def _now(file: str, then: str, path: Path) -> str:
    """A file of the revision as it is called in the folder that is checked."""
    inside = file.removeprefix(then).lstrip("/")
    return from_here((path / inside).as_posix() if inside else path.as_posix())


def from_here(path: str) -> str:
    """A path in the current folder without that: where a runner keeps it is nobody's business."""
    here = f"{Path.cwd().as_posix().rstrip('/')}/"
    return path.removeprefix(here) if path != here else path


def _counted(one: Skipped) -> ReportedSkipped:
    examples = tuple(map(from_here, one.examples))
    return ReportedSkipped(
        reason=one.why, count=one.count, examples=examples, endings=dict(one.endings)
    )


def _as_reported(one: Reference) -> ReportedReference:
    return ReportedReference(
        file=from_here(one.file),
        line=one.line,
        text=one.text,
        how=one.how,
        revision=one.model.revision,
        pinned=one.pinned,
    )


def _reported(problems: Iterable[Problem]) -> Iterator[ReportedProblem]:
    for one in problems:
        yield ReportedProblem(
            kind=one.kind,
            subject=from_here(one.subject),
            message=one.message,
            hides_terms=one.hides_terms,
        )
