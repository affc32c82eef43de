"""Terms on the pages of models that a repository links to: they are those of its weights."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from licensecheck.domain import Declaration, Document, ModelRef, Problem, Reading
from licensecheck.terms.terms import UNCOVERED, Terms

Page = tuple[ModelRef, Terms]
"""A model, and what is known of its terms."""


def with_published(
    own: Terms, pages: Sequence[Page]
) -> tuple[tuple[Reading, ...], tuple[Declaration, ...], tuple[Problem, ...]]:
    """The texts, declarations and problems of a repository with those of its models' pages, whose
    documents have the address of the page before their names."""
    readings = [*own.readings, *(one for page in pages for one in _readings(page))]
    declared = [*own.declarations, *(one for page in pages for one in _declared(page))]
    kept = (one for one in own.problems if one.subject != UNCOVERED)
    return tuple(readings), tuple(declared), (*kept, *(one for p in pages for one in _problems(p)))


def _readings(page: Page) -> Iterable[Reading]:
    ref, terms = page
    return (replace(one, document=_at(ref, one.document)) for one in terms.readings)


def _declared(page: Page) -> Iterable[Declaration]:
    ref, terms = page
    for one in terms.declarations:
        document = one.document and _at(ref, one.document)
        yield replace(one, document=document, component=_of_weights(one.component))


def _problems(page: Page) -> Iterable[Problem]:
    ref, terms = page
    return (replace(one, subject=f"{_plain(ref)}/{one.subject}") for one in terms.problems)


def _at(ref: ModelRef, document: Document) -> Document:
    path, component = f"{_plain(ref)}/{document.path}", _of_weights(document.component)
    return replace(document, path=path, component=component)


def _plain(ref: ModelRef) -> str:
    return str(replace(ref, revision=None))


def _of_weights(component: str) -> str:
    """The page of a model speaks of its weights."""
    return "weights" if component == "model" else component
