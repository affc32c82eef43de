"""The terms at the page of a hub where weights lie, beside those of what links to it.

The page governs the weights. The licence of the repository governs its code, where nothing in it
says that it is for more; what is said there of the weights holds as well.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from licensecheck.domain import Declaration, Document, Problem, ProblemKind, Reading, Span
from licensecheck.domain.component import WHOLE
from licensecheck.terms.terms import NONE_WHOLE, UNCOVERED, Terms

Together = Callable[[Sequence[Reading], Sequence[Declaration], Iterable[Problem]], Terms]
"""What texts and declarations come to together."""
NO_LICENCE = "where the weights lie, names no licence: ask the publisher"


def at_page(page: str, terms: Terms, together: Together) -> Terms:
    """The terms of a page as those of its weights; `page`, its address, stands before the names of
    its documents."""
    return together(
        tuple(
            replace(one, document=_at(page, one.document), doubted_by=_by(page, one))
            for one in terms.readings
        ),
        tuple(_declared(page, one) for one in terms.declarations),
        tuple(replace(one, subject=f"{page}/{one.subject}") for one in terms.problems),
    )


def with_pages(own: Terms, pages: Sequence[tuple[str, Terms]], together: Together) -> Terms:
    """The terms of a repository with those of the pages where its weights lie, by their addresses;
    while one of these tells nothing, what is here for the code governs no weights."""
    if not pages:
        return own
    telling = [terms for _, terms in pages if _tells(terms)]
    silent = [(page, terms) for page, terms in pages if not _tells(terms)]
    own = own if silent else _of_code(own)
    problems = [problem for terms in telling for problem in terms.problems]
    return together(
        (*own.readings, *(one for terms in telling for one in terms.readings)),
        (*own.declarations, *(one for terms in telling for one in terms.declarations)),
        (*problems, *_with_silent(own.problems, silent)),
    )


def _tells(page: Terms) -> bool:
    return bool(page.readings or page.declarations)


def _with_silent(
    problems: Sequence[Problem], silent: Sequence[tuple[str, Terms]]
) -> Iterator[Problem]:
    """The problems, with why pages tell nothing; where nothing else covers the weights, that is
    why nobody knows their terms."""
    uncovered = any(one.subject == UNCOVERED for one in problems)
    for page, terms in silent:
        why = terms.problems or (Problem(ProblemKind.MISSING, page, NO_LICENCE, hides_terms=False),)
        for one in why:
            told = replace(one, subject=UNCOVERED, message=f"{one.subject}, {one.message}")
            yield replace(told, hides_terms=True) if uncovered else one
    yield from (one for one in problems if not (silent and one.subject == UNCOVERED))


def _of_code(own: Terms) -> Terms:
    """The terms of a repository as those of its code, where nothing says that they are for more."""
    if all(one.subject not in (UNCOVERED, NONE_WHOLE) for one in own.problems):
        return own
    kept = tuple(one for one in own.problems if one.subject not in (UNCOVERED, NONE_WHOLE))
    readings, declared = tuple(_texts(own.readings)), tuple(_said(own.declarations))
    return replace(own, readings=readings, declarations=declared, problems=kept)


def _texts(readings: Sequence[Reading]) -> Iterator[Reading]:
    for one in readings:
        whole = one.document.component == WHOLE and not one.document.kind.is_page
        yield replace(one, document=replace(one.document, component="code")) if whole else one


def _said(declared: Sequence[Declaration]) -> Iterator[Declaration]:
    for one in declared:
        whole = one.component == WHOLE and not one.ancestor
        yield replace(one, component="code") if whole else one


def _declared(page: str, said: Declaration) -> Declaration:
    document = said.document and _at(page, said.document)
    return replace(said, document=document, component=_of_weights(said.component))


def _by(page: str, reading: Reading) -> tuple[Document, Span] | None:
    by = reading.doubted_by
    return by and (_at(page, by[0]), by[1])


def _at(page: str, document: Document) -> Document:
    path, component = f"{page}/{document.path}", _of_weights(document.component)
    return replace(document, path=path, component=component)


def _of_weights(component: str) -> str:
    return "weights" if component == WHOLE else component
