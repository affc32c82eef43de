"""What is read of the files that a hub lists."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from licensecheck.domain import Document, Problem
from licensecheck.errors import UnavailableError
from licensecheck.hubs.answers import HubAnswer
from licensecheck.hubs.assemble import Reason, refused, text_request, texts, too_many
from licensecheck.hubs.headers import header_cards, header_request
from licensecheck.hubs.listing import ListedFile, behind_link
from licensecheck.hubs.transport import Request, Transport
from licensecheck.hubs.wanted import Wanted, wanted, with_headers

Answers = list[HubAnswer | UnavailableError]


@dataclass(frozen=True, slots=True)
class ReadFiles:
    """What the files say that were read."""

    documents: list[Document]
    problems: list[Problem]
    chosen: frozenset[str]
    """Paths of those that were read or are known to be unreadable."""


def read_listed(
    listed: Mapping[str, ListedFile],
    fetch: Callable[[list[Wanted]], Answers],
    page: Callable[[str], str | None],
    refusal: Callable[[HubAnswer], Reason | None] = refused,
) -> ReadFiles:
    """The documents among the files of a list, and what could not be read of them.

    `fetch` gives the beginnings of files, `page` the address where a person can look at a path.
    """
    chosen, left_out = wanted((path, file.size) for path, file in listed.items())
    answers, known = _through_links(chosen, fetch, listed)
    documents, problems = texts(chosen, answers, known, page=page, refusal=refusal)
    return ReadFiles(
        documents, [*problems, *too_many(left_out)], frozenset(file.path for file in chosen)
    )


@dataclass(frozen=True, slots=True)
class RemoteFiles:
    """The files of a model at one revision, as its hub is asked for them."""

    transport: Transport
    name: str
    """Of the model."""
    of: Request
    """As others about the model are made."""
    url: Callable[[str], str]
    """The address of a path."""
    pages: str
    """How the addresses begin where a person can look at a path."""

    def read(
        self,
        listed: Mapping[str, ListedFile],
        refusal: Callable[[HubAnswer], Reason | None] = refused,
    ) -> ReadFiles:
        """The documents among these files, and what could not be read of them."""
        return read_listed(listed, self._texts, lambda path: self.pages + quote(path), refusal)

    def _texts(self, files: list[Wanted]) -> Answers:
        self.transport.progress(f"reading {len(files)} files of {self.name}")
        return self.transport.all([text_request(self.of, self.url(f.path)) for f in files])

    def header_cards(self, paths: Iterable[str]) -> list[Document]:
        """What the headers of the model files among these say."""
        models = with_headers(paths)
        asked = [header_request(self.of, self.url(path)) for path in models]
        return header_cards(models, self.transport.all(asked))


def _through_links(
    chosen: Sequence[Wanted],
    fetch: Callable[[list[Wanted]], Answers],
    listed: Mapping[str, ListedFile],
) -> tuple[Answers, dict[str, ListedFile]]:
    """Answers for the wanted files, those behind links where one is, and what is listed for each.

    The content of a link is the path of another file. One that leads to no file of the repository
    stays what it is and counts as absent: 404.
    """
    paths = [file.path for file in chosen]
    found = dict(zip(paths, fetch(list(chosen)), strict=True))
    targets: dict[str, Wanted] = {}
    for file in chosen:
        answer = found[file.path]
        if listed[file.path].is_link and isinstance(answer, HubAnswer):
            found[file.path] = replace(answer, status=404)
            if answer.status == 200 and (target := behind_link(file.path, answer.body, listed)):
                targets[file.path] = replace(file, path=target)
    if targets:
        found |= zip(targets, fetch(list(targets.values())), strict=True)
    behind = {path: listed[target.path] for path, target in targets.items()}
    return [found[path] for path in paths], {**listed, **behind}
