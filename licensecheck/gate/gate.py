"""The gate: what a policy says about each model, and which ones it stops."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import compress
from pathlib import Path
from traceback import extract_tb

from licensecheck import disk
from licensecheck.domain import Answer, ModelRef
from licensecheck.domain.report import (
    DEFECT,
    CheckedModel,
    CheckReport,
    Decision,
    Report,
    ReportedReference,
    ReportedWarning,
)
from licensecheck.domain.reported_terms import ReportedProblem
from licensecheck.errors import CollectError, LicensecheckError, RefError
from licensecheck.gate.baseline import Baseline
from licensecheck.gate.bases import has_default_rules
from licensecheck.gate.decisions import DENY, Failure, decisions
from licensecheck.gate.fail_on import rules_of
from licensecheck.gate.files import entries_in
from licensecheck.gate.names import is_named, on_hub
from licensecheck.gate.patterns import patterns_of
from licensecheck.gate.schema import AllowedUnread, Denied, Policy, Waiver
from licensecheck.gate.unread import AcceptedUnread
from licensecheck.knowledge.knowledge import Knowledge, installed

_ANSWERS = tuple(Answer)

References = Mapping[ModelRef, Sequence[ReportedReference]]
Places = tuple[ReportedReference, ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """A policy, ready to decide."""

    policy: Policy
    name: str = ""
    """Path of the policy's file, or name of the preset; empty where `--fail-on` decides alone."""
    words: tuple[str, ...] = ()
    """Of `--fail-on`."""
    folder: Path = Path()
    """The baseline's path and those of waivers begin here."""
    baseline: Baseline = field(default_factory=Baseline)
    today: date = date.max
    folders: tuple[tuple[str, "Gate"], ...] = ()
    """Gates of parts of the project, each with the files that it is for; the first that fits."""
    above: tuple["Gate", ...] = ()
    """Gates of policies that this one can only tighten, the locked ones that it builds on and those
    of the folders above it: each must let a model pass too."""
    bases: tuple[Path, ...] = ()
    """The files of the project that the policy builds on."""
    expired: tuple[tuple[Waiver, str], ...] = ()
    """The waivers that no longer count, each with a sentence that names its place."""
    warnings: tuple[ReportedWarning, ...] = ()
    """What a person should look at in the policy, whatever is checked."""
    unused: tuple[ReportedWarning, ...] = ()
    """What is said of each waiver that covers nothing, in their order."""
    knowledge: Knowledge = field(default_factory=installed, repr=False, compare=False)

    @classmethod
    def parse(cls, fail_on: Sequence[str], knowledge: Knowledge | None = None) -> "Gate":
        """A gate from words such as `restricted-weights` and `osd:6`; SettingsError for others."""
        known = knowledge or installed()
        rules = rules_of(fail_on, known)
        return cls(Policy(rules=rules), words=tuple(fail_on), knowledge=known)

    def adding(self, fail_on: Sequence[str]) -> "Gate":
        """With the words of `--fail-on` beside the policy; SettingsError for others."""
        # Words take the place of what holds where nobody says anything.
        silent = fail_on and has_default_rules(self.policy, self.knowledge)
        rules = (*(() if silent else self.policy.rules), *rules_of(fail_on, self.knowledge))
        return replace(
            self,
            policy=self.policy.model_copy(update={"rules": rules}),
            words=tuple(fail_on),
            folders=tuple((files, part.adding(fail_on)) for files, part in self.folders),
        )

    def check(
        self,
        models: Iterable[ModelRef],
        audit: Callable[[ModelRef], Report],
        references: References | None = None,
        files: int = 0,
        problems: Sequence[ReportedProblem] = (),
        *,
        whole: bool = True,
    ) -> CheckReport:
        """Audit each model once and decide; what cannot be read is stopped too. `whole` where these
        are all models of the policy's folder: only then a waiver that covers none is useless.

        An error of our own at one model does not end the check of the others.
        """
        places = references or {}
        decided = {
            model: self.decide(model, audit, tuple(places.get(model, ())))
            for model in dict.fromkeys(models)
        }
        checked = tuple(decided.values())
        return CheckReport(
            passed=all(one.passed for one in checked) and not any(p.hides_terms for p in problems),
            fail_on=self.words,
            policy=self.name,
            files=files,
            models=checked,
            problems=tuple(problems),
            warnings=tuple(self._warnings(decided, whole=whole)),
        )

    def _warnings(
        self, decided: Mapping[ModelRef, CheckedModel], *, whole: bool
    ) -> Iterator[ReportedWarning]:
        """What a person should look at in the policy, and in all that hold beside it."""
        yield from dict.fromkeys(one for gate in self._every() for one in gate.warnings)
        parts = {model: self._parts(said.references) for model, said in decided.items()}
        for gate in (self, *(part for _, part in self.folders)):
            for waiver, warning in zip(
                gate.policy.waivers, gate.unused if whole else (), strict=False
            ):
                used = any(
                    one.stops and gate._covers(waiver, one, model, places, said.report)
                    for model, said in decided.items()
                    for part, places in parts[model]
                    for one in said.decisions
                    if part is gate
                )
                if not used and not waiver.expired(self.today):
                    yield warning

    def refuses(
        self, model: ModelRef, audit: Callable[[ModelRef], Report], references: Places
    ) -> bool:
        """True where `deny` refuses a model, which no comment can take back."""
        if not any(one.policy.deny != Denied() for one in self._every()):
            return False
        decided = self.decide(model, audit, references)
        return any(one.rule == DENY for one in decided.decisions)

    def unread(self) -> tuple[AcceptedUnread, ...]:
        """The files of the project that the policy lets stay unread: that of the topmost folder
        that has one, since those below can only tighten it."""
        here = self.folder.resolve()
        outside = [one for one in self.above if one.folder.resolve() != here]
        decides = min(outside, key=lambda one: len(one.folder.resolve().parts), default=self)
        allowed = decides.policy.allow_unread
        return tuple(AcceptedUnread(decides.folder, one.paths, one.reason) for one in allowed)

    @property
    def bundle_age(self) -> timedelta | None:
        """The age up to which a bundle counts for every policy here; None for any."""
        ages = [one.policy.bundle.max_age for one in self._every() if one.policy.bundle]
        return min(ages, default=None)

    @property
    def comments(self) -> bool:
        """Whether a comment in code can leave out a place."""
        return all(one.policy.comments == "accept" for one in (self, *self.above))

    def agreed(self, before: Callable[[Path], str]) -> "Gate":
        """The gate with those waivers, unread files and findings of its baseline alone that were
        accepted before, by the texts that its files had: who brings a model does not accept it in
        the same change."""
        text = before(Path(self.name)) if disk.is_named(Path(self.name)) else ""
        known = entries_in(self.name, text, "waivers", Waiver)
        read = entries_in(self.name, text, "allow-unread", AllowedUnread)
        listed = self.policy.baseline and before(self.folder / self.policy.baseline)
        baseline = self.baseline.agreed(listed or "")
        kept = [one in known for one in self.policy.waivers]
        unread = tuple(one for one in self.policy.allow_unread if one in read)
        accepted = {"waivers": tuple(compress(self.policy.waivers, kept)), "allow_unread": unread}
        return replace(
            self,
            policy=self.policy.model_copy(update=accepted),
            baseline=baseline,
            folders=tuple((files, part.agreed(before)) for files, part in self.folders),
            above=tuple(one.agreed(before) for one in self.above),
            unused=tuple(compress(self.unused, kept)),
            warnings=(*self.warnings, *self._not_yet(kept, read, baseline)),
        )

    def _not_yet(
        self, kept: Sequence[bool], read: Sequence[AllowedUnread], baseline: Baseline
    ) -> Iterator[ReportedWarning]:
        """What the file accepts since a change alone."""
        if new := self.baseline.baseline - baseline.baseline:
            message = (
                f"{len(new)} findings of the baseline are new in this change, and count after it"
            )
            yield ReportedWarning(file=self.name, line=0, message=message)
        for one, said, old in zip(self.policy.waivers, self.unused, kept, strict=True):
            if not old:
                message = f"the waiver for {one.model} is new in this change, and counts after it"
                yield said.model_copy(update={"message": message})
        for entry in self.policy.allow_unread:
            if entry not in read:
                paths = ", ".join(entry.paths)
                message = f"allow-unread for {paths} is new in this change, and counts after it"
                yield ReportedWarning(file=self.name, line=0, message=message)

    def in_parts(self, checked: CheckedModel) -> bool:
        """True for a model of which a policy of a part of the project decides too."""
        return any(gate is not self for gate, _ in self._parts(checked.references))

    def outlived(self, model: ModelRef) -> bool:
        """True for a model whose waiver has ended: nobody need have touched it for it to stop."""
        ended = [one for gate in self._every() for one, _ in gate.expired]
        return any(is_named(model, (one.model,)) for one in ended)

    def files(self) -> Iterator[Path]:
        """The files that say what the policy is: it, what it builds on, its baseline, its parts."""
        for gate in self._every():
            baseline = gate.policy.baseline
            kept = (gate.folder / baseline,) if baseline else ()
            yield from filter(disk.is_named, (Path(gate.name), *gate.bases, *kept))

    def _every(self) -> Iterator["Gate"]:
        """This gate, those of parts of the project, and those that each can only tighten."""
        yield self
        for gate in (*(part for _, part in self.folders), *self.above):
            yield from gate._every()

    def decide(
        self,
        model: ModelRef,
        audit: Callable[[ModelRef], Report],
        references: tuple[ReportedReference, ...] = (),
    ) -> CheckedModel:
        """What the policy says about one model; of one that several parts of a project name, what
        the policies of all of them say, and what those say that it can only tighten."""
        read = _report(model, audit)
        parts = [*self._parts(references)]
        locked = [(one, at) for gate, at in parts if gate is not self for one in gate.above]
        above = [one for gate in self.above for one in gate._parts(references, self.folder)]
        every = (*parts, *locked, *above)
        return _together([gate._decided(model, read, places) for gate, places in every])

    def _parts(self, references: Places, folder: Path | None = None) -> list[tuple["Gate", Places]]:
        """The gates of the parts of the project that name a model, each with its places; of a model
        without a place, that of a folder, by default of the whole."""
        parts: dict[int, tuple[Gate, list[ReportedReference]]] = {}
        for one in references:
            gate = self._of_file(one.file)
            parts.setdefault(id(gate), (gate, []))[1].append(one)
        whole = self._of_file((folder / "models").as_posix()) if folder else self
        return [(gate, tuple(found)) for gate, found in parts.values()] or [(whole, ())]

    def _of_file(self, file: str) -> "Gate":
        """The gate of the part of the project that a file lies in."""
        fits = (gate for files, gate in self.folders if _lies_in(file, (files,), self.folder))
        return next(fits, self)

    def _decided(self, model: ModelRef, read: Report | Failure, references: Places) -> CheckedModel:
        report = read if isinstance(read, Report) else None
        found = self._decisions(model, read, references)
        worst_first = sorted(found, key=lambda one: -_ANSWERS.index(one.answer))
        accepted = [self._accepted(one, model, report, references) for one in worst_first]
        counted = [one for one in accepted if not one.waived]
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
            decisions=tuple(accepted),
            references=references,
            report=report,
        )

    def _decisions(
        self, model: ModelRef, read: Report | Failure, references: tuple[ReportedReference, ...]
    ) -> Iterator[Decision]:
        """What the policy says about each model that the reference may mean; what it does not say
        about all of them names those that it is about."""
        each = read.meant if isinstance(read, Report) else (read,)
        named: dict[Decision, list[str]] = {}
        for one in each:
            for said in decisions(self.policy, model, one, references, strict=bool(self.name)):
                named.setdefault(said, []).append(one.model if isinstance(one, Report) else "")
        for said, models in named.items():
            about = "" if len(models) == len(each) else f"{', '.join(models)}: "
            yield said.model_copy(update={"reason": about + said.reason})

    def _accepted(
        self,
        decision: Decision,
        model: ModelRef,
        report: Report | None,
        references: tuple[ReportedReference, ...],
    ) -> Decision:
        """With the waiver or baseline entry that covers it."""
        if not decision.stops or decision.rule in (DENY, DEFECT):
            return decision
        said = next(
            (
                w
                for w in self.policy.waivers
                if self._covers(w, decision, model, references, report)
            ),
            None,
        )
        if said:
            waived = f"{said.author}, until {said.expires}: {said.reason}"
            return decision.model_copy(update={"waived": waived})
        if self.baseline.has(str(model), decision.rule, report):
            return decision.model_copy(update={"waived": "baseline"})
        if self.policy.tests == "warn" and self._is_for_tests(references):
            return decision.model_copy(update={"waived": "named in tests only"})
        return decision

    def _is_for_tests(self, references: Places) -> bool:
        places = [_inside(one.file, self.folder) for one in references]
        is_test = self.knowledge.test_files.has
        return bool(places) and all(place and is_test(place) for place in places)

    def _covers(
        self,
        waiver: Waiver,
        decision: Decision,
        model: ModelRef,
        references: tuple[ReportedReference, ...],
        report: Report | None,
    ) -> bool:
        if waiver.expired(self.today) or decision.rule not in waiver.rules:
            return False
        inside = not waiver.paths or (
            bool(references)
            and all(_lies_in(one.file, waiver.paths, self.folder) for one in references)
        )
        return inside and any(
            is_named(one, (waiver.model,)) for one in (model, on_hub(model, report))
        )


