"""Models that a sentence takes out of what it says of the others: "all models are under one
licence, except the small ones, which are under another".

Such a model is a release of its own. Where nothing tells for sure which models are meant, all stay
in doubt.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from licensecheck.domain import Declaration, Document, Span
from licensecheck.identify.mentions import mentions, without
from licensecheck.knowledge.knowledge import Knowledge
from licensecheck.knowledge.phrases import Phrase
from licensecheck.knowledge.spelling import is_of_family
from licensecheck.releases.scope import Scope, Scopes

_EXCEPT = Phrase("scopes/all-except")
_Placed = tuple[Declaration, Scope]


@dataclass(frozen=True, slots=True)
class Exempt:
    """Models that are not under the licence of the others."""

    document: Document
    span: Span
    """The sentence that says so."""
    rest: frozenset[str]
    """Keys of the licences of the others."""
    own: frozenset[str]
    """Keys of those that the sentence gives to the exempt ones."""
    models: frozenset[int]

    def covers(self, licences: Iterable[str]) -> bool:
        """True for licences of which all are those of the others, under whatever name."""
        return all(any(_same(one, other) for other in self.rest) for one in licences)

    def holds(self, document: Document, span: Span) -> bool:
        """True for a place in the sentence."""
        inside = span.start < self.span.end and self.span.start < span.end
        return document.path == self.document.path and inside


def _same(one: str, other: str) -> bool:
    return one == other or is_of_family(one, other) or is_of_family(other, one)


@dataclass(frozen=True, slots=True)
class _Parted:
    rest: str
    """All that is said of the others."""
    some: str
    """What the exempt ones are called."""
    own: str
    """What is said of them."""


def exempt(said: Sequence[_Placed], scopes: Scopes, knowledge: Knowledge) -> tuple[Exempt, ...]:
    """The exceptions that are understood: names tell which models they are, or words of the names
    and the licence that these models have elsewhere."""
    sentences = {
        (one.document.path, one.span): one for one, _ in said if one.doubt and one.document
    }
    found = (_exempt(one, said, scopes, knowledge) for one in sentences.values())
    return tuple(one for one in found if one)


def _exempt(
    one: Declaration, said: Sequence[_Placed], scopes: Scopes, knowledge: Knowledge
) -> Exempt | None:
    parted = _parted(one.text)
    if not (parted and one.document and one.span) or _says_more(parted, knowledge):
        return None
    rest, own = (
        frozenset(known.id for known in mentions(text, knowledge.facts))
        for text in (parted.rest, parted.own)
    )
    named = frozenset().union(*scopes.naming.named(parted.some))
    shared = scopes.naming.sharing(parted.some) if not named else frozenset[int]()
    chosen = named or (shared if own and _have(shared, own, said) else frozenset[int]())
    if not (rest and chosen) or chosen == scopes.every:
        return None
    return Exempt(one.document, one.span, rest, own, chosen)


def _parted(text: str) -> _Parted | None:
    found = _EXCEPT.search(text)
    if found is None:
        return None
    rest = " ".join(filter(None, (found["rest"], found["behind"])))
    return _Parted(rest, found["some"], found["own"] or "")


def _says_more(parted: _Parted, knowledge: Knowledge) -> bool:
    """True where a side says more of terms than which licence it is."""
    for side in (parted.rest, parted.own):
        signed = without(side, knowledge.facts, "§", lambda _: True)
        if side and knowledge.remarks.leaves(signed, named="§" in signed, speaks=True):
            return True
    return False


def _have(models: frozenset[int], licences: frozenset[str], said: Sequence[_Placed]) -> bool:
    """True for models of which each has these licences by another word, which names it."""
    elsewhere = [
        scope for one, scope in said if scope and not one.doubt and set(one.licenses) <= licences
    ]
    return bool(models) and all(any(at in scope for scope in elsewhere) for at in models)


def without_exempt(
    said: Iterable[_Placed], exceptions: Sequence[Exempt], every: frozenset[int]
) -> Iterator[_Placed]:
    """The declarations; those of a sentence with an exception hold for one side of it, and what is
    said of all under the licence of the others does not hold for the exempt ones."""
    for one, scope in said:
        here = _at(one, exceptions)
        if here:
            own = set(one.licenses) <= here.own and not set(one.licenses) <= here.rest
            yield replace(one, doubt=""), here.models if own else every - here.models
        elif scope is None and one.document:
            yield one, spared_by(one.licenses, exceptions, every)
        else:
            yield one, scope


def _at(one: Declaration, exceptions: Sequence[Exempt]) -> Exempt | None:
    document, span = one.document, one.span
    if document is None or span is None:
        return None
    return next((it for it in exceptions if it.holds(document, span)), None)


def spared_by(
    licences: Sequence[str], exceptions: Sequence[Exempt], every: frozenset[int]
) -> Scope:
    """The models that licences given to all are for; None for all of them."""
    gone = frozenset[int]().union(*(it.models for it in exceptions if it.covers(licences)))
    return every - gone if licences and gone else None
