"""Documents and problems to a snapshot, the same way for every hub."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from licensecheck.domain import (
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
    in_short,
)
from licensecheck.errors import UnavailableError
from licensecheck.hubs.answers import HubAnswer
from licensecheck.hubs.decode import MAX_BYTES, hides_terms, may_hide_terms, read_document
from licensecheck.hubs.listing import ListedFile
from licensecheck.hubs.times import utc_now
from licensecheck.hubs.transport import Request
from licensecheck.hubs.wanted import BESIDE, MAX_BESIDE, MAX_DOCUMENTS, Wanted

MOST_CHARACTERS = 500_000
"""Of all documents of one model that are read clause by clause. The most of 105 real repositories
is 235,000."""
_IN_CLAUSES = frozenset(
    {DocumentKind.CARD, DocumentKind.LICENSE, DocumentKind.USE_POLICY, DocumentKind.NOTICE}
)

Reason = tuple[ProblemKind, str]
"""Kind and message of the problem that an answer is instead of a file."""


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
    """A snapshot with its cards parsed and everything in its place: same content, same value.

    What comes from a cache gets the problem that says so.
    """
    if origin is Origin.CACHE:
        problems = [*problems, stale(fetched_at)]
    within, beyond = _within(documents)
    problems = [*problems, *beyond]
    ordered = tuple(sorted(within, key=lambda d: d.path))
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
        problems=tuple(sorted(in_short([*problems, *card_problems]))),
    )


def when(stored_at: str | None) -> dict[str, Any]:
    """Origin and time of a snapshot, as arguments of `snapshot`.

    `stored_at` is when a hub gave the answer it rests on; None for now.
    """
    origin = Origin.CACHE if stored_at else Origin.HUB
    return {"origin": origin, "fetched_at": stored_at or utc_now()}


def stale(since: str | None = None) -> Problem:
    """The problem of what was not asked for now; `since` is when it was, where known."""
    what = f"of {since}" if since else "of an earlier download"
    message = f"This is what is on this disk, {what}; the hub may have something else by now."
    return Problem(ProblemKind.STALE, "hub", message, hides_terms=False)


def text_request(of: Request, url: str) -> Request:
    """The request for a text as far as it is read, as others about its model are made."""
    return replace(of, url=url, limit=MAX_BYTES, cut=True)


def texts(
    chosen: Sequence[Wanted],
    answers: Sequence[HubAnswer | UnavailableError],
    listed: Mapping[str, ListedFile],
    *,
    page: Callable[[str], str | None],
    refusal: Callable[[HubAnswer], Reason | None] | None = None,
) -> tuple[list[Document], list[Problem]]:
    """Documents in the answers to requests for files, and why there is none in the others.

    `page` gives the address where a person can look at a path; `refusal` what an answer means that
    is not the file.
    """
    documents: list[Document] = []
    problems: list[Problem] = []
    for file, answer in zip(chosen, answers, strict=True):
        document, found = _text(file, answer, listed[file.path], page, refusal or refused)
        problems.extend(found)
        documents.extend([document] if document else [])
    return documents, problems


def _text(
    file: Wanted,
    answer: HubAnswer | UnavailableError,
    listed: ListedFile,
    page: Callable[[str], str | None],
    refusal: Callable[[HubAnswer], Reason | None],
) -> tuple[Document | None, Sequence[Problem]]:
    if isinstance(answer, UnavailableError):
        message = f"It could not be fetched: {answer}"
        return None, [Problem(ProblemKind.UNAVAILABLE, file.path, message, may_hide_terms(file))]
    if reason := refusal(answer) or _mistaken(answer, listed):
        kind, message = reason
        return None, [Problem(kind, file.path, message, may_hide_terms(file))]
    return read_document(file, answer.body, cut=answer.cut, url=page(file.path))


def refused(answer: HubAnswer) -> Reason | None:
    """What an answer means that is not the file, on a hub whose statuses mean the usual."""
    if answer.status in {200, 206}:
        return None
    if answer.status in {404, 410}:
        return ProblemKind.MISSING, "The hub lists it and does not have it."
    if answer.status in {401, 403}:
        return ProblemKind.GATED, f"The hub does not let us read it ({answer.status})."
    return ProblemKind.UNAVAILABLE, f"The hub answered {answer.status} instead of the file."


def _mistaken(answer: HubAnswer, listed: ListedFile) -> Reason | None:
    if listed.holds(answer.body, answer.cut):
        return None
    return (
        ProblemKind.UNAVAILABLE,
        "What the hub sent is not the file that it lists: use --refresh.",
    )


def too_many(files: Sequence[Wanted]) -> list[Problem]:
    """Problems for documents that were left out because there are so many."""
    return [
        Problem(ProblemKind.TOO_LARGE, f.path, _beyond(f.kind), may_hide_terms(f)) for f in files
    ]


def _beyond(kind: DocumentKind) -> str:
    most = MAX_BESIDE if kind in BESIDE else MAX_DOCUMENTS
    what = "files beside its documents" if kind in BESIDE else "documents"
    return (
        f"Not read, because {most} {what} are read of a model, and it has more: read it yourself."
    )


def _within(documents: Iterable[Document]) -> tuple[list[Document], list[Problem]]:
    """The documents with as much of those with clauses as is read, and problems for the rest.

    The shortest come first; the first that does not fit is read up to where it does.
    """
    left = MOST_CHARACTERS
    read: list[Document] = []
    problems: list[Problem] = []
    for whole in sorted(documents, key=lambda d: (len(d.text), d.path)):
        size = len(whole.text)
        if whole.kind not in _IN_CLAUSES or size <= left:
            read.append(whole)
        else:
            message = (
                f"{left:,} of its {size:,} characters were read, since the model has more than"
                f" {MOST_CHARACTERS:,} of such text: read the rest yourself."
            )
            hides = hides_terms(whole.kind)
            problems.append(Problem(ProblemKind.TOO_LARGE, whole.path, message, hides))
            read += [replace(whole, text=whole.text[:left])] if left else []
        left -= min(size, left) if whole.kind in _IN_CLAUSES else 0
    return read, problems


def _cards(documents: tuple[Document, ...]) -> tuple[tuple[Card, ...], list[Problem]]:
    from licensecheck.text.front_matter import read_card  # loads YAML

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
