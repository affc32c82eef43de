"""Which parts of a model are there, linked, spoken of, or absent."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase

from licensecheck.engine.components import ComponentRule
from licensecheck.engine.criteria import Framework
from licensecheck.openness.findings import evidence
from licensecheck.types import (
    Card,
    Component,
    Evidence,
    Gating,
    Origin,
    Snapshot,
    Span,
    State,
    Status,
    Verdict,
)

# A card that shows more places than this for one part adds nothing.
MOST_QUOTES = 3
_HEADING = re.compile(r"^(?:#{1,6}\s+|\*\*|<h\d[^>]*>)\s*(.+?)\s*$", re.MULTILINE)
_STATUS = {
    State.PRESENT: Status.MET,
    State.LINKED: Status.UNKNOWN,
    State.CLAIMED: Status.UNKNOWN,
    State.ABSENT: Status.NOT_MET,
    State.UNKNOWN: Status.UNKNOWN,
}


def components(snapshot: Snapshot, rules: Sequence[ComponentRule]) -> tuple[Component, ...]:
    """One component for each rule, in the order of the rules."""
    paths = [entry.path for entry in snapshot.files]
    return tuple(_component(rule, paths, snapshot) for rule in rules)


def weights_available(snapshot: Snapshot, found: Sequence[Component]) -> bool | None:
    """Whether anybody may download the weights; None where that cannot be told."""
    if snapshot.metadata.gating is Gating.MANUAL:
        return False
    if snapshot.metadata.weights_downloadable is not None:
        return snapshot.metadata.weights_downloadable
    state = next((part.state for part in found if part.name == "weights"), State.UNKNOWN)
    return True if state in (State.PRESENT, State.LINKED) else None


def judge_components(framework: Framework, found: Sequence[Component]) -> tuple[Verdict, ...]:
    """The verdict on each criterion of a framework that asks for parts."""
    states = {part.name: part.state for part in found}
    return tuple(
        _verdict(framework.framework, criterion.id, criterion.components, states)
        for criterion in framework.criteria
        if criterion.components
    )


def _verdict(
    framework: str, criterion: str, wanted: Mapping[str, tuple[str, ...]], states: dict[str, State]
) -> Verdict:
    order = [Status.NOT_MET, Status.UNKNOWN, Status.MET]
    answers = {
        name: max((_status(states, n) for n in (name, *others)), key=order.index)
        for name, others in wanted.items()
    }
    worst = min(answers.values(), key=order.index)
    reason = ", ".join(f"{name}: {states.get(name, State.UNKNOWN)}" for name in answers)
    return Verdict(framework, criterion, worst, reason)


def _status(states: dict[str, State], name: str) -> Status:
    return _STATUS[states.get(name, State.UNKNOWN)]


def _component(rule: ComponentRule, paths: Sequence[str], snapshot: Snapshot) -> Component:
    files = [path for path in paths if any(fnmatchcase(path, glob) for glob in rule.files)]
    if files:
        return Component(rule.name, rule.type, State.PRESENT, files=tuple(files[:MOST_QUOTES]))
    links = _first(_links(rule, snapshot.cards))
    if links:
        return Component(rule.name, rule.type, State.LINKED, links)
    prose = _first(_headings(rule, snapshot.cards))
    if prose:
        return Component(rule.name, rule.type, State.CLAIMED, prose)
    return Component(rule.name, rule.type, _nothing(rule, snapshot))


def _nothing(rule: ComponentRule, snapshot: Snapshot) -> State:
    """Nothing points to it: absent only if all that could point to it was read."""
    elsewhere = rule.type in ("code", "data") and any(
        "github.com/" in card.document.text or card.datasets for card in snapshot.cards
    )
    all_read = snapshot.files_complete and snapshot.cards and snapshot.origin is Origin.HUB
    return State.ABSENT if all_read and not elsewhere else State.UNKNOWN


def _links(rule: ComponentRule, cards: Sequence[Card]) -> Iterator[Evidence]:
    for card in cards:
        for pattern in rule.links:
            for match in re.finditer(pattern, card.document.text):
                yield evidence(card.document, Span(*match.span()))


def _headings(rule: ComponentRule, cards: Sequence[Card]) -> Iterator[Evidence]:
    for card in cards:
        for match in _HEADING.finditer(card.document.text, card.body.start):
            title = match.group(1).strip("*#: ").lower()
            if any(word in title for word in rule.headings):
                yield evidence(card.document, Span(*match.span(1)))


def _first(found: Iterator[Evidence]) -> tuple[Evidence, ...]:
    return tuple(quote for quote, _ in zip(found, range(MOST_QUOTES), strict=False))
