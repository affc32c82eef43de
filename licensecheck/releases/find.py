"""Which models a snapshot releases: those that its words tell apart by terms or bases."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from licensecheck.domain import Evidence, Snapshot
from licensecheck.domain.component import BESIDE
from licensecheck.domain.release import Release
from licensecheck.hubs.files import is_weights
from licensecheck.knowledge.families import Family
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.lineage.chain import Chain
from licensecheck.lineage.origins import PART
from licensecheck.releases.bases import betrayed, undeclared
from licensecheck.releases.lineup import Model
from licensecheck.releases.models import models
from licensecheck.releases.places import is_named_so, place, places_of
from licensecheck.releases.scope import Scopes
from licensecheck.releases.terms import Scoped, Together, applies, chain_of, scoped, terms_of
from licensecheck.releases.tokens import same_model, words
from licensecheck.releases.understood import Page, Understood
from licensecheck.releases.weights import weights_of
from licensecheck.statements.called import own_names
from licensecheck.statements.names import Names
from licensecheck.terms.placed import with_pages
from licensecheck.terms.terms import Terms
from licensecheck.text.letters import letters

_SHORTEST = 3
"""Letters of a name; shorter ones begin many words."""


@dataclass(frozen=True, slots=True)
class Released:
    """A release with what is known of its terms and of what it was made from."""

    release: Release
    terms: Terms
    """Its own, without those of what it was made from."""
    chain: Chain
    claimed: frozenset[Evidence] = frozenset()
    """The claims that speak of it by name."""
    claimed_elsewhere: frozenset[Evidence] = frozenset()
    """The claims that speak by name of other releases alone."""
    pages: tuple[Page, ...] = ()
    """The pages of hubs where its weights lie."""


def releases(
    understood: Understood,
    knowledge: Knowledge,
    together: Together,
    claims: Collection[Evidence] = (),
) -> tuple[Released, ...]:
    """The releases of a snapshot, the main one first; one where nothing tells models apart."""
    own = own_names(understood.snapshot, knowledge.names.plain)
    named = models(understood.snapshot, own, knowledge.names.families)
    scopes = Scopes(named, own, knowledge.names.plain)
    found = scoped(understood, scopes, claims, knowledge)
    pages = [(one, _linking(one, named, understood.snapshot, own)) for one in understood.pages]
    groups = _groups(named, found, understood.chain, own, knowledge.families, pages)
    main = _main(groups, named, own, understood.snapshot)
    alone = len(groups) == 1
    released = list[Released]()
    for at, group in enumerate(map(frozenset, groups)):
        first = alone or at == main
        name, aliases = _named([named[one] for one in sorted(group)], own, first=first, alone=alone)
        at_pages = [page for page, models in pages if models & group]
        if first and not _are_of_project(at_pages, understood, own):
            at_pages = []
        weights = weights_of(
            group, name, scopes, understood, knowledge.doubts, at_pages, first=first
        )
        chain = chain_of(group, found, understood.chain)
        chain = reduce(Chain.joined, (page.chain for page in at_pages), chain)
        bases = betrayed([named[one] for one in group], own, knowledge.families)
        doubts = () if alone else tuple(undeclared(bases, chain))
        terms = terms_of(group, found, understood, knowledge, together, own, doubts)
        terms = with_pages(terms, [(str(page.ref), page.terms) for page in at_pages], together)
        release = Release(name, aliases, weights, main=at == main)
        spoken = {one: applies(scope, group) for one, scope in found.claims if scope is not None}
        own_claims = frozenset(one for one, mine in spoken.items() if mine)
        elsewhere = frozenset(spoken) - own_claims
        released.append(Released(release, terms, chain, own_claims, elsewhere, tuple(at_pages)))
    return tuple(sorted(released, key=lambda one: not one.release.main))


def _linking(page: Page, named: Sequence[Model], snapshot: Snapshot, own: Names) -> frozenset[int]:
    """Numbers of the models whose weights lie at a page."""
    return frozenset(
        at for at, model in enumerate(named) if page.ref in places_of(model, snapshot, own)
    )


def _are_of_project(pages: Sequence[Page], understood: Understood, own: Names) -> bool:
    """True for pages of which one is called as the project is, or is the first place of weights
    that the cards give: else the weights of the project are elsewhere, and these are others."""
    if any(is_named_so(page.ref, own) for page in pages):
        return True
    parts = (one.evidence for one in understood.parts if one.name == "weights")
    said = next((place(one.quote) for evidence in parts for one in evidence[:1]), None)
    return said in [page.ref for page in pages]


def _groups(
    named: Sequence[Model],
    found: Scoped,
    chain: Chain,
    own: Names,
    families: Sequence[Family],
    pages: Sequence[tuple[Page, frozenset[int]]],
) -> list[list[int]]:
    """Numbers of the models that are under the same terms, and made from what is; those of which
    no address is given are apart from those that one can have."""
    known = {one.name: str(one.expression) for one in chain.ancestors if one.expression}
    groups: dict[object, list[int]] = {}
    for at, model in enumerate(named):
        bases = betrayed([model], own, families)
        there = frozenset(_told(page) for page, models in pages if at in models)
        key = bool(model.links), bases, _signature(frozenset({at}), found, known), there
        groups.setdefault(key, []).append(at)
    return list(groups.values()) or [[]]


def _told(page: Page) -> object:
    """What tells the terms at a page from those at others."""
    terms = page.terms
    said = frozenset(str(one.expression) for one in terms.declarations)
    read = frozenset(
        (one.expression, label.label) for one in terms.readings for label in one.labels
    )
    left = any(one.hides_terms for one in terms.problems)
    return page.snapshot is None, page.available, page.gating, left, said, read, _bases(page.chain)


def _bases(chain: Chain) -> frozenset[str]:
    return frozenset(str(one.expression) for one in chain.ancestors if one.binds)


def _signature(model: frozenset[int], found: Scoped, known: Mapping[str, str]) -> object:
    """What tells the terms of a model from those of others."""
    said = {
        (str(one.expression), bool(one.doubt))
        for one, scope in found.declarations
        if one.component not in BESIDE and applies(scope, model)
    }
    read = {
        (str(one.expression), label.label)
        for one, scope in found.readings
        if one.document.component not in BESIDE and applies(scope, model)
        for label in one.labels
    }
    bases = {
        known.get(one.parent, one.parent)
        for one, scope in found.links
        if applies(scope, model) and one.addressed and one.relation != PART
    }
    left = any(one.unclear for one, scope in found.readings if scope and applies(scope, model))
    return frozenset(said), frozenset(read), frozenset(bases), left


def _main(
    groups: Sequence[Sequence[int]], named: Sequence[Model], own: Names, snapshot: Snapshot
) -> int | None:
    """The group that the address or the title names, else the first whose name begins so; None
    where no name tells."""
    mine = [*map(letters, own.own)]
    address = letters(snapshot.ref.name.rpartition("/")[2])
    called = [address] * (snapshot.ref.hub != "local" or address in mine) + mine
    linked = [at for at, group in enumerate(groups) if any(named[one].links for one in group)]
    here = any(map(is_weights, snapshot.paths))
    for fits in (str.__eq__, str.startswith, _begins):
        # Where the weights are elsewhere, one without an address is the main one by its very name.
        every = here or not linked or fits is str.__eq__
        among = range(len(groups)) if every else linked
        for name in filter(None, called):
            for at in among:
                for one in (letters(name) for model in groups[at] for name in named[model].names):
                    if fits(one, name):
                        return at
    return 0 if len(groups) == 1 else None


def _begins(one: str, name: str) -> bool:
    """True for "Zebra" where the repository is called zebra-train."""
    return len(one) > _SHORTEST and name.startswith(one)


def _named(
    group: Sequence[Model], own: Names, *, first: bool, alone: bool
) -> tuple[str, tuple[str, ...]]:
    """What a group is called, and its further names. The only one is called as the project is, and
    so is the first one where it is the project's model in another form."""
    names = list(dict.fromkeys(name for model in group for name in model.names))
    project = own.own[-1] if own.own else ""
    forms = [one for one in own.own if any(same_model(words(it), words(one)) for it in names)]
    name = (alone and project) or (first and next(iter(forms), "")) or _shared(names)
    aliases = {*names, *(own.own if alone else ())} - {name}
    return name, tuple(sorted(aliases))


def _shared(names: Sequence[str]) -> str:
    """What the names begin with together, else the first of them; "model" where there is none."""
    common: list[str] = []
    for column in zip(*(name.split("-") for name in names), strict=False):
        if len({letters(part) for part in column}) > 1:
            break
        common.append(column[0])
    joined = "-".join(common)
    return joined if len(words(joined)) > 1 else next(iter(names), "model")
