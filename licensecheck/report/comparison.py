"""What changed for whoever adopts a model, between two reports: `compare` and `diff`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from licensecheck.domain import Expression, Level
from licensecheck.domain.component import State
from licensecheck.domain.report import AnyReport, CheckedModel, CheckReport, LicenseReport, Report
from licensecheck.domain.right import RightAnswer
from licensecheck.errors import UsageError
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.lineage.compatibility import fit
from licensecheck.report import directions
from licensecheck.report.directions import Change, Direction, differs, moved
from licensecheck.report.licence_names import called, license_name
from licensecheck.report.summary import Audit, headline, plain, statements, subject
from licensecheck.report.wording import conflict_words, named

_CONFORMANCE = ("meets the OSD", "fails the OSD", "OSD unknown")
"""From the best."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences, the worse first."""

    before: str
    after: str
    changes: tuple[Change, ...]
    derivative: str = ""
    """For two licences: whether something made from work under the first may be offered under the
    second, and what stands in the way; empty for anything else."""

    @property
    def worsened(self) -> bool:
        """True where anything became worse: a right lost, a duty more, something unread."""
        return any(change.direction is Direction.WORSE for change in self.changes)


def compare(before: AnyReport, after: AnyReport, knowledge: Knowledge) -> Comparison:
    """The differences from one report to the other; UsageError where they are of unlike kinds."""
    if isinstance(before, CheckReport) and isinstance(after, CheckReport):
        return Comparison(
            "the old check", "the new check", _ordered(_checks(before, after, knowledge))
        )
    if isinstance(before, CheckReport) or isinstance(after, CheckReport):
        raise UsageError(
            "a check and an audit cannot be compared", remedy="Give two checks or two audits."
        )
    return Comparison(
        _called(before, knowledge),
        _called(after, knowledge),
        _ordered(_audits(before, after, knowledge)),
        _derivative(before, after, knowledge) if _are_licences(before, after) else "",
    )


def _called(report: Audit, knowledge: Knowledge) -> str:
    """A model by its address; a licence by its name, a text by its file."""
    named = subject(report)
    return license_name(named, knowledge.facts) if isinstance(report, LicenseReport) else named


def _are_licences(before: Audit, after: Audit) -> bool:
    return isinstance(before, LicenseReport) and isinstance(after, LicenseReport)


def _derivative(before: Audit, after: Audit, knowledge: Knowledge) -> str:
    """What the labels of two licences say about a derivative, in a sentence."""
    if not (_labels(before) and _labels(after)):
        return ""
    same = _names(before) == _names(after)
    suits = fit(_labels(before), _labels(after), knowledge.rules, same=same)
    read = ", as far as both were read" if before.problems or after.problems else ""
    names = (_called(one, knowledge) for one in (before, after))
    head = f"Made from work under {', offered under '.join(names)}{read}"
    if suits.conflicts:
        found = [conflict_words(one, knowledge) for one in suits.conflicts]
        return f"{head}: {'; '.join(found)}."
    said = [named(one, knowledge) for one in suits.duties]
    duties = f"; you must still see to: {'; '.join(said)}" if said else ""
    return f"{head}: no term stands in the way{duties}."


def _labels(report: Audit) -> frozenset[str]:
    return frozenset(report.labels) if isinstance(report, LicenseReport) else frozenset()


def _names(report: Audit) -> frozenset[str]:
    found = {str(one.expression) for one in report.licenses}
    return frozenset(found or {subject(report)})


def _ordered(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda change: list(Direction).index(change.direction)))


def _checks(before: CheckReport, after: CheckReport, knowledge: Knowledge) -> Iterator[Change]:
    old, new = ({one.ref: one for one in report.models} for report in (before, after))
    for ref in dict.fromkeys([*old, *new]):
        for change in _models(old.get(ref), new.get(ref), knowledge):
            yield Change(change.direction, change.what, change.before, change.after, plain(ref))


def _models(
    before: CheckedModel | None, after: CheckedModel | None, knowledge: Knowledge
) -> Iterator[Change]:
    if after is None or before is None:
        stopped = after is not None and not after.passed
        direction = Direction.WORSE if stopped else Direction.OTHER
        yield Change(direction, "use of it", _answer(before), _answer(after))
        return
    yield from directions.policies(before.answer, after.answer)
    if before.report and after.report:
        yield from _audits(before.report, after.report, knowledge)
    elif before.report or after.report:
        direction = Direction.OTHER if after.report else Direction.WORSE
        words = [str(one.level) if one.level else "not read" for one in (before, after)]
        yield Change(direction, "reading", *words)


def _answer(model: CheckedModel | None) -> str:
    return str(model.answer) if model else ""


