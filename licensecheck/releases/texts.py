"""Which of several models a licence text is for, by the sentences that name a licence for each.

"Zebra-2B is under Apache 2.0, Zebra-5B under the Zebra License": each is under the text that its
sentence names, and under no other one that a sentence names for somebody else.
"""

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_

from licensecheck.domain import Declaration, Document, Reading
from licensecheck.domain.component import BESIDE
from licensecheck.releases.scope import Scope
from licensecheck.terms.titles import LICENCE, opening


def spared(reading: Reading, said: Sequence[tuple[Declaration, Scope]]) -> frozenset[int]:
    """The models that a text without a name in its path is not for: those of which sentences name
    other licences alone, where one names this text for others."""
    named = [(one, scope) for one, scope in said if scope and one.component not in BESIDE]
    here = _models(scope for one, scope in named if _names(one, reading))
    elsewhere = _models(scope for one, scope in named if not _names(one, reading))
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
