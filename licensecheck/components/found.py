"""Which parts of a model are there, linked, spoken of, or absent."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from licensecheck.components.parts import is_open
from licensecheck.domain import (
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
from licensecheck.domain.expression import NO_LICENSE
from licensecheck.domain.reasons import Lack, PartsFound
from licensecheck.knowledge.components import ComponentRule
from licensecheck.knowledge.criteria import Criterion, Framework
from licensecheck.knowledge.facts import Facts

# A card that shows more places than this for one part adds nothing.
MOST_QUOTES = 3
_HEADING = re.compile(r"^(?:#{1,6}\s++|\*\*|<h\d[^>]{0,300}>)\s*+(\S(?:.*\S)?)", re.MULTILINE)


def components(snapshot: Snapshot, rules: Sequence[ComponentRule]) -> tuple[Component, ...]:
    """One component for each rule, in the order of the rules."""
    return tuple(_component(rule, snapshot) for rule in rules)


def weights_available(snapshot: Snapshot, found: Sequence[Component]) -> bool | None:
    """Whether anybody may download the weights; None where that cannot be told."""
    if snapshot.metadata.gating is Gating.MANUAL:
        return False
    if snapshot.metadata.weights_downloadable is not None:
        return snapshot.metadata.weights_downloadable
    state = next((part.state for part in found if part.name == "weights"), State.UNKNOWN)
    return True if state in (State.PRESENT, State.LINKED) else None


def judge_components(
    framework: Framework, found: Sequence[Component], facts: Facts
) -> tuple[Verdict, ...]:
    """The verdict on each criterion of a framework that asks for parts."""
    parts = {part.name: part for part in found}
    return tuple(
        _verdict(framework, criterion, parts, facts)
        for criterion in framework.criteria
        if criterion.components
    )


def _verdict(
    framework: Framework, criterion: Criterion, parts: Mapping[str, Component], facts: Facts
) -> Verdict:
    """As good as the worst part; a part is as good as the best that may stand in for it."""
    order = [Status.NOT_MET, Status.UNKNOWN, Status.MET]
    answers = [
        max(
            (_answer(name, parts, framework, criterion, facts) for name in (wanted, *others)),
            key=lambda answer: order.index(answer[0]),
        )
        for wanted, others in criterion.components.items()
    ]
    worst = min((status for status, _ in answers), key=order.index)
    lacks = tuple(lack for _, lack in answers if lack)
    return Verdict(framework.framework, criterion.id, worst, PartsFound(len(answers), lacks))


def _answer(
    name: str,
    parts: Mapping[str, Component],
    framework: Framework,
    criterion: Criterion,
    facts: Facts,
) -> tuple[Status, Lack | None]:
    """Whether a part counts, and why not."""
    part = parts.get(name, Component(name, "", State.UNKNOWN))
    if part.state is State.ABSENT:
        return Status.NOT_MET, Lack(name, part.state)
    if not (part.state is State.PRESENT or part.checked):
        return Status.UNKNOWN, Lack(name, part.state)
    if not criterion.licensed:
        return Status.MET, None
    match is_open(part.license, framework.open_licenses, facts):
        case True:
            return Status.MET, None
        case False:
            return Status.NOT_MET, Lack(name, part.license)
    return Status.UNKNOWN, Lack(name, NO_LICENSE)


def _component(rule: ComponentRule, snapshot: Snapshot) -> Component:
    files = [one.path for one in snapshot.files if rule.shown_by(one.path, one.size)]
    links = _first(_links(rule, snapshot.cards))
    if files and links and not rule.beside_code:
        code = _code_folders(snapshot)
        files = [path for path in files if code.isdisjoint(map(str, PurePosixPath(path).parents))]
    if files:
        return Component(rule.name, rule.type, State.PRESENT, files=tuple(files[:MOST_QUOTES]))
    if links:
        return Component(rule.name, rule.type, State.LINKED, links)
    prose = _first(_headings(rule, snapshot.cards))
    if prose:
        return Component(rule.name, rule.type, State.CLAIMED, prose)
    return Component(rule.name, rule.type, _nothing(rule, snapshot))


def _code_folders(snapshot: Snapshot) -> frozenset[str]:
    """Folders that hold source code, without the top one, where releases have both."""
    found = {
        str(PurePosixPath(one.path).parent) for one in snapshot.files if one.path.endswith(".py")
    }
    return frozenset(found - {"."})


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
                yield Evidence.at(card.document, Span(*match.span()))


def _headings(rule: ComponentRule, cards: Sequence[Card]) -> Iterator[Evidence]:
    for card in cards:
        for match in _HEADING.finditer(card.document.text, card.body.start):
            title = match.group(1).strip("*#: ").lower()
            if any(word in title for word in rule.headings):
                yield Evidence.at(card.document, Span(*match.span(1)))


def _first(found: Iterator[Evidence]) -> tuple[Evidence, ...]:
    return tuple(quote for quote, _ in zip(found, range(MOST_QUOTES), strict=False))