def _audits(before: Audit, after: Audit, knowledge: Knowledge) -> Iterator[Change]:
    yield from _headlines(before, after)
    yield from _rights(before, after)
    yield from _statements(before, after)
    if isinstance(before, Report) and isinstance(after, Report):
        yield from _whole_models(before, after)
    yield from _texts(before, after, knowledge)
    yield from _criteria(before, after)
    yield from _unread(before, after)
    tools = [f"{one.tool.version}, rules {one.tool.rules_version}" for one in (before, after)]
    yield from differs("licensecheck itself", *tools)


def _headlines(before: Audit, after: Audit) -> Iterator[Change]:
    old, new = headline(before), headline(after)
    if old in (Level.UNKNOWN, _CONFORMANCE[-1]):
        yield from differs("answer", old, new)
    elif isinstance(before, Report) and isinstance(after, Report):
        yield from directions.levels(old, new)
    elif isinstance(before, LicenseReport) and isinstance(after, LicenseReport):
        yield from moved("answer", old, new, _CONFORMANCE.index)


def _whole_models(before: Report, after: Report) -> Iterator[Change]:
    yield from differs("revision", before.revision or "", after.revision or "")
    yield from directions.washing(before.washing.level, after.washing.level)
    yield from directions.scores(
        (before.score.value, before.score.ceiling), (after.score.value, after.score.ceiling)
    )
    states = [{part.name: part.state for part in one.components} for one in (before, after)]
    for name in dict.fromkeys([*states[0], *states[1]]):
        old, new = (state.get(name, State.UNKNOWN) for state in states)
        yield from moved(f"part {name}", old, new, lambda state: state is not State.PRESENT)


def _texts(before: Audit, after: Audit, knowledge: Knowledge) -> Iterator[Change]:
    """Licences by what they are, and texts that changed under the same name."""
    old, new = (plain(called(_expression(one), knowledge.facts)) for one in (before, after))
    yield from differs("licence", old, new)
    digests = [
        {t.document: t.sha256 for t in one.licenses if not t.kind.is_page}
        for one in (before, after)
    ]
    for name in sorted(digests[0].keys() & digests[1].keys()):
        yield from differs(f"text of {plain(name)}", digests[0][name][:12], digests[1][name][:12])


def _expression(report: Audit) -> Expression:
    """All licences of a report, in the order of the alphabet."""
    said = [text.expression for text in report.licenses]
    said += [one.expression for one in report.declared] if isinstance(report, Report) else []
    # As a kept report has it: the words that were written for an unknown licence are not kept.
    whole = Expression.parse(str(Expression.all_of(said))) if any(said) else Expression()
    return whole if whole.choice else Expression(tuple(sorted(whole.parts, key=str)))


def _criteria(before: Audit, after: Audit) -> Iterator[Change]:
    old, new = (
        {(v.framework, v.criterion): v.status for v in one.verdicts} for one in (before, after)
    )
    for name in old:
        if name in new:
            yield from directions.criteria(":".join(name), old[name], new[name])


def _rights(before: Audit, after: Audit) -> Iterator[Change]:
    """Answers to what people ask, and conditions that came or went where the answer stayed."""
    old = {one.right: one for one in before.rights}
    for new in after.rights:
        was = old.get(new.right)
        if was is None:
            continue
        what = f"may we {new.question}"
        yield from directions.rights(what, was.answer, new.answer)
        if was.answer is new.answer is RightAnswer.YES_IF:
            asked = [{one.text for one in side.conditions} for side in (was, new)]
            for text in sorted(asked[0] ^ asked[1]):
                gone = text in asked[0]
                yield Change(
                    Direction.BETTER if gone else Direction.WORSE,
                    f"{what}, if you",
                    text if gone else "",
                    "" if gone else text,
                )


def _statements(before: Audit, after: Audit) -> Iterator[Change]:
    said = [
        dict.fromkeys(
            (title, plain(one.words)) for title, all_ in statements(report).items() for one in all_
        )
        for report in (before, after)
    ]
    for title, words in dict.fromkeys([*said[0], *said[1]]):
        was, is_ = ((title, words) in one for one in said)
        if was != is_:
            # A right is the only statement that is good to have.
            good = is_ == (title == "You may")
            direction = Direction.BETTER if good else Direction.WORSE
            yield Change(direction, title, words if was else "", words if is_ else "")


def _unread(before: Audit, after: Audit) -> Iterator[Change]:
    hidden: list[Mapping[str, str]] = [
        {plain(p.subject): plain(p.message) for p in one.problems if p.hides_terms}
        for one in (before, after)
    ]
    for name in dict.fromkeys([*hidden[0], *hidden[1]]):
        old, new = (one.get(name, "") for one in hidden)
        yield from moved(f"not read: {name}", old, new, bool)
