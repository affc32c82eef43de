"""The gate over a project: find the models that it names, audit each once, apply the policy."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from licensecheck.domain import ModelRef, Problem, ProblemKind
from licensecheck.domain.report import (
    CheckedModel,
    CheckReport,
    Report,
    ReportedReference,
    ReportedWarning,
)
from licensecheck.domain.reported_terms import ReportedProblem
from licensecheck.elsewhere import elsewhere, hosts
from licensecheck.errors import CollectError, RefError, SettingsError
from licensecheck.gate.earlier import with_earlier
from licensecheck.gate.gate import Gate
from licensecheck.gate.load import FILE
from licensecheck.gate.unread import AcceptedUnread, accepted
from licensecheck.hubs import limited, parse_ref
from licensecheck.hubs.local import path_of
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.report.duties import fulfilled
from licensecheck.scan import Reference, find
from licensecheck.scan.comments import is_reason
from licensecheck.scan.earlier import at_revision, is_changed, text_at
from licensecheck.scan.shipped import shipped
from licensecheck.scan.skipped import Skipped, SkippedCount, Why, together
from licensecheck.scan.targets import (
    is_missing_path,
    is_model_folder,
    is_searched,
    local_model,
    tells_of_own_weights,
    tells_of_weights,
)
from licensecheck.searched import from_here, wire_problems, wire_reference, wire_skipped
from licensecheck.settings import FILES, load_settings

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
    left_out: dict[ModelRef, list[Reference]] = field(default_factory=dict)
    """References that a comment leaves out."""
    elsewhere: dict[ModelRef, CollectError] = field(default_factory=dict)
    """Why models are not judged that the project loads from a host of its own."""

    def places_of(self, model: ModelRef) -> tuple[ReportedReference, ...]:
        """Where a model is named that comments leave out."""
        return tuple(map(wire_reference, self.left_out[model]))

    def take_back(self, models: Iterable[ModelRef]) -> None:
        """Check models all the same that comments leave out."""
        for one in tuple(models):
            self.models[one] = list(self.places_of(one))
            del self.left_out[one]

    def commented(self) -> tuple[Skipped, ...]:
        """What comments leave out, counted."""
        counted = SkippedCount()
        for one in (one for places in self.left_out.values() for one in places):
            place = from_here(one.file)
            said = f"{one.model} at {place}:{one.line}: {one.ignored}"
            counted.add(Why.COMMENTS, place, said)
        return counted.skipped()

    @property
    def files(self) -> int:
        """Number of files that were searched."""
        return self.endings.total()

    def without_old(self, but: Callable[[ModelRef], bool]) -> int:
        """Leave out the models that were named in the same files before, but some; their number."""
        old = [
            model
            for model, places in self.models.items()
            if model not in self.typed
            and places
            and not but(model)
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
    within: Path | None = None
    """The folder that targets must lie in where they are not the user's own words."""
    unread: Sequence[AcceptedUnread] = ()
    """What may stay unread."""


def check(
    targets: Sequence[str],
    gate: Gate,
    audits: Audits,
    exclude: Sequence[str] = (),
    since: str = "",
    *,
    allow_empty: bool = False,
    allow_unread: Sequence[str] = (),
    within: Path | None = None,
) -> CheckReport:
    """The report on models and on folders of code; without targets, on the current folder.

    What fits a pattern in `exclude` is not searched; the patterns are those of .gitignore. With
    `since`, a revision of git, models are left out that it names in the same files. A folder in
    which nothing can be searched does not pass unless `allow_empty`, and neither does a file that
    cannot be read unless it fits a pattern in `allow_unread` or in that of the policy.

    `within` is given where the targets are not the user's own words: they name no host then, and
    no path outside of this folder.

    Raises RefError for a target that is neither a path nor a reference, AccessError for a path
    outside of the folder, UsageError where git knows no such revision.
    """
    asked = targets or (".",)
    changed = [one for one in _deciding(gate, since) if is_changed(one, since)] if since else []
    if changed:
        gate = gate.agreed(partial(text_at, revision=since))
        gate = with_earlier(gate, partial(at_revision, revision=since))
    since = "" if changed else since
    unread = (*gate.unread(), AcceptedUnread.by_command(tuple(allow_unread)))
    search = SearchOptions(exclude, since, gate.comments, allow_empty, within, unread)
    found = _collect(asked, search)
    unchanged = found.without_old(gate.outlived)
    problems = tuple(wire_problems(sorted(set(found.problems))))
    aside = tuple(one for one in found.left_out if one not in found.models)
    whole = not since and any(_holds(gate.folder, target) for target in asked)
    here = [one for one in (*aside, *found.models) if one not in found.elsewhere]
    with audits(here) as audited:
        audit = cache(partial(_audited, audited, found.elsewhere))
        found.take_back(one for one in aside if gate.refuses(one, audit, found.places_of(one)))
        report = gate.check(found.models, audit, found.models, found.files, problems, whole=whole)
    seen = {
        "skipped": tuple(map(wire_skipped, together((*found.skipped, *found.commented())))),
        "endings": dict(found.endings.most_common()),
        "possible": tuple(map(wire_reference, found.possible)),
        "since": since,
        "unchanged": unchanged,
        "policy": from_here(report.policy),
        "warnings": tuple(
            one.model_copy(update={"file": from_here(one.file)})
            for one in (*map(_told, changed), *report.warnings)
        ),
        "problems": (*report.problems, *_stale(report.models)),
    }
    return report.model_copy(update=seen)


