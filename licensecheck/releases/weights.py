"""Where the weights of a release are, and what stands before them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from licensecheck.components.linked import model_page
from licensecheck.domain import Component, Evidence, Gating, State
from licensecheck.domain.release import Weights, WeightsState
from licensecheck.knowledge.catalogue import Availability
from licensecheck.knowledge.doubts import Doubt
from licensecheck.releases.lineup import Model
from licensecheck.releases.places import address
from licensecheck.releases.scope import Scopes
from licensecheck.releases.terms import applies
from licensecheck.releases.understood import Page, Understood
from licensecheck.text.letters import letters

_REQUEST = "access on request"
"""The doubt of rules/doubts.yaml that tells of a form or an approval before the weights."""
_MOST_QUOTES = 3
_DENIED = (WeightsState.ON_REQUEST, WeightsState.NOT_RELEASED)


def weights_of(
    group: frozenset[int],
    called: str,
    scopes: Scopes,
    understood: Understood,
    doubts: Sequence[Doubt],
    pages: Sequence[Page],
    *,
    first: bool,
) -> Weights:
    """Where the weights of a group of models are, which is `called` so, with the pages that they
    lie at; what the snapshot has or links to without a name is those of the `first` release."""
    gating = understood.snapshot.metadata.gating
    if first and gating is Gating.MANUAL:
        return Weights(WeightsState.ON_REQUEST)
    if first and _api_only(understood):
        return Weights(WeightsState.NOT_RELEASED)
    part = next((one for one in understood.parts if one.name == "weights"), None)
    found = _found(part, [scopes.models[at] for at in sorted(group)], called, first=first)
    if found.state is WeightsState.LINKED:
        found = _at_pages(found, pages)
    asked = tuple(_asked(group, scopes, understood, doubts))
    beside = (WeightsState.IN_REPO, *_DENIED)
    if gating is Gating.AUTOMATIC or (asked and found.state not in beside):
        return Weights(WeightsState.GATED, found.where, (*asked, *found.evidence)[:_MOST_QUOTES])
    return found


def _at_pages(found: Weights, pages: Sequence[Page]) -> Weights:
    """Linked weights, by what the pages say that they lie at; as long as one of them gives them to
    anybody, they can be had."""
    states = [_state(page) for page in pages if page.snapshot]
    best = min(states, key=list(WeightsState).index, default=found.state)
    return replace(found, state=best)


def _state(page: Page) -> WeightsState:
    if page.gating is Gating.MANUAL:
        return WeightsState.ON_REQUEST
    if page.available is None:
        return WeightsState.UNKNOWN
    if not page.available:
        return WeightsState.NOT_RELEASED
    return WeightsState.GATED if page.gating is Gating.AUTOMATIC else WeightsState.LINKED


def _api_only(understood: Understood) -> bool:
    entry = understood.entry
    return entry is not None and entry.weights.state is Availability.API_ONLY


def _found(part: Component | None, group: Sequence[Model], called: str, *, first: bool) -> Weights:
    if first and part and part.state is State.PRESENT:
        return Weights(WeightsState.IN_REPO, part.files[0] if part.files else "", part.evidence)
    links = tuple(link for model in group for link in model.links)
    if not links and first and part and part.state is State.ABSENT and part.evidence:
        return Weights(WeightsState.NOT_RELEASED, evidence=part.evidence)  # its maker says so
    if not links and first and part and part.state is State.LINKED:
        links = part.evidence
    if links:
        # A card links to what it was made from and to sister projects, too.
        links = tuple(sorted(links, key=lambda one: _unlike(one, called)))
        sister = bool(model_page(links[0].quote)) and _unlike(links[0], called) > 1
        if first and part and part.state is State.LINKED and sister:
            links = tuple(dict.fromkeys((*part.evidence, *links)))
        return Weights(WeightsState.LINKED, address(links[0].quote), links[:_MOST_QUOTES])
    return Weights(WeightsState.UNKNOWN)


def _unlike(link: Evidence, called: str) -> int:
    """0 for a link that ends in the name, 1 for one that ends in a form of it, else 2."""
    name, own = letters(link.quote.rstrip("/").rpartition("/")[2]), letters(called)
    return 0 if name == own else 2 - name.startswith(own)


def _asked(
    group: frozenset[int], scopes: Scopes, understood: Understood, doubts: Sequence[Doubt]
) -> Iterator[Evidence]:
    """Sentences that send whoever wants the weights of a group to a form, or for approval."""
    request = next((one for one in doubts if one.doubt == _REQUEST), None)
    for card, clauses in understood.prose if request else ():
        for clause in clauses:
            words = card.document.quote(clause.span)
            if not (request and request.raised_by(words)):
                continue
            scope = scopes.of_place(card.document, clause.span)
            # What names none of several is not said of each: only words about terms bind all.
            if applies(scope, group) and (scope or len(group) == len(scopes.models)):
                yield Evidence.at(card.document, clause.span)
