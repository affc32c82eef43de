"""The terms of one of several releases: all that is not surely said of the others alone."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from licensecheck.domain import (
    ClauseLabel,
    Component,
    Declaration,
    Document,
    DocumentKind,
    Evidence,
    Problem,
    Reading,
    Snapshot,
    Span,
)
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.lineage.chain import Chain
from licensecheck.lineage.origins import Link
from licensecheck.releases.bases import with_heirs
from licensecheck.releases.exceptions import Exempt, exempt, spared_by, without_exempt
from licensecheck.releases.scope import Scope, Scopes
from licensecheck.releases.texts import linked, spared
from licensecheck.releases.understood import Understood
from licensecheck.statements.names import Names
from licensecheck.terms.declarations import not_here, untold
from licensecheck.terms.ledger import unreadable
from licensecheck.terms.scope import uncovered
from licensecheck.terms.terms import Terms

_OWN_TEXTS = (DocumentKind.LICENSE, DocumentKind.USE_POLICY)
Together = Callable[[Sequence[Reading], Sequence[Declaration], Iterable[Problem]], Terms]
"""What texts and declarations come to together."""


@dataclass(frozen=True, slots=True)
class Scoped:
    """What was read, each piece with the models that it speaks about."""

    declarations: tuple[tuple[Declaration, Scope], ...]
    readings: tuple[tuple[Reading, Scope], ...]
    """Texts whole, pages in pieces."""
    links: tuple[tuple[Link, Scope], ...]
    """Steps to what something was made from."""
    claims: tuple[tuple[Evidence, Scope], ...]
    """Sentences that claim something."""


def scoped(
    understood: Understood, scopes: Scopes, claims: Collection[Evidence], knowledge: Knowledge
) -> Scoped:
    """What was read, piece by piece."""
    documents = {one.path: one for one in understood.snapshot.documents}
    several = len(scopes.models) > 1

    def placed(document: Document | None, span: Span | None, *, grants: bool = False) -> Scope:
        if document is None or not several:
            return None
        if document.kind.is_page and span:
            return scopes.of_place(document, span, grants=grants)
        return scopes.of_path(document.path)

    def quoted(place: Evidence | None, *, grants: bool = False) -> Scope:
        document = documents.get(place.source) if place else None
        return placed(document, place.span, grants=grants) if place else None

    def said_of(link: Link) -> Scope:
        said = [quoted(place) for place in (link.evidence, *link.further)]
        told = [one for one in said if one is not None]
        return frozenset[int]().union(*told) if len(told) == len(said) else None

    def declared(one: Declaration) -> Scope:
        page = one.document is not None and one.document.kind.is_page
        other = page and bool(one.conforms) and scopes.naming.is_of_another_version(one.text)
        # What is granted for another version is granted for none that is here.
        grants = bool(one.conforms)
        return frozenset() if other else placed(one.document, one.span, grants=grants)

    terms = understood.terms
    said = tuple((one, declared(one)) for one in terms.declarations)
    exceptions = exempt(said, scopes, knowledge) if several else ()
    said = tuple(without_exempt(said, exceptions, scopes.every))
    cards = understood.snapshot.cards if several else ()
    licences = [one for one in terms.readings if one.document.kind is DocumentKind.LICENSE]
    links = linked(cards, terms.readings, scopes, grants=False)
    sure = linked(cards, licences, scopes, grants=True)

    def narrowed(one: Reading, scope: Scope) -> Scope:
        if one.document.kind.is_page:
            return _beside_exceptions(one, scope, exceptions, scopes.every)
        if scope is not None:  # its name and the sentences that link to it tell whom it is for
            return scope | links.get(one.document.path, frozenset())
        if one.document.kind not in _OWN_TEXTS:
            return None
        left = scopes.every - spared(one, said, links, sure)
        left &= spared_by(one.licenses, exceptions, scopes.every) or scopes.every
        return left if left != scopes.every else None

    return Scoped(
        said,
        tuple(
            (piece, narrowed(piece, scope))
            for one in terms.readings
            for piece, scope in _pieces(one, placed, several=several)
        ),
        with_heirs([(link, said_of(link)) for link in understood.chain.links], scopes.models),
        tuple((claim, quoted(claim, grants=True)) for claim in claims),
    )


def _beside_exceptions(
    one: Reading, scope: Scope, exceptions: Sequence[Exempt], every: frozenset[int]
) -> Scope:
    """The models that a piece of a page is about: where a sentence has an exception that is
    understood, it restricts the others and leaves nothing to be read."""
    spans = (*one.unclear, *(label.clause.span for label in one.labels))
    here = [it for it in exceptions if any(it.holds(one.document, span) for span in spans)]
    if not here:
        return scope
    return every - here[0].models if one.labels else frozenset()


def applies(scope: Scope, group: frozenset[int]) -> bool:
    """True for what speaks about one of a group, or about all."""
    return scope is None or bool(scope & group)


def _pieces(
    reading: Reading, placed: Callable[[Document | None, Span | None], Scope], *, several: bool
) -> Iterator[tuple[Reading, Scope]]:
    if not (reading.document.kind.is_page and several):
        yield reading, placed(reading.document, None)
        return
    bare = replace(reading, labels=(), unclear=(), foreign=())
    for label in reading.labels:
        yield replace(bare, labels=(label,)), placed(reading.document, label.clause.span)
    for span in reading.unclear:
        yield replace(bare, unclear=(span,)), placed(reading.document, span)
    for span in reading.foreign:
        yield replace(bare, foreign=(span,)), placed(reading.document, span)


def terms_of(
    group: frozenset[int],
    found: Scoped,
    understood: Understood,
    knowledge: Knowledge,
    together: Together,
    own: Names,
    doubts: Sequence[Problem] = (),
) -> Terms:
    """The terms of a group of models; what speaks about nothing by name binds them too. `doubts`
    are further problems of the group alone."""
    everything = understood.terms
    kept = [(one, scope) for one, scope in found.readings if applies(scope, group)]
    declared = [one for one, scope in found.declarations if applies(scope, group)]
    whole_kept = len(kept) == len(found.readings) and len(declared) == len(found.declarations)
    if whole_kept and not doubts:
        return everything
    readings = _joined(one for one, _ in kept)
    snapshot, parts = understood.snapshot, understood.parts
    whole = _about(everything.readings, everything.declarations, snapshot, parts, knowledge, own)
    some = _about(readings, declared, snapshot, parts, knowledge, own)
    others = [one for one in everything.problems if one not in whole]
    more = (one for one in (*some, *doubts) if one not in others)
    return together(readings, declared, (*others, *more))


def _about(
    readings: Sequence[Reading],
    declared: Sequence[Declaration],
    snapshot: Snapshot,
    parts: Sequence[Component],
    knowledge: Knowledge,
    own: Names,
) -> Sequence[Problem]:
    """The problems that depend on which texts and declarations apply."""
    return [
        *uncovered(snapshot, readings, declared, parts, knowledge.facts, own),
        *untold(declared, readings, knowledge.facts),
        *not_here(declared, readings, knowledge.facts),
        *(problem for reading in readings for problem in unreadable(reading)),
    ]


def _joined(pieces: Iterable[Reading]) -> tuple[Reading, ...]:
    """The pieces of each page in one reading again, in the order of their documents."""
    found: dict[str, Reading] = {}
    for one in pieces:
        had = found.get(one.document.path)
        found[one.document.path] = one if had is None else _sum(had, one)
    return tuple(found.values())


def _sum(one: Reading, other: Reading) -> Reading:
    return replace(
        one,
        labels=tuple(sorted((*one.labels, *other.labels), key=_start)),
        unclear=tuple(sorted((*one.unclear, *other.unclear))),
        foreign=tuple(sorted((*one.foreign, *other.foreign))),
    )


def _start(label: ClauseLabel) -> int:
    return label.clause.span.start


def chain_of(group: frozenset[int], found: Scoped, chain: Chain) -> Chain:
    """What a group of models was made from."""
    left_out = {link for link, scope in found.links if not applies(scope, group)}
    if not left_out:
        return chain
    ancestors = tuple(one for one in chain.ancestors if one.link not in left_out)
    gone = {one.name for one in chain.ancestors} - {one.name for one in ancestors}
    gone |= {link.parent for link in left_out}
    return Chain(
        tuple(link for link in chain.links if link not in left_out and link.child not in gone),
        ancestors,
        tuple(one for one in chain.problems if one.subject.partition("model ")[2] not in gone),
        tuple(one for one in chain.unread if one.link not in left_out),
    )
