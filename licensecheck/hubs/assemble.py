"""Documents and problems to a snapshot, the same way for every hub."""

from collections.abc import Iterable

from licensecheck.hubs.decode import hides_terms
from licensecheck.hubs.files import Wanted
from licensecheck.text.front_matter import read_card
from licensecheck.types import (
    Card,
    Document,
    DocumentKind,
    FileEntry,
    HubMetadata,
    ModelRef,
    Origin,
    Problem,
    ProblemKind,
    Snapshot,
)


def snapshot(
    ref: ModelRef,
    *,
    revision: str | None,
    origin: Origin,
    fetched_at: str | None,
    documents: Iterable[Document],
    files: Iterable[FileEntry],
    problems: Iterable[Problem],
    files_complete: bool = True,
    metadata: HubMetadata | None = None,
) -> Snapshot:
    """A snapshot with its cards parsed and everything in its place: same content, same value."""
    ordered = tuple(sorted(documents, key=lambda d: d.path))
    cards, card_problems = _cards(ordered)
    return Snapshot(
        ref=ref,
        revision=revision,
        origin=origin,
        fetched_at=fetched_at,
        documents=ordered,
        cards=cards,
        files=tuple(sorted(files, key=lambda f: f.path)),
        files_complete=files_complete,
        metadata=metadata or HubMetadata(),
        problems=tuple(sorted({*problems, *card_problems})),
    )


def too_many(files: Iterable[Wanted]) -> list[Problem]:
    """A problem for each document that was left out because there are so many."""
    message = "Not read, because the model has too many documents: read it yourself."
    return [Problem(ProblemKind.TOO_LARGE, f.path, message, hides_terms(f.kind)) for f in files]


def _cards(documents: tuple[Document, ...]) -> tuple[tuple[Card, ...], list[Problem]]:
    cards: list[Card] = []
    problems: list[Problem] = []
    for document in sorted(documents, key=_prominence):
        if document.kind is DocumentKind.CARD:
            card, found = read_card(document)
            cards.append(card)
            problems.extend(found)
    return tuple(cards), problems


def _prominence(document: Document) -> tuple[bool, bool, int, str]:
    """Sorts README.md at the top before other READMEs, those before other cards."""
    name = document.path.lower()
    return (name != "readme.md", not name.startswith("readme"), name.count("/"), document.path)
