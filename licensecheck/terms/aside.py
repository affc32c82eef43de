"""Texts that do not bind whoever uses the model: of other people's work, and of data."""

from collections.abc import Iterator, Sequence

from licensecheck.domain import Document, DocumentKind, Problem, ProblemKind, Reading
from licensecheck.knowledge.phrases import Phrase

# Folders that hold other people's work, with their licences.
_THIRD_PARTY = Phrase("files/of-others")
_OF_DATA = Phrase("files/of-data")
_ASIDE = frozenset({DocumentKind.LICENSE, DocumentKind.NOTICE})
NAMED = 5
"""Files that one problem names; a repository may hold hundreds."""


def is_third_party(document: Document) -> bool:
    """True for a text in a folder of other people's work, unless its name says that it is ours."""
    ours = document.component == "weights" or document.kind is DocumentKind.USE_POLICY
    return not ours and bool(_THIRD_PARTY.search(document.path))


def is_of_data(document: Document) -> bool:
    """True for a text that is called the licence of the data: it binds who uses these alone."""
    called = _OF_DATA.search(document.path.rpartition("/")[2])
    return document.kind in _ASIDE and document.component == "data" and bool(called)


def judged(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The texts that bind whoever uses the model."""
    return tuple(reading for reading in readings if not is_of_data(reading.document))


def set_aside(documents: Sequence[Document]) -> Iterator[Problem]:
    """Problems that name the licences of other people's work, and those of data."""
    texts = [one for one in documents if one.kind in _ASIDE]
    for whose, paths in (
        ("other people's work", [one.path for one in texts if is_third_party(one)]),
        ("data", [one.path for one in texts if is_of_data(one) and not is_third_party(one)]),
    ):
        if paths:
            more = f" and {len(paths) - NAMED} more" if len(paths) > NAMED else ""
            named = f"{', '.join(sorted(paths)[:NAMED])}{more}"
            message = f"{named}: not judged; read them if you use these parts."
            yield Problem(ProblemKind.ASIDE, whose, message, hides_terms=False)
