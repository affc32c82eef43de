"""Which parts of a model are there, linked, spoken of, or absent."""

import re
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import PurePosixPath

from licensecheck.components.linked import is_called_like, model_page, models, repositories
from licensecheck.components.places import Said, is_place_of_weights, sayings
from licensecheck.domain import (
    Component,
    Document,
    DocumentKind,
    Evidence,
    Gating,
    Origin,
    Snapshot,
    Span,
    State,
)
from licensecheck.knowledge.components import ComponentRule
from licensecheck.statements.called import publisher
from licensecheck.terms.aside import is_third_party
from licensecheck.terms.trials import offered_for_a_try

# A card that shows more places than this for one part adds nothing.
MOST_QUOTES = 3
_MOST_LINKS = 200
"""Links that are weighed against each other; a page with more lists what others made."""
_MARKED_UP = (".md", ".rst", ".markdown")
# A line of bold words is a heading, and so are bold words that a line begins with.
_HEADING = re.compile(
    r"^(?:(?:#{1,6}\s++|<h\d[^>]{0,300}>)\s*+(?P<title>\S(?:.*\S)?)"
    r"|\*\*(?P<bold>[^*\n]{1,80})(?:\*\*|:))",
    re.MULTILINE,
)


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


def too_small(snapshot: Snapshot, rules: Sequence[ComponentRule]) -> str:
    """The path of a file that is called as weights are and is too small for them; else empty."""
    [weights] = [one for one in rules if one.name == "weights"]
    files = (one.path for one in snapshot.files if weights.is_too_small(one.path, one.size))
    return next(files, "")


def _component(rule: ComponentRule, snapshot: Snapshot) -> Component:
    files = [one.path for one in snapshot.files if rule.shown_by(one.path, one.size)]
    weights = rule.name == "weights"
    links = _first(_speaking(rule, snapshot) if weights else _links(rule, snapshot))
    if files and links and not rule.beside_code:
        files = outside_code(files, [one.path for one in snapshot.files])
    if files:
        return Component(rule.name, rule.type, State.PRESENT, files=tuple(files[:MOST_QUOTES]))
    if links:
        return Component(rule.name, rule.type, State.LINKED, links)
    prose = _first(_headings(rule, snapshot))
    if prose:
        return Component(rule.name, rule.type, State.CLAIMED, prose)
    return Component(rule.name, rule.type, _nothing(rule, snapshot))


def outside_code(paths: Iterable[str], all_paths: Iterable[str]) -> list[str]:
    """Of some paths those in no folder that holds source code, but for the top one, where releases
    have both."""
    code = {str(PurePosixPath(one).parent) for one in all_paths if one.endswith(".py")} - {"."}
    return [one for one in paths if code.isdisjoint(map(str, PurePosixPath(one).parents))]


def _nothing(rule: ComponentRule, snapshot: Snapshot) -> State:
    """Nothing points to it: absent where all that could was read; not found where all was read that
    is here, and the cards link to no repository of the publisher that was not."""
    if not snapshot.files_complete or not snapshot.cards or snapshot.origin is Origin.CATALOGUE:
        return State.UNKNOWN
    if rule.type in ("code", "data") and repositories(snapshot):
        return State.UNKNOWN
    elsewhere = rule.type in ("code", "data") and any(
        "github.com/" in card.document.text or card.datasets for card in snapshot.cards
    )
    return State.NOT_FOUND if elsewhere or snapshot.origin is not Origin.HUB else State.ABSENT


def _links(rule: ComponentRule, snapshot: Snapshot) -> Iterator[Evidence]:
    for page in _pages(rule, snapshot):
        aside = _aside(rule, page)
        for pattern in rule.links:
            for match in re.finditer(pattern, page.text):
                span = Span(*match.span("address" if "address" in match.re.groupindex else 0))
                if not rule.excludes(page.quote(span)) and not aside(span.start):
                    yield Evidence.at(page, span)


def _speaking(rule: ComponentRule, snapshot: Snapshot) -> Iterator[Evidence]:
    """The links, those at which something else is left out: first to models called like this one,
    then to what is said to be weights, then to other models of the publisher."""
    own, pages = models(snapshot), {page.path: page for page in _pages(rule, snapshot)}

    @cache
    def said(path: str) -> Callable[[Span], Said]:
        return sayings(pages[path], tuple(_titles(pages[path].text)))

    def rank(link: Evidence) -> tuple[int, Said]:
        told, page = said(link.source)(link.span), model_page(link.quote)
        if page and is_called_like(page, snapshot):
            return 0, told
        if not page and "/" not in link.quote and "(" not in link.quote:
            return 4, told  # the bare name of a file
        if not page:
            return (1 if told is Said.WEIGHTS else 2), told
        return (2 if page in own else 3), told

    is_trial = offered_for_a_try(pages.values(), publisher(snapshot))
    offered = (link for link in _links(rule, snapshot) if not is_trial(link))
    ranked = ((rank(link), link) for link in islice(offered, _MOST_LINKS))
    found = [one for one in ranked if is_place_of_weights(one[1].quote, one[0][1])]
    yield from (link for _, link in sorted(found, key=lambda one: one[0]))


def _titles(text: str) -> Iterator[tuple[int, str]]:
    """The headings of a page, each with its place, in lower case."""
    for one in _HEADING.finditer(text):
        yield one.start(), (one["title"] or one["bold"]).lower()


def _aside(rule: ComponentRule, page: Document) -> Callable[[int], bool]:
    """Whether the nearest heading above a place says that what stands there is something else."""
    if not rule.not_headings:
        return lambda _: False
    found = list(_titles(page.text))
    starts = [start for start, _ in found]

    def is_aside(place: int) -> bool:
        above = bisect(starts, place)
        return above > 0 and rule.is_aside(found[above - 1][1])

    return is_aside


def _headings(rule: ComponentRule, snapshot: Snapshot) -> Iterator[Evidence]:
    bodies = {card.document.path: card.body.start for card in snapshot.cards}
    for page in _pages(rule, snapshot):
        start = bodies.get(page.path, 0)
        for match in _HEADING.finditer(page.text, start):
            group = "title" if match["title"] else "bold"
            if rule.heads(match[group].strip("*#: ").lower()):
                yield Evidence.at(page, Span(*match.span(group)))


def _pages(rule: ComponentRule, snapshot: Snapshot) -> Iterator[Document]:
    """The cards, and the pages beside them where these count too."""
    yield from (card.document for card in snapshot.cards)
    if rule.anywhere:
        cards = {card.document.path for card in snapshot.cards}
        yield from (
            one
            for one in snapshot.documents
            if one.kind is DocumentKind.PROSE
            and one.path not in cards
            and one.path.lower().endswith(_MARKED_UP)
            and not is_third_party(one)
            and not rule.excludes(one.path)
        )


def _first(found: Iterator[Evidence]) -> tuple[Evidence, ...]:
    return tuple(islice(found, MOST_QUOTES))