def _audited(
    audit: Callable[[ModelRef], Report],
    elsewhere: Mapping[ModelRef, CollectError],
    model: ModelRef,
) -> Report:
    """The audit of a model; raises what is said of one that no hub is asked for."""
    if model in elsewhere:
        raise elsewhere[model]
    return audit(model)


def agreed_exclude(exclude: Sequence[str], since: str) -> tuple[str, ...]:
    """Those of the patterns in the settings of this folder that they had at a revision of git: what
    a change leaves out counts after it."""
    if not (exclude and since):
        return tuple(exclude)
    with TemporaryDirectory(prefix="licensecheck-") as folder:
        for file in FILES:
            (Path(folder) / file).write_text(text_at(Path(file), since), "utf-8")
        try:
            before = load_settings(Path(folder), {}).exclude
        except SettingsError:
            before = ()
    return tuple(one for one in exclude if one in before)


def _deciding(gate: Gate, since: str) -> Iterator[Path]:
    """The files that say what is searched and what may be used, now or at a revision."""
    yield from gate.files()
    if not Path(FILE).exists():
        yield Path(FILE)
    for one in map(Path, FILES):
        text = one.read_text("utf-8", "replace") if one.is_file() else text_at(one, since)
        if "licensecheck" in text:
            yield one


def _told(changed: Path) -> ReportedWarning:
    """That a file which decides what passes is another one than at the revision of `--since`."""
    message = (
        "it is not what it was at the revision, so everything is checked, not only what is new, "
        "and a policy that was there before decides too"
    )
    return ReportedWarning(file=changed.as_posix(), line=0, message=message)


def _stale(models: Sequence[CheckedModel]) -> Iterator[ReportedProblem]:
    """How many models a hub was not asked about now, in one sentence."""
    read = [one.report for one in models if one.report]
    old = [one for one in read if any(p.kind is ProblemKind.STALE for p in one.problems)]
    if old:
        message = (
            f"{len(old)} of {len(models)} answers are not what a hub says now: they come from the "
            "catalogue or from this disk. Check again online before you rely on them."
        )
        yield ReportedProblem(
            kind=ProblemKind.STALE, subject="hubs", message=message, hides_terms=False
        )


def _holds(folder: Path, target: str) -> bool:
    """True where a target is a folder, or has it within: all that it names is checked."""
    path = Path(target)
    return path.is_dir() and folder.resolve().is_relative_to(path.resolve())


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


def models_of(
    targets: Sequence[str], exclude: Sequence[str] = ()
) -> Mapping[ModelRef, CollectError | None]:
    """The models that targets are and name, in the order of a check; why no hub is to be asked for
    those that a project loads from a host of its own, None for all others."""
    found = _collect(targets or (".",), SearchOptions(exclude, allow_empty=True))
    return {one: found.elsewhere.get(one) for one in found.models}


