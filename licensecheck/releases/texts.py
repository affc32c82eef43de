"""Which of several models a licence text is for, by the sentences that name a licence for each.

"Zebra-2B is under Apache 2.0, Zebra-5B under the Zebra License": each is under the text that its
sentence names, and under no other one that a sentence names for somebody else.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import or_

from licensecheck.domain import Card, Declaration, Document, Reading, Span
from licensecheck.domain.component import BESIDE
from licensecheck.releases.scope import Scope, Scopes
from licensecheck.terms.titles import LICENCE, opening

_LINK = re.compile(r"\]\((?:\./|https://[^()\s]{1,200}/)?(?P<path>[^()\s/]{1,100})\)")


def linked(
    cards: Sequence[Card], readings: Sequence[Reading], scopes: Scopes, *, grants: bool
) -> Mapping[str, frozenset[int]]:
    """The models of which sentences that link to a text at the top speak, by its path, those that
    may be meant or as what `grants` them something; none for a text that a sentence on all of them
    links to."""
    paths = {one.document.path for one in readings if not one.document.kind.is_page}
    found: dict[str, frozenset[int]] = {}
    for card in cards:
        for link in _LINK.finditer(card.document.text):
            if (path := link["path"]) in paths:
                scope = scopes.of_place(card.document, Span(*link.span()), grants=grants)
                found[path] = found.get(path, frozenset()) | (
                    scopes.every if scope is None else scope
                )
    return {path: models for path, models in found.items() if models != scopes.every}


def spared(
    reading: Reading,
    said: Sequence[tuple[Declaration, Scope]],
    links: Mapping[str, frozenset[int]],
    sure: Mapping[str, frozenset[int]],
) -> frozenset[int]:
    """The models that a text without a name in its path is not for: those of which sentences name
    other licences alone, or link for sure to other texts, where one names this text, or links to
    it, for others."""
    named = [(one, scope) for one, scope in said if scope and one.component not in BESIDE]
    here = _models(scope for one, scope in named if _names(one, reading))
    here |= links.get(reading.document.path, frozenset())
    elsewhere = _models(scope for one, scope in named if not _names(one, reading))
    elsewhere |= _models(models for path, models in sure.items() if path != reading.document.path)
    return elsewhere - here if here else frozenset()


def _models(scopes: Iterator[frozenset[int]]) -> frozenset[int]:
    return reduce(or_, scopes, frozenset())


def _names(said: Declaration, reading: Reading) -> bool:
    """True for a sentence that names a text: its licence, its title or its file."""
    if set(said.licenses) & set(reading.licenses):
        return True
    title = _title(reading.document)
    called = bool(title) and title in " ".join(said.text.casefold().split())
    return called or f"]({reading.document.path})" in said.text


def _title(document: Document) -> str:
    """The first line of a text without its article, where it is the title of a licence."""
    first = next(iter(opening(document)), "").casefold()
    return " ".join(first.removeprefix("the ").split()) if LICENCE.search(first) else ""