def _report(model: ModelRef, audit: Callable[[ModelRef], Report]) -> Report | Failure:
    try:
        return audit(model)
    except (CollectError, RefError) as error:
        return Failure(" ".join(filter(None, (str(error), error.remedy))))
    except LicensecheckError:  # the settings or our rules are wrong, for every model
        raise
    except Exception as error:  # also RecursionError, MemoryError: the other models are checked
        return Failure(_defect(error), defect=True)


def _defect(error: Exception) -> str:
    """What went wrong in our own code, and where."""
    last = extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    words = str(error)[:_WORDS]
    return f"internal error, please report it: {type(error).__name__} at {place}: {words}"


_WORDS = 200
"""Characters of an error's own words: those of some libraries hold whole documents."""


def _lies_in(file: str, paths: tuple[str, ...], folder: Path) -> bool:
    """True where a file, as it was typed, is one of those that paths from a folder mean."""
    inside = _inside(file, folder)
    return bool(inside) and patterns_of(paths).match_file(inside)


def _inside(file: str, folder: Path) -> str:
    """The path of a file from a folder; empty where it lies elsewhere."""
    path, root = Path(file).resolve(), folder.resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else ""


def _together(parts: Sequence[CheckedModel]) -> CheckedModel:
    """What several policies say of one model, as one answer: the worst."""
    first, *others = parts
    if not others:
        return first
    return first.model_copy(
        update={
            "passed": all(one.passed for one in parts),
            "answer": max((one.answer for one in parts), key=_ANSWERS.index),
            **{
                what: tuple(dict.fromkeys(said for one in parts for said in getattr(one, what)))
                for what in ("reasons", "duties", "decisions", "references")
            },
        }
    )


def _duties(report: Report, decisions: Sequence[Decision]) -> Iterator[str]:
    """What the terms ask for, and what rules say must be done."""
    yield from (one.text for one in report.obligations)
    yield from (one.reason for one in decisions if one.answer is Answer.WITH_DUTIES)