def _collect(targets: Iterable[str], search: SearchOptions) -> _Targets:
    found = _Targets()
    for target in targets:
        path = Path(target)
        if search.within:  # before anything is looked up, whatever the target turns out to be
            path_of(limited(ModelRef("local", target), search.within))
        if is_searched(path):
            _search(path, found, search)
            continue
        if is_missing_path(target):
            raise RefError(
                f"{target!r} is not here: there is no such file or folder.",
                remedy=f"Write hf:{target.strip('./')} if you mean a model of that name.",
            )
        ref = parse_ref(target, typed=search.within is None, within=search.within)
        if ref.hub == "local":
            path_of(ref)
        # As typed, also where a file names it too: what was typed may lead further.
        found.models[ref] = found.models.pop(ref, [])
        found.typed.add(ref)
    found.elsewhere = {ref: why for ref, why in found.elsewhere.items() if ref not in found.typed}
    return found


def _search(path: Path, found: _Targets, search: SearchOptions) -> None:
    """Add what a path names, and the path itself where it is a model too."""
    result = find(path, search.exclude)
    problems = set(result.problems)
    if search.since:
        before, there = _before(path, search, hosts(result))
        found.old |= before
        problems -= there
    is_model = is_model_folder(path)
    if not (is_model or result.references) and tells_of_own_weights(path):
        is_model = True
        message = (
            "it names no model to check, and its pages speak of its own weights, so it is"
            " checked as a model itself."
        )
        problem = Problem(ProblemKind.METADATA, path.as_posix(), message, hides_terms=False)
        found.problems.append(problem)
    if is_model:
        found.models.setdefault(local_model(path), [])
        found.typed.add(local_model(path))
    references = _heeded(result.references, found) if search.comments else result.references
    for one in references:
        found.models.setdefault(one.model, []).append(wire_reference(one))
    found.elsewhere |= elsewhere(result, path)
    found.problems += (accepted(one, search.unread) for one in problems)
    hidden = any(one.hides_terms for one in result.problems)  # which is said, and no reason to pass
    is_empty = not (result.files or result.references or hidden or is_model)
    if is_empty and not search.allow_empty:
        message = (
            "nothing in it could be searched: write hf:org/name if you mean a model of that name, "
            "or say --allow-empty."
        )
        found.problems.append(Problem(ProblemKind.MISSING, path.as_posix(), message))
    if not (result.references or is_model or is_empty) and tells_of_weights(path):
        message = (
            "it names no model to check, and its README tells where weights are: if it is a model"
            f" itself, say `licensecheck check local:{from_here(local_model(path).name)}`."
        )
        problem = Problem(ProblemKind.METADATA, path.as_posix(), message, hides_terms=False)
        found.problems.append(problem)
    found.skipped += result.skipped
    found.possible += result.possible
    found.endings.update(result.endings)


def _heeded(references: Iterable[Reference], found: _Targets) -> Iterator[Reference]:
    """The references that no comment leaves out; one without a reason leaves nothing out."""
    for one in references:
        if one.ignored and is_reason(one.ignored):
            found.left_out.setdefault(one.model, []).append(one)
            continue
        if one.ignored is not None:
            place = f"{one.file}:{one.line}"
            given = f"only {one.ignored!r} as a reason" if one.ignored else "no reason"
            message = f"its comment gives {given}, so it counts: licensecheck: ignore REASON"
            found.problems.append(Problem(ProblemKind.METADATA, place, message, hides_terms=False))
        yield one


def _before(
    path: Path, search: SearchOptions, hosts_now: Mapping[str, frozenset[str]]
) -> tuple[set[tuple[ModelRef, str]], set[Problem]]:
    """What a path named at the revision, by models and files as they are called now, and the
    problems that were there. What is loaded from another host since is another model."""
    with at_revision(path, search.since) as then:
        if not then.exists():
            return set(), set()
        result = find(then)
        now = partial(_now, then=then.as_posix(), path=path)
        then_hosts = hosts(result)
        heeded = (
            one
            for one in result.references
            if not (search.comments and is_reason(one.ignored or ""))
            and then_hosts.get(one.model.hub) == hosts_now.get(one.model.hub)
        )
        names = {(one.model, now(one.file)) for one in heeded}
        return names, {replace(one, subject=now(one.subject)) for one in result.problems}


def _now(file: str, then: str, path: Path) -> str:
    """A file of the revision as it is called in the folder that is checked."""
    inside = file.removeprefix(then).lstrip("/")
    return from_here((path / inside).as_posix() if inside else path.as_posix())
