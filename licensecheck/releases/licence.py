"""Under which licence the weights of a release are, as far as it is known, and what says so."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from licensecheck.domain import (
    Basis,
    Declaration,
    Document,
    DocumentKind,
    Evidence,
    Expression,
    Reading,
    Span,
)
from licensecheck.domain.expression import NO_LICENSE
from licensecheck.knowledge.facts import Facts
from licensecheck.terms.terms import UNCOVERED, Terms
from licensecheck.terms.titles import own_title

Source = Literal["text", "named", ""]


@dataclass(frozen=True, slots=True)
class ReleaseLicence:
    """A licence with the text that is here, or the words that name it."""

    expression: Expression = NO_LICENSE
    source: Source = ""
    """text: it is here; named: words or fields say that it applies; empty: nothing says which."""
    evidence: tuple[Evidence, ...] = ()
    title: str = ""
    """What the text that is here calls itself, where it is a licence of its own with words of the
    known one."""


_MOST_QUOTES = 3


def licence_of(terms: Terms, facts: Facts) -> ReleaseLicence:
    """What is said of the weights before what is said of the whole; none where all that is here
    may be for the code alone."""
    if any(one.subject == UNCOVERED for one in terms.problems):
        return ReleaseLicence()
    for component in ("weights", "model"):
        texts = [one for one in terms.readings if _is_licence(one, component)]
        named = [one for one in terms.declarations if _speaks_of(one, component)]
        if texts:
            quotes = tuple(_title(one.document) for one in texts)
            found = Expression.all_of(one.expression for one in texts)
            matches = texts[0].identification.matches if len(texts) == 1 else ()
            title = own_title(texts[0].document, matches[0], facts) if len(matches) == 1 else ""
            return ReleaseLicence(found, "text", quotes[:_MOST_QUOTES], title)
        if named:
            found = Expression.all_of(one.expression for one in named)
            return ReleaseLicence(found, "named", tuple(_places(named))[:_MOST_QUOTES])
    return ReleaseLicence()


def _speaks_of(said: Declaration, component: str) -> bool:
    """True for what is said of a part; what restricts the whole restricts its weights too."""
    whole = said.component == "model" and said.conforms is False
    return not said.doubt and (said.component == component or whole)


def _is_licence(reading: Reading, component: str) -> bool:
    document = reading.document
    return document.kind is DocumentKind.LICENSE and document.component == component


def _title(document: Document) -> Evidence:
    """The first line of a text."""
    start = len(document.text) - len(document.text.lstrip())
    end = document.text.find("\n", start)
    return Evidence.at(document, Span(start, end if end > 0 else len(document.text)))


def _places(named: list[Declaration]) -> Iterator[Evidence]:
    for one in named:
        if one.document and one.span:
            yield Evidence.at(one.document, one.span)
        else:
            yield Evidence.said(Basis.HUB, one.text)
